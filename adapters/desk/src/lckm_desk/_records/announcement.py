"""An announcement with all its editions."""

from collections.abc import Sequence
from datetime import date

import attrs

from lckm_core.publication import AnnouncementEdition


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
    def unit(self) -> str:
        """Whose announcement it is."""
        return self.newest.announcement.unit

    @property
    def cell(self) -> str | None:
        """The cell of that unit."""
        return self.newest.announcement.cell

    def shown_on(self, day: date) -> AnnouncementEdition | None:
        """Return the edition that residents see that day."""
        shown = [
            edition
            for edition in self.editions
            if edition.shown is not None and day in edition.shown
        ]
        return shown[-1] if shown else None
