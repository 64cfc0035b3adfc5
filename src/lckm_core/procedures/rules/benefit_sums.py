"""How much a benefit is, where two texts tell two sums."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from lckm_core._patterns import KeywordPattern, compiled, small_letters
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import question_answered
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_BENEFIT = KeywordPattern(
    "świadcz zasił dodat stypend dofinans dotac zapomo becik nagrod",
    r"(?P<benefit>świadczeni|zasiłek|zasiłk|dodat(?=ek|k)|stypendi|dofinansowani|dotacj|zapomog"
    r"|becikow|nagrod)\w{0,3}"
    # „Zasiłek pielęgnacyjny” is another one than „zasiłek”.
    r"(?:\s+(?P<kind>(?!wynosi\b|to\b|przysługuje\b|w\b|jest\b)"
    r"[^\W\d]\w*(?:[nwclt][yae]|sk[ai]e?|ego|ej|ych)\b))?",
)
_MOST = r"najwyżej|maksymalnie|nie\s+więcej\s+niż|do|co\s+najwyżej"
_SUM = (
    rf"(?:(?P<most>{_MOST})\s+)?"
    r"(?P<amount>\d{1,3}(?:[ .\u00a0]\d{3})+|\d{1,7})(?:,(?P<cents>\d{2}))?\s*zł(?:otych)?"
    r"(?:\s+(?P<per>miesięcznie|rocznie|jednorazowo|na\s+(?:miesiąc|rok)))?"
)
_YOU_GET = r"(?:otrzymasz|dostaniesz|wypłaca(?:my|ny)|wypłacimy|przyzna(?:jemy|my)|przysługuje)"
_ASIDE = r"(?:\s+(?!jeśli|jeżeli|gdy|dla|przy|za\b)[^\d,;.]{3,50},){0,2}"
"""„Wynosi tyle, ile alimenty, najwyżej …”."""
_IN = r"(?:w\s+(?:wysokości|kwocie))"
_TELLS = (
    rf"(?:{_BENEFIT.pattern})\s+(?:wynosi{_ASIDE}|to|{_YOU_GET}(?:\s+ci)?\s+{_IN})\s+{_SUM}",
    rf"(?:(?P<highest>maksymaln|najwyższ)\w+\s+)?(?:wysokość|kwota)\s+(?:{_BENEFIT.pattern})\s+"
    rf"(?:wynosi|to)\s+{_SUM}",
    rf"(?:jednorazowo\s+)?{_YOU_GET}(?:\s+ci)?\s+(?:{_BENEFIT.pattern})\s+{_IN}\s+{_SUM}",
)
"""Whole sentences alone: more words may tell of some people or years."""
_IT_IS = rf"(?:ono\s+|on\s+|ona\s+)?wynosi{_ASIDE}\s+{_SUM}"
"""Of what the sentence before names."""
_REST = r"(?:,\s+(?:wypłaca|na\s+konto|przelew)[^,;]*)?"
_ASKS = (
    r"(?:ile\s+(?:wynosi|dostanę)|jak\s+wysok\w+\s+jest|jaka\s+jest\s+(?:kwota|wysokość))\s+"
    rf"(?:{_BENEFIT.pattern})"
)
_ANSWERS = rf"(?:to\s+|wynosi\s+)?{_SUM}"


class _BenefitSum(NamedTuple):
    """A sum of a benefit that a text tells, and where.

    ``of`` is the benefit, its kind, whether the sum is the most, and the time it is for.
    """

    of: tuple[str, str, bool, str]
    amount: Decimal
    start: int


@rule(
    "LCKM-R087",
    "zał. 2 § 9 ust. 2",
    "kwota świadczenia podana w dwóch polach różnie",
    WARNING,
    part="call_centre",
)
def texts_tell_one_sum_of_a_benefit(call_centre: CallCentre | None, texts: Texts) -> RuleFaults:
    """Two texts tell two sums of one benefit."""
    first: dict[tuple[str, str, bool, str], tuple[Path, _BenefitSum]] = {}
    for path, text in texts.holding(("zł",), *PROSE, "call_centre"):
        question = question_answered(path, call_centre)
        asked = question.question.strip(" ?") if question else ""
        if not _BENEFIT.may_match(asked or text) and not _BENEFIT.may_match(text):
            continue
        benefits = list(_sums_in(text, asked))
        for benefit in benefits:
            # A text with two sums of one kind tells them of two cases.
            if sum(other.of == benefit.of for other in benefits) > 1:
                continue
            where, other = first.setdefault(benefit.of, (path, benefit))
            if other.amount != benefit.amount and where != path:
                yield Contradiction(
                    path, _ANOTHER_SUM, benefit.start, where, other.start, advice=_FIX_OR_SAY_WHOSE
                )


_ANOTHER_SUM = Message(
    "Kwota świadczenia jest tu inna niż gdzie indziej w opisie.",
    "The sum of the benefit is another here than elsewhere.",
)
_FIX_OR_SAY_WHOSE = Message(
    "Popraw jedno z nich albo napisz, kogo dotyczy która kwota.",
    "Fix one of them, or say whose each is.",
)


def _sums_in(text: str, asked: str) -> Iterator[_BenefitSum]:
    """Yield the sums of benefits that whole sentences tell, or that answer a question."""
    question = compiled(_ASKS).fullmatch(asked) if asked else None
    former = ""
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        words, before = sentence.strip(MARKS), former
        former = sentence or former
        if "zł" not in words:
            continue
        found = next(
            filter(None, (compiled(tells + _REST).fullmatch(words) for tells in _TELLS)), None
        )
        if found:
            yield _sum_of(found, found, start)
        elif question and (answer := compiled(_ANSWERS + _REST).fullmatch(words)):
            yield _sum_of(question, answer, start)
        elif it_is := compiled(_IT_IS + _REST).fullmatch(words):
            named = list(_BENEFIT.finditer(before))
            if len({small_letters(benefit["benefit"]) for benefit in named}) == 1:
                yield _sum_of(named[0], it_is, start)


def _sum_of(benefit: re.Match[str], said: re.Match[str], start: int) -> _BenefitSum:
    kind = small_letters(benefit["kind"] or "")[:5]
    of_most = bool(said["most"] or said.groupdict().get("highest"))
    per = small_letters(said["per"] or "")
    whole = re.sub(r"\D", "", said["amount"])
    return _BenefitSum(
        (small_letters(benefit["benefit"])[:5], kind, of_most, per[:5]),
        Decimal(f"{whole}.{said['cents'] or '00'}"),
        start,
    )
