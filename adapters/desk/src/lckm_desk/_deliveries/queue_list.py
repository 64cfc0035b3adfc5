"""The queue of deliveries: what its address asks for, and what waits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import attrs

from lckm_core import ContactCentre
from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.ports.optional import ReportAdministration, offered
from lckm_desk import _labels as labels
from lckm_desk._list_addresses import (
    LONGEST,
    format_place,
    next_query,
    parse_place,
    query_of,
)
from lckm_desk._pages import Fault

PAGE: Final = 50
"""How many deliveries a page of the queue has."""
MOST: Final = 1000
"""How many are read at most, the oldest: a queue of more is of an outage."""
BY_HAND: Final = "reka"
STATES: Final[Mapping[str, str]] = {
    **{
        state.value: labels.STATES[state]
        for state in (DispatchState.PENDING, DispatchState.LEASED, DispatchState.UNKNOWN)
    },
    BY_HAND: "czeka na człowieka",
}
"""By what the queue is filtered: the states of what has not ended, and whether a hand is needed."""


@attrs.frozen(kw_only=True)
class QueueAddress:
    """What the queue asks for, as its address has it.

    Args:
        state: a key of :data:`STATES`, empty for any; another word is a fault.
        after: the moment and the id of the last delivery of the page before.
    """

    state: str = ""
    after: tuple[datetime, str] | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "QueueAddress":
        """Return what an address asks for; the first page if its page makes no sense."""
        return cls(
            state=query.get("stan", "").strip()[:LONGEST],
            after=parse_place(query.get("po", "")[:LONGEST]),
        )

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return query_of(stan=self.state)

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong with the state."""
        if not self.state or self.state in STATES:
            return []
        return [Fault("stan", "W kolejce nie ma takiego stanu. Wybierz jeden z listy.")]

    def meets(self, dispatch: Dispatch) -> bool:
        """Return whether a delivery is in the state that is asked for."""
        if self.state == BY_HAND:
            return dispatch.needs_a_hand
        return self.state in ("", dispatch.state)


@attrs.frozen(kw_only=True)
class Queue:
    """A page of the queue.

    Args:
        shown: the deliveries of the page.
        following: the query of the next page, empty for none.
        waiting: how many wait in all.
        found: how many of those that were read are in the state that is asked for.
        unreadable: the ids of those that the store cannot read.
    """

    shown: Sequence[Dispatch]
    following: str
    waiting: int
    found: int
    unreadable: Sequence[str]


def store_of_queue(centre: ContactCentre) -> ReportAdministration | None:
    """Return the store of reports if it can list what waits, else ``None``."""
    return offered(centre.plugins.reports, ReportAdministration, "waiting", "waiting_count")


def find_waiting(store: ReportAdministration, address: QueueAddress) -> Queue:
    """Return one page of the queue, the oldest first."""
    # The first page without a filter is asked for most, and needs no further rows.
    listed = store.waiting(limit=MOST if address.state or address.after else PAGE + 1)
    found = [dispatch for dispatch in listed if address.meets(dispatch)]
    after = address.after
    following_rows = [
        dispatch for dispatch in found if after is None or _position(dispatch) > after
    ]
    shown, following = following_rows[:PAGE], ""
    if len(following_rows) > PAGE:
        following = next_query(address.query, po=format_place(_position(shown[-1])))
    return Queue(
        shown=shown,
        following=following,
        waiting=store.waiting_count(),
        found=len(found),
        unreadable=getattr(listed, "unreadable", ()),
    )


def _position(dispatch: Dispatch) -> tuple[datetime, str]:
    return dispatch.opened_at, dispatch.id
