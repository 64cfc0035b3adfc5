"""Port: where what is published goes, such as the portal and BIP."""

from collections.abc import Callable, Sequence
from typing import Protocol

from lckm_core.ports._port import PortKind, port
from lckm_core.publication import Audience, Publication


class Exporter(Protocol):
    """Shows what is published to the audiences that it is for. Exporting the same twice leaves the same."""

    name: str

    @property
    def audiences(self) -> Sequence[Audience]:
        """For whom it shows things."""
        ...

    def export(self, read: Callable[[], Publication]) -> None:
        """Show each of its audiences exactly what *read* says is published that day; what is not there goes.

        First take what holds every other export to the same place off, in whatever process; then call *read*, once, for it asks what
        day it is and looks at the store at that moment; and hold on until it is shown. One that reads before brings back what was
        withdrawn while it waited, or a day that is over. What *read* raises comes out, and what was shown stays.

        Whole or not at all where the place allows it, for all its audiences at once: one that has both the portal and BIP shows
        them the new editions in one act (zał. 2 § 10 ust. 1). May be repeated, and is after any failure; by several workers
        at once, too. It must end: whoever calls it may have letters to deliver.
        """
        ...


@port(PortKind.CONTRIBUTE, Exporter, cites=("zał. 2 § 10 ust. 1",), unique="name")
def contribute_exporters() -> Sequence[Exporter]:  # type: ignore[empty-body]
    """Hand over exporters, none or more, each of a name of its own. Called once, when the centre is made."""
