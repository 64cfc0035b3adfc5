"""Two texts that tell two limits of a sum in the same words."""

from decimal import Decimal

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.text import Message

_LIMIT = KeywordPattern(
    "najwyżej maksymalnie więcej przekroczyć",
    r"\b(?P<lead>najwyżej|maksymalnie|nie\s+więcej\s+niż|nie\s+może\s+przekroczyć)\s+"
    r"(?P<whole>\d{1,3}(?:[ .]{0,2}\d{3}){0,2})(?:,(?P<cents>\d\d))?\s*zł\s+"
    r"(?P<unit>(?:na|za)\s+[^\W\d_]{3,20})\s*$",
)
_OF_A_CASE = (
    r"\b(?:gdy|jeśli|jeżeli|dla|kto|pierwsz|drug|kolejn|następn|każd|rok|roku|wcześniej|dawniej"
    r"|dodatkow|oprócz|poza|w\s+przypadku|wspólnot|rodzin|łącznie|razem|zamiast|albo|lub)\w*"
)
"""In a sentence on some people, cases or years the sum may be another."""
_HINTS = ("ajwyżej", "aksymalnie", "więcej ", "przekroczyć")


@rule(
    "LCKM-R082",
    "zał. 2 § 9 ust. 2",
    "dwie różne kwoty podane tymi samymi słowami",
    WARNING,
    part="summary how_to additional_info",
)
def texts_tell_one_limit(
    summary: str | None, how_to: str | None, additional_info: str | None
) -> RuleFaults:
    """Two texts tell two limits of a sum with the same words before and behind it."""
    told = summary or ""
    if not any(map(told.__contains__, _HINTS)):
        return
    limits = _limits(told)
    for key, text in (("how_to", how_to), ("additional_info", additional_info)):
        for words, (sum_told, start) in _limits(text or "").items() if limits else ():
            if words in limits and limits[words][0] != sum_told:
                yield (
                    (key,),
                    Message(
                        "Skrócony opis podaje tymi samymi słowami inną kwotę. Popraw jedno z nich.",
                        "The summary tells another sum in the same words. Fix one of them.",
                    ),
                    start,
                )


def _limits(text: str) -> dict[tuple[str, str], tuple[Decimal, int]]:
    """Return the limits that a text tells by the words around them; none of two for the same."""
    found: dict[tuple[str, str], tuple[Decimal, int]] = {}
    twice = set()
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        limit = _LIMIT.search(sentence)
        if limit is None or compiled(_OF_A_CASE).search(sentence):
            continue
        words = tuple(" ".join(limit[name].lower().split()) for name in ("lead", "unit"))
        if words in found:
            twice.add(words)
        digits = "".join(letter for letter in limit["whole"] if letter.isdigit())
        found[words] = Decimal(f"{digits}.{limit['cents'] or '00'}"), start + limit.start()
    return {words: limit for words, limit in found.items() if words not in twice}
