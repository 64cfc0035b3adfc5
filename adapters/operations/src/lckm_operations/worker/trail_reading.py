"""Readers of the audit trail, each told of its entries in their order."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.ports import TrailReader
from lckm_core.ports.optional import AuditEntry, AuditTrail, TrailPositions
from lckm_operations.optional_features import trail_of, trail_positions_of

PAUSE = timedelta(seconds=5)
"""Between two looks for new entries."""
_LEASE = timedelta(minutes=2)
"""Longer than a turn of some seconds and the minute that a reader may need for its last entry."""
_TURN = 5.0
"""Seconds of one turn, for letters wait meanwhile."""
_PAGE = 100


@attrs.frozen(str=False)
class NoTrailPositionsError(LckmError):
    """There are readers of the trail, and no adapter keeps how far each has read."""

    pl = (
        "Żaden adapter nie prowadzi dziennika czynności, który pamięta, co komu przekazano. "
        "Dopisz lckm_sql:SqlAdapter."
    )
    en = (
        "No adapter keeps an audit trail that remembers who was told of what. Add "
        "lckm_sql:SqlAdapter."
    )


class TrailReading:
    """Passes new entries of the trail to one reader.

    Args:
        centre: the contact centre, whose trail is read.
        reader: the reader that gets the entries.
        worker: the unique name of this worker; only the holder of the position passes on entries.
        store_clock: returns the current moment, by the clock that all workers share.
        counts: where the entries passed on are counted.
        attempted: called after each entry, even if it was not taken, as a sign of life.
        monotonic: a clock that never goes back, to limit a turn.
    """

    def __init__(
        self,
        centre: ContactCentre,
        reader: TrailReader,
        worker: str,
        store_clock: Callable[[], datetime],
        counts: Counter[str],
        attempted: Callable[[], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._plugins = centre.plugins
        self._reader = reader
        self._worker = worker
        self._store_clock = store_clock
        self._counts = counts
        self._attempted = attempted
        self._monotonic = monotonic

    def read(self, now: datetime) -> datetime:
        """Pass on new entries for some seconds, and return when to go on.

        Raises :class:`NoTrailPositionsError` and whatever the reader raises, which gets the same
        entry next time.
        """
        trail, positions = trail_of(self._plugins), trail_positions_of(self._plugins)
        if trail is None or positions is None:
            raise NoTrailPositionsError
        name = self._reader.name
        # Usually there is nothing new: then do not wait for a writer.
        if not trail.audit(after=positions.position(name), limit=1):
            return now + PAUSE
        moment = self._store_clock()
        position = positions.hold_position(
            name, holder=self._worker, now=moment, until=moment + _LEASE
        )
        if position is None:
            return now + PAUSE
        try:
            is_left = self._tell(trail, positions, position)
        finally:
            positions.release_position(name, holder=self._worker)
        return now if is_left else now + PAUSE

    def _tell(self, trail: AuditTrail, positions: TrailPositions, position: int) -> bool:
        """Pass on the entries after a position; return whether more may follow at once."""
        end = self._monotonic() + _TURN
        entries = trail.audit(after=position, limit=_PAGE)
        for entry in entries:
            if not self._reader.wants(entry.event):
                continue
            self._take(entry)
            # Before the next one, so that a kill repeats one entry at most.
            if not positions.move_position(self._reader.name, entry.id, holder=self._worker):
                # Another worker has taken over.
                return False
            position = entry.id
            if self._monotonic() >= end:
                return True
        if entries and entries[-1].id > position:
            # Move on past those that it does not want.
            positions.move_position(self._reader.name, entries[-1].id, holder=self._worker)
        return len(entries) == _PAGE

    def _take(self, entry: AuditEntry) -> None:
        try:
            self._reader.take(entry)
            self._counts["entries told"] += 1
        finally:
            self._attempted()
