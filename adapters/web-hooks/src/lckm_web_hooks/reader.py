"""A reader of the audit trail that sends each entry to a web hook, signed."""

import hashlib
import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import attrs

from lckm_core.calendar import civil_day
from lckm_core.errors import LckmError
from lckm_core.ports import Event
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
class HookGoneError(LckmError):
    """A web hook has answered that it is no longer there, so nothing is sent until a restart."""

    hook: str

    pl = (
        "{hook}: odbiorca odpowiedział 410, więc nic więcej nie dostaje. Usuń ten hak z ustawień "
        "albo uzgodnij adres i uruchom proces od nowa."
    )
    en = (
        "{hook}: the receiver answered 410, so it is sent nothing more. Remove the hook from the "
        "settings, or agree on its address and restart the worker."
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
        self._is_gone = False
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
            and civil_day(event.at) >= hook.since
        )

    def take(self, entry: AuditEntry) -> None:
        """Send an entry, and wait until the receiver says that it has it.

        Raises:
            HookFailedError: no answer, or a status other than 200–299.
            HookGoneError: status 410, now or since this object was made.
        """
        if self._is_gone:
            raise HookGoneError(self.name)
        status = self._post(body_of(entry), entry.id)
        if status == _GONE:
            self._is_gone = True
            raise HookGoneError(self.name)
        if not 200 <= status < 300:
            raise HookFailedError(self.name, Message(f"HTTP {status}", f"HTTP {status}"))

    def _post(self, body: bytes, entry_id: int) -> int:
        """Send a body, signed as of now, and return the status of the answer."""
        # Ids begin anew after a backup was restored, so the id alone would name two messages.
        message_id = f"{entry_id}-{hashlib.sha256(body).hexdigest()[:16]}"
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


def body_of(entry: AuditEntry) -> bytes:
    """Return the message about an entry: JSON of what was done, to which number, and when.

    Without the role and the name of who did it: the name is a person's, and both may be added to
    an entry after it was sent.
    """
    event = entry.event
    message = {
        "type": event.verb,
        "timestamp": event.at.isoformat(),
        "data": {"id": entry.id, "subject": event.subject, "outcome": event.outcome},
    }
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
