"""For how long a document is valid, where two texts say so."""

import re
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.numerals import NUMERAL, number_of
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.statements import statements
from lckm_core.procedures.rules.texts import PROSE, Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_KEYWORDS = ("ważn", "obowiązuj", "wydaje", "wydawan", "bezterminow", "odnawia", "odnow")
_HINTS = ("ażn", "obowiązuje ", "ezterminow", "odnawia", "odnow", "nieokreślony")
_TIME = (
    rf"(?:(?:przez\s+)?(?:(?P<amount>\d{{1,3}}|{NUMERAL})\s+)?"
    r"(?P<unit>dni(?:ach)?|tygodni\w*|tydzień|miesi[ąę]c\w*|lat(?:a|ach)?|rok|kwartał)"
    r"|(?:przez\s+)?(?P<half>pół)\s+roku|(?P<ever>bezterminowo|(?:na\s+)?czas\s+nieokreślony))"
)
_AFTER = rf"(?:po\s+(?:{_TIME}|(?P<year>roku)))"
_THING = r"(?P<thing>[^\W\d_]{4,}(?:\s+(?!jest\b|są\b|się\b)[^\W\d_]{3,})?)"
_RENEW = r"(?:(?:trzeba|należy|musisz)\s+(?:odnawiać|odnowić)|odnawia(?:sz|\s+się)?|odnawiamy)"
_EVERY = rf"co\s+(?:{_TIME}|(?P<yearly>roku))"
_HOLDS = (
    rf"{_THING}\s+(?:jest|są)\s+ważn[aey]\s+{_TIME}",
    rf"{_THING}\s+(?:zachowuje\s+ważność|obowiązuje)\s+{_TIME}",
    rf"{_THING}\s+(?:traci\s+ważność|jest\s+nieważn[aey])\s+{_AFTER}",
    rf"{_AFTER}\s+{_THING}\s+traci\s+ważność",
    rf"{_THING}\s+(?:wydajemy|wydaje\s+się|jest\s+wydawan[aey])\s+(?:na\s+)?{_TIME}",
    rf"(?:okres\s+ważności|ważność)\s+{_THING}\s+(?:to|wynosi|trwa)\s+{_TIME}",
    rf"{_THING}\s+(?:jest|są)\s+(?P<always>bezterminow[aey])",
    rf"{_THING}\s+{_RENEW}\s+{_EVERY}",
    rf"{_RENEW}\s+{_THING}\s+{_EVERY}",
)
_FROM = (
    r"(?:,?\s+(?:licząc\s+)?od\s+(?:dnia\s+|daty\s+)?(?:jej\s+|jego\s+)?(?:wydania|wystawienia))?"
)
"""Whole sentences alone: more words may tell of some people or cases."""
_GENERAL = ("dokument", "urząd", "zwykle", "zazwyczaj")
_FOR_SOME = r"\b(?:dzieck|dziec[ia]|małolet|niepełnolet|senior|starsz|(?:do|od)\s+\d+\s+lat|dla\b)"
"""Whom a question or a step is about, whose documents may be valid for another time."""
_STEM = 4


class _Validity(NamedTuple):
    """For how many days a document is valid at least and at most, and where that is told."""

    days: range
    path: Path
    start: int


@rule(
    "LCKM-R091",
    "zał. 2 § 9 ust. 2",
    "ważność dokumentu podana w dwóch polach różnie",
    WARNING,
    part="steps call_centre",
)
def texts_tell_one_validity(
    steps: tuple[parts.Step, ...], call_centre: CallCentre | None, texts: Texts
) -> RuleFaults:
    """Two texts tell two times for which one document is valid."""
    if not texts.holding(_HINTS, *PROSE, "call_centre"):
        return
    of_things: dict[str, list[_Validity]] = {}
    for said in statements(texts, _KEYWORDS, steps, call_centre):
        found = next(
            filter(None, (compiled(f"{holds}{_FROM}").fullmatch(said.words) for holds in _HOLDS)),
            None,
        )
        if found and not small_letters(found["thing"]).startswith(_GENERAL):
            thing = " ".join(word[:_STEM] for word in small_letters(found["thing"]).split())
            days = _days(found)
            # „0 lat” is a slip, and a child's passport is not valid as long as others are.
            if days and not compiled(_FOR_SOME).search(f"{said.asked} {said.step}"):
                of_things.setdefault(thing, []).append(_Validity(days, said.path, said.start))
    for validities in of_things.values():
        first = validities[0]
        # A text that tells two times tells them of two cases.
        if len({validity.path for validity in validities}) < len(validities):
            continue
        for other in validities[1:]:
            if not range(
                max(first.days[0], other.days[0]), min(first.days[-1], other.days[-1]) + 1
            ):
                yield Contradiction(
                    other.path,
                    _ANOTHER_TIME,
                    other.start,
                    first.path,
                    first.start,
                    advice=_FIX_OR_SAY_WHOSE,
                )


def _days(found: re.Match[str]) -> range:
    """Return for how many days a document is valid; an empty range for none, „0 lat”."""
    groups = found.groupdict()
    if groups.get("ever") or groups.get("always"):
        return range(10**6, 10**6 + 1)
    amount = small_letters(groups.get("amount") or "1")
    number = int(amount) if amount.isdigit() else number_of(amount)
    if number == 0:
        return range(0)
    unit = small_letters(groups.get("unit") or "")
    if groups.get("half"):
        return range(180, 185)
    if unit.startswith(("rok", "lat")) or groups.get("year") or groups.get("yearly"):
        return range(360 * number, 367 * number)
    if unit.startswith("miesi"):
        return range(30 * number, 31 * number + 1)
    if unit.startswith("kwart"):
        return range(90 * number, 93 * number)
    if unit.startswith("ty"):
        return range(7 * number, 7 * number + 1)
    return range(number, number + 1)


_ANOTHER_TIME = Message(
    "Ten dokument ma tu inny okres ważności niż gdzie indziej w opisie.",
    "This document is valid for a different period here than elsewhere.",
)
_FIX_OR_SAY_WHOSE = Message(
    "Popraw jedno z nich albo napisz, kogo dotyczy który okres.",
    "Fix one of them, or say to whom each applies.",
)
