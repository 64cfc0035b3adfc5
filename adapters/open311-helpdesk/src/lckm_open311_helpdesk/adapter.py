"""The adapter: the helpdesk, by settings that may stand in a file."""

import re
from collections.abc import Mapping

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_http_client import Server
from lckm_open311_helpdesk.helpdesk import Open311Helpdesk, RequestSettings

_SETTINGS = {
    "url": (r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~/-]*)?", "https://example.org/v2"),
    "api_key": (r"[\x21-\x7e]+", "o2bLc…"),
    "secret": (r"\S(?s:.{30,})\S", "openssl rand -hex 32"),
    "service": (r"\S(?:.*\S)?", "other"),
    "jurisdiction": (r"\S*", "example.org"),
    "sample": (r"[A-Za-z0-9._~/-]*", "1234"),
    "most_chars": (r"[5-9][0-9]{2}|[1-9][0-9]{3,5}", "4000"),
}
"""The shape of each setting, and an example."""
_LARGEST_REPLY = 2_000_000
_TIMEOUTS = Message(
    "0 < connect_timeout <= timeout < 300, w sekundach.",
    "0 < connect_timeout <= timeout < 300, in seconds.",
)
_PLAIN_HTTP = Message(
    "np. https://example.org/v2; z http także plain_http = true, a sieć zobaczy klucz i zgłoszenia",
    "such as https://example.org/v2; http needs plain_http = true, and shows key and reports",
)


class Open311HelpdeskAdapter:
    """An Open311 server as the helpdesk. Nothing is opened before the first ticket.

    Args:
        url: the address of the endpoint, such as ``https://example.org/open311/v2``.
        api_key: the key for sending requests.
        secret: 32 characters or more, of nobody else's: it signs the marks of our requests.
        service: the service code of what ``services`` does not name.
        services: service codes by category of our table of routes.
        attributes: by category, the attribute of ours for each attribute code of the service.
        jurisdiction: the jurisdiction's id, where the server wants one.
        sample: the id of a request of ours that the server shows; without it nothing can be asked.
        no_place: the address of a report without a place.
        most_chars: how long a description may be, from 500 characters.
        ca_file: a PEM file of trusted authorities, instead of the system's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds for all requests that file a ticket; less than a lease.
        plain_http: whether to allow ``http``, which shows reports to the network.

    Raises ``InvalidSettingError`` for invalid settings, without the key and the secret.
    """

    name = "open311-helpdesk"

    def __init__(
        self,
        *,
        url: str,
        api_key: str,
        secret: str,
        service: str,
        services: Mapping[str, str] | None = None,
        attributes: Mapping[str, Mapping[str, str]] | None = None,
        jurisdiction: str = "",
        sample: str = "",
        no_place: str = "nie podano",
        most_chars: int = 4000,
        ca_file: str = "",
        connect_timeout: float = 10,
        timeout: float = 120,
        plain_http: bool = False,
    ) -> None:
        given = {
            "url": url,
            "api_key": api_key,
            "secret": secret,
            "service": service,
            "jurisdiction": jurisdiction,
            "sample": sample,
            "most_chars": str(most_chars),
        }
        for name, value in given.items():
            shape, example = _SETTINGS[name]
            if not re.fullmatch(shape, value):
                raise InvalidSettingError(name, Message(f"np. {example}", f"such as {example}"))
        if url.startswith("http:") and not plain_http:
            raise InvalidSettingError("url", _PLAIN_HTTP)
        if not 0 < connect_timeout <= timeout < 300:  # the shortest lease of a worker
            raise InvalidSettingError("timeout", _TIMEOUTS)
        settings = RequestSettings(
            api_key=api_key,
            secret=secret,
            service=service,
            services=services or {},
            attributes=attributes or {},
            jurisdiction=jurisdiction,
            no_place=no_place,
            most_chars=most_chars,
        )
        server = Server(
            url=url,
            headers={"Accept": "text/xml"},
            ca_file=ca_file,
            connect_timeout=connect_timeout,
            timeout=timeout,
            most_bytes=_LARGEST_REPLY,
        )
        self.longest_attempt = timeout
        self.helpdesk = Open311Helpdesk(server, settings, sample)

    @impl
    def provide_helpdesk(self) -> Open311Helpdesk:
        """Provide the helpdesk."""
        return self.helpdesk
