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


def is_there(store: ReportStore) -> bool:
    """Return whether there is a database already; ``True`` when the store does not say."""
    ask = getattr(store, "is_there", None)
    return bool(ask()) if callable(ask) else True


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
