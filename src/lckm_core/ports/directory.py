"""Port: which units and cells there are."""

from lckm_core.organisation import Directory
from lckm_core.ports._port import PortKind, port


@port(PortKind.PROVIDE, Directory, cites=("zarz. § 1 ust. 1",), has_default=True)
def provide_directory() -> Directory:  # type: ignore[empty-body]
    """Hand over the Office's cells and the municipal units; without it the library's own list holds.

    Called once, when the centre is made: a host whose units change makes the centre anew.
    """
