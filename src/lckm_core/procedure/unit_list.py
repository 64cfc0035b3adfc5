"""The host's own list of units and cells, as a file: it stands in for the directory that is built in."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import attrs

from lckm_core.calendar import Window
from lckm_core.filling.judging import checked_by, judge
from lckm_core.filling.sound import sound_values
from lckm_core.filling.values import Line
from lckm_core.findings import Finding, Findings, kind
from lckm_core.marks import Mark, form
from lckm_core.ordinance import cites
from lckm_core.organisation import Directory, Unit
from lckm_core.text import Message, folded

UNIT_TWICE = kind("LCKM-J001", "zał. 1", Message("jednostka podana dwa razy", "a unit is given twice"))
CELL_TWICE = kind("LCKM-J002", "wzór: Komórka", Message("komórka podana dwa razy", "a cell is given twice"))


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


@form("Spis jednostek", "The list of units")
@cites("zał. 1", "zał. 2 § 2 pkt 2")
@attrs.frozen
class UnitList:
    """A file of units and cells: all that there are, since what it leaves out is unknown."""

    units: Annotated[tuple[ListedUnit, ...], Mark("Jednostki", cites="zał. 1", min_items=1)]

    @property
    def directory(self) -> Directory:
        """The directory that the file describes, for ``check(…, directory=…)``."""
        return Directory(tuple(Unit(row.name, row.cells, row.window) for row in self.units))


def _check(data: Mapping[str, Any], _directory: Directory, _requested_on: date | None) -> Findings:
    """Judge a list: its shape and, where that is sound, that nothing is named twice."""
    judged = judge(data, UnitList)
    found = _twice(sound_values(judged, UnitList).get("units", ()))
    return Findings((*judged.findings, *found), form=UnitList)


def _twice(units: tuple[ListedUnit, ...]) -> Iterator[Finding]:
    """Yield the units named as one before them on days that both count, and the cells named as one before them."""
    for index, row in enumerate(units):
        if any(folded(row.name) == folded(other.name) and row.window.overlaps(other.window) for other in units[:index]):
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


checked_by(UnitList, _check)
