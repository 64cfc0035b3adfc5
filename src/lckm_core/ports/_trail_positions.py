"""How far readers of the audit trail have read, kept beside the trail."""

from datetime import datetime
from typing import Protocol


class TrailPositions(Protocol):
    """A trail that keeps the last entry that each reader has taken.

    Positions are in the database of the trail, so a restored backup has those of its moment. Only
    one holder at a time, a worker, may move a position, until a given moment.
    """

    def position(self, reader: str) -> int:
        """Return the id of the last entry taken; 0 for a reader that has taken none."""
        ...

    def hold_position(
        self, reader: str, *, holder: str, now: datetime, until: datetime
    ) -> int | None:
        """Hold a position until a moment and return it; ``None`` while another holds it."""
        ...

    def move_position(self, reader: str, entry: int, *, holder: str) -> bool:
        """Move a position on to an entry, durably; ``False`` where another holds it by now."""
        ...

    def release_position(self, reader: str, *, holder: str) -> None:
        """Hold a position no longer."""
        ...
