"""Port: where publications go, such as the portal and BIP."""

from collections.abc import Callable, Sequence
from typing import Protocol

from lckm_core.ports._port import contribute_port
from lckm_core.publication import Audience, Publication


class Exporter(Protocol):
    """Shows the publication to its audiences. Exporting the same twice changes nothing."""

    name: str

    @property
    def audiences(self) -> Sequence[Audience]:
        """The audiences it shows things to."""
        ...

    def export(self, read: Callable[[], Publication]) -> None:
        """Show each audience exactly what *read* returns, and remove everything else.

        First take a lock that holds off every other export to the same place, in whatever
        process; then call *read*, once; then hold the lock until everything is shown. *read*
        reads the store and the clock at that moment, so an export that reads before it has the
        lock may bring back what was withdrawn while it waited, or show a past day. Exceptions
        from *read* propagate, and what was shown stays.

        All or nothing where the place allows it, for all audiences at once: an exporter of both
        portal and BIP updates them in one act (zał. 2 § 10 ust. 1). It may be repeated, and is
        after any failure, also by several workers at once. It must end: its caller may have
        letters to deliver.
        """
        ...


@contribute_port(cites=("zał. 2 § 10 ust. 1",), unique="name")
def contribute_exporters() -> Sequence[Exporter]:  # type: ignore[empty-body]
    """Hand over exporters, each with a unique name. Called once, when the centre is made."""
