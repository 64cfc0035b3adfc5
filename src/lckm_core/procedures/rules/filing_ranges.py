"""The days from which and until which papers are taken in, „od 1 lutego do 31 maja”."""

from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.filing_dates import MONTH, Day, days_in_order
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts, step_name

_RANGE = (
    rf"\bod\s+(?:dnia\s+)?(?P<from>\d{{1,2}}(?P<month>\s+{MONTH})?)(?:\s+\d{{4}}(?:\s+r\.)?)?"
    rf"\s+do\s+(?:dnia\s+)?(?P<until>\d{{1,2}}\s+(?P<last>{MONTH}))"
)
_TAKEN_IN = (
    r"\b(?:przyjmuje(?:my|\s+się)|przyjmowan[yea]|składa(?:sz|ć|my|\s+się)|złóż|złoży(?:sz|ć)"
    r"|nab[óo]r"
    r"|rekrutacj[aię]|zapisy|wnios(?:ek|ki)|zgłoszenia|oferty|deklaracj[eęi])\b"
)
_OF_SOME = (
    r"rozlicz|sprawozda|uzupełn|odwoł|korekt|potwierdz|kontynu|wynik|ogł[ao]sz|umow|przedłuż"
    r"|\b(?:jeśli|jeżeli|gdy|dla|nie|też|także|również|najczęściej|zwykle|drug\w+|dodatkow\w+"
    r"|kolejn\w+|poprzedni\w+|zeszł\w+)\b|\b(?:trwał|odbył|prowadziliś|przyjmowaliś)"
)
_FILES_AN_APPLICATION = (
    r"\bwnios(?:ek|ki)\b[^.;]{0,80}\b(?:złoż|składa|przyjm|wyśl|wysła)"
    r"|\b(?:złóż|składaj|złożenie|przyjm\w+)\s+wnios"
)
_FIELDS = ("summary", "how_to", "additional_info", "useful_info", "steps", "call_centre")
_HINTS = ("od ", "Od ")
_Range = tuple[Day, Day]


def other_ranges(
    deadlines: tuple[parts.SubmissionDeadline, ...],
    steps: tuple[parts.Step, ...],
    texts: Texts,
) -> Iterator[tuple[Path, int]]:
    """Yield where texts tell a range of days that shares but one end with a deadline's.

    A range with other days at both ends may be that of something else than the application.
    """
    known = {found for deadline in deadlines for _, found in _ranges(deadline.text)}
    for path, text in texts.holding(_HINTS, *_FIELDS) if known else ():
        name = step_name(path, steps)
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
            words = f"{name}, {sentence}" if name else sentence
            if compiled(_OF_SOME).search(words) or not compiled(_TAKEN_IN).search(words):
                continue
            is_alike = len(known) == 1 and compiled(_FILES_AN_APPLICATION).search(words)
            for place, found in _ranges(sentence):
                if found not in known and (
                    is_alike or any(_share_an_end(found, other) for other in known)
                ):
                    yield path, start + place


def _ranges(text: str) -> Iterator[tuple[int, _Range]]:
    for found in compiled(_RANGE).finditer(text):
        # „Od 1 do 31 marca” names its month once.
        first = found["from"] if found["month"] else f"{found['from']} {found['last']}"
        days = days_in_order(f"{first}; {found['until']}")
        if len(days) == len(("from", "until")):
            yield found.start(), (days[0], days[1])


def _share_an_end(found: _Range, other: _Range) -> bool:
    return found[0] == other[0] or found[1] == other[1]
