"""Port: the table that says which unit gets which report."""

from typing import Protocol

from lckm_core.ports._port import provide_port
from lckm_core.reports import RouteTable


class RouteSource(Protocol):
    """Knows the table of routes in force."""

    def table(self) -> RouteTable:
        """Return the table. Called at every registration, so a change counts at once."""
        ...


@provide_port(cites=("zał. 2 § 6 ust. 1",))
def provide_routes() -> RouteSource:  # type: ignore[empty-body]
    """Hand over the source of the table. Called once, when the centre is made."""
