"""The adapter: the helpdesk, by settings that may stand in a file."""

import re

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_glpi.helpdesk import Glpi
from lckm_http_client import Server

_PRINTABLE = r"[\x21-\x7e]+"
_SETTINGS = {
    "url": (r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~/-]*)?", "https://glpi.uml.lodz.pl"),
    "user_token": (_PRINTABLE, "q56hqk…"),
    "app_token": (f"(?:{_PRINTABLE})?", "f7g3cs…"),
}
_LARGEST_REPLY = 1 << 22
_TIMEOUTS = Message(
    "0 < connect_timeout <= timeout < 300, w sekundach.",
    "0 < connect_timeout <= timeout < 300, in seconds.",
)


class GlpiAdapter:
    """GLPI as the helpdesk. Nothing is opened before the first ticket.

    Args:
        url: the address of GLPI's home page, such as ``https://glpi.uml.lodz.pl``.
        user_token: the API token of the user who files tickets.
        app_token: the token of the API client, where GLPI asks for one.
        entity: the number of the entity for tickets.
        ca_file: a PEM file of trusted authorities, instead of the system's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds for all requests that file a ticket; less than a lease.
        plain_http: whether to allow ``http``, which shows reports to the network.

    Raises ``InvalidSettingError`` for invalid settings, without a token.
    """

    name = "glpi"

    def __init__(
        self,
        *,
        url: str,
        user_token: str,
        app_token: str = "",
        entity: int = 0,
        ca_file: str = "",
        connect_timeout: float = 10,
        timeout: float = 120,
        plain_http: bool = False,
    ) -> None:
        given = {"url": url, "user_token": user_token, "app_token": app_token}
        for name, value in given.items():
            shape, example = _SETTINGS[name]
            if not re.fullmatch(shape, value) or (value.startswith("http:") and not plain_http):
                raise InvalidSettingError(name, Message(f"np. {example}", f"such as {example}"))
        if not 0 < connect_timeout <= timeout < 300:  # the shortest lease of a worker
            raise InvalidSettingError("timeout", _TIMEOUTS)
        headers = {
            "Authorization": f"user_token {user_token}",
            "Content-Type": "application/json",
        }
        if app_token:
            headers["App-Token"] = app_token
        server = Server(
            url=f"{url.rstrip('/')}/apirest.php",
            headers=headers,
            ca_file=ca_file,
            connect_timeout=connect_timeout,
            timeout=timeout,
            most_bytes=_LARGEST_REPLY,
        )
        self.longest_attempt = timeout
        self.helpdesk = Glpi(server, entity)

    @impl
    def provide_helpdesk(self) -> Glpi:
        """Provide the helpdesk."""
        return self.helpdesk
