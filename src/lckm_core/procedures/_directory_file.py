"""The host's own list of units, cells and named staff, as a file: it stands in for the directory that is built in."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import attrs

from lckm_core.calendar import Window
from lckm_core.fields import Mark, form
from lckm_core.findings import Finding, Findings, kind
from lckm_core.forms import Line, checked_by, judge, sound_values
from lckm_core.law import cites
from lckm_core.organisation import (
    OFFICE,
    Directory,
    Official,
    Role,
    Unit,
    misnamed_cell,
    misnamed_unit,
)
from lckm_core.text import Message, folded

UNIT_TWICE = kind(
    "LCKM-J001", "zał. 1", Message("jednostka podana dwa razy", "a unit is given twice")
)
CELL_TWICE = kind(
    "LCKM-J002", "wzór: Komórka", Message("komórka podana dwa razy", "a cell is given twice")
)
PERSON_TWICE = kind(
    "LCKM-J003", "zał. 2 § 12", Message("osoba podana dwa razy", "a person is given twice")
)
PERSON_NOWHERE = kind(
    "LCKM-J004",
    "zał. 2 § 2 pkt 2",
    Message("osoba z jednostki lub komórki spoza spisu", "a person of an unlisted unit or cell"),
)


@attrs.frozen
class ListedUnit:
    """The Office or a municipal unit, its cells, and the days on which it counts; without cells, any cell's name is taken."""

    name: Annotated[Line, Mark("Nazwa jednostki", cites="wzór: Jednostka")]
    cells: Annotated[tuple[Line, ...], Mark("Komórki", cites="wzór: Komórka")] = ()
    valid_from: Annotated[date | None, Mark("Istnieje od", cites="zał. 1")] = None
    valid_to: Annotated[date | None, Mark("Istnieje do", cites="zał. 1")] = None

    @property
    def window(self) -> Window:
        """The days on which the unit counts."""
        return Window(self.valid_from, self.valid_to)


@attrs.frozen
class ListedOfficial:
    """A named member of staff, what they are, and where and on which days; without a unit, they are of the Office."""

    name: Annotated[Line, Mark("Imię i nazwisko", cites="zał. 2 § 12")]
    roles: Annotated[tuple[Role, ...], Mark("Role", cites="zał. 2 § 12", min_items=1)]
    unit: Annotated[Line | None, Mark("Jednostka")] = None
    cell: Annotated[Line | None, Mark("Komórka")] = None
    valid_from: Annotated[date | None, Mark("Pełni rolę od", cites="zał. 2 § 12")] = None
    valid_to: Annotated[date | None, Mark("Pełni rolę do", cites="zał. 2 § 12")] = None

    @property
    def official(self) -> Official:
        """The person as a directory has them."""
        return Official(
            self.name,
            self.roles,
            self.unit or OFFICE,
            self.cell,
            Window(self.valid_from, self.valid_to),
        )


@form("spis jednostek", "a list of units")
@cites("zał. 1", "zał. 2 § 2 pkt 2")
@attrs.frozen
class UnitList:
    """A file of units and cells: all that there are, since what it leaves out is unknown; and of named staff, if any is."""

    units: Annotated[tuple[ListedUnit, ...], Mark("Jednostki", cites="zał. 1", min_items=1)]
    people: Annotated[tuple[ListedOfficial, ...], Mark("Osoby", cites="zał. 2 § 12")] = ()

    @property
    def directory(self) -> Directory:
        """The directory that the file describes, for ``check(…, directory=…)``."""
        units = tuple(Unit(row.name, row.cells, row.window) for row in self.units)
        return Directory(units, tuple(row.official for row in self.people))


def _check(data: Mapping[str, Any], _directory: Directory, _requested_on: date | None) -> Findings:
    """Judge a list: its shape and, where that is sound, that nothing is named twice and that all are of what is listed."""
    judged = judge(data, UnitList)
    sound = sound_values(judged, UnitList)
    people = sound.get("people", ())
    found = [*_twice(sound.get("units", ())), *_person_twice(people)]
    if "units" in sound:
        found += _nowhere(people, UnitList(sound["units"]).directory)
    return Findings((*judged.findings, *found), form=UnitList)


def _twice(units: tuple[ListedUnit, ...]) -> Iterator[Finding]:
    """Yield the units named as one before them on days that both count, and the cells named as one before them."""
    for index, row in enumerate(units):
        if any(
            folded(row.name) == folded(other.name) and row.window.overlaps(other.window)
            for other in units[:index]
        ):
            said = Message(
                f"Jednostka „{row.name}” jest już w spisie na te same dni. Zostaw jeden wpis albo rozdziel okresy „od” i „do”.",
                f"The unit “{row.name}” is listed for the same days already. Keep one of them, or part their windows.",
            )
            yield UNIT_TWICE.at(("units", index, "name"), said)
        known: set[str] = set()
        for place, cell in enumerate(row.cells):
            if folded(cell) in known:
                said = Message(
                    f"Komórka „{cell}” jest już w spisie tej jednostki. Zostaw jeden wpis.",
                    f"The cell “{cell}” is listed for this unit already. Keep one of them.",
                )
                yield CELL_TWICE.at(("units", index, "cells", place), said)
            known.add(folded(cell))


def _person_twice(people: tuple[ListedOfficial, ...]) -> Iterator[Finding]:
    """Yield the people listed as one before them of the same cell, on days that both count: nobody could tell who acted."""
    listed = [row.official for row in people]
    for index, one in enumerate(listed):
        if any(_same(one, other) and one.window.overlaps(other.window) for other in listed[:index]):
            said = Message(
                f"„{one.name}” jest już w spisie na te same dni. Zostaw jeden wpis ze wszystkimi rolami, rozdziel okresy „od” i „do” "
                "albo, jeśli to dwie osoby, dopisz drugie imię.",
                f"“{one.name}” is listed for the same days already. Keep one entry with all the roles, part their windows "
                "or, if they are two people, add a middle name.",
            )
            yield PERSON_TWICE.at(("people", index, "name"), said)


def _same(one: Official, other: Official) -> bool:
    return folded(one.name) == folded(other.name) and (one.unit, one.cell) == (
        other.unit,
        other.cell,
    )


def _nowhere(people: tuple[ListedOfficial, ...], directory: Directory) -> Iterator[Finding]:
    """Yield the people of a unit or a cell that the list does not have."""
    for index, one in enumerate(row.official for row in people):
        unit = misnamed_unit(directory, one.unit)
        if said := unit or (misnamed_cell(directory, one.unit, one.cell) if one.cell else None):
            yield PERSON_NOWHERE.at(("people", index, "unit" if unit else "cell"), said)


checked_by(UnitList, _check)
