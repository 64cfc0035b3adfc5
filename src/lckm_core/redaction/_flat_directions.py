"""Flats told by directions: „druga klatka, trzecie piętro po lewej”."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import BARRIER, NAME_END, PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

_LIVES = r"(?<!\w)mieszka(?:m|my|ja|l\w{0,3})?\s"
_WHICH = (
    r"(?:(?:pierwsz|drug|trzec|czwart|piat|szost|siodm|osm|dziewiat|dziesiat|ostatni|\w{3,9}nast)"
    r"\w{0,3}|[ivx]{1,4}|\d{1,2}|[a-h])"
)
_SIDE = (
    r"(?:od\s(?:ulicy|szczytu|podworz\w|podworka|wejscia|konca|gory|dolu|lewej|prawej)"
    r"|(?:po|na|z)\s(?:lewej|prawej|lewo|prawo|wprost)|w\sglebi)"
)
# A stair or a floor by itself tells nothing; it is told which.
_STEP = (
    r"(?:(?:na|we?)\s)?"
    rf"(?:{_WHICH}\s(?:klatk\w{{1,2}}|klatce|pietr\w{{1,3}}|blok\w{{0,2}}|bram\w|oficyn\w)"
    rf"|(?:klatk\w|klatce|pietr\w{{1,3}}|bram\w{{1,2}})\s{_WHICH}"
    # „pod numerem 12”, „lokal 2”: a step, and no way without another.
    r"|pod\s(?:(?:nr|numer\w{0,2})\.?\s)?(?:\d{1,3}[a-z]?|jedynka|dwojka|trojka|czworka|piatka"
    r"|szostka|siodemka|osemka|dziewiatka|dziesiatka|\w{3,9}nastka)"
    r"|(?:(?:lokal|mieszkanie)\s|m\.\s?)(?:(?:nr|numer)\.?\s)?\d{1,3}[a-z]?"
    rf"|parter\w{{0,2}}|oficyn\w{{1,2}}|poddasz\w{{1,2}}|drzwi(?=\s(?:od|po|na|z|w)\s))(?!\w)"
    rf"(?:\s{_SIDE}(?!\w)){{0,2}}"
)
_ON = rf"[^.!?;\n{BARRIER}{NAME_END}]"
_WAY = rf"{_LIVES}({_ON}{{0,80}}?(?<!\w){_STEP}(?:[,:]?\s(?:i\s)?{_STEP}){{1,4}})"
_ONE_STEP = rf"{_LIVES}({_ON}{{0,40}}?(?<!\w){_STEP})"
_HINT = r"klat|pietr|parter|oficyn|poddasz|bram|blok"


def ways_home(text: str) -> Iterator[PersonalSpan]:
    """Yield the ways to a flat, of two steps or more, that somebody is said to live in."""
    yield from _matches(text, _WAY)


def single_steps_home(text: str) -> Iterator[PersonalSpan]:
    """Yield one step of such a way: with the place of the event it may tell the flat."""
    yield from _matches(text, _ONE_STEP)


def _matches(text: str, pattern: str) -> Iterator[PersonalSpan]:
    if "ieszka" not in text and "IESZKA" not in text:
        return
    small = plain(text)
    if compiled(_HINT).search(small):
        for way in compiled(pattern).finditer(small):
            yield PersonalSpan(*way.span(1), PersonalKind.ADDRESS)
