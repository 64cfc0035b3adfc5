"""A queue of Request Tracker: its field for keys, finding a ticket, and creating one."""

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
    IncompleteReplyError,
    KeyHiddenError,
    NoFieldError,
    NoQueueError,
    NotConnectedError,
    unexpected_status,
)

_log = logging.getLogger("lckm_request_tracker")
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
_LONGEST_SUBJECT = 200
"""Bytes; Request Tracker cuts a longer subject, or its database refuses it."""
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
# Request Tracker parses or recodes texts, messages and multiparts, and stores the rest as it is.
_STORED_AS_IS = re.compile(r"(?:application|audio|image|video)/[A-Za-z0-9.+-]{1,100}")


def get(exchange: Exchange, path: str, **options: Any) -> Reply:
    """Send a GET request. Raises :class:`RequestTrackerError` when there is no reply."""
    try:
        return exchange.send("GET", path, **options)
    except NotReachedError:
        raise NotConnectedError() from None
    except LostError:
        raise IncompleteReplyError() from None


class Queue:
    """A queue and its field for keys, during one exchange."""

    def __init__(self, exchange: Exchange, queue: str, field: str) -> None:
        self._exchange = exchange
        self._queue = queue
        self._field = field
        self._field_id = self._look_up_field()

    def _look_up_field(self) -> str:
        """Return the number of the field at the queue.

        Raises :class:`NoQueueError` and :class:`NoFieldError`.
        """
        # A search by a field that does not exist, or is hidden, finds nothing with status 200, as
        # if no ticket had the key. For filing a name would not do: Request Tracker looks it up in
        # all queues.
        reply = get(self._exchange, f"/queue/{quote(self._queue, safe='')}")
        # A 404 in JSON is Request Tracker's own; any other comes from a wrong address.
        hidden = reply.status == 403 or (reply.status == 404 and reply.fields)
        if hidden or (reply.status == 200 and str(reply.fields.get("Disabled")) == "1"):
            raise NoQueueError(self._queue)
        fields = reply.fields.get("TicketCustomFields")
        if reply.status != 200 or not isinstance(fields, list):
            raise unexpected_status(reply.status)
        for field in filter(_is_record, fields):
            if self._field in (field["id"], field.get("name")):
                return str(field["id"])
        raise NoFieldError(self._field, self._queue)

    def ticket(self, key: str) -> str | None:
        """Return the number of the ticket of this key in any queue, or ``None``.

        For a merged ticket it is the other's. Two tickets of one key are logged, and the older
        counts.
        """
        query = {
            "query": self._query(key),
            "fields": "EffectiveId,CustomFields",
            "orderby": "id",
            "per_page": "100",
        }
        reply = get(self._exchange, "/tickets", query=query)
        items = reply.fields.get("items")
        if reply.status != 200 or not isinstance(items, list):
            raise unexpected_status(reply.status)
        # The search ignores case, and may find others, too.
        numbers = [
            _effective_number(item)
            for item in filter(_is_record, items)
            if key in self._keys_of(item)
        ]
        if len(set(numbers)) > 1:
            _log.warning("tickets %s have the same key %s: merge them", ", ".join(numbers), key)
        return numbers[0] if numbers else None

    def _query(self, key: str) -> str:
        operator = "="
        value = key
        # Request Tracker takes a value that begins with "CF." for another field, even in quotes.
        if key.casefold().startswith("cf."):
            operator = "ENDSWITH"
            value = key[1:]
        quoted = value.replace("\\", "\\\\").replace("'", "\\'")
        # EffectiveId has to be named for merged tickets to be found.
        return f"CF.{{{self._field_id}}} {operator} '{quoted}' AND EffectiveId > 0"

    def _keys_of(self, item: Mapping[str, Any]) -> list[Any]:
        """Return the values of the field of a ticket. Raises :class:`KeyHiddenError`."""
        fields = item.get("CustomFields")
        for field in filter(_is_record, fields if isinstance(fields, list) else ()):
            if field["id"] == self._field_id and isinstance(field.get("values"), list):
                return list(field["values"])
        raise KeyHiddenError(item["id"], self._field)

    def create(
        self, ticket: Ticket, files: Sequence[MessageAttachment], refers_to: Iterable[str]
    ) -> Reply:
        """Create a ticket with one request.

        It has no requestor, who would get an automatic reply.

        Raises :class:`NotReachedError` and :class:`LostError`.
        """
        subject = _NOT_IN_A_LINE.sub(" ", ticket.subject).encode()[:_LONGEST_SUBJECT]
        text = ticket.text
        missing = len(ticket.attachments) - len(files)
        if missing:
            text += f"\nPliki pominięte, bo nie mieszczą się w zgłoszeniu: {missing}.\n"
        body = {
            "Queue": self._queue,
            "Subject": subject.decode(errors="ignore"),
            "Content": text,
            "ContentType": "text/plain",
            "CustomFields": {self._field_id: ticket.key},
            "RefersTo": list(refers_to),
            "Attachments": [_attachment(file) for file in files],
        }
        return self._exchange.send("POST", "/ticket", body=body)


def _attachment(file: MessageAttachment) -> dict[str, str]:
    is_safe = _STORED_AS_IS.fullmatch(file.media_type)
    return {
        "FileName": file.name,
        "FileType": file.media_type if is_safe else "application/octet-stream",
        "FileContent": b64encode(file.data).decode(),
    }


def number_of(record: Mapping[str, Any]) -> str | None:
    """Return the number of a record as text, or ``None``."""
    number = str(record.get("id"))
    return number if _NUMBER.fullmatch(number) else None


def _effective_number(item: Mapping[str, Any]) -> str:
    return number_of({"id": item.get("EffectiveId")}) or str(item["id"])


def _is_record(data: Any) -> bool:
    return (
        isinstance(data, dict) and isinstance(data.get("id"), str) and number_of(data) is not None
    )
