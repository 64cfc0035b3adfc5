"""The adapter: the helpdesk, by settings that may stand in a file."""

import re

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_http_client import Server
from lckm_zammad.helpdesk import Zammad

_SETTINGS = {
    "url": (r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~/-]*)?", "https://pomoc.uml.lodz.pl"),
    "token": (r"[\x21-\x7e]+", "o2bLc…"),
    "group": (r"\S(?:.*\S)?", "Zgłoszenia ŁCKM"),
    "customer": (r"\S+", "lckm@uml.lodz.pl"),
    "field": (r"[a-z][a-z0-9_]{1,99}", "lckm_key"),
}
"""The shape of each setting, and an example."""
_LARGEST_REPLY = 1 << 22
_TIMEOUTS = Message(
    "0 < connect_timeout <= timeout < 300, w sekundach.",
    "0 < connect_timeout <= timeout < 300, in seconds.",
)


class ZammadAdapter:
    """Zammad as the helpdesk. Nothing is opened before the first ticket.

    Args:
        url: Zammad's address, such as ``https://pomoc.uml.lodz.pl``.
        token: an access token of the agent who files tickets.
        group: the name of the group for tickets, with its path as Zammad shows it.
        customer: the login or e-mail address of the customer of each ticket, an account of the
            office and no resident's.
        field: the name of the field for keys.
        ca_file: a PEM file of trusted authorities, instead of the system's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds for all requests that file a ticket; less than a lease.
        plain_http: whether to allow ``http``, which shows reports to the network.

    Raises ``InvalidSettingError`` for invalid settings, without the token.
    """

    name = "zammad"

    def __init__(
        self,
        *,
        url: str,
        token: str,
        group: str,
        customer: str,
        field: str = "lckm_key",
        ca_file: str = "",
        connect_timeout: float = 10,
        timeout: float = 120,
        plain_http: bool = False,
    ) -> None:
        given = {"url": url, "token": token, "group": group, "customer": customer, "field": field}
        for name, value in given.items():
            shape, example = _SETTINGS[name]
            if not re.fullmatch(shape, value) or (value.startswith("http:") and not plain_http):
                raise InvalidSettingError(name, Message(f"np. {example}", f"such as {example}"))
        if not 0 < connect_timeout <= timeout < 300:  # the shortest lease of a worker
            raise InvalidSettingError("timeout", _TIMEOUTS)
        server = Server(
            url=url,
            headers={
                "Authorization": f"Token token={token}",
                "Content-Type": "application/json",
            },
            ca_file=ca_file,
            connect_timeout=connect_timeout,
            timeout=timeout,
            most_bytes=_LARGEST_REPLY,
        )
        self.longest_attempt = timeout
        self.helpdesk = Zammad(server, group, customer, field)

    @impl
    def provide_helpdesk(self) -> Zammad:
        """Provide the helpdesk."""
        return self.helpdesk
