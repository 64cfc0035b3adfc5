"""An announcement with all its editions."""

from collections.abc import Sequence
from datetime import date

import attrs

from lckm_core.publication import AnnouncementEdition, UnitCell, shown_from


@attrs.frozen
class AnnouncementRecord:
    """An announcement with all its editions.

    Args:
        editions: all of them, the oldest first; never empty.
    """

    editions: Sequence[AnnouncementEdition]

    @property
    def newest(self) -> AnnouncementEdition:
        """The newest edition."""
        return self.editions[-1]

    @property
    def number(self) -> str:
        """The number of the announcement."""
        return self.newest.id

    @property
    def whose(self) -> UnitCell:
        """The unit and the cell that the newest edition names."""
        return _whose(self.newest)

    def cells(self, on: date) -> Sequence[UnitCell]:
        """Return the cells that have to do with it: those of what is shown from a day on, too."""
        shown = shown_from(self.editions, on)
        return list(dict.fromkeys((self.whose, *map(_whose, shown))))

    def shown_on(self, day: date) -> AnnouncementEdition | None:
        """Return the edition that residents see that day."""
        shown = [
            edition
            for edition in self.editions
            if edition.shown is not None and day in edition.shown
        ]
        return shown[-1] if shown else None


def _whose(edition: AnnouncementEdition) -> UnitCell:
    return UnitCell(edition.announcement.unit, edition.announcement.cell)
