"""The mail server of the demo's units: on this machine only, one folder a mailbox."""

import re
from collections.abc import Awaitable, Collection, Iterator
from contextlib import closing, contextmanager
from email.parser import BytesHeaderParser
from itertools import count
from pathlib import Path
from socket import create_server, socket
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
_ODD = re.compile(r"[^A-Za-z0-9._=-]")


@contextmanager
def serving(folder: Path, mailboxes: Collection[str]) -> Iterator[int]:
    """Accept mail for these addresses within the block; yield the port, any free one.

    A message lies in ``<folder>/<address>/`` once the sender is told so, and nowhere else.
    """
    with closing(create_server((HOST, 0))) as listening:
        server = _Server(_Mailboxes(folder, mailboxes), listening)
        try:
            server.start()
            yield server.port
        finally:
            server.stop(no_assert=True)


class _Server(Controller):
    """aiosmtpd's server in a thread of its own, on a socket that listens already."""

    def __init__(self, handler: "_Mailboxes", listening: socket) -> None:
        super().__init__(
            handler, hostname=HOST, port=listening.getsockname()[1], server_hostname="localhost"
        )
        self._listening = listening

    def _create_server(self) -> Awaitable[Any]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening)


class _Mailboxes:
    """The callbacks of aiosmtpd for a message."""

    def __init__(self, folder: Path, mailboxes: Collection[str]) -> None:
        self._folder = folder
        self._mailboxes = {address.casefold() for address in mailboxes}

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address that has a mailbox here."""
        if address.casefold() not in self._mailboxes:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Put a message into the mailboxes that it is for."""
        content = envelope.original_content or b""
        for address in envelope.rcpt_tos:
            _put(self._folder / address.casefold(), content)
        return "250 2.0.0 OK"


def _put(mailbox: Path, content: bytes) -> None:
    """Write a message under a name from its Message-ID; a repeat becomes another file."""
    mailbox.mkdir(parents=True, exist_ok=True)
    id = str(BytesHeaderParser().parsebytes(content).get("Message-ID", ""))
    stem = _ODD.sub("_", id.strip("<>").rpartition("@")[0])[:100] or "message"
    for copy in count(1):
        name = f"{stem}.eml" if copy == 1 else f"{stem}.{copy}.eml"
        try:
            with (mailbox / name).open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return
