"""Port: where the call centre's requests to units are stored."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.ports._port import provide_port

UnitRequest = DataRequest | BriefingRequest
"""What the call centre asks a unit for."""


class RequestStore(Protocol):
    """Stores requests to units, met ones too. Each method is one act, durable when it returns.

    No two requests have one number, of whichever kind. Safe from several threads; where the
    adapter says so, from several processes.
    """

    def add(self, request: UnitRequest) -> None:
        """Store a new request.

        Raises :class:`ConflictError` when the number is taken, and leaves that request as it is:
        a caller that does not know whether its first call succeeded may repeat it and look at
        the stored request.
        """
        ...

    def get(self, number: str) -> UnitRequest | None:
        """Return the request of that number, or ``None``."""
        ...

    def replace(self, new: UnitRequest, was: UnitRequest) -> None:
        """Store *new* in place of *was*, which has the same number.

        Raises :class:`ConflictError` when the stored request is not *was*, and leaves it.
        """
        ...

    def every(self, *, after: str = "", limit: int) -> Sequence[UnitRequest]:
        """Return requests by number, met ones too: those greater than *after* (by code points).

        At most *limit* of them.
        """
        ...

    def unmet(self, *, after: str = "", limit: int) -> Sequence[UnitRequest]:
        """Return open requests by number: those greater than *after* (by code points).

        At most *limit* of them.
        """
        ...

    def answered(self, procedure: str, *, limit: int) -> Sequence[DataRequest]:
        """Return the answered requests for data about a procedure, the greatest number first.

        At most *limit* of them. A page calls it whose clerk waits: look at no more than you have
        to.
        """
        ...


@provide_port(cites=("zał. 2 § 10 ust. 3", "zał. 2 § 10 ust. 4"))
def provide_requests() -> RequestStore:  # type: ignore[empty-body]
    """Hand over the store of the call centre's requests. Called once, when the centre is made.

    Opening files or connections may wait until first use.
    """
