"""The mail server of the units, which misbehaves.

It writes down what it takes, to the disk, before it says so. Its log has a line for each event:
``took`` a letter, took a ``repeat`` of one, ``answered`` for it, sent it ``back`` after all. What
it took and did not answer for is a lost acknowledgement. Where mailboxes take a Message-ID once,
a repeat is known by it, and not kept.
"""

import asyncio
import logging
import random
import re
import time
from base64 import b64encode
from typing import Any

from aiosmtpd.smtp import SMTP

from promises.chaos.city import SENDER, TIMEOUT, City
from promises.processes import appended, lines_of, noted

_ID = re.compile(rb"^Message-ID:\s*<([^@>]+)@", re.MULTILINE | re.IGNORECASE)
_TAKEN = "250 2.0.0 Ok: queued as "
_BOUNCE = """\
From: MAILER-DAEMON@example.org
To: {sender}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; unit@example.org
Action: failed
Status: 5.2.1

--=_b
Content-Type: text/rfc822-headers

Message-ID: <{key}@uml.lodz.pl>

--=_b--
"""
_STORM_EVERY, _STORM = 8.0, 1.0
"""Seconds from storm to storm of temporary refusals, and how long one lasts."""


class _Conversation(SMTP):
    """One connection."""

    async def push(self, status: Any) -> None:
        await super().push(status)
        if isinstance(status, str) and status.startswith(_TAKEN):
            self.event_handler.answered(status.removeprefix(_TAKEN))


class _Unit:
    """What aiosmtpd asks. Chances are those of one letter."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._known = {line.split()[2] for line in lines_of(city.mails)}

    def note(self, event: str, key: str) -> None:
        """Write an event down, with the moment."""
        noted(self._city.mails, f"{time.time():.6f} {event} {key}")

    def answered(self, key: str) -> None:
        """Note that the answer is out; sometimes find out later that nobody can have the letter."""
        self.note("answered", key)
        # Few go to a helpdesk by mail, and what comes back from there is worth seeing.
        if self._happens(0.03 if key.partition(".")[2].startswith("helpdesk") else 0.004):
            half, whole = (self._city.service / name / key for name in ("tmp", "new"))
            half.write_text(_BOUNCE.format(sender=SENDER, key=key), encoding="utf-8")
            half.rename(whole)
            self.note("back", key)

    def _happens(self, share: float) -> bool:
        return not self._city.healthy.exists() and random.random() < share

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Refuse during a storm; go away before the text, sometimes."""
        if time.time() % _STORM_EVERY < _STORM and self._happens(1.0):
            return "451 4.3.2 later"
        if self._happens(0.01):
            _cut(server)
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Refuse for good, sometimes."""
        if self._happens(0.003):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a letter; then say so, go away, or say so too late."""
        found = _ID.search(envelope.content)
        assert found is not None, "each letter has a Message-ID"
        key = found[1].decode("ascii")
        if self._happens(0.005):
            return "452 4.2.2 full"
        # Empty lines part it from what a killed server may have left half written.
        appended(self._city.letters, f"\n{key} {b64encode(envelope.content).decode()}\n")
        self.note("repeat" if self._city.repeats and key in self._known else "took", key)
        self._known.add(key)
        if self._happens(self._city.lost_answers):
            _cut(server)
        if self._happens(0.003):
            await asyncio.sleep(TIMEOUT + 0.3)
            _cut(server)
        return _TAKEN + key


def _cut(server: Any) -> None:
    server.transport.abort()
    raise asyncio.CancelledError


def serve(city: City, port: int) -> None:
    """Listen until killed."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    unit = _Unit(city)

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: _Conversation(unit, loop=loop, hostname="mail.example.org"), "127.0.0.1", port
        )
        await server.serve_forever()

    asyncio.run(listen())
