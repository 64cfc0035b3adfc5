"""Erasures: what is due, and the notices that their receivers have not answered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Final
from urllib.parse import urlencode

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day, warsaw
from lckm_core.delivery import Dispatch
from lckm_core.ports.optional import ReportAdministration, offered

PAGE: Final = 50
"""How many notices a page has."""
MOST: Final = 1000
"""How many notices are counted."""
_LONGEST = 200


@attrs.frozen(kw_only=True)
class Erasures:
    """A page of erasures.

    Args:
        due: of how many reports data are due to be erased and still there; ``None``: the store
            does not tell.
        next_day: the next day on which a term ends.
        due_then: of how many reports it ends then, besides those of *due*.
        shown: the notices of the page, by number.
        following: the query of the next page, empty for none.
        unconfirmed: how many wait for an answer, at most one more than :data:`MOST`.
        unreadable: the ids of those that the store cannot read.
    """

    due: int | None
    next_day: date
    due_then: int
    shown: Sequence[Dispatch]
    following: str
    unconfirmed: int
    unreadable: Sequence[str]


def cursor_of(query: Mapping[str, str]) -> str:
    """Return the id of the last notice of the page before; empty for the first page."""
    id = query.get("po", "").strip()
    # A store compares any text; what no id can be is the first page.
    return id if id.isprintable() and len(id) <= _LONGEST else ""


def find_erasures(centre: ContactCentre, *, after: str, now: datetime) -> Erasures:
    """Return what is due for erasure, and one page of the notices that nobody has confirmed.

    Args:
        centre: the contact centre.
        after: the id of the last notice of the page before; empty for the first page.
        now: the moment, aware.
    """
    store = centre.plugins.reports
    next_day = _next_first(civil_day(now))
    due, due_then = None, 0
    if (counting := offered(store, ReportAdministration, "count_due")) is not None:
        due = counting.count_due(now)
        due_then = counting.count_due(datetime.combine(next_day, time(), warsaw())) - due
    listed = store.unconfirmed(after=after, limit=PAGE + 1)
    shown = listed[:PAGE]
    following = urlencode({"po": shown[-1].id}) if len(listed) > PAGE else ""
    return Erasures(
        due=due,
        next_day=next_day,
        due_then=due_then,
        shown=shown,
        following=following,
        unconfirmed=len(store.unconfirmed(limit=MOST + 1)),
        unreadable=getattr(listed, "unreadable", ()),
    )


def _next_first(day: date) -> date:
    """Return the first day of the next month: terms end with months (interpretation I5)."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
