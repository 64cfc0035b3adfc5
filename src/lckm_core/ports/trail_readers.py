"""Port: who is told of the entries of the audit trail afterwards, such as other systems."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.ports._optional_values import AuditEntry
from lckm_core.ports._port import contribute_port
from lckm_core.ports.events import Event


class TrailReader(Protocol):
    """Is told of the entries of the trail in their order, each at least once.

    A worker reads the trail for it, after the act, and keeps how far it has read.
    """

    name: str

    def wants(self, event: Event) -> bool:
        """Return whether the reader wants such an event. May be repeated."""
        ...

    def take(self, entry: AuditEntry) -> None:
        """Take an entry within a minute, durably even if the process is killed, or raise.

        After an exception, the same entry comes again, with growing delays, and later ones wait for
        it; after a :class:`~lckm_core.errors.TrailReaderGoneError`, none comes until a restart. An
        entry that was taken comes again where the worker was killed right after it, and after a
        backup was restored.
        """
        ...


@contribute_port(unique="name")
def contribute_trail_readers() -> Sequence[TrailReader]:  # type: ignore[empty-body]
    """Hand over readers of the trail, each with a unique name, which stays the same.

    Called once, when the centre is made. How far it has read is kept under the name, so a reader
    with a new one is told of everything from the first entry on.
    """
