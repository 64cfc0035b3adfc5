"""The adapter: the settings, and the helpdesk made of them."""

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_request_tracker.connection import Server
from lckm_request_tracker.helpdesk import RequestTracker

_QUEUE = Message(
    "ma tu być nazwa kolejki, a gdy jest w niej ukośnik, jej numer.",
    "this is to be a queue's name, or its number where the name has a slash.",
)
_FIELD = Message(
    "ma tu być nazwa pola własnego na klucze.",
    "this is to be the name of the custom field that keeps keys.",
)
_MOST_BYTES = Message(
    "liczba bajtów albo 0, gdy bez plików.", "a number of bytes, or 0 for no files."
)


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
        InvalidSettingError: for a setting that cannot be right; it never names the token.
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
            raise InvalidSettingError("queue", _QUEUE)
        if not field:
            raise InvalidSettingError("field", _FIELD)
        if most_bytes < 0:
            raise InvalidSettingError("most_bytes", _MOST_BYTES)
        server = Server(
            url,
            token,
            ca_file=ca_file,
            connect_timeout=connect_timeout,
            timeout=timeout,
            plain_http=plain_http,
        )
        self.longest_attempt = timeout
        """Seconds; a worker's lease has to be as long at least."""
        self.helpdesk = RequestTracker(server, queue, field, most_bytes)

    @impl
    def provide_helpdesk(self) -> RequestTracker:
        """Hand over the helpdesk."""
        return self.helpdesk
