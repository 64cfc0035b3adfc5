"""What the operator's commands ask of a store of reports beyond its port, as ``lckm_sql.SqlReports`` has it.

A store that offers less loses the commands that ask for it, and no more.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from lckm_core import Dispatch, DispatchState, Message, Report, ReportStore


class Found(Protocol):
    """A report without its personal part, and its delivery."""

    @property
    def report(self) -> Report:
        """The report."""
        ...

    @property
    def dispatch(self) -> Dispatch:
        """Its delivery."""
        ...


class Search(Protocol):
    """Finds reports, a page at a time."""

    def __call__(
        self,
        *,
        state: DispatchState | None = None,
        unit: str | None = None,
        registered_from: datetime | None = None,
        registered_to: datetime | None = None,
        after: str = "",
        limit: int = 100,
    ) -> Sequence[Found]:
        """Return those wanted, by number, at most *limit*, numbers greater than *after*."""
        ...


class Counted(Protocol):
    """How many reports of a day went to a unit, stand in a state, and got there within a time."""

    @property
    def day(self) -> date:
        """When they were registered, in Łódź."""
        ...

    @property
    def unit(self) -> str | None:
        """Whose mailbox; ``None`` for straight to the helpdesk."""
        ...

    @property
    def state(self) -> DispatchState:
        """How far the delivery has come."""
        ...

    @property
    def within(self) -> timedelta | None:
        """The time in which they reached their outcome; ``None`` for a longer one, or none yet."""
        ...

    @property
    def count(self) -> int:
        """How many."""
        ...


class Fault(Protocol):
    """One thing that is wrong in the store."""

    @property
    def kind(self) -> str:
        """What kind of thing."""
        ...

    @property
    def subject(self) -> str:
        """With which number, id or month."""
        ...

    @property
    def said(self) -> Message:
        """What is wrong, and how to mend it."""
        ...


def clock_of(store: ReportStore) -> Callable[[], datetime] | None:
    """Return the store's own clock, ``None`` when it has none."""
    clock: Callable[[], datetime] | None = getattr(store, "clock", None)
    return clock


def next_due(store: ReportStore) -> datetime | None:
    """Return when the next delivery comes due, ``None`` when there is none, or the store does not say."""
    ask = getattr(store, "next_due", None)
    due: datetime | None = ask() if callable(ask) else None
    return due


def waiting_count(store: ReportStore) -> int | None:
    """Return how many deliveries wait, ``None`` when the store does not say."""
    ask = getattr(store, "waiting_count", None)
    count: int | None = ask() if callable(ask) else None
    return count
