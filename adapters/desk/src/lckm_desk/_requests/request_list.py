"""The list of requests to units: what its address asks for, and what is found."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from lckm_core import ContactCentre
from lckm_core.organisation import is_own
from lckm_core.ports import UnitRequest
from lckm_desk._list_addresses import LONGEST, query_of
from lckm_desk._pages import Fault, unknown_choice
from lckm_desk._records.procedure import Place

PAGE = 50
"""How many requests a page of the list has."""
_BATCH = 200
_OPEN: Mapping[str, bool | None] = {"": True, "spelnione": False, "wszystkie": None}


@attrs.frozen(kw_only=True)
class RequestListAddress:
    """What the address of the list asks for.

    Args:
        state: which: a key of the choices; empty for those that wait.
        unit: to which unit; empty for any.
        after: the number of the last request of the page before.
    """

    state: str = ""
    unit: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "RequestListAddress":
        """Return what an address asks for."""
        return cls(
            state=_text(query, "stan"),
            unit=_text(query, "jednostka"),
            after=_text(query, "po"),
        )

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong with the choice."""
        return unknown_choice("stan", "Widok", self.state, _OPEN)

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return query_of(stan=self.state, jednostka=self.unit)


def find_listed_requests(
    centre: ContactCentre, address: RequestListAddress, places: Sequence[Place] | None
) -> Iterator[UnitRequest]:
    """Yield the requests of a list, by number."""
    unit, after = address.unit or None, address.after
    while found := centre.list_requests(
        is_open=_OPEN[address.state], unit=unit, after=after, limit=_BATCH
    ):
        for request in found:
            if places is None or any(
                is_own(role, official, request.unit, request.cell) for official, role in places
            ):
                yield request
        after = found[-1].number


def _text(query: Mapping[str, str], name: str) -> str:
    text = query.get(name, "")[:LONGEST]
    # PostgreSQL refuses to look for a NUL, which would look like an outage.
    return text if text.isprintable() else ""
