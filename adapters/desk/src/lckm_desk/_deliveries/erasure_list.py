"""Erasures: what is due, and the notices that their receivers have not answered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.delivery import Dispatch
from lckm_core.errors import StoreUnavailableError
from lckm_core.ports.optional import ReportAdministration, offered
from lckm_core.reports import first_clean_day
from lckm_desk._list_addresses import LONGEST, next_query, start_of_day

PAGE: Final = 50
"""How many notices a page has."""
MOST: Final = 1000
"""How many notices are counted."""


@attrs.frozen(kw_only=True)
class Erasures:
    """A page of erasures.

    Args:
        due: how many reports still have their personal data though the term is over; ``None``
            where the store cannot say, or not now.
        away_since: since when the personal data have been out of reach; ``None`` if they are not.
        withdrawn: how many more have them though consent was withdrawn before the term.
        next_day: the next day on which the term of any data ends; ``None`` if there are no more.
        due_then: how many reports' terms end on that day.
        shown: the notices of the page, by number.
        following: the query of the next page, empty for none.
        unconfirmed: how many wait for an answer, at most one more than :data:`MOST`.
        unreadable: the ids of those that the store cannot read.
    """

    due: int | None
    away_since: datetime | None
    withdrawn: int
    next_day: date | None
    due_then: int
    shown: Sequence[Dispatch]
    following: str
    unconfirmed: int
    unreadable: Sequence[str]


class OutOfReach:
    """The moment since which this process cannot reach the personal data."""

    def __init__(self) -> None:
        self._since: datetime | None = None

    def note(self, now: datetime) -> datetime:
        """Note that the data are out of reach, and return since when."""
        self._since = self._since or now
        return self._since

    def forget(self) -> None:
        """Note that the data can be reached."""
        self._since = None


def cursor_of(query: Mapping[str, str]) -> str:
    """Return the id of the last notice of the page before; empty for the first page."""
    id = query.get("po", "").strip()
    # A store would compare any text; one that cannot be an id stands for the first page.
    return id if id.isprintable() and len(id) <= LONGEST else ""


def find_erasures(
    centre: ContactCentre, out_of_reach: OutOfReach, *, after: str, now: datetime
) -> Erasures:
    """Return what is due for erasure, and one page of the notices that nobody has confirmed.

    Where the store cannot reach the personal data, such as on a disk that is away, the page has
    what it knows without them.

    Args:
        centre: the contact centre.
        out_of_reach: notes since when that is so.
        after: the id of the last notice of the page before; empty for the first page.
        now: the moment, aware.
    """
    store = centre.plugins.reports
    due, away_since, withdrawn, next_day, due_then = None, None, 0, None, 0
    counting = offered(store, ReportAdministration, "count_due", "count_withdrawn")
    if counting is not None:
        withdrawn = counting.count_withdrawn(now)
        try:
            due_now = counting.count_due(now)
            next_day, due_then = _next_term(counting, now, due_now)
        except StoreUnavailableError:
            away_since = out_of_reach.note(now)
        else:
            out_of_reach.forget()
            # A worker may erase between two counts.
            withdrawn = min(withdrawn, due_now)
            due = due_now - withdrawn
    listed = store.unconfirmed(after=after, limit=PAGE + 1)
    shown = listed[:PAGE]
    following = next_query("", po=shown[-1].id) if len(listed) > PAGE else ""
    return Erasures(
        due=due,
        away_since=away_since,
        withdrawn=withdrawn,
        next_day=next_day,
        due_then=due_then,
        shown=shown,
        following=following,
        unconfirmed=len(store.unconfirmed(limit=MOST + 1)),
        unreadable=getattr(listed, "unreadable", ()),
    )


def _next_term(
    counting: ReportAdministration, now: datetime, due_now: int
) -> tuple[date | None, int]:
    """Return the next day on which the term of any data ends, and of how many reports."""
    # No data expire later than those of a report that comes in now.
    day, latest = _next_first(civil_day(now)), first_clean_day(now)
    while day <= latest:
        # A worker may erase between two counts.
        if (count := counting.count_due(start_of_day(day)) - due_now) > 0:
            return day, count
        day = _next_first(day)
    return None, 0


def _next_first(day: date) -> date:
    """Return the first day of the next month: terms end with months (interpretation I5)."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
