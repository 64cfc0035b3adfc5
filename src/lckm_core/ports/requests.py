"""Port: what the call centre asked units for: data that it lacks, and briefings."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.ports._port import PortKind, port

UnitRequest = DataRequest | BriefingRequest
"""What the call centre asks a unit for."""


class RequestStore(Protocol):
    """Keeps requests to units, met ones too; no two have one number, of whichever kind. Each method is one act, and durable when it returns.

    Safe from several threads; where the adapter says so, from several processes.
    """

    def add(self, request: UnitRequest) -> None:
        """Keep a new request.

        Raises :class:`ConflictError` when there is a request of that number, which is then left as it is: a caller that does not
        know whether its first call got through may repeat it, and look at what is kept.
        """
        ...

    def get(self, number: str) -> UnitRequest | None:
        """Return the request of that number, ``None`` when there is none."""
        ...

    def replace(self, new: UnitRequest, was: UnitRequest) -> None:
        """Keep *new* in place of *was*, which has its number.

        Raises :class:`ConflictError` when what is kept under that number is not *was*, and leaves it as it is.
        """
        ...

    def unmet(self, *, after: str = "", limit: int) -> Sequence[UnitRequest]:
        """Return open requests by number, those greater than *after* (by code points), at most *limit*."""
        ...


@port(PortKind.PROVIDE, RequestStore, cites=("zał. 2 § 10 ust. 3", "zał. 2 § 10 ust. 4"))
def provide_requests() -> RequestStore:  # type: ignore[empty-body]
    """Hand over the store of the call centre's requests. Called once, when the centre is made; opening files or connections may wait until use."""
