"""The adapter: the settings, and the helpdesk made of them."""

from lckm_core import impl
from lckm_request_tracker.connection import Server
from lckm_request_tracker.helpdesk import RequestTracker


class RequestTrackerAdapter:
    """Request Tracker 5 as the helpdesk. Nothing is opened before the first ticket.

    Args:
        url: the address of Request Tracker's home page, with its path: ``https://pomoc.uml.lodz.pl/rt``.
        token: of the user who files tickets; Request Tracker shows it once, when it is made.
        queue: the name, or the number, of the queue that tickets are filed in.
        field: the name, or the number, of the custom field that keeps keys.
        ca_file: a PEM file of the authorities to trust in place of the system's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds that filing a ticket may take, all its requests together; less than a lease.
        most_bytes: how large the files of a ticket may be, all together; those that do not fit are left out, and it is said.
        plain_http: True to allow ``http``, which shows token and reports to the network: for one machine, or a tunnel.

    Raises:
        ValueError: for a setting that cannot be right; it never names the token.
    """

    name = "request-tracker"

    def __init__(
        self,
        *,
        url: str,
        token: str,
        queue: str,
        field: str = "LCKM",
        ca_file: str = "",
        connect_timeout: float = 10,
        timeout: float = 120,
        most_bytes: int = 20_000_000,
        plain_http: bool = False,
    ) -> None:
        if not queue or "/" in queue:
            raise ValueError("queue is the name of a queue; give the number of one whose name has a slash")
        if not field:
            raise ValueError("field is the name of the custom field that keeps keys")
        if most_bytes < 0:
            raise ValueError("most_bytes is a number of bytes, or 0 for no files")
        server = Server(
            url, token, ca_file=ca_file, connect_timeout=connect_timeout, timeout=timeout, plain_http=plain_http
        )
        self.longest_attempt = timeout
        """Seconds; a worker's lease has to be as long at least."""
        self.helpdesk = RequestTracker(server, queue, field, most_bytes)

    @impl
    def provide_helpdesk(self) -> RequestTracker:
        """Hand over the helpdesk."""
        return self.helpdesk
