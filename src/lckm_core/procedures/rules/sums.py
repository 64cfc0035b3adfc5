"""Sums said in texts, held against the amounts of „Opłaty”."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, islice

import attrs

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.around_sums import (
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
    groups_of,
    remarks_on_a_fee,
    without_remarks,
)
from lckm_core.procedures.rules.named_fees import (
    fee_named,
    is_for_things_of_fees,
    limits_in,
    sums_of_powers,
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
from lckm_core.procedures.rules.texts import Path, Text, Texts, step_name
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_OF_A_FEE = (
    r"opłat[aąęy]?\b|opłac|skarbow|kosztuj|koszt\b|zapła[cćt]|wpła[cćt]|płatn|przelew|należność"
    # „Za kurs płacisz w szkole jazdy” is of another's fee.
    r"|\bza\s+(?:wnios|wydani|wystawieni|złożeni|rozpatrzeni|zaświadcz|zezwol|pełnomoc|decyzj"
    r"|odpis|dokument|spraw)\w*(?:\s+\w+){0,3}\s+płaci(?:sz|my|\s+się)\b|\bpobieramy\b"
)
_NO_FEE = (
    r"\bświadcze|zasił|dodat[ek]|dofinans|dotacj|stypend|doch[oó]d|kryteri|\bkar[aąęy]\b|grzywn"
    r"|mandat|kaucj|wadium|odszkod|zwrot|zwrac|zwróc|ulg|zniżk|\brat[aęy]?\b|odset|obrot|wartoś"
    r"|powyżej|poniżej|przekracz|minimum|maksim|maksymal|bonifikat|czynsz|podat|składk"
    r"|\bcen[aęy]\b|sprzedaż|zakup|limit|próg|nagrod|wypłac|wypłat|zamiast|dawn|poprzedni"
)
"""What else is a sum of money in a description, or one that fees are reckoned from."""
_OTHER_SUM = (
    rf"{_NO_FEE}|najwyżej|nie więcej|nie mniej|\bdo\s+\d|\bod\s+\d|wynagr|pensj"
    r"|\bza\s+(?:każd|jed|1\b)|miesięczn|rocznie|dzien|godzin|otrzyma|przysług|zależn|stawk"
    r"|\bu\s+(?:przewoźnik|operator|notari|tłumacz|lekarz|rzeczoznaw|geodet)"
    r"|\bw\s+banku\b|\bza\s+kurs|\bznacz(?:ek|ki|ka)\b|\bparking"
    r"|\bbilet|\bzdjęci|\bfotogra|\bprzejazd"
    r"|\b(?:dwa|dwie|dwóch|trzy|trzech|cztery|czterech|pięć|oba|obie|obu|kilka)"
    r"\s+(?!\w*(?:złot|dzieści|dziesiąt|naście|st[oa]))\w"
)
"""The same where nothing but the words around a sum tells that it is a fee."""
_WHAT_COSTS = r"(?:kosztuj\w{1,3}|(?:opłat[aąęy]|stawk[aię])\b[^.;\n]{0,80}?\bwynos(?:i|zą))"
_PRICED = rf"\b(?:koszt:|{_WHAT_COSTS}(?:\s+po)?)\s+$"
"""What leads to a sum so that it is a fee, whatever else its sentence says of times and rates."""
_ASKED_TO_PAY = (
    r"\b(?:do|na)licz(?:amy|ymy)\s+(?:po\s+)?(?P<added>\d[\d ,.]{0,9})\s?zł(?:otych)?"
    r"(?=\s+do\s+(?:rachunk|opłat|faktur|należnoś))"
    r"|\bza\s[^.;,]{3,60}\snalicz(?:amy|ymy)\s+(?:po\s+)?(?P<charged>\d[\d ,.]{0,9})\s?zł\b"
    r"(?!\s*(?:kar|odset|grzywn))"
    r"|\bzapłać(?:cie)?\s+(?P<sum>\d[\d ,.]{0,9})\s?zł(?:otych)?\s+za\s+(?:wydani|wnios|złożeni"
    r"|zaświadcz|zezwol|pozwol|decyzj|odpis|kart)\w*(?:\s+(?!i\b|oraz\b|a\b)[^\W\d_]+){0,3}"
)
"""„Zapłać 20 zł za wydanie karty i …”: what follows is of something else.

What „doliczamy” says is charged, in whatever cases.
"""
_ASKED_IN_REMARKS = (
    r"\D*\b(?:wpła(?:ć|cie|ty|cisz)|zapła(?:ć|ty|cisz)|przelej|kwot[aęy]|opłat[aęy]|płaci(?:sz"
    r"|\s+się))\s+(?:(?:w\s+(?:wysokości|kwocie)|wynosi|to)\s+)?(?P<sum>\d+(?:,\d\d)?)\s*zł\b\D*"
)
_OF_SOME = rf"{_OTHER_SUM}|{IN_SOME_CASES}|\b(?:dla|przy|od|razem|dopłat|dodatk)\b|mniej|więcej"
_OF_SEVERAL = (
    rf"{_OF_SOME}|pełnomoc|\b(?:łącznie|w\s+sumie|wraz|plus|oba|obie|wszystk|ulg|zniżk)|%|połow"
)
"""Where a sum may be of more than one fee, or of a part of it."""
_PRICED_REACH = 140
"""How far before a sum what leads to it may begin."""
_NO_RANGE = (
    rf"{_NO_FEE}|powiększ|podwyższ|obniż|parking|parkow|bilet|znacz|zdjęci|fotogra|przejazd"
    r"|notari|tłumacz|w\s+banku"
)
_NO_PRICE = rf"{_NO_RANGE}|zależn"
_MANY = (
    r"\b(?:dwa|dwie|dwó|dwu|trzy|trze|trój|czter|czwor|pięć|pięc|sześ|siedem|siedmi|osiem|ośmi"
    r"|dziewię|dziesię|kilk|każd|par[aęy]\b|obo|obie|rodzin)"
)
"""Words for several: a sum beside them may be that many times a fee."""
_TIMES = (
    r"\b(?:dni|dniach|dnia|tygodni\w*|miesi[ąę]c\w*|godzin\w*|raz(?:y|ów|em)?|łącznie|sum[aie])\b"
)
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
    yield from _other_sums_in_remarks(fees, rows)
    of_powers = list(_other_sums_of_powers(fees, rows))
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
            if is_of_the_matter(text, start) and not POWER_OF_ATTORNEY.search(name):
                yield _unknown_sum(path, quoted, start, _A_POWER_IS_SO_MUCH)
    if ranged and len(known) <= _MOST_PAIRED:
        known |= {amount + other for amount, other in combinations(known, 2)}
        for path, start, ends in ranged:
            unknown = next((quoted for quoted, amount in ends if amount not in known), None)
            if unknown is not None:
                yield _unknown_sum(path, unknown, start)


def _other_sums_in_remarks(
    fees: tuple[parts.FeeGroup, ...] | EmptyWord, rows: list[parts.Fee]
) -> RuleFaults:
    """Yield the remarks on a fee that ask to pay a sum of which no fees are."""
    bare: list[parts.Fee] = []
    for place, row, remarks in remarks_on_a_fee(fees):
        found = compiled(_ASKED_IN_REMARKS).fullmatch(remarks)
        if row.amount is None or not found or compiled(_OF_SOME).search(found[0]):
            continue
        bare = bare or [attrs.evolve(other, remarks=None) for other in rows]
        others = fees if "rows" in place else without_remarks(fees)
        if Decimal(found["sum"].replace(",", ".")) not in known_amounts(bare, others, []):
            yield place, _of_another_sum(row, f"{found['sum']} zł"), found.start("sum")


def _other_sums_of_powers(
    fees: tuple[parts.FeeGroup, ...] | EmptyWord, rows: list[parts.Fee]
) -> RuleFaults:
    """Yield the remarks on a group of fees that tell another sum for the power of attorney."""
    powers = [row for row in rows if POWER_OF_ATTORNEY.search(row.kind)]
    for at, group in enumerate(groups_of(fees) if len(powers) == 1 else ()):
        for start, words, amount in sums_of_powers(group.remarks or ""):
            if powers[0].amount not in (None, amount) and not tells(powers[0], amount):
                yield ("fees", at, "remarks"), _of_another_sum(powers[0], words), start


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


def _amounts_of_powers_alone(rows: list[parts.Fee]) -> set[Decimal | None]:
    """Return the amounts of powers of attorney that no other fee has, where all are known."""
    powers = {row.amount for row in rows if POWER_OF_ATTORNEY.search(row.kind)}
    others = {row.amount for row in rows if not POWER_OF_ATTORNEY.search(row.kind)}
    return powers - others if others and None not in powers | others else set()


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
    return compiled(_NO_RANGE).search(words) is None and is_said_of(rows, words)


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
        compiled(_OTHER_SUM).search(without_limits(words, limits))
        or compiled(_MANY).search(SUM_IN_WORDS.compiled.sub("", words))
        or compiled(_TIMES).search(words)
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
            if not any(sums_in(sentence[0])) or compiled(_OTHER_SUM).search(alone):
                continue
            if compiled(_OF_SEVERAL).search(line_above(words, sentence.start())):
                continue
            for said in islice(sums_in(sentence[0]), _MOST_NAMED):
                if is_of_another_year(words, sentence.start(), sentence.start() + said.start()):
                    continue
                amount = amount_of(said)
                named = (sentence[0], said.start(), said.end(), amount)
                if amount in amounts:
                    fee = fee_named(*named, rows)
                elif compiled(_OF_SEVERAL).search(without_duplicates(alone, rows)):
                    continue
                else:
                    # A sum of two fees is known, and is that of neither.
                    of_it = [row for row in rows if fee_named(*named, [row])]
                    fee = of_it[0] if len(of_it) == 1 else None
                if fee is not None and fee.amount is not None and not tells(fee, amount):
                    place = max(0, sentence.start() + said.start() - len(before))
                    yield path, _of_another_sum(fee, said[0]), place


def _of_another_sum(fee: parts.Fee, words: str) -> Message:
    amount = f"{fee.amount}".replace(".", ",")
    return Message(
        f"Tekst mówi, że opłata „{fee.kind}” wynosi „{words}”, a w polu „Opłaty” jest {amount} zł. "
        "Popraw jedno z nich.",
        f"The text says that the fee “{fee.kind}” is “{words}”, and “fees” has {fee.amount} zł. "
        "Fix one of them.",
    )


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
        other = _OTHER_SUM if alone == sentence[0] else f"{_OTHER_SUM}|{IN_SOME_CASES}"
        if not compiled(_OF_A_FEE).search(words) or compiled(other).search(words):
            asked = {
                found.start(found.lastgroup or 0)
                for found in compiled(_ASKED_TO_PAY).finditer(sentence[0])
                if found["charged"] or not compiled(_OTHER_SUM).search(found[0])
            }
            of_things = rows if not compiled(_OF_SOME).search(alone) else []
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
    if compiled(_NO_PRICE).search(alone):
        return
    # Once for all sums: a sentence may have thousands of them.
    many = compiled(_MANY).search(sentence)
    for said in sums:
        if many is not None and many.end() <= said.start():
            return
        before = sentence[max(0, said.start() - _PRICED_REACH) : said.start()]
        if compiled(_PRICED).search(before) or is_for_things_of_fees(before, rows):
            yield said
