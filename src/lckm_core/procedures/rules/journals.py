"""Journals: references that cannot be, and old numbers of them that are no reference."""

import re
from datetime import date

from lckm_core._patterns import compiled
from lckm_core.calendar import read_day
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import Message

_JOURNAL = re.compile(
    r"\b(?:Dz\.?\s{0,2}U|M\.\s?P\.|Dziennik\w{0,3}\s+(?:Ustaw|Urzędow)|Monitor\w{0,3}\s+Polsk)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:\bz|\bU\.?|\bM\.\s?P\.|\bUrz\.|Ustaw|Polski|Łódzkiego|\bŁódz\.)\s*"
    r"(?P<year>[1-9]\d{3})\b(?!\s*[–-])",
    re.IGNORECASE,
)
_REST = r"(?:[^\W\d]|[\s.,()-])*"
_WITHOUT_ITEM = re.compile(
    rf"(?!.*\bUE\b)\W*(?:t\W{{0,2}}j\b\W*)?{_JOURNAL.pattern}{_REST}(?:\d{{1,4}}{_REST})?", re.I
)
"""A journal with its year or its number alone."""
_NO_ITEM = re.compile(r"\bpoz(?:\.|ycja)\s*0+\b(?!\d)", re.IGNORECASE)
_ACT_YEAR = re.compile(
    # The letter first, for the engine then looks only where there is one.
    r"z(?<=\bz) (?:dnia\s+|dn\.\s*)?"
    r"(?P<day>\d{1,2}(?:\s+[^\W\d_]+\s+|\.\d{1,2}\.)(?P<year>\d{4}))\b"
)
_OF_A_COLLECTION = (
    r"\b(?:wypożycz|czyteln|zbi[oó]r|kolekcj|roczni|egzemplarz|komplet|oprawn|stare\s+num"
    r"|numer(?:y|ów)\s)\w*(?:\s+[^\s.;]+){0,4}\s+$"
)
"""Before a journal that is lent out or shown, and not cited."""
_OF_YEARS = re.compile(r"[\s.]*z\s+(?:lat|okresu)\b")
_LAST_YEAR = 9999
_FIRST_YEAR = 1918
"""Dziennik Ustaw and Monitor Polski begin with it."""
_OF_THE_STATE = (
    r"\W*(?:ustaw[ay]\s|kodeks\s"
    r"|rozporządzeni[ea]\s+(?:ministr(?:a|ów)|rady\s+ministrów|prezesa\s+rady)\b)"
)
_OF_THE_CITY = (
    r"\W*(?:uchwał[ay]\s+(?:nr\s+\S+\s+)?rady\s+(?:miejskiej|miasta)\b"
    r"|(?:rozporządzeni|zarządzeni)[ea]\s+(?:nr\s+\S+\s+)?(?:wojewody|prezydenta\s+miasta)\b)"
)
_OF_LAWS = r"\bDz\.?\s{0,2}U(?!rz)(?!\.?\s*W)|\bDziennik\w{0,3}\s+Ustaw"
_CHANGED_BY = (
    r"\b(?:(?:(?:zmien|uchyl|zastąpi|wprowadz)\w+|na\s+podstawie|w\s+związku\s+z)\s+ustaw"
    r"(?!.*\bw\s+sprawie\b)|(?:zmien|uchyl|zastąpi|wprowadz)\w+\s+rozporządzeniem\s+"
    r"(?:ministr|rady|prezesa))(?!.*\b(?:nr\s+\S*\d|podjęt|uchwał|zarządzeni))"
)
"""Another act that is named last: nothing of the city's own act, as its number, comes behind."""
_OF_AN_OFFICE = (
    r"\bDz\.?\s{0,2}Urz(?!\w*\.?\s*(?:UE|Unii))|\bDz\.?\s{0,2}U\.?\s*Woj"
    r"|\bDziennik\w{0,3}\s+Urzędow\w+(?!\s+Unii)"
)


@rule(
    "LCKM-R072",
    "wzór: Podstawa prawna",
    "publikator, którego nie ma, albo bez pozycji",
    WARNING,
    part="legal_basis produced_on",
)
def journals_can_be(
    legal_basis: tuple[parts.LegalAct, ...], produced_on: date | None, requested_on: date | None
) -> RuleFaults:
    """A journal is of a year to come, or before the act or all journals, or has no item."""
    # A text made on a day knows no later act; without any day nobody knows what is to come.
    last = produced_on or requested_on
    for index, act in enumerate(legal_basis):
        made = _ACT_YEAR.search(act.title)
        if made and last and int(made["year"]) >= last.year and _is_after(made["day"], last):
            yield ("legal_basis", index, "title"), _made_after(made[0], last), made.start()
            continue
        key, text, start = _reference(act)
        if not text:
            continue
        first = max(_FIRST_YEAR, int(made["year"]) if made else 0)
        wrong = _NO_ITEM.search(text, start) if " 0" in text or ".0" in text else None
        for year in _YEAR.finditer(text, start):
            if not first <= int(year["year"]) <= (last.year if last else _LAST_YEAR):
                wrong = wrong or year
        if key == "journal" and "poz" not in text:
            wrong = _WITHOUT_ITEM.fullmatch(text) or wrong
        if wrong is not None:
            message = _broken_limit(wrong, made, produced_on, last)
            yield ("legal_basis", index, key), message, wrong.start()


def _broken_limit(
    wrong: re.Match[str], made: re.Match[str] | None, produced_on: date | None, last: date | None
) -> Message:
    """Return what is wrong with a journal: its item, or the limit that its year breaks."""
    words = " ".join(wrong[0].split())
    year = int(wrong["year"]) if "year" in wrong.re.groupindex else 0
    if not year:
        why = Message(f"brakuje pozycji („{words}”)", f"it has no item (“{words}”)")
    elif last and year > last.year:
        why = _after_the_last(words, produced_on, last)
    elif made and year < int(made["year"]):
        why = Message(
            f"rocznik dziennika („{words}”) jest wcześniejszy niż akt („{made[0]}”)",
            f"the journal's year (“{words}”) is before the act (“{made[0]}”)",
        )
    else:
        why = Message(
            f"rocznika dziennika („{words}”) nie ma", f"there is no such year (“{words}”)"
        )
    return Message(
        f"Takiego publikatora nie może być: {why.pl}. Popraw publikator.",
        f"There can be no such journal reference: {why.en}. Fix the journal reference.",
    )


def _after_the_last(words: str, produced_on: date | None, last: date) -> Message:
    if produced_on is None:
        return Message(
            f"rocznik dziennika („{words}”) jeszcze się nie zaczął",
            f"the journal's year (“{words}”) has not begun",
        )
    return Message(
        f"rocznik dziennika („{words}”) jest późniejszy niż data wytworzenia tej informacji "
        f"({last})",
        f"the journal's year (“{words}”) is after the day on which this text was made ({last})",
    )


def _is_after(day: str, last: date) -> bool:
    made = read_day(day)
    return made is not None and made > last.isoformat()


def _made_after(act: str, last: date) -> Message:
    return Message(
        f"Ten akt jest późniejszy („{act}”) niż ten opis ({last}). Sprawdź datę aktu i „Datę "
        "wytworzenia informacji” (produced_on).",
        f"This act is later (“{act}”) than this text ({last}). Check the day of the act and "
        "“produced_on”.",
    )


def _reference(act: parts.LegalAct) -> tuple[str, str, int]:
    """Return the key and the text that hold an act's journal, and where; no text without any."""
    if act.journal:
        return "journal", act.journal, 0
    found = _JOURNAL.search(act.title) if "(" in act.title or "," in act.title else None
    return ("title", act.title, found.start()) if found else ("title", "", 0)


@rule(
    "LCKM-R099",
    "wzór: Podstawa prawna",
    "publikator, w którym takich aktów się nie ogłasza",
    WARNING,
    each="legal_basis",
)
def journals_are_of_their_acts(act: parts.LegalAct) -> RuleFaults:
    """A journal is one in which no such act is announced, as that of a voivodeship for a law."""
    key, text, start = _reference(act)
    text = text[start:]
    of_laws = compiled(_OF_LAWS).search(text)
    of_an_office = compiled(_OF_AN_OFFICE).search(text)
    # „Uchwała …, zmieniona ustawą (Dz. U. …)”: of the act named last.
    is_of_another = key == "title" and compiled(_CHANGED_BY).search(act.title[:start]) is not None
    if of_laws and not (of_an_office or is_of_another) and compiled(_OF_THE_CITY).match(act.title):
        wrong = of_laws
        where = Message(
            "Dziennik Urzędowy Województwa Łódzkiego, jeżeli jest aktem prawa miejscowego",
            "the voivodeship's journal, if it is an act of local law",
        )
    elif of_an_office and not of_laws and compiled(_OF_THE_STATE).match(act.title):
        wrong = of_an_office
        where = Message("Dziennik Ustaw", "Dziennik Ustaw")
    else:
        return
    yield (
        (key,),
        Message(
            f"Takich aktów się w tym publikatorze nie ogłasza; dla tego właściwy jest {where.pl}. "
            "Popraw publikator.",
            f"No such act is announced in this journal; the right one is {where.en}. Fix the "
            "journal reference.",
        ),
        start + wrong.start(),
    )


def is_old_number(words: str, before: str, after: str) -> bool:
    """Return whether old numbers of a journal are meant, „Dz. U. z lat 1918–1939”.

    Args:
        words: those that name the journal.
        before: what stands before them.
        after: what stands behind them.

    Source: wzór: Sposób załatwienia sprawy.
    """
    if "poz" in words + after:
        return False
    return (
        " z lat " in words
        or _OF_YEARS.match(after) is not None
        or compiled(_OF_A_COLLECTION, marks_optional=True).search(before) is not None
    )
