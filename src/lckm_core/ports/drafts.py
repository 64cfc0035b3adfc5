"""Port: what a resident has not sent yet, sealed, for a short time."""

from datetime import datetime
from typing import Protocol

from lckm_core.ports._port import provide_port


class DraftStore(Protocol):
    """Stores drafts, each under a key and until a moment.

    A draft is sealed before it comes here, with a key that the resident's page alone has: a store
    never sees what is in it, and need not encrypt it. Safe from several threads and, where the
    adapter says so, processes. Each method raises ``ValueError`` for a naive moment.
    """

    def save(self, key: str, sealed: bytes, *, until: datetime) -> None:
        """Store a draft in place of one with that key. Durable when it returns."""
        ...

    def load(self, key: str, *, now: datetime) -> bytes | None:
        """Return the draft; ``None`` where there is none, or its time is over by *now*."""
        ...

    def discard(self, key: str) -> None:
        """Remove the draft of that key, if there is one."""
        ...

    def sweep(self, *, now: datetime) -> int:
        """Remove the drafts whose time is over by *now*; return how many."""
        ...


@provide_port(cites=("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 5"))
def provide_drafts() -> DraftStore:  # type: ignore[empty-body]
    """Hand over the store of drafts. Called once, when the centre is made."""
