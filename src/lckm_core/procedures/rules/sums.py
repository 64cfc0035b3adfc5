"""Sums said in texts, held against the amounts of „Opłaty”."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, islice

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.around_sums import (
    is_all_that_is_paid,
    is_of_another_year,
    is_of_the_matter,
    line_above,
)
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.fee_amounts import (
    SUM,
    SUM_IN_WORDS,
    amount_of,
    known_amounts,
    sums_in,
    tells,
)
from lckm_core.procedures.rules.fees import (
    POWER_OF_ATTORNEY,
    fee_rows,
)
from lckm_core.procedures.rules.named_fees import (
    fee_named,
    is_for_things_of_fees,
    limits_in,
    listed_sums,
    without_duplicates,
    without_limits,
)
from lckm_core.procedures.rules.paid_things import IN_SOME_CASES
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import question_answered
from lckm_core.procedures.rules.said_prices import (
    are_all_known,
    asks_the_price,
    is_said_of,
    may_hold_a_range,
    ranges,
)
from lckm_core.procedures.rules.sum_words import (
    ASKED_TO_PAY,
    MANY,
    NO_PRICE,
    NO_RANGE,
    OF_A_FEE,
    OF_SEVERAL,
    OF_SOME,
    OTHER_SUM,
    PRICED,
    TIMES,
)
from lckm_core.procedures.rules.sums_in_remarks import (
    of_another_sum,
    other_sums_in_remarks,
    other_sums_of_powers,
)
from lckm_core.procedures.rules.texts import Path, Text, Texts, step_name
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_THING_COSTS = r"[^\W\d_]{4,}\s+kosztuj"
_PRICED_REACH = 140
"""How far before a sum what leads to it may begin."""
_SENTENCE = re.compile(r"(?:[^.;\n]++|\.(?=\S))+[.;\n]?")
_SENTENCES = ("summary", "how_to", "additional_info", "steps")
_MOST_PAIRED = 60
"""The amounts known of which any two are added for the end of a range."""
_MOST_NAMED = 20
"""The sums of one sentence that are looked for among the fees it names."""


@rule(
    "LCKM-R040",
    "zał. 2 § 9 ust. 2",
    "kwota w tekście inna niż w opłatach",
    WARNING,
    part="steps call_centre",
)
def sums_agree_with_fees(
    steps: tuple[parts.Step, ...],
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text tells the sum of a fee, and no fee is of that sum."""
    rows = fee_rows(fees)
    # „0 zł” is no amount, which LCKM-P016 says; what the fee is, is not known then.
    if any(row.amount == 0 for row in rows):
        return
    yield from other_sums_in_remarks(fees, rows)
    of_powers = list(other_sums_of_powers(fees, rows))
    yield from of_powers
    remarks = texts.holding_in_any_case(SUM.keywords, "fees")
    read = {path for path, *_ in of_powers}
    of_groups = [item for item in remarks if item[0][2:] == ("remarks",) and item[0] not in read]
    yield from _other_sums_of_named_fees(of_groups, (), rows)
    # Without a fee, a phrase on one is LCKM-R009.
    fields = _SENTENCES if not rows else (*_SENTENCES, "useful_info")
    telling = texts.holding_in_any_case(SUM.keywords, *fields)
    named = []
    if len({row.amount for row in rows}) > 1:
        named = list(_other_sums_of_named_fees(telling, steps, rows))
        yield from named
    yield from _other_sums_listed(texts, rows)
    telling += _other_answers(call_centre, texts, rows)
    answers = list(_answers(call_centre, texts))
    ranged = list(_ranges_said(telling, answers, rows))
    words = [text for _, text in telling] + [text for _, text, _ in answers]
    sums = {amount_of(found) for text in words for found in sums_in(text)}
    powers = _amounts_of_powers_alone(rows)
    if not ranged and sums <= {row.amount for row in rows} and sums.isdisjoint(powers):
        return
    said = list(_fees_told(telling, answers, steps, rows))
    known = known_amounts(rows, fees, words) if said or ranged else set()
    if rows and not known:
        return
    places = {(path, start) for path, _, start in named}
    text_at = dict(telling)
    for path, start, quoted, amount in said:
        # What says which fee it is says more.
        if (path, start) in places:
            continue
        if amount not in known:
            yield _unknown_sum(path, quoted, start)
        elif amount in powers and (text := text_at.get(path)):
            name = step_name(path, steps)
            is_of_it = is_of_the_matter(text, start) or is_all_that_is_paid(name, text, start)
            if is_of_it and not POWER_OF_ATTORNEY.search(name):
                yield _unknown_sum(path, quoted, start, _A_POWER_IS_SO_MUCH)
    if ranged and len(known) <= _MOST_PAIRED:
        known |= {amount + other for amount, other in combinations(known, 2)}
        for path, start, ends in ranged:
            unknown = next((quoted for quoted, amount in ends if amount not in known), None)
            if unknown is not None:
                yield _unknown_sum(path, unknown, start)


_NO_FEE_IS_SO_MUCH = Message("wśród opłat takiej kwoty nie ma", "no fee has that amount")
_A_POWER_IS_SO_MUCH = Message(
    "tyle wynosi tylko opłata za pełnomocnictwo",
    "only that for a power of attorney has that amount",
)


def _unknown_sum(
    path: Path, quoted: str, start: int, why: Message = _NO_FEE_IS_SO_MUCH
) -> Contradiction:
    message = Message(
        f"Tekst mówi o opłacie „{quoted}”, a {why.pl}.",
        f"The text speaks of a fee of “{quoted}”, and {why.en}.",
    )
    return Contradiction(path, message, start, ("fees",), quotes=True)


def _other_sums_listed(texts: Texts, rows: list[parts.Fee]) -> RuleFaults:
    """Yield the phrases that list fees with another sum than one of them has."""
    for path, phrase in texts.holding_in_any_case(SUM.keywords, "useful_info") if rows else ():
        for start, words, amount, fee in listed_sums(phrase, rows):
            if fee.amount not in (None, amount) and not tells(fee, amount):
                yield path, of_another_sum(fee, words), start
                break


def _amounts_of_powers_alone(rows: list[parts.Fee]) -> set[Decimal | None]:
    """Return the amounts of powers of attorney that no other fee has, where all are known."""
    powers = {row.amount for row in rows if POWER_OF_ATTORNEY.search(row.kind)}
    others = {row.amount for row in rows if not POWER_OF_ATTORNEY.search(row.kind)}
    return powers - others if others and None not in powers | others else set()


def _other_answers(
    call_centre: CallCentre | None, texts: Texts, rows: list[parts.Fee]
) -> Iterator[Text]:
    """Yield the answers to other questions that tell by the way what something costs."""
    for path, text in texts.holding_in_any_case(SUM.keywords, "call_centre"):
        question = question_answered(path, call_centre)
        is_by_the_way = question is not None and not asks_the_price(question.question)
        if (
            rows
            and is_by_the_way
            and compiled(_THING_COSTS).search(text)
            and is_said_of(rows, text)
        ):
            yield path, text


def _answers(call_centre: CallCentre | None, texts: Texts) -> Iterator[tuple[Path, str, str]]:
    """Yield the answers that hold a sum, to questions on what is paid: path, text, question."""
    for path, text in texts.holding_in_any_case(SUM.keywords, "call_centre"):
        question = question_answered(path, call_centre)
        if question and asks_the_price(question.question):
            yield path, text, question.question


def _ranges_said(
    telling: list[Text],
    answers: list[tuple[Path, str, str]],
    rows: list[parts.Fee],
) -> Iterator[tuple[Path, int, tuple[tuple[str, Decimal], ...]]]:
    """Yield the ranges of fees in texts and in answers: the path, the place, the ends."""
    if not rows or not are_all_known(rows):
        return
    for path, text in telling:
        # Dividing a text into sentences takes longer.
        for sentence in _SENTENCE.finditer(text) if may_hold_a_range(text) else ():
            said = list(ranges(sentence[0]))
            for found in said if said and _is_a_price(sentence[0], rows) else ():
                start = sentence.start() + found.start
                if not is_of_another_year(text, sentence.start(), start):
                    yield path, start, (found.low, found.high)
    for path, text, question in answers:
        said = list(ranges(text, answers=True))
        for found in said if said and _is_a_price(f"{question} {text}", rows) else ():
            yield path, found.start, (found.low, found.high)


def _is_a_price(words: str, rows: list[parts.Fee]) -> bool:
    return compiled(NO_RANGE).search(words) is None and is_said_of(rows, words)


def _fees_told(
    telling: list[Text],
    answers: list[tuple[Path, str, str]],
    steps: tuple[parts.Step, ...],
    rows: list[parts.Fee],
) -> Iterator[tuple[Path, int, str, Decimal]]:
    """Yield the sums of fees in texts and in answers: the path, the place, the words, the sum."""
    for path, text in telling:
        for fee in _fees_said(text, step_name(path, steps), rows):
            yield path, *fee
    for path, text, question in answers:
        for fee in _fees_answered(text, question, rows):
            yield path, *fee


def _fees_answered(
    text: str, question: str, rows: list[parts.Fee]
) -> Iterator[tuple[int, str, Decimal]]:
    """Yield the sums of fees in an answer: the place, the words, the amount."""
    words = f"{question} {text}"
    limits = limits_in("; ".join(row.kind for row in rows))
    if (
        compiled(OTHER_SUM).search(without_limits(words, limits))
        or compiled(MANY).search(SUM_IN_WORDS.compiled.sub("", words))
        or compiled(TIMES).search(words)
        or not are_all_known(rows)
        or not is_said_of(rows, words)
    ):
        return
    for said in sums_in(text):
        yield said.start(), said[0], amount_of(said)


def _other_sums_of_named_fees(
    telling: list[Text], steps: tuple[parts.Step, ...], rows: list[parts.Fee]
) -> Iterator[tuple[Path, Message, int]]:
    """Yield the sums that are another fee's than the one they are said to be of."""
    amounts = {row.amount for row in rows}
    limits = limits_in("; ".join(row.kind for row in rows))
    for path, text in telling:
        name = step_name(path, steps)
        before = f"{name}: " if name else ""
        words = before + text
        for sentence in _SENTENCE.finditer(words):
            alone = without_limits(sentence[0], limits)
            if not any(sums_in(sentence[0])) or compiled(OTHER_SUM).search(alone):
                continue
            if compiled(OF_SEVERAL).search(line_above(words, sentence.start())):
                continue
            for said in islice(sums_in(sentence[0]), _MOST_NAMED):
                if is_of_another_year(words, sentence.start(), sentence.start() + said.start()):
                    continue
                amount = amount_of(said)
                named = (sentence[0], said.start(), said.end(), amount)
                if amount in amounts:
                    fee = fee_named(*named, rows)
                elif compiled(OF_SEVERAL).search(without_duplicates(alone, rows)):
                    continue
                else:
                    # A sum of two fees is known, and is that of neither.
                    of_it = [row for row in rows if fee_named(*named, [row])]
                    fee = of_it[0] if len(of_it) == 1 else None
                if fee is not None and fee.amount is not None and not tells(fee, amount):
                    place = max(0, sentence.start() + said.start() - len(before))
                    yield path, of_another_sum(fee, said[0]), place


def _fees_said(
    text: str, context: str, rows: list[parts.Fee]
) -> Iterator[tuple[int, str, Decimal]]:
    """Yield the sums of fees in a text: the place, the words, the amount."""
    limits = limits_in("; ".join(row.kind for row in rows))
    for sentence in _SENTENCE.finditer(text):
        sums = list(sums_in(sentence[0]))
        if not sums:
            continue
        alone = without_limits(sentence[0], limits)
        words = f"{context}: {alone}" if context else alone
        # A limit, „powyżej 18%”, says nothing against a fee that has it, but for some cases.
        other = OTHER_SUM if alone == sentence[0] else f"{OTHER_SUM}|{IN_SOME_CASES}"
        if not compiled(OF_A_FEE).search(words) or compiled(other).search(words):
            asked = {
                found.start(found.lastgroup or 0)
                for found in compiled(ASKED_TO_PAY).finditer(sentence[0])
                if found["charged"] or not compiled(OTHER_SUM).search(found[0])
            }
            of_things = rows if not compiled(OF_SOME).search(alone) else []
            sums = [
                *(said for said in sums if said.start() in asked),
                *_priced(sentence[0], alone, sums, of_things),
            ]
        for said in sums:
            start = sentence.start() + said.start()
            if not is_of_another_year(text, sentence.start(), start):
                yield start, said[0], amount_of(said)


def _priced(
    sentence: str, alone: str, sums: list[re.Match[str]], rows: list[parts.Fee]
) -> Iterator[re.Match[str]]:
    """Yield the sums that are said to be the price, „kosztuje 200 zł”, and that of one thing.

    Args:
        sentence: the sentence.
        alone: the sentence without the limits of fees, „powyżej 18%”.
        sums: the sums in the sentence.
        rows: the fees of which a thing may be named before its sum.
    """
    if compiled(NO_PRICE).search(alone):
        return
    # Once for all sums: a sentence may have thousands of them.
    many = compiled(MANY).search(sentence)
    for said in sums:
        if many is not None and many.end() <= said.start():
            return
        before = sentence[max(0, said.start() - _PRICED_REACH) : said.start()]
        if compiled(PRICED).search(before) or is_for_things_of_fees(before, rows):
            yield said
