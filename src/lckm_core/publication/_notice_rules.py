"""Rules across the fields of an announcement or of terms (zał. 2 § 4, § 5, § 7)."""

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
    Directory,
    misnamed_cell,
    misnamed_unit,
)
from lckm_core.publication._notices import Announcement, PortalTerms
from lckm_core.text import Message

_INFORMATION = "zał. 2 § 5"
_HEADS = "zał. 2 § 7 ust. 1"

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
    """Return every finding of an announcement or of a version of the terms.

    Args:
        notice: what is to be placed on the portal. A file is judged alike by
            ``check(read_form(text))``.
        directory: the units and cells there are.
        requested_on: the day of the request (Europe/Warsaw): information handed in with it was
            not made later, and the unit must exist then. Without it any day will do.

    Returns:
        Findings with paths into the notice. An announcement needs a day on which it is shown, a
        known unit and, for the Office, a known cell, words, and a day of production not after the
        request nor the last day shown. Terms need words, and an approval by somebody on some day
        or none yet.

    Provisions: zał. 2 § 4 ust. 2 and 3, § 5, § 7 ust. 1.
    """
    return check_notice_data(to_data(notice), type(notice), directory, requested_on=requested_on)


def check_notice_data(
    data: Mapping[str, Any], model: type, directory: Directory, *, requested_on: date | None = None
) -> Findings:
    """Return the findings of a notice as plain data: of its shape, then of the rules."""
    judged = judge(data, model)
    values = sound_values(judged, model)
    if model is PortalTerms:
        findings = [*_approval(values), *_no_words(values, ("version", "text"), NO_TERMS)]
    else:
        findings = [
            *_window(values),
            *_unit_and_cell(values, directory, requested_on),
            *_production(values, requested_on),
            *_no_words(values, ("title", "text"), NO_WORDS),
        ]
    return Findings((*judged.findings, *findings), form=model)


def _window(values: Mapping[str, Any]) -> Iterator[Finding]:
    first, last = values.get("valid_from"), values.get("valid_to")
    if Window(first, last).is_empty:
        message = Message(
            f"Dzień „obowiązuje do” ({last}) jest wcześniejszy niż „obowiązuje od” ({first}). "
            "Popraw jedną z dat; oba dni wliczają się w okres.",
            f"The announcement would end on {last} before it starts on {first}. "
            "Fix one of the days: both are inclusive.",
        )
        yield NO_DAY.at(("valid_to",), message)


def _unit_and_cell(
    values: Mapping[str, Any], directory: Directory, on: date | None
) -> Iterator[Finding]:
    """Yield a finding for an unknown unit or cell, and for the Office without a cell."""
    unit = values.get("unit")
    if unit is None:
        return
    unknown_unit = misnamed_unit(directory, unit, on)
    if unknown_unit:
        yield UNKNOWN_UNIT.at(("unit",), unknown_unit)
        return
    cell = values.get("cell")
    if cell is not None:
        unknown_cell = misnamed_cell(directory, unit, cell)
        if unknown_cell:
            yield UNKNOWN_CELL.at(("cell",), unknown_cell)
    elif unit == directory.city.office and "cell" in values:
        message = Message(
            "Informacja Urzędu nie ma komórki, która ją przekazuje. "
            "Podaj nazwę wydziału lub równorzędnej komórki.",
            "An announcement of the Office names no cell. Give the department that hands it in.",
        )
        yield UNKNOWN_CELL.at(("cell",), message)


def _production(values: Mapping[str, Any], requested_on: date | None) -> Iterator[Finding]:
    """Yield a finding for a day of production after the request or the last day shown."""
    produced, last = values.get("produced_on"), values.get("valid_to")
    if produced is None:
        return
    if requested_on is not None and produced > requested_on:
        message = Message(
            f"Data wytworzenia {produced} jest późniejsza niż data wniosku {requested_on}. "
            "Podaj dzień opracowania informacji.",
            f"The date of production {produced} is after the request of {requested_on}. "
            "Give the day the text was made.",
        )
        yield LATE.at(("produced_on",), message)
    elif last is not None and produced > last:
        message = Message(
            f"Data wytworzenia {produced} jest późniejsza niż ostatni dzień publikacji {last}. "
            "Popraw jedną z dat.",
            f"The date of production {produced} is after the last day shown, {last}. "
            "Fix one of the days.",
        )
        yield LATE.at(("produced_on",), message)


def _no_words(
    values: Mapping[str, Any], keys: tuple[str, ...], finding_kind: FindingKind
) -> Iterator[Finding]:
    """Yield a finding for each text that has neither a letter nor a digit."""
    for key in keys:
        text = values.get(key)
        if text is not None and not any(character.isalnum() for character in text):
            message = Message(
                f"„{text[:40]}” niczego nie mówi. Wpisz treść.",
                f"“{text[:40]}” says nothing. Give the text.",
            )
            yield finding_kind.at((key,), message)


def _approval(values: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for an approval that lacks the person or the day."""
    if not {"approved_by", "approved_on"} <= values.keys():
        return
    if values["approved_by"] is not None and values["approved_on"] is None:
        message = Message(
            "Jest osoba, która zatwierdziła regulamin, a nie ma dnia. "
            "Podaj dzień zatwierdzenia albo usuń osobę, jeśli to projekt.",
            "There is who approved the terms but not when. "
            "Give the day, or remove the person if this is a draft.",
        )
        yield HALF_APPROVED.at(("approved_on",), message)
    if values["approved_by"] is None and values["approved_on"] is not None:
        message = Message(
            "Jest dzień zatwierdzenia regulaminu, a nie ma osoby. "
            "Podaj, kto zatwierdził, albo usuń dzień, jeśli to projekt.",
            "There is when the terms were approved but not by whom. "
            "Say who, or remove the day if this is a draft.",
        )
        yield HALF_APPROVED.at(("approved_by",), message)


def _check(
    data: Mapping[str, Any], directory: Directory, requested_on: date | None, *, model: type
) -> Findings:
    return check_notice_data(data, model, directory, requested_on=requested_on)


# The forms cannot name their own check without a circle of imports.
for _form in (Announcement, PortalTerms):
    checked_by(_form, partial(_check, model=_form))
