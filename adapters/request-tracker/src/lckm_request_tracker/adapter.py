"""The adapter: the helpdesk, by settings that may stand in a file."""

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_request_tracker.connection import Server
from lckm_request_tracker.helpdesk import RequestTracker

_INVALID_QUEUE = Message(
    "ma tu być nazwa kolejki, a gdy jest w niej ukośnik, jej numer.",
    "this has to be a queue's name, or its number where the name has a slash.",
)
_INVALID_FIELD = Message(
    "ma tu być nazwa pola własnego na klucze.",
    "this has to be the name of the custom field for keys.",
)
_INVALID_MOST_BYTES = Message(
    "liczba bajtów albo 0, gdy bez plików.", "a number of bytes, or 0 for no files."
)


class RequestTrackerAdapter:
    """Request Tracker 5 as the helpdesk. Nothing is opened before the first ticket.

    Args:
        url: the address of Request Tracker's home page, such as ``https://pomoc.uml.lodz.pl/rt``.
        token: the token of the user who files tickets; Request Tracker shows it once.
        queue: the name or the number of the queue for tickets.
        field: the name or the number of the custom field for keys.
        ca_file: a PEM file of trusted authorities, instead of the system's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds for all requests that file a ticket; less than a lease.
        most_bytes: bytes of a ticket's files together; those that do not fit are left out, and the
            ticket says so.
        plain_http: whether to allow ``http``, which shows the token and reports to the network; for
            one machine, or a tunnel.

    Raises ``InvalidSettingError`` for invalid settings, without the token.
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
            raise InvalidSettingError("queue", _INVALID_QUEUE)
        if not field:
            raise InvalidSettingError("field", _INVALID_FIELD)
        if most_bytes < 0:
            raise InvalidSettingError("most_bytes", _INVALID_MOST_BYTES)
        server = Server(
            url,
            token,
            ca_file=ca_file,
            connect_timeout=connect_timeout,
            timeout=timeout,
            plain_http=plain_http,
        )
        self.longest_attempt = timeout
        """Seconds; a worker's lease has to be at least as long."""
        self.helpdesk = RequestTracker(server, queue, field, most_bytes)

    @impl
    def provide_helpdesk(self) -> RequestTracker:
        """Provide the helpdesk."""
        return self.helpdesk
