"""A local mail server for the simulator that can be made to fail; it needs aiosmtpd."""

import asyncio
import logging
import ssl
from enum import StrEnum
from threading import Thread
from types import TracebackType
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from lckm_log_helpdesk.simulator.behaviour import Habits
from lckm_log_helpdesk.simulator.desk import LogHelpdesk
from lckm_log_helpdesk.simulator.incoming_mail import incoming

_LARGEST = 64 * 1024 * 1024


class Mood(StrEnum):
    """How the server behaves."""

    WELL = "takes mail"
    AWAY = "nobody listens"
    BUSY = "says 451 to a mail"
    REFUSES = "says 550 to a mail"
    REFUSES_FILES = "says 554 to a mail with files"
    HANGS_UP = "closes the connection when it has read a mail, and throws that away"
    LOSES_ANSWER = "takes a mail, and closes the connection before it says so"
    SILENT = "takes a connection, and says nothing"


class SmtpFront:
    """Listens on a free local port during its ``with`` block, and passes mails on.

    ::

        with SmtpFront(LogHelpdesk(our_rules("ŁCKM", otherwise="Inne"))) as front:
            LogHelpdeskAdapter(host=front.host, port=front.port, tls="none", …)

    Args:
        helpdesk: takes the mails.
        tls: a server's context, to offer STARTTLS.
    """

    host = "127.0.0.1"

    def __init__(self, helpdesk: LogHelpdesk, *, tls: ssl.SSLContext | None = None) -> None:
        self.helpdesk = helpdesk
        self.port = 0
        self.offered = 0
        """How many mails came, taken or not."""
        self._tls = tls
        self._mood = Mood.WELL
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="log-helpdesk", daemon=True)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.BaseTransport] = set()

    def __enter__(self) -> "SmtpFront":
        # aiosmtpd logs every line of a mail, and a log is no place for what residents write.
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._run(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def mood(self) -> Mood:
        """How it behaves from now on."""
        return self._mood

    @mood.setter
    def mood(self, mood: Mood) -> None:
        if Mood.SILENT in (mood, self._mood):
            # Open connections would keep the former behaviour.
            self._run(self._leave())
        self._mood = mood
        self._run(self._leave() if mood is Mood.AWAY else self._listen())

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._open)

    # The name is aiosmtpd's.
    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Accept a mail, or fail as set."""
        self.offered += 1
        if self._mood is Mood.BUSY:
            return "451 4.3.2 later"
        if self._mood is Mood.REFUSES:
            return "550 5.1.1 never"
        mail = envelope.original_content or b""
        if self._mood is Mood.REFUSES_FILES and incoming(mail, Habits()).attachments:
            return "554 5.7.1 no files"
        if self._mood is not Mood.HANGS_UP:
            self.helpdesk.take(mail)
        if self._mood in (Mood.HANGS_UP, Mood.LOSES_ANSWER):
            transport: Any = server.transport
            transport.abort()
        return "250 2.0.0 taken"

    def _run(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _listen(self) -> None:
        if self._server is None:
            self._server = await self._loop.create_server(self._protocol, self.host, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def _leave(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for transport in tuple(self._open):
            transport.close()
        # Each protocol ends in a task of its own.
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        while tasks:
            await asyncio.wait(tasks)
            tasks = asyncio.all_tasks() - {asyncio.current_task()}

    def _protocol(self) -> asyncio.BaseProtocol:
        if self._mood is Mood.SILENT:
            return _Silent(self._open)
        front = self

        class Connection(SMTP):
            def connection_made(self, transport: Any) -> None:
                front._open.add(transport)
                super().connection_made(transport)

            def connection_lost(self, error: Exception | None) -> None:
                front._open.difference_update(
                    [transport for transport in front._open if transport.is_closing()]
                )
                super().connection_lost(error)

        return Connection(
            self,
            loop=self._loop,
            hostname="localhost",
            data_size_limit=_LARGEST,
            enable_SMTPUTF8=True,
            tls_context=self._tls,
        )


class _Silent(asyncio.Protocol):
    """A connection that never replies."""

    def __init__(self, opened: set[asyncio.BaseTransport]) -> None:
        self._opened = opened

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._opened.add(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._opened.difference_update(
            [transport for transport in self._opened if transport.is_closing()]
        )
