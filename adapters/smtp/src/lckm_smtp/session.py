"""One connection to a mail server, with bounded waits."""

import base64
import re
import smtplib
import socket
import ssl
from time import monotonic

from lckm_core.delivery import (
    Accepted,
    Refusal,
    Refused,
    Result,
    Unknown,
)
from lckm_smtp.addresses import Address
from lckm_smtp.smtp_codes import queue_id, refused

_REPLY = re.compile(rb"[2-5][0-9]{2}(?:[ -].*)?", re.DOTALL)
_LONGEST_REPLY = 1 << 16
_LONGEST_SIZE = 20
"""Digits."""
_PIECE = 1 << 14
_GOODBYE = 1.0
"""Seconds."""
_LINE_END = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"^\.", re.MULTILINE)
_NOT_XTEXT = re.compile(r"[^!-~]|[+=]")


class NoSessionError(Exception):
    """The server refuses the login, or lacks what we require; not about any mailbox."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Session(smtplib.SMTP):
    """The standard library's client, with bounded waits and bounded replies.

    Args:
        step: seconds that one reply may take.
        local_hostname: the name for EHLO; ``None`` for the machine's own.
    """

    def __init__(self, *, step: float, local_hostname: str | None) -> None:
        super().__init__(local_hostname=local_hostname, timeout=step)
        self.command_encoding = "utf-8"
        self._step = step
        self._received = b""
        self.until = monotonic() + step
        """When everything has to be over, by the monotonic clock."""
        self.idle_since = 0.0
        self.closing = False
        """Whether the connection is closed, or the server said that it closes it."""
        self.data_begun = False
        """Whether the server was asked to take the text of the present message."""
        self._dot_sent = False

    # ── waiting ──────────────────────────────────────────────────────────────────────────────

    def _wait(self) -> socket.socket:
        """Return the socket, set to wait for a step or for the time left, whichever is less."""
        seconds_left = self._seconds_left()
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("closed")
        # Once the dot is sent, only the reply tells whether the message was taken, so all the time
        # left is for it.
        self.sock.settimeout(seconds_left if self._dot_sent else min(self._step, seconds_left))
        return self.sock

    def _seconds_left(self) -> float:
        """Return the seconds until everything has to be over. Raises ``OSError`` for none."""
        seconds = self.until - monotonic()
        if seconds <= 0:
            raise smtplib.SMTPServerDisconnected("out of time")
        return seconds

    # typeshed has it for bytes of any kind.
    def send(self, s: str | bytes) -> None:  # type: ignore[override]
        """Send a command within the time left."""
        self._wait()
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        """Return the next reply: its code, and its lines without the code."""
        lines: list[bytes] = []
        size = 0
        while True:
            line = self._line()
            size += len(line)
            if not _REPLY.fullmatch(line) or size > _LONGEST_REPLY:
                self.close()
                raise smtplib.SMTPServerDisconnected("not a reply")
            lines.append(line[4:])
            if line[3:4] != b"-":
                self.closing = self.closing or line.startswith(b"421")
                return int(line[:3]), b"\n".join(lines)

    def _line(self) -> bytes:
        while b"\n" not in self._received:
            received = self._wait().recv(_PIECE)
            if not received or len(self._received) > _LONGEST_REPLY:
                self.close()
                raise smtplib.SMTPServerDisconnected("closed, or a line without an end")
            self._received += received
        line, _, self._received = self._received.partition(b"\n")
        return line.rstrip(b"\r")

    def close(self) -> None:
        """Close the connection without a goodbye."""
        self.closing = True
        super().close()

    def leave(self) -> None:
        """Say goodbye without waiting for a reply, and close."""
        try:
            if self.sock is not None:
                self.until = monotonic() + _GOODBYE
                self.send(b"QUIT\r\n")
        except OSError:
            pass
        finally:
            self.close()

    # ── connecting ───────────────────────────────────────────────────────────────────────────

    def begin(
        self, host: str, port: int, context: ssl.SSLContext | None, *, implicit: bool
    ) -> None:
        """Connect and greet; with a context, only the greeting goes unencrypted.

        Args:
            host: the server.
            port: its port.
            context: the TLS settings; ``None`` for no encryption.
            implicit: whether to encrypt from the first byte.

        Raises:
            NoSessionError: when the server says no, or does not offer encryption.
            OSError: when the connection fails.
        """
        step = min(self._step, self._seconds_left())
        self.sock = socket.create_connection((host, port), step)
        # The dot must not wait until the text before it is acknowledged.
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context is not None and implicit:
            self._encrypt(context, host)
        self._expect(self.getreply(), 220)
        self._expect(self.ehlo(), 250)
        if context is not None and not implicit:
            if not self.has_extn("starttls"):
                raise NoSessionError(Refusal.NOT_ALLOWED)
            self._expect(self.docmd("STARTTLS"), 220)
            if self._received:
                # Somebody on the way injected what would be taken for the server's encrypted reply.
                raise NoSessionError(Refusal.NOT_ALLOWED)
            self._encrypt(context, host)
            # Only the features announced over TLS count.
            self._expect(self.ehlo(), 250)

    def _encrypt(self, context: ssl.SSLContext, host: str) -> None:
        plain = self._wait()
        self.sock = context.wrap_socket(plain, server_hostname=host)

    def log_in(self, username: str, password: str) -> None:
        """Log in by AUTH PLAIN or LOGIN, in UTF-8. Raises as :meth:`begin`."""
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            reply = self.docmd("AUTH", "PLAIN " + _base64(f"\0{username}\0{password}"))
        elif "LOGIN" in offered:
            self._expect(self.docmd("AUTH", "LOGIN"), 334)
            self._expect(self.docmd(_base64(username)), 334)
            reply = self.docmd(_base64(password))
        else:
            raise NoSessionError(Refusal.NOT_ALLOWED)
        self._expect(reply, 235)

    def _expect(self, reply: tuple[int, bytes], wanted: int) -> None:
        if reply[0] != wanted:
            raise NoSessionError(refused(*reply).reason)

    # ── sending ──────────────────────────────────────────────────────────────────────────────

    def send_message_once(
        self, message: bytes, sender: Address, to: Address, envelope_id: str | None
    ) -> Result:
        """Send a message and return the result; :attr:`data_begun` is set when its text starts.

        Raises ``OSError`` when the connection fails before the dot that ends the message, so that
        the server surely has not taken it.
        """
        self.data_begun = False
        self._dot_sent = False
        text = _smtp_text(message)
        obstacle = self._obstacle(text, to)
        if obstacle is not None:
            return Refused(obstacle, permanent=True)
        for command in (
            f"MAIL FROM:<{sender}>{self._mail_options(text, to, envelope_id)}",
            f"RCPT TO:<{to}>{self._recipient_options()}",
        ):
            code, reply = self.docmd(command)
            if not 200 <= code < 300:
                return refused(code, reply)
        self.data_begun = True
        code, reply = self.docmd("DATA")
        if code != 354:
            return refused(code, reply)
        for start in range(0, len(text), _PIECE):
            self.send(text[start : start + _PIECE])
        return self._end()

    def _end(self) -> Result:
        self._wait()  # raises if the time is up, before the dot is sent
        self._dot_sent = True
        try:
            self.send(b".\r\n")
            code, reply = self.getreply()
        except OSError:
            self.close()
            return Unknown()
        if 200 <= code < 300:
            return Accepted(queue_id(reply))
        return refused(code, reply) if code >= 400 else Unknown()

    def _obstacle(self, text: bytes, to: Address) -> Refusal | None:
        most = self.esmtp_features.get("size", "")
        if most.isdecimal() and len(most) < _LONGEST_SIZE and 0 < int(most) < len(text):
            return Refusal.TOO_LARGE
        if to.needs_smtputf8 and not self.has_extn("smtputf8"):
            return Refusal.NOT_ALLOWED
        return None if text.isascii() or self.has_extn("8bitmime") else Refusal.CONTENT

    def _mail_options(self, text: bytes, to: Address, envelope_id: str | None) -> str:
        options = ""
        if self.has_extn("size"):
            options += f" SIZE={len(text)}"
        if not text.isascii():
            options += " BODY=8BITMIME"
        if to.needs_smtputf8:
            options += " SMTPUTF8"
        if self.has_extn("dsn"):
            # A bounce then leaves out the text of the report, and names the letter.
            options += " RET=HDRS" + (f" ENVID={_xtext(envelope_id)}" if envelope_id else "")
        return options

    def _recipient_options(self) -> str:
        return " NOTIFY=FAILURE" if self.has_extn("dsn") else ""


def _smtp_text(message: bytes) -> bytes:
    """Return a message with CRLF line ends and dots doubled at the beginning of lines."""
    # No other line end is sent: one server could take it for the end of the message where the one
    # before did not.
    text = _DOT.sub(b"..", _LINE_END.sub(b"\r\n", message))
    return text if text.endswith(b"\r\n") else text + b"\r\n"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _xtext(text: str) -> str:
    """Return ASCII text as xtext for a parameter (RFC 3461, 4)."""
    return _NOT_XTEXT.sub(lambda match: f"+{ord(match[0]):02X}", text)
