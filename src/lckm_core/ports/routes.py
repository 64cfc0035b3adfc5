"""Port: the table that says which unit gets which report."""

from typing import Protocol

from lckm_core.ports._port import PortKind, port
from lckm_core.reports import RouteTable


class RouteSource(Protocol):
    """Knows the table of routes in force."""

    def table(self) -> RouteTable:
        """Return the table. Asked at every registration, so that a table that was changed counts from the next report on."""
        ...


@port(PortKind.PROVIDE, RouteSource, cites=("zał. 2 § 6 ust. 1",))
def provide_routes() -> RouteSource:  # type: ignore[empty-body]
    """Hand over the source of the table. Called once, when the centre is made."""
