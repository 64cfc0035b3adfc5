"""A reader of the audit trail that sends each entry to a web hook, signed."""

import hashlib
import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import attrs

from lckm_core.calendar import civil_day
from lckm_core.errors import LckmError, TrailReaderGoneError
from lckm_core.ports import REQUEST_VERBS, Event
from lckm_core.ports.optional import AuditEntry
from lckm_core.text import Message
from lckm_http_client import NoReplyError, Server
from lckm_web_hooks.signature import sign
from lckm_web_hooks.web_hook import WebHook

_MOST_BYTES = 1 << 16
"""Of a reply, of which only the status counts."""
_GONE = 410
_NO_ANSWER = Message("brak odpowiedzi", "no answer")


@attrs.frozen(str=False)
class HookFailedError(LckmError):
    """A web hook has not taken a message; the same one is sent again."""

    hook: str
    what: Message

    pl = "{hook}: {what.pl}. Sprawdź adres, sekret i dziennik odbiorcy; nic nie przepada."
    en = "{hook}: {what.en}. Check the address, the secret and the receiver's log; nothing is lost."


@attrs.frozen(str=False)
class HookGoneError(TrailReaderGoneError):
    """A web hook has answered that it is no longer there, so this process sends it no more."""

    pl = (
        "{reader}: odbiorca odpowiedział 410, więc ten proces nic mu więcej nie wyśle. Usuń ten "
        "hak z ustawień albo uzgodnij adres i uruchom proces od nowa."
    )
    en = (
        "{reader}: the receiver answered 410, so this process sends it nothing more. Remove the "
        "hook from the settings, or agree on its address and restart the worker."
    )


class WebHookReader:
    """Sends each entry that a hook wants, in a message of its own."""

    def __init__(self, hook: WebHook, clock: Callable[[], float] = time.time) -> None:
        parts = urlsplit(hook.url)
        self.name = hook.name
        self._hook = hook
        self._clock = clock
        self._path = parts.path or "/"
        self._keys = hook.keys
        self._server = Server(
            url=f"{parts.scheme}://{parts.netloc}",
            headers={"Content-Type": "application/json", "User-Agent": "lckm-web-hooks"},
            ca_file=hook.ca_file,
            connect_timeout=hook.connect_timeout,
            timeout=hook.timeout,
            most_bytes=_MOST_BYTES,
        )

    def wants(self, event: Event) -> bool:
        """Return whether the settings name the event's verb, and neither number nor day bars it."""
        hook = self._hook
        return (
            event.verb in hook.verbs
            and (not hook.subjects or event.subject.startswith(hook.subjects))
            and civil_day(event.at) >= hook.first_day
        )

    def take(self, entry: AuditEntry) -> None:
        """Send an entry, and wait until the receiver acknowledges it.

        Raises:
            HookFailedError: no answer, or a status other than 200–299.
            HookGoneError: status 410.
        """
        status = self._post(body_of(entry), id_of(entry))
        if status == _GONE:
            raise HookGoneError(self.name)
        if not 200 <= status < 300:
            raise HookFailedError(self.name, Message(f"HTTP {status}", f"HTTP {status}"))

    def _post(self, body: bytes, message_id: str) -> int:
        """Send a body, signed as of now, and return the status of the answer."""
        timestamp = int(self._clock())
        headers = {
            "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(self._keys, message_id, timestamp, body),
        }
        end = time.monotonic() + self._hook.timeout
        try:
            reply = self._server.send("POST", self._path, end=end, headers=headers, body=body)
        except NoReplyError:
            raise HookFailedError(self.name, _NO_ANSWER) from None
        return reply.status


def id_of(entry: AuditEntry) -> str:
    """Return the id of the message about an entry, by which a receiver knows a repeat.

    It is made of what never changes in an entry. The moment is part of it, for numbers of entries
    begin anew after a backup was restored; but not of acts on requests, whose moment older programs
    completed after the message was sent. So after a restore a receiver takes an act on a request
    for one that it has, where the number of the entry, verb, request and outcome are the same.
    """
    event = entry.event
    moment = None if event.verb in REQUEST_VERBS else event.at.isoformat()
    content = json.dumps([event.verb, event.subject, event.outcome, moment])
    return f"{entry.id}-{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def body_of(entry: AuditEntry) -> bytes:
    """Return the message about an entry: JSON of what was done, to which number, and when.

    Without the role and the name of who did it: the name is a person's.
    """
    event = entry.event
    message = {
        "type": event.verb,
        "timestamp": event.at.isoformat(),
        "data": {"id": entry.id, "subject": event.subject, "outcome": event.outcome},
    }
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
