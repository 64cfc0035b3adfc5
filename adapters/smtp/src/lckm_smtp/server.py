"""The settings of a mail server, as one value."""

from collections.abc import Iterable

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_smtp.addresses import Address, named_address_setting, parse_named_address

_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
_INCOMPLETE_LOGIN = Message(
    "login to username i password, oba naraz.", "a login needs both username and password."
)
_UNENCRYPTED = Message(
    "przy none nie ma loginu, bo poszedłby otwartym tekstem, ani certyfikatu.",
    "with none there can be no login, which would be sent unencrypted, and no certificate.",
)
_INVALID_TIMEOUT = Message(
    "więcej niż 0 i najwyżej tyle, ile longest.", "more than 0, and at most longest."
)
_INVALID_IDLE = Message("co najmniej 0.", "at least 0.")
_INVALID_HOST = Message("to nie jest nazwa serwera.", "this is not the name of a server.")


def _service_address(text: str) -> str:
    return str(named_address_setting("sender", text))


@attrs.frozen
class SmtpServer:
    """The office's mail server, and how to send by it.

    Args:
        host: the name of the server, as in its certificate.
        sender: the service address that everything is from, in the envelope too; bounces go
            there. ``Name <local@domain>`` gives the name that mail programs show.
        port: by default 587 for ``starttls``, 465 for ``implicit``, 25 for ``none``.
        tls: ``starttls``, ``implicit`` (encrypted from the first byte), or ``none``, only for a
            server on the same machine.
        username: whom to log in as; by default nobody.
        password: the password, never sent unencrypted.
        ca_file: trusted certificates (PEM); by default those of the machine.
        timeout: seconds that connecting, and each reply, may take.
        longest: seconds that one message may take as a whole; less than the worker's lease.
        idle: seconds to keep a connection for the next message; 0 closes it after each.
        local_hostname: the name for EHLO; by default the machine's own.

    Raises ``InvalidSettingError`` for invalid settings.
    """

    host: str
    sender: str = attrs.field(converter=_service_address)
    port: int | None = None
    tls: str = "starttls"
    username: str | None = None
    password: str | None = attrs.field(default=None, repr=False)
    ca_file: str | None = None
    timeout: float = 60.0
    longest: float = 300.0
    idle: float = 30.0
    local_hostname: str | None = None

    @property
    def address(self) -> Address:
        """The service address without the name."""
        return parse_named_address(self.sender).address

    def __attrs_post_init__(self) -> None:
        if self.tls not in _PORTS:
            raise invalid_tls(_PORTS)
        if (self.username is None) is not (self.password is None):
            missing = "password" if self.password is None else "username"
            raise InvalidSettingError(missing, _INCOMPLETE_LOGIN)
        if self.tls == "none" and (self.username is not None or self.ca_file is not None):
            raise InvalidSettingError("tls", _UNENCRYPTED)
        if not 0 < self.timeout <= self.longest:
            raise InvalidSettingError("timeout", _INVALID_TIMEOUT)
        if self.idle < 0:
            raise InvalidSettingError("idle", _INVALID_IDLE)
        if not _is_host(self.host):
            raise InvalidSettingError("host", _INVALID_HOST)

    @property
    def actual_port(self) -> int:
        """The port to connect to."""
        return _PORTS[self.tls] if self.port is None else self.port

    @property
    def login(self) -> tuple[str, str] | None:
        """The username and the password, or ``None``."""
        if self.username is None or self.password is None:
            return None
        return self.username, self.password


def invalid_tls(known: Iterable[str]) -> InvalidSettingError:
    """Return the error for a setting ``tls`` that is none of the known."""
    polish = " albo ".join(known)
    english = " or ".join(known)
    return InvalidSettingError("tls", Message(f"ma tu być {polish}.", f"this has to be {english}."))


def _is_host(host: str) -> bool:
    try:
        return bool(host.encode("idna"))
    except UnicodeError:
        return False
