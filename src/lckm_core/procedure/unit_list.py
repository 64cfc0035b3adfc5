"""The host's own list of units and cells, as a file: it stands in for the directory that is built in."""

from datetime import date
from typing import Annotated

import attrs

from lckm_core.calendar import Window
from lckm_core.filling.values import Line
from lckm_core.marks import Mark
from lckm_core.ordinance import cites
from lckm_core.organisation import Directory, Unit


@attrs.frozen
class ListedUnit:
    """The Office or a municipal unit, its cells, and the days on which it counts; without cells, any cell's name is taken."""

    name: Annotated[Line, Mark("Nazwa jednostki", cites="wzór: Jednostka")]
    cells: Annotated[tuple[Line, ...], Mark("Komórki", cites="wzór: Komórka")] = ()
    valid_from: Annotated[date | None, Mark("Istnieje od", cites="zał. 1")] = None
    valid_to: Annotated[date | None, Mark("Istnieje do", cites="zał. 1")] = None


@cites("zał. 1", "zał. 2 § 2 pkt 2")
@attrs.frozen
class UnitList:
    """A file of units and cells: all that there are, since what it leaves out is unknown."""

    units: Annotated[tuple[ListedUnit, ...], Mark("Jednostki", cites="zał. 1", min_items=1)]

    @property
    def directory(self) -> Directory:
        """The directory that the file describes, for ``check(…, directory=…)``."""
        return Directory(tuple(Unit(row.name, row.cells, Window(row.valid_from, row.valid_to)) for row in self.units))
