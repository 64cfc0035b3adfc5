"""A mail server that does as it is told: aiosmtpd, which at any stage may refuse, go away, fall
silent or never end.
"""

import asyncio
import logging
import re
import ssl
import threading
from collections.abc import Callable
from email import message_from_bytes
from enum import Enum
from typing import Any

import attrs
import trustme
from aiosmtpd.smtp import SMTP, AuthResult

# It logs what it hears, line by line; a real one does so on another machine.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)

SENDER = "lckm@uml.lodz.pl"
TO = "zgloszenia@zdit.uml.lodz.pl"
_DSN = re.compile(r" ((?:RET|ENVID|NOTIFY)=\S+)")


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """Return what a server encrypts with."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


class Act(Enum):
    """What a server may do in place of an answer."""

    DROP = "goes away"
    HANG = "says nothing more"
    DRIP = "sends an answer that never ends, byte by byte"
    NONSENSE = "says what is no reply"
    FLOOD = "sends lines without end"


STAGES = ("GREETING", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "DOT")
"""In order; what fails at DOT fails when the server has the whole message, and only then."""


@attrs.frozen
class Came:
    """A message that the server has taken."""

    content: bytes
    to: tuple[str, ...]
    sender: str
    options: tuple[str, ...]


class _Conversation(SMTP):
    """One connection."""

    def __init__(self, server: "MailServer", **settings: Any) -> None:
        self._server, self._greeted = server, False
        super().__init__(server, **settings)

    def connection_made(self, transport):
        if not self._original_transport:
            self._server.connections += 1
        self._server.open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error):
        self._server.open.discard(self)
        super().connection_lost(error)

    def abort(self) -> None:
        transport = self._original_transport or self.transport
        assert isinstance(transport, asyncio.Transport)
        transport.abort()

    async def push(self, status):
        if not self._greeted:
            self._greeted = True
            if await self.acted("GREETING"):
                return
        if status == "250 HELP":  # the last line of the answer to EHLO
            for extension in self._server.extensions:
                await super().push(f"250-{extension}")
        await super().push(status)

    async def acted(self, stage: str) -> bool:
        """Do what the server was told to do at this stage; False when it was told nothing."""
        if stage == "DATA" and "TEXT" in self._server.acts:
            await super().push("354 go on")
            await self._reader.read(100_000)
            stage = "TEXT"
        self._server.heard.append(stage)
        act = self._server.acts.get(stage)
        if act is None:
            return False
        match act:
            case Act.DROP:
                self.abort()
            case Act.HANG:
                await asyncio.sleep(3600)
            case Act.NONSENSE:
                await super().push("what?")
            case Act.DRIP | Act.FLOOD:
                piece = b"2" if act is Act.DRIP else b"250-x\r\n" * 1000
                while self.transport is not None:
                    self._writer.write(piece)
                    await asyncio.sleep(0.02 if act is Act.DRIP else 0)
            case _:
                await super().push(act)
                if act.startswith("421"):
                    assert self.transport is not None
                    self.transport.close()
        return True


def _at(stage: str) -> Callable[..., Any]:
    async def command(self, arg):
        if stage in ("MAIL", "RCPT") and "DSN" in self._server.extensions:
            arg = self._server.note(arg)
        if not await self.acted(stage):
            await getattr(SMTP, f"smtp_{stage}")(self, arg)

    return command


for _stage in STAGES[1:-1]:
    setattr(_Conversation, f"smtp_{_stage}", _at(_stage))


class MailServer:
    """Listens on a free port of this machine, in a thread of its own, and keeps what comes.

    ``acts`` says what to do in place of an answer, by stage; ``dedupes`` whether a Message-ID
    is taken once; ``extensions`` what else it says it can.
    """

    def __init__(
        self,
        certificate: ssl.SSLContext | None = None,
        *,
        implicit: bool = False,
        login: tuple[str, str] | None = None,
        dedupes: bool = False,
        smtputf8: bool = True,
        extensions: tuple[str, ...] = (),
        mechanisms_off: tuple[str, ...] = (),
        most_bytes: int = 33_554_432,
    ) -> None:
        self.acts: dict[str, str | Act] = {}
        self.came: list[Came] = []
        self.heard: list[str] = []
        self.wishes: list[str] = []
        self.extensions, self.connections = extensions, 0
        self.open: set[Any] = set()
        self._login, self._dedupes, self._implicit = (
            login,
            dedupes,
            certificate if implicit else None,
        )
        starttls = None if implicit else certificate
        self._settings = {
            "tls_context": starttls,
            "require_starttls": starttls is not None,
            # It takes no encryption but its own for one.
            "auth_required": login is not None and not implicit,
            "auth_require_tls": not implicit,
            "auth_exclude_mechanism": mechanisms_off,
            "authenticator": self._authenticate,
            "enable_SMTPUTF8": smtputf8,
            "data_size_limit": most_bytes,
            "hostname": "mail.example.org",
        }
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = 0
        self.listen()

    def listen(self) -> None:
        """Listen, on the same port as before."""

        async def listen():
            server = await self._loop.create_server(
                self._conversation, "127.0.0.1", self.port, ssl=self._implicit
            )
            self.port = server.sockets[0].getsockname()[1]
            return server

        self._listening = self._do(listen())

    def vanish(self) -> None:
        """Listen no more, and cut what is open."""

        async def close():
            self._listening.close()

        self._do(close())
        self.cut()

    def cut(self) -> None:
        """Cut what is open."""

        async def cut():
            for conversation in list(self.open):
                conversation.abort()
            while self.open:
                await asyncio.sleep(0.005)

        self._do(cut())

    def stop(self) -> None:
        """End the thread, with all that it waits for."""

        async def end():
            waiting = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

        self.vanish()
        self._do(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, what):
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(60)

    def _conversation(self) -> _Conversation:
        return _Conversation(self, loop=self._loop, **self._settings)

    def _authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == self._login, handled=False)

    def note(self, arg: str) -> str:
        """Keep the wishes about bounces, which aiosmtpd does not know; return the rest."""
        self.wishes += _DSN.findall(arg)
        return _DSN.sub("", arg)

    # What aiosmtpd asks of its handler.

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        act = self.acts.get("DOT")
        if isinstance(act, str) and not act.startswith(("421", "354")):
            self.heard.append("DOT")
            return act
        if not isinstance(act, str):
            options = tuple(envelope.mail_options)
            self._keep(
                Came(
                    envelope.original_content, tuple(envelope.rcpt_tos), envelope.mail_from, options
                )
            )
        if await server.acted("DOT"):
            # Whatever was to be said was said, and the talk is over.
            raise asyncio.CancelledError
        return f"250 2.0.0 Ok: queued as 4Xy{len(self.came)}Z"

    def _keep(self, came: Came) -> None:
        known = {message_from_bytes(one.content)["Message-ID"] for one in self.came}
        if not (self._dedupes and message_from_bytes(came.content)["Message-ID"] in known):
            self.came.append(came)
