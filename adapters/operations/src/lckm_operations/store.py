"""What a worker asks of a store of reports beyond its port, as ``lckm_sql.SqlReports`` has it; a store may offer less."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from lckm_core import Dispatch, ReportStore

_PAGE = 1000


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


def needing_a_hand(store: ReportStore) -> int:
    """Return how many of those that wait longest only a person can end; 0 when the store does not say."""
    ask = getattr(store, "waiting", None)
    return sum(one.needs_a_hand for one in ask(limit=_PAGE)) if callable(ask) else 0


def is_there(store: ReportStore) -> bool:
    """Return whether there is a database already; ``True`` when the store does not say."""
    ask = getattr(store, "is_there", None)
    return bool(ask()) if callable(ask) else True


def file_of(store: ReportStore) -> str | None:
    """Return the path of the file that a database is, ``None`` for one on a server, or when the store does not say."""
    database = getattr(store, "database", None)
    return str(database.file) if database is not None and getattr(database, "is_sqlite", False) else None


def unreadable(listing: Sequence[object]) -> Sequence[str]:
    """Return what a store passed over in a list because it cannot read it, by number or id; none where it does not say."""
    names: Sequence[str] = getattr(listing, "unreadable", ())
    return names


def unconfirmed_pages(store: ReportStore) -> Iterator[Sequence[Dispatch]]:
    """Yield all notices that nobody has confirmed, page by page."""
    after = ""
    while page := store.unconfirmed(after=after, limit=_PAGE):
        yield page
        if len(page) < _PAGE:
            return
        after = page[-1].id
