"""Handing one message over to a mail server, and saying honestly whether it took it."""

import logging
import os
import ssl
import weakref
from collections import deque
from functools import cached_property
from time import monotonic

from lckm_core.delivery import Refusal, Refused, Result
from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_smtp.addresses import Address, AddressError, parse, parse_address
from lckm_smtp.session import NoSessionError, Session
from lckm_smtp.tls import unfit_tls

_LOG = logging.getLogger("lckm_smtp")
_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
_MOST_IDLE = 8

_HALF_A_LOGIN = Message(
    "login to username i password, oba naraz.", "a login is username and password, both."
)
_UNENCRYPTED = Message(
    "przy none nie ma loginu, bo poszedłby otwartym tekstem, ani certyfikatu.",
    "with none there is no login, for it would go unencrypted, and no certificate.",
)
_TIMES = Message("więcej niż 0 i najwyżej tyle, ile longest.", "more than 0, and at most longest.")
_NO_NAME = Message("to nie jest nazwa serwera.", "this is no name of a server.")


class Sender:
    """Hands messages over to one mail server, the office's own. Threads may share it; nothing is opened before it is needed.

    Connections stay open for the next message, and each is used by one thread at a time. A connection made before a fork is
    not used after it.

    Args:
        host: the name of the server, as its certificate has it.
        sender: the service address that everything is from, in the envelope too; bounces come there.
        port: 587 for ``starttls``, 465 for ``implicit``, 25 for ``none``, unless given.
        tls: ``starttls``, ``implicit`` (encrypted from the first byte), or ``none``: only for a server on the same machine.
        username: whom to log in as; nobody when not given.
        password: the password of that login, which is never sent unencrypted.
        ca_file: certificates (PEM) that the server's has to be signed by; those of the machine when not given.
        timeout: seconds that a connection, and each answer, may take.
        longest: seconds that one message may take as a whole; less than the worker's lease.
        idle: seconds that a connection may wait for the next message; 0 closes it after each.
        local_hostname: what to call oneself in EHLO; the machine's own name when not given.

    Raises:
        InvalidSettingError: for settings that cannot be meant.
    """

    def __init__(
        self,
        host: str,
        sender: str,
        *,
        port: int | None = None,
        tls: str = "starttls",
        username: str | None = None,
        password: str | None = None,
        ca_file: str | None = None,
        timeout: float = 60.0,
        longest: float = 300.0,
        idle: float = 30.0,
        local_hostname: str | None = None,
    ) -> None:
        if tls not in _PORTS:
            raise unfit_tls(_PORTS)
        if (username is None) is not (password is None):
            raise InvalidSettingError("password" if password is None else "username", _HALF_A_LOGIN)
        if tls == "none" and (username is not None or ca_file is not None):
            raise InvalidSettingError("tls", _UNENCRYPTED)
        if not 0 < timeout <= longest:
            raise InvalidSettingError("timeout", _TIMES)
        if idle < 0:
            raise InvalidSettingError("idle", Message("co najmniej 0.", "0 at least."))
        try:
            named = bool(host.encode("idna"))
        except UnicodeError:
            named = False
        if not named:
            raise InvalidSettingError("host", _NO_NAME)
        self.sender = str(parse_address("sender", sender))
        self._host, self._port, self._tls, self._ca_file = (
            host,
            _PORTS[tls] if port is None else port,
            tls,
            ca_file,
        )
        self._login = (
            (username, password) if username is not None and password is not None else None
        )
        self._timeout, self._longest, self._idle = timeout, longest, idle
        self._local_hostname = local_hostname
        # Appended to and popped from by one thread at a time without a lock, so none is held while another thread forks.
        self._waiting: deque[tuple[int, Session]] = deque()
        self._closing = weakref.finalize(self, _close_all, self._waiting)

    def deliver(self, message: bytes, *, to: str, envelope_id: str | None = None) -> Result:
        """Hand a message over once, and say how that ended. Never raises for what the other side does.

        Args:
            message: as :func:`compose` makes it.
            to: the one address it is brought to.
            envelope_id: what a bounce may name it by, ASCII, at most 100 long; for servers that know RFC 3461.

        Returns:
            ``Accepted`` when the server has taken it over, with its queue number when it tells one; ``Refused`` when it
            surely has not: it said no, or the connection failed before the dot that ends the message, with ``tried`` false where
            it let no letter in at all; ``Unknown`` when the dot was sent and no answer came.
        """
        try:
            address = parse(to)
        except AddressError:
            return Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
        until = monotonic() + self._longest
        waiting = self._take(until)
        if waiting is not None:
            result = self._hand_over(waiting, message, address, envelope_id)
            if waiting.data_begun or not waiting.closing:
                return result or Refused(Refusal.UNREACHABLE)
            # It was at its end, and no text was begun: a new one is no repeat.
        try:
            session = self._open(until)
        except NoSessionError as refusal:
            _LOG.warning("the mail server does not let us in: %s", refusal.reason)
            # Whatever it says, it says so to every letter: busy or full is no mailbox's here.
            way_shut = refusal.reason is not Refusal.NOT_ALLOWED
            return Refused(Refusal.UNREACHABLE if way_shut else Refusal.NOT_ALLOWED, tried=False)
        except ssl.SSLCertVerificationError:
            _LOG.warning("the mail server's certificate is not one to trust")
            return Refused(Refusal.NOT_ALLOWED, tried=False)
        except OSError as error:
            _LOG.warning("the mail server cannot be reached: %s", type(error).__name__)
            return Refused(Refusal.UNREACHABLE, tried=False)
        return self._hand_over(session, message, address, envelope_id) or Refused(
            Refusal.UNREACHABLE
        )

    def close(self) -> None:
        """Say goodbye to the server on each connection that waits. The next message opens another."""
        _close_all(self._waiting)

    @cached_property
    def _context(self) -> ssl.SSLContext | None:
        return None if self._tls == "none" else ssl.create_default_context(cafile=self._ca_file)

    def _open(self, until: float) -> Session:
        session = Session(step=self._timeout, local_hostname=self._local_hostname)
        session.until = until
        entered = False
        try:
            session.begin(self._host, self._port, self._context, implicit=self._tls == "implicit")
            if self._login:
                session.log_in(*self._login)
            entered = True
        finally:
            if not entered:
                session.close()
        return session

    def _hand_over(
        self, session: Session, message: bytes, to: Address, envelope_id: str | None
    ) -> Result | None:
        """Return how it ended; nothing when the connection failed before the server can have taken the message."""
        result, over = None, False
        try:
            result = session.pass_on(message, parse(self.sender), to, envelope_id)
            over = True
        except OSError as error:
            _LOG.info("the mail server went away: %s", type(error).__name__)
        finally:
            if not over:
                session.close()
        if self._idle and not session.closing and len(self._waiting) < _MOST_IDLE:
            session.idle_since = monotonic()
            self._waiting.append((os.getpid(), session))
        else:
            session.leave()
        return result

    def _take(self, until: float) -> Session | None:
        """Return a connection that waits and still answers."""
        while self._waiting:
            try:
                process, session = self._waiting.pop()
            except IndexError:  # another thread was quicker
                return None
            if process != os.getpid():
                session.close()
            elif monotonic() - session.idle_since > self._idle:
                # The others have waited longer.
                session.leave()
                self.close()
            else:
                session.until = until
                try:
                    # Forgets whatever was left of a refused message, besides showing that somebody is there.
                    if session.docmd("RSET")[0] == 250:
                        return session
                except OSError:
                    pass
                # Where one is dead, the others are, and waiting for each of them takes too long.
                session.leave()
                self.close()
        return None


def _close_all(waiting: deque[tuple[int, Session]]) -> None:
    while waiting:
        try:
            process, session = waiting.pop()
        except IndexError:
            return
        if process == os.getpid():
            session.leave()
        else:
            session.close()
