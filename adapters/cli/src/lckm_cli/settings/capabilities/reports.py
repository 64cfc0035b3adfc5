"""What a store of reports, and a listener, may offer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from lckm_cli.settings.capabilities.rows import (
    Count,
    Entry,
    Found,
    Kept,
    StoreFault,
)
from lckm_core.delivery import Dispatch, DispatchState


class HasClock(Protocol):
    """A store with a clock that all its workers share."""

    def clock(self) -> datetime:
        """Return the moment it is; aware."""
        ...


class HasPlace(Protocol):
    """A store that says whether it is there, without making it."""

    def is_there(self) -> bool:
        """Return whether it is."""
        ...


class NamesPlace(Protocol):
    """A store that says where it is."""

    @property
    def where(self) -> str:
        """Which database it is: its file, or its server and name without who connects."""
        ...


class Foresees(Protocol):
    """A store that says when the next delivery comes due."""

    def next_due(self) -> datetime | None:
        """Return that moment."""
        ...


class ListsWaiting(Protocol):
    """A store that lists the deliveries that wait."""

    def waiting(self, *, limit: int = ...) -> Sequence[Dispatch]:
        """Return the oldest of them, at most *limit*."""
        ...


class CountsWaiting(Protocol):
    """A store that says how many deliveries wait."""

    def waiting_count(self) -> int:
        """Return that number."""
        ...


class CountsDue(Protocol):
    """A store that says how many personal parts are past their term or withdrawn, and not destroyed yet."""

    def count_due(self, now: datetime) -> int:
        """Return that number, at a moment."""
        ...


class Outlines(Protocol):
    """A store that tells what stays of a report without any key."""

    def outline(self, number: str) -> Kept | None:
        """Return that, ``None`` for a number that is not there."""
        ...


class KnowsGaps(Protocol):
    """A store that knows which numbers may have been given since a copy was made that was put back."""

    def may_be_since(self, number: str, *, now: datetime) -> bool:
        """Return whether a number that no report has may be one of these."""
        ...


class Searches(Protocol):
    """A store that finds reports without their personal parts."""

    def search(
        self,
        *,
        state: DispatchState | None = ...,
        unit: str | None = ...,
        registered_from: datetime | None = ...,
        registered_to: datetime | None = ...,
        after: str = ...,
        limit: int = ...,
    ) -> Sequence[Found]:
        """Return those that are all that is given, by number, the numbers after *after*, at most *limit*."""
        ...


class CountsReports(Protocol):
    """A store that counts reports."""

    def counts(self, *, registered_from: datetime, registered_to: datetime) -> Sequence[Count]:
        """Return how many came in from one moment to before another, by day, unit, state and time to the outcome."""
        ...


class ChecksItself(Protocol):
    """A store that finds what is wrong in it."""

    def verify(self, *, now: datetime) -> Sequence[StoreFault]:
        """Return that."""
        ...


class Mends(Protocol):
    """A store that destroys personal parts of no report."""

    def mend(self) -> int:
        """Destroy them, and return how many there were."""
        ...


class CatchesUp(Protocol):
    """A store that can be made fit for use where another program put it back from a copy."""

    def leave_in_doubt(self) -> int:
        """Leave in doubt each delivery that has not ended, and return how many these are."""
        ...

    def keep_withdrawn(self, number: str, *, now: datetime) -> None:
        """Keep that a consent was withdrawn of a report that came in since the copy."""
        ...

    def leave_gap(self, now: datetime, *, again: bool = ...) -> str:
        """Leave out the next numbers, which may stand on letters, and return the last of them."""
        ...


class PagesLeftFiles(Protocol):
    """A store that names all files that are yet to be destroyed, page by page."""

    def left_files_after(self, after: str, *, limit: int) -> Sequence[str]:
        """Return the references after *after*, sorted, at most *limit*."""
        ...


class ListsLiveFiles(Protocol):
    """A store that names the files of reports that are not erased yet."""

    def live_files(self, *, limit: int) -> Sequence[str]:
        """Return their references, the newest first, at most *limit*."""
        ...


class PassesOver(Protocol):
    """A list of a store that passed over what it cannot read."""

    @property
    def unreadable(self) -> Sequence[str]:
        """Of what, by number or id."""
        ...


# ── a listener ───────────────────────────────────────────────────────────────────────────────────────────────────────


class KeepsTrail(Protocol):
    """A listener whose events can be read again."""

    def audit(
        self, *, subject: str | None = ..., after: int = ..., limit: int = ...
    ) -> Sequence[Entry]:
        """Return the events of a subject, or all, after the entry *after*, in order, at most *limit*."""
        ...


class NamesVerbs(Protocol):
    """A listener in whose trail other words stand than the centre's own."""

    def verbs(self) -> Sequence[str]:
        """Return those words."""
        ...


class TellsLosses(Protocol):
    """A listener that heard which personal parts were lost with another's."""

    def lost_with(self, number: str) -> int:
        """Return of how many other reports, as that of this number was destroyed out of a damaged file."""
        ...
