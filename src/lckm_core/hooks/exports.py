"""Port: where what is published goes, such as the portal and BIP."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from lckm_core.hooks.ports import PortKind, port
from lckm_core.publication.projection import Projection
from lckm_core.publication.visibility import Audience


class Exporter(Protocol):
    """Shows one audience what is published. Exporting the same twice leaves the same."""

    name: str
    audience: Audience

    def export(self, shown: Sequence[Projection], *, on: date) -> None:
        """Show exactly these procedures as of that day (Europe/Warsaw), by number: what is not among them goes.

        Whole or not at all where the place allows it. May be repeated, and is after any failure.
        """
        ...


@port(PortKind.CONTRIBUTE, Exporter, cites=("zał. 2 § 10 ust. 1",))
def contribute_exporters() -> Sequence[Exporter]:  # type: ignore[empty-body]
    """Hand over exporters, none or more, each of a name of its own. Called once, when the centre is made."""
