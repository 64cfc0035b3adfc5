"""What is asked of Request Tracker about a queue: its field for keys, the tickets that have a key, a new ticket."""

import logging
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from lckm_core.delivery import MessageAttachment, Ticket
from lckm_request_tracker.connection import (
    Exchange,
    LostError,
    NotReachedError,
    Reply,
)
from lckm_request_tracker.errors import (
    key_hidden,
    no_field,
    no_queue,
    unanswered,
    unexpected,
)

_log = logging.getLogger("lckm_request_tracker")
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
_LONGEST_SUBJECT = 200
"""Bytes; Request Tracker cuts what is longer, or its database refuses it."""
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
# Request Tracker takes apart or recodes what says it is text, a message or made of parts; the rest it keeps to the byte.
_KEPT_AS_IT_IS = re.compile(r"(?:application|audio|image|video)/[A-Za-z0-9.+-]{1,100}")


def read(exchange: Exchange, path: str, **more: Any) -> Reply:
    """Ask for something that may be asked for again; raise :class:`RequestTrackerError` when no answer comes."""
    try:
        return exchange.ask("GET", path, **more)
    except NotReachedError:
        raise unanswered(reached=False) from None
    except LostError:
        raise unanswered(reached=True) from None


class Desk:
    """A queue and its field for keys, in one act."""

    def __init__(self, exchange: Exchange, queue: str, field: str) -> None:
        self._exchange, self._queue, self._field = exchange, queue, field
        self._field_id = self._look_up_field()

    def _look_up_field(self) -> str:
        """Return the number of the field, having seen it at the queue.

        A search by a field that is not there, or not to be seen, finds nothing and says so with 200, as if no ticket had
        the key. A name would not do for filing: Request Tracker looks it up in all queues.
        """
        reply = read(self._exchange, f"/queue/{quote(self._queue, safe='')}")
        # 404 in JSON is Request Tracker's own; any other is of whatever listens at a wrong address.
        hidden = reply.status == 403 or (reply.status == 404 and reply.fields)
        if hidden or (reply.status == 200 and str(reply.fields.get("Disabled")) == "1"):
            raise no_queue(self._queue)
        fields = reply.fields.get("TicketCustomFields")
        if reply.status != 200 or not isinstance(fields, list):
            raise unexpected(reply.status)
        for field in filter(_is_record, fields):
            if self._field in (field["id"], field.get("name")):
                return str(field["id"])
        raise no_field(self._field, self._queue)

    def ticket(self, key: str) -> str | None:
        """Return the number of the ticket of this key, in whatever queue it lies now, or ``None`` when there is none.

        Of a ticket that was merged into another it is the other's. Two of one key are said to the log, and the older counts.
        """
        asked = {
            "query": self._query(key),
            "fields": "EffectiveId,CustomFields",
            "orderby": "id",
            "per_page": "100",
        }
        reply = read(self._exchange, "/tickets", query=asked)
        items = reply.fields.get("items")
        if reply.status != 200 or not isinstance(items, list):
            raise unexpected(reply.status)
        # The search ignores case, and may find more than was asked for.
        numbers = [
            _effective(item) for item in filter(_is_record, items) if key in self._keys_of(item)
        ]
        if len(set(numbers)) > 1:
            _log.warning("tickets %s have the same key %s: merge them", ", ".join(numbers), key)
        return numbers[0] if numbers else None

    def _query(self, key: str) -> str:
        # Request Tracker takes a value that begins with "CF." for another field, even in quotes.
        operator, value = ("ENDSWITH", key[1:]) if key.casefold().startswith("cf.") else ("=", key)
        quoted = value.replace("\\", "\\\\").replace("'", "\\'")
        # EffectiveId has to be named for merged tickets to be found.
        return f"CF.{{{self._field_id}}} {operator} '{quoted}' AND EffectiveId > 0"

    def _keys_of(self, item: Mapping[str, Any]) -> list[Any]:
        """Return what the field holds of a ticket that was found by it; raise where it is not shown."""
        fields = item.get("CustomFields")
        for field in filter(_is_record, fields if isinstance(fields, list) else ()):
            if field["id"] == self._field_id and isinstance(field.get("values"), list):
                return list(field["values"])
        raise key_hidden(item["id"], self._field)

    def create(
        self, ticket: Ticket, files: Sequence[MessageAttachment], refers_to: Iterable[str]
    ) -> Reply:
        """Ask for a new ticket once. It has no requestor, who would get an automatic reply.

        Raises :class:`NotReachedError` and :class:`LostError`.
        """
        missing = len(ticket.attachments) - len(files)
        body = {
            "Queue": self._queue,
            "Subject": _NOT_IN_A_LINE.sub(" ", ticket.subject)
            .encode()[:_LONGEST_SUBJECT]
            .decode(errors="ignore"),
            "Content": ticket.text
            + (
                f"\nPliki pominięte, bo nie mieszczą się w zgłoszeniu: {missing}.\n"
                if missing
                else ""
            ),
            "ContentType": "text/plain",
            "CustomFields": {self._field_id: ticket.key},
            "RefersTo": list(refers_to),
            "Attachments": [
                {
                    "FileName": file.name,
                    "FileType": file.media_type
                    if _KEPT_AS_IT_IS.fullmatch(file.media_type)
                    else "application/octet-stream",
                    "FileContent": b64encode(file.data).decode(),
                }
                for file in files
            ],
        }
        return self._exchange.ask("POST", "/ticket", body=body)


def number_of(record: Mapping[str, Any]) -> str | None:
    """Return the number that a record of Request Tracker has, as text."""
    found = str(record.get("id"))
    return found if _NUMBER.fullmatch(found) else None


def _effective(item: Mapping[str, Any]) -> str:
    return number_of({"id": item.get("EffectiveId")}) or str(item["id"])


def _is_record(data: Any) -> bool:
    return (
        isinstance(data, dict) and isinstance(data.get("id"), str) and number_of(data) is not None
    )
