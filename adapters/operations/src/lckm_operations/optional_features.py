"""What the worker and the commands use of a store of reports beyond its port."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from lckm_core.delivery import Dispatch, Target
from lckm_core.ports import Plugins, ReportStore
from lckm_core.ports.optional import (
    AuditTrail,
    FileInventory,
    PeerAddress,
    ReportAdministration,
    ReportOutline,
    SharedClock,
    TrailFinder,
    TrailPositions,
    first_offered,
    offered,
)

_PAGE = 1000
_MOST = 100_000


def outline(store: ReportStore, number: str) -> ReportOutline | None:
    """Return the outline of a report, ``None`` for an unknown number.

    A store with outlines needs no key for one; any other is asked for the whole report.
    """
    if (offer := offered(store, ReportAdministration, "outline")) is not None:
        return offer.outline(number)
    report = store.get(number)
    return None if report is None else ReportOutline.of(report)


def may_postdate_backup(store: ReportStore, number: str, now: datetime) -> bool:
    """Return whether a missing number may have been issued after the backup was made."""
    offer = offered(store, ReportAdministration, "may_postdate_backup")
    return offer is not None and offer.may_postdate_backup(number, now=now)


def clock_of(store: ReportStore) -> Callable[[], datetime] | None:
    """Return the store's own clock, ``None`` when it has none."""
    shared = offered(store, SharedClock)
    return None if shared is None else shared.clock


def peer_of(plugins: Plugins, target: Target) -> str:
    """Return the host and port of what takes deliveries; empty where it does not say."""
    hook = "provide_mailer" if target is Target.MAILBOX else "provide_helpdesk"
    if not plugins.answers(hook):
        return ""
    taker = plugins.mailer if target is Target.MAILBOX else plugins.helpdesk
    address = offered(taker, PeerAddress)
    return address.peer if address is not None and isinstance(address.peer, str) else ""


def trail_of(plugins: Plugins) -> AuditTrail | None:
    """Return the audit trail that can be read, ``None`` when no adapter keeps one."""
    return first_offered(plugins.listeners, AuditTrail, "audit")


def trail_finder_of(plugins: Plugins) -> TrailFinder | None:
    """Return the audit trail whose newest entries can be found, ``None`` where there is none."""
    return first_offered(plugins.listeners, TrailFinder)


def trail_positions_of(plugins: Plugins) -> TrailPositions | None:
    """Return where the positions of readers of the trail are kept, ``None`` where nowhere."""
    return first_offered(plugins.listeners, TrailPositions)


def has_trail_for_readers(plugins: Plugins) -> bool:
    """Return whether a trail is kept that its readers can be told of, or there are none."""
    kept = trail_of(plugins) is not None and trail_positions_of(plugins) is not None
    return kept or not plugins.trail_readers


def next_due(store: ReportStore) -> datetime | None:
    """Return when the next delivery is due, ``None`` if none is or the store cannot tell."""
    offer = offered(store, ReportAdministration, "next_due")
    return None if offer is None else offer.next_due()


def waiting_count(store: ReportStore) -> int | None:
    """Return how many deliveries wait, ``None`` when the store does not say."""
    offer = offered(store, ReportAdministration, "waiting_count")
    return None if offer is None else offer.waiting_count()


def count_due(store: ReportStore, now: datetime) -> int:
    """Return how many personal parts are due to be destroyed, 0 if the store cannot tell."""
    offer = offered(store, ReportAdministration, "count_due")
    return 0 if offer is None else offer.count_due(now)


def needing_a_hand(store: ReportStore) -> int:
    """Return how many of the longest waiting deliveries only a person can end."""
    offer = offered(store, ReportAdministration, "waiting")
    return (
        0
        if offer is None
        else sum(dispatch.needs_a_hand for dispatch in offer.waiting(limit=_PAGE))
    )


def unreadable(listing: Sequence[object]) -> Sequence[str]:
    """Return the numbers or ids that a list leaves out because they cannot be read."""
    numbers: Sequence[str] = getattr(listing, "unreadable", ())
    return numbers


def left_files(store: ReportStore) -> Iterator[str]:
    """Yield the references of all files that are yet to be destroyed, page by page."""
    inventory = offered(store, FileInventory, "left_files_after")
    if inventory is None:
        yield from store.files_to_delete(limit=_MOST)
        return
    after = ""
    while page := inventory.left_files_after(after, limit=_PAGE):
        yield from page
        after = page[-1]


def unconfirmed_pages(store: ReportStore) -> Iterator[Sequence[Dispatch]]:
    """Yield all notices that nobody has confirmed, page by page; the last may be empty."""
    after = ""
    while True:
        page = store.unconfirmed(after=after, limit=_PAGE)
        # Also an empty page says which notices cannot be read.
        yield page
        if len(page) < _PAGE:
            return
        after = page[-1].id
