"""What is wrong with an announcement or a version of the terms, across its fields (zał. 2 § 4, § 5, § 7)."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from lckm_core.calendar import Window
from lckm_core.findings import (
    Finding,
    FindingKind,
    Findings,
    kind,
)
from lckm_core.forms import checked_by, judge, sound_values, to_data
from lckm_core.law import cites
from lckm_core.organisation import (
    DIRECTORY,
    OFFICE,
    Directory,
    misnamed_cell,
    misnamed_unit,
)
from lckm_core.publication._notices import Announcement, PortalTerms
from lckm_core.text import Message

_INFORMATION, _HEADS = "zał. 2 § 5", "zał. 2 § 7 ust. 1"

NO_DAY = kind(
    "LCKM-N010",
    _INFORMATION,
    Message("informacja bez ani jednego dnia", "an announcement for no day at all"),
)
UNKNOWN_UNIT = kind(
    "LCKM-N011",
    _HEADS,
    Message("informacja nieznanej jednostki", "an announcement of an unknown unit"),
)
UNKNOWN_CELL = kind(
    "LCKM-N012",
    _HEADS,
    Message(
        "informacja Urzędu bez znanej komórki", "an announcement of the Office without a known cell"
    ),
)
LATE = kind(
    "LCKM-N013",
    _INFORMATION,
    Message(
        "data wytworzenia późniejsza niż wniosek lub publikacja",
        "produced after the request or the last day shown",
    ),
)
NO_WORDS = kind(
    "LCKM-N014", _INFORMATION, Message("informacja bez słów", "an announcement without words")
)
HALF_APPROVED = kind(
    "LCKM-N110",
    "zał. 2 § 4 ust. 3",
    Message(
        "zatwierdzenie regulaminu bez osoby albo daty",
        "an approval of the terms without person or day",
    ),
)
NO_TERMS = kind(
    "LCKM-N111", "zał. 2 § 4 ust. 2", Message("regulamin bez słów", "terms without words")
)


@cites("zał. 2 § 4 ust. 2", "zał. 2 § 4 ust. 3", "zał. 2 § 5", "zał. 2 § 7 ust. 1")
def check_notice(
    notice: Announcement | PortalTerms,
    directory: Directory = DIRECTORY,
    *,
    requested_on: date | None = None,
) -> Findings:
    """Return every finding of an announcement or of a version of the terms: its shape, and the rules across its fields.

    Args:
        notice: what is to be placed on the portal. A file is judged alike by ``check(read_form(text))``.
        directory: the units and cells there are.
        requested_on: the day of the request (Europe/Warsaw), after which no information handed in with it was made, and on
            which the unit must count; without it any day will do.

    Returns:
        Findings with paths into the notice. An announcement: some day on which it is shown, a known unit and, for the Office, a
        known cell, a day of production not after the request nor the last day shown, words. Terms: an approval by somebody on
        some day, or none yet, words. Raises nothing. Provisions: zał. 2 § 4 ust. 2 and 3, § 5, § 7 ust. 1.
    """
    return check_notice_data(to_data(notice), type(notice), directory, requested_on=requested_on)


def check_notice_data(
    data: Mapping[str, Any], model: type, directory: Directory, *, requested_on: date | None = None
) -> Findings:
    """Return what is wrong with a notice as plain data: its shape and, of what is not at fault already, all the rest."""
    judged = judge(data, model)
    given = sound_values(judged, model)
    if model is PortalTerms:
        found = (*_approval(given), *_words(given, ("version", "text"), NO_TERMS))
    else:
        found = (
            *_window(given),
            *_whose(given, directory, requested_on),
            *_made(given, requested_on),
        )
        found += tuple(_words(given, ("title", "text"), NO_WORDS))
    return Findings((*judged.findings, *found), form=model)


def _window(given: Mapping[str, Any]) -> Iterator[Finding]:
    first, last = given.get("valid_from"), given.get("valid_to")
    if Window(first, last).is_empty:
        said = Message(
            f"Informacja obowiązywałaby do {last}, czyli krócej niż od {first}. Popraw jedną z dat: obie są dniami włącznie.",
            f"The announcement would end on {last} before it starts on {first}. Mend one: both days are inclusive.",
        )
        yield NO_DAY.at(("valid_to",), said)


def _whose(given: Mapping[str, Any], directory: Directory, on: date | None) -> Iterator[Finding]:
    """Yield a finding for a unit or cell that is not known, and for the Office without a cell: its heads are those of cells."""
    unit = given.get("unit")
    if unit is None:
        return
    if said := misnamed_unit(directory, unit, on):
        yield UNKNOWN_UNIT.at(("unit",), said)
    elif (cell := given.get("cell")) is not None:
        if said := misnamed_cell(directory, unit, cell):
            yield UNKNOWN_CELL.at(("cell",), said)
    elif unit == OFFICE and "cell" in given:
        said = Message(
            "Informacja Urzędu nie ma komórki, która ją przekazuje. Podaj nazwę wydziału lub równorzędnej komórki.",
            "An announcement of the Office names no cell. Give the department that hands it in.",
        )
        yield UNKNOWN_CELL.at(("cell",), said)


def _made(given: Mapping[str, Any], requested_on: date | None) -> Iterator[Finding]:
    produced, last = given.get("produced_on"), given.get("valid_to")
    if produced is None:
        return
    if requested_on is not None and produced > requested_on:
        said = Message(
            f"Data wytworzenia {produced} jest późniejsza niż data wniosku {requested_on}. Podaj dzień opracowania informacji.",
            f"The date of production {produced} is after the request of {requested_on}. Give the day the text was made.",
        )
        yield LATE.at(("produced_on",), said)
    elif last is not None and produced > last:
        said = Message(
            f"Data wytworzenia {produced} jest późniejsza niż ostatni dzień publikacji {last}. Popraw jedną z dat.",
            f"The date of production {produced} is after the last day shown, {last}. Mend one of the days.",
        )
        yield LATE.at(("produced_on",), said)


def _words(given: Mapping[str, Any], keys: tuple[str, ...], none: FindingKind) -> Iterator[Finding]:
    """Yield a finding for each text that has neither a letter nor a digit."""
    for key in keys:
        text = given.get(key)
        if text is not None and not any(character.isalnum() for character in text):
            said = Message(
                f"„{text[:40]}” niczego nie mówi. Wpisz treść.",
                f"“{text[:40]}” says nothing. Give the text.",
            )
            yield none.at((key,), said)


def _approval(given: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for an approval of which only half is said: who, or when."""
    if not {"approved_by", "approved_on"} <= given.keys():
        return
    if given["approved_by"] is not None and given["approved_on"] is None:
        said = Message(
            "Jest osoba, która zatwierdziła regulamin, a nie ma dnia. Podaj dzień zatwierdzenia albo usuń osobę, jeśli to projekt.",
            "There is who approved the terms but not when. Give the day, or remove the person if this is a draft.",
        )
        yield HALF_APPROVED.at(("approved_on",), said)
    if given["approved_by"] is None and given["approved_on"] is not None:
        said = Message(
            "Jest dzień zatwierdzenia regulaminu, a nie ma osoby. Podaj, kto zatwierdził, albo usuń dzień, jeśli to projekt.",
            "There is when the terms were approved but not by whom. Say who, or remove the day if this is a draft.",
        )
        yield HALF_APPROVED.at(("approved_by",), said)


def _check(
    data: Mapping[str, Any], directory: Directory, requested_on: date | None, *, model: type
) -> Findings:
    return check_notice_data(data, model, directory, requested_on=requested_on)


# The forms cannot name their own check without a circle of imports.
for _form in (Announcement, PortalTerms):
    checked_by(_form, partial(_check, model=_form))
