"""Port: which units and cells there are."""

from lckm_core.organisation import DIRECTORY, Directory
from lckm_core.ports._port import provide_port


@provide_port(cites=("zarz. § 1 ust. 1",), default=DIRECTORY)
def provide_directory() -> Directory:  # type: ignore[empty-body]
    """Hand over the Office's cells and the municipal units; by default the library's own list.

    Called once, when the centre is made. Where units or people change while a program runs, hand
    over a :class:`lckm_core.organisation.ChangingDirectory`: who has which role is asked of it
    anew at each request.
    """
