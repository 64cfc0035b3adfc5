"""What a worker asks of a store of reports beyond its port, as ``lckm_sql.SqlReports`` has it; a store may offer less."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

import attrs

from lckm_core import Dispatch, Report, ReportStore

_PAGE, _MOST = 1000, 100_000


@runtime_checkable
class HasClock(Protocol):
    """A store with a clock that all its workers share."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Return the moment it is."""
        ...


@runtime_checkable
class Foresees(Protocol):
    """A store that says when the next delivery comes due."""

    @property
    def next_due(self) -> Callable[[], datetime | None]:
        """Return that moment."""
        ...


@runtime_checkable
class CountsWaiting(Protocol):
    """A store that says how many deliveries wait."""

    @property
    def waiting_count(self) -> Callable[[], int]:
        """Return that number."""
        ...


@runtime_checkable
class CountsDue(Protocol):
    """A store that says how many personal parts are past their term or withdrawn, and not destroyed yet."""

    @property
    def count_due(self) -> Callable[[datetime], int]:
        """Return that number, at a moment."""
        ...


@runtime_checkable
class HasPlace(Protocol):
    """A store that says whether it is there, without making it."""

    def is_there(self) -> bool:
        """Return whether it is."""
        ...


@attrs.frozen
class Outline:
    """What can be told of a report without its personal part: what stays of it, whether it has one, and how many files."""

    report: Report
    has_personal: bool
    files: int


def outline(store: ReportStore, number: str) -> Outline | None:
    """Return the outline of a report, ``None`` for a number that is not there.

    A store that has outlines of its own needs no key for one; any other is asked for the whole report.
    """
    own = getattr(store, "outline", None)
    if callable(own):
        found: Outline | None = own(number)
        return found
    report = store.get(number)
    return None if report is None else Outline(report, not report.is_anonymous, len(report.attachments))


def may_be_since(store: ReportStore, number: str, now: datetime) -> bool:
    """Return whether a number that no report has may have been given since a copy was made that was put back; a store may not tell."""
    ask = getattr(store, "may_be_since", None)
    return callable(ask) and bool(ask(number, now=now))


def clock_of(store: ReportStore) -> Callable[[], datetime] | None:
    """Return the store's own clock, ``None`` when it has none."""
    return store.clock if isinstance(store, HasClock) else None


def next_due(store: ReportStore) -> datetime | None:
    """Return when the next delivery comes due, ``None`` when there is none, or the store does not say."""
    return store.next_due() if isinstance(store, Foresees) else None


def waiting_count(store: ReportStore) -> int | None:
    """Return how many deliveries wait, ``None`` when the store does not say."""
    return store.waiting_count() if isinstance(store, CountsWaiting) else None


def count_due(store: ReportStore, now: datetime) -> int:
    """Return how many personal parts are to be destroyed by now; 0 when the store does not say."""
    return store.count_due(now) if isinstance(store, CountsDue) else 0


def needing_a_hand(store: ReportStore) -> int:
    """Return how many of those that wait longest only a person can end; 0 when the store does not say."""
    ask = getattr(store, "waiting", None)
    return sum(one.needs_a_hand for one in ask(limit=_PAGE)) if callable(ask) else 0


def is_there(store: ReportStore) -> bool:
    """Return whether there is a database already; ``True`` when the store does not say."""
    return store.is_there() if isinstance(store, HasPlace) else True


def file_of(store: ReportStore) -> str | None:
    """Return the path of the file that a database is, ``None`` for one on a server, or when the store does not say."""
    database = getattr(store, "database", None)
    return str(database.file) if database is not None and getattr(database, "is_sqlite", False) else None


def place_of(store: ReportStore) -> str:
    """Return which database it is: its file, or its server and name without who connects; nothing when the store does not say."""
    return str(getattr(getattr(store, "database", None), "where", ""))


def unreadable(listing: Sequence[object]) -> Sequence[str]:
    """Return what a store passed over in a list because it cannot read it, by number or id; none where it does not say."""
    names: Sequence[str] = getattr(listing, "unreadable", ())
    return names


def left_files(store: ReportStore) -> Iterator[str]:
    """Yield the references of all files that are yet to be destroyed, page by page; of a store without pages what one call names."""
    page_after = getattr(store, "left_files_after", None)
    if not callable(page_after):
        yield from store.left_files(limit=_MOST)
        return
    after = ""
    while page := page_after(after, limit=_PAGE):
        yield from page
        after = page[-1]


def unconfirmed_pages(store: ReportStore) -> Iterator[Sequence[Dispatch]]:
    """Yield all notices that nobody has confirmed, page by page."""
    after = ""
    while page := store.unconfirmed(after=after, limit=_PAGE):
        yield page
        if len(page) < _PAGE:
            return
        after = page[-1].id
