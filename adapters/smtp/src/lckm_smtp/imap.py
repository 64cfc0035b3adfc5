"""A mailbox for bounces on a server, by IMAP over TLS."""

import imaplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_smtp.mailbox import BounceMailboxError
from lckm_smtp.server import invalid_tls

_T = TypeVar("_T")
_PORTS = {"implicit": 993, "starttls": 143}
_FOLDER = Message(
    "nazwa folderu ma być w ASCII (zmienione UTF-7), bez cudzysłowów.",
    "the folder's name has to be ASCII (modified UTF-7), without quotation marks.",
)
_REFUSED = Message(
    "serwer odmówił: sprawdź login, hasło i folder",
    "the server refused: check the login, password and folder",
)
_NOT_TRUSTED = Message(
    "certyfikatowi serwera nie można ufać", "the server's certificate cannot be trusted"
)
_UNREACHABLE = Message("nie da się z nim połączyć", "it cannot be reached")


class ImapMailbox:
    """A folder on an IMAP server; it connects when needed and disconnects at the first error.

    Args:
        host: the name of the server, as in its certificate.
        username: whom to log in as.
        password: the password.
        port: by default 993 for ``implicit``, 143 for ``starttls``.
        tls: ``implicit`` (encrypted from the first byte) or ``starttls``.
        ca_file: trusted certificates (PEM); by default those of the machine.
        folder: the folder; nobody else should delete in it.
        timeout: seconds for one reply.

    Raises ``InvalidSettingError`` for invalid settings.
    """

    def __init__(
        self,
        host: str,
        username: str,
        password: str,
        *,
        port: int | None = None,
        tls: str = "implicit",
        ca_file: str | None = None,
        folder: str = "INBOX",
        timeout: float = 60.0,
    ) -> None:
        if tls not in _PORTS:
            raise invalid_tls(_PORTS)
        if not (folder.isascii() and folder.isprintable()) or '"' in folder or "\\" in folder:
            raise InvalidSettingError("folder", _FOLDER)
        self._host = host
        self._username = username
        self._password = password
        self._port = _PORTS[tls] if port is None else port
        self._tls = tls
        self._ca_file = ca_file
        self._folder = folder
        self._timeout = timeout
        self._imap: imaplib.IMAP4 | None = None
        self._validity = ""

    def places(self) -> Sequence[str]:
        """Return the UIDs of the messages with the folder's UIDVALIDITY, oldest first.

        Together the two name one message for good.
        """
        lines = self._run(lambda imap: _data(imap.uid("SEARCH", "ALL")))
        uids = [
            uid
            for line in lines
            if isinstance(line, bytes)
            for uid in line.decode("ascii", "replace").split()
        ]
        return [f"{self._validity}:{uid}" for uid in sorted(filter(str.isdecimal, uids), key=int)]

    def start_of(self, place: str, most: int) -> bytes | None:
        """Return the start of a message, which stays unread; ``None`` when it is gone."""

        def fetch(imap: imaplib.IMAP4) -> bytes | None:
            uid = self._uid(place)
            if uid is None:
                return None
            fetched = _data(imap.uid("FETCH", uid, f"(BODY.PEEK[]<0.{most}>)"))
            return next(
                (bytes(response[1])[:most] for response in fetched if isinstance(response, tuple)),
                None,
            )

        return self._run(fetch)

    def remove(self, place: str) -> None:
        """Delete a message and expunge it, by itself where the server can."""

        def delete(imap: imaplib.IMAP4) -> None:
            uid = self._uid(place)
            if uid is None:
                return
            _data(imap.uid("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)"))
            _data(imap.uid("EXPUNGE", uid) if "UIDPLUS" in imap.capabilities else imap.expunge())

        self._run(delete)

    def close(self) -> None:
        """Log out."""
        imap, self._imap = self._imap, None
        if imap is not None:
            try:
                imap.logout()
            except (imaplib.IMAP4.error, OSError):
                _hang_up(imap)

    def _uid(self, place: str) -> str | None:
        """Return the UID, unless the folder may have given it to another message."""
        validity, _, uid = place.partition(":")
        return uid if validity == self._validity else None

    def _run(self, operation: Callable[[imaplib.IMAP4], _T]) -> _T:
        try:
            self._imap = imap = self._imap or self._open()
            return operation(imap)
        except (imaplib.IMAP4.error, OSError, ValueError) as error:
            self._drop()
            raise BounceMailboxError(f"{self._host}, {self._folder}", _reason(error)) from None

    def _drop(self) -> None:
        imap, self._imap = self._imap, None
        if imap is not None:
            _hang_up(imap)

    def _open(self) -> imaplib.IMAP4:
        context = ssl.create_default_context(cafile=self._ca_file)
        imap: imaplib.IMAP4
        if self._tls == "implicit":
            imap = imaplib.IMAP4_SSL(
                self._host, self._port, ssl_context=context, timeout=self._timeout
            )
        else:
            imap = imaplib.IMAP4(self._host, self._port, timeout=self._timeout)
        ready = False
        try:
            if self._tls == "starttls":
                imap.starttls(context)
            self._log_in(imap)
            _data(imap.select(f'"{self._folder}"'))
            (validity,) = imap.response("UIDVALIDITY")[1]
            self._validity = (
                validity.decode("ascii", "replace") if isinstance(validity, bytes) else ""
            )
            ready = True
        finally:
            if not ready:
                _hang_up(imap)
        return imap

    def _log_in(self, imap: imaplib.IMAP4) -> None:
        if "AUTH=PLAIN" in imap.capabilities:
            credentials = f"\0{self._username}\0{self._password}".encode()
            imap.authenticate("PLAIN", lambda _: credentials)
        else:
            imap.login(self._username, self._password)


def _hang_up(imap: imaplib.IMAP4) -> None:
    """Close a connection; whatever fails then must not hide why it is closed."""
    # After a refused certificate of STARTTLS the socket is closed already.
    with suppress(OSError):
        imap.shutdown()


def _reason(error: Exception) -> Message:
    """Return why an operation failed, by the type of the error: its words may be anything."""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _NOT_TRUSTED
    elif isinstance(error, OSError) and not isinstance(error, imaplib.IMAP4.abort):
        reason = _UNREACHABLE
    else:
        reason = _REFUSED
    kind = type(error).__name__
    return Message(f"{reason.pl} ({kind}).", f"{reason.en} ({kind}).")


def _data(answer: tuple[str, list[Any]]) -> list[Any]:
    """Return the data of a reply. Raises ``imaplib.IMAP4.error`` when the server refused."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error("refused")
    return answer[1]
