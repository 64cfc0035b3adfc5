"""Sending one message through a mail server, and whether the server accepted it."""

import logging
import os
import ssl
import weakref
from collections import deque
from functools import cached_property
from time import monotonic

from lckm_core.delivery import Refusal, Refused, Result
from lckm_smtp.addresses import Address, AddressError, parse_address
from lckm_smtp.server import SmtpServer
from lckm_smtp.session import NoSessionError, Session

_LOG = logging.getLogger("lckm_smtp")
_MOST_IDLE = 8


class Sender:
    """Sends messages by one mail server; threads may share it, and it connects when needed.

    Connections stay open for the next message, and each is used by one thread at a time. A
    connection made before a fork is not used after it.

    Args:
        server: the mail server.
    """

    def __init__(self, server: SmtpServer) -> None:
        self.server = server
        # Appended to and popped from without a lock, one thread at a time, so that no lock is
        # held while another thread forks.
        self._idle_sessions: deque[tuple[int, Session]] = deque()
        self._finalizer = weakref.finalize(self, _close_all, self._idle_sessions)

    @property
    def peer(self) -> str:
        """The host and port of the mail server."""
        return f"{self.server.host}:{self.server.actual_port}"

    def deliver(
        self,
        message: bytes,
        *,
        to: str,
        envelope_id: str | None = None,
        within: float | None = None,
    ) -> Result:
        """Send a message once and return the result; never raises for the other side.

        Args:
            message: as :func:`compose` makes it.
            to: the one address it goes to.
            envelope_id: what a bounce may name it by, ASCII, at most 100 characters; for servers
                that know RFC 3461.
            within: seconds that it may take; by default ``longest`` of the server.

        Returns:
            ``Accepted`` when the server took the message, with its queue number if it gives one;
            ``Refused`` when it surely did not: it said no, or the connection failed before the dot
            that ends the message (``tried`` is false where it let no message in at all);
            ``Unknown`` when the dot was sent and no reply came.
        """
        try:
            address = parse_address(to)
        except AddressError:
            return Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
        longest = self.server.longest
        until = monotonic() + (longest if within is None else min(within, longest))
        reused = self._take_idle(until)
        if reused is not None:
            result = self._send_by(reused, message, address, envelope_id)
            if reused.data_begun or not reused.closing:
                return result or Refused(Refusal.UNREACHABLE)
            # The connection ended before any text was sent, so a new one is no repeat.
        try:
            session = self._connect(until)
        except NoSessionError as error:
            _LOG.warning("the mail server does not let us in: %s", error.reason)
            # It says so of every message, so „busy” or „full” is not about a mailbox.
            may_change = error.reason is not Refusal.NOT_ALLOWED
            return Refused(Refusal.UNREACHABLE if may_change else Refusal.NOT_ALLOWED, tried=False)
        except ssl.SSLCertVerificationError:
            _LOG.warning("the mail server's certificate is not one to trust")
            return Refused(Refusal.NOT_ALLOWED, tried=False)
        except OSError as error:
            _LOG.warning("the mail server cannot be reached: %s", type(error).__name__)
            return Refused(Refusal.UNREACHABLE, tried=False)
        result = self._send_by(session, message, address, envelope_id)
        return result or Refused(Refusal.UNREACHABLE)

    def close(self) -> None:
        """Close the idle connections; the next message opens another."""
        _close_all(self._idle_sessions)

    @cached_property
    def _context(self) -> ssl.SSLContext | None:
        if self.server.tls == "none":
            return None
        return ssl.create_default_context(cafile=self.server.ca_file)

    def _connect(self, until: float) -> Session:
        server = self.server
        session = Session(step=server.timeout, local_hostname=server.local_hostname)
        session.until = until
        is_open = False
        try:
            implicit = server.tls == "implicit"
            session.begin(server.host, server.actual_port, self._context, implicit=implicit)
            if server.login:
                session.log_in(*server.login)
            is_open = True
        finally:
            if not is_open:
                session.close()
        return session

    def _send_by(
        self, session: Session, message: bytes, to: Address, envelope_id: str | None
    ) -> Result | None:
        """Send a message; ``None`` when the connection failed before the server can have it."""
        result = None
        is_over = False
        try:
            result = session.send_message_once(message, self.server.address, to, envelope_id)
            is_over = True
        except OSError as error:
            _LOG.info("the mail server went away: %s", type(error).__name__)
        finally:
            if not is_over:
                session.close()
        if self.server.idle and not session.closing and len(self._idle_sessions) < _MOST_IDLE:
            session.idle_since = monotonic()
            self._idle_sessions.append((os.getpid(), session))
        else:
            session.leave()
        return result

    def _take_idle(self, until: float) -> Session | None:
        """Return an idle connection that still answers, or ``None``."""
        while self._idle_sessions:
            try:
                process, session = self._idle_sessions.pop()
            except IndexError:  # another thread was quicker
                return None
            if process != os.getpid():
                session.close()
            elif monotonic() - session.idle_since > self.server.idle:
                # The others have been idle for longer.
                session.leave()
                self.close()
            else:
                session.until = until
                try:
                    # Resets what is left of a refused message, and shows that the server answers.
                    if session.docmd("RSET")[0] == 250:
                        return session
                except OSError:
                    pass
                # If one is dead, so are the others, and waiting for each takes too long.
                session.leave()
                self.close()
        return None


def _close_all(idle_sessions: deque[tuple[int, Session]]) -> None:
    while idle_sessions:
        try:
            process, session = idle_sessions.pop()
        except IndexError:
            return
        if process == os.getpid():
            session.leave()
        else:
            session.close()
