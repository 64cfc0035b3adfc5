"""A clock that runs as many days ahead of this machine's as a file says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from lckm_cli.toolkit import write_text

_FILE = "clock.txt"
# No calendar goes further.
_MOST = 36_525


class MovableClock:
    """A clock that processes share through a folder; it only goes forward."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE

    def now(self) -> datetime:
        """Return the moment that it shows, aware."""
        return datetime.now(UTC) + timedelta(days=self._days())

    def move(self, days: int) -> None:
        """Move it forward by some days, at most a hundred years in all."""
        write_text(self._file, f"{min(self._days() + max(days, 0), _MOST)}\n")

    def _days(self) -> int:
        try:
            return int(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return 0
