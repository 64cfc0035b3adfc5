"""The status of a ticket: read if it changed, changed if nobody else did."""

import re

import attrs

from lckm_request_tracker.connection import (
    Exchange,
    LostError,
    NotReachedError,
    Reply,
)
from lckm_request_tracker.errors import (
    ChangedMeanwhileError,
    IncompleteReplyError,
    NoSuchTicketError,
    NotConnectedError,
    StatusNotSetError,
    unexpected_status,
)
from lckm_request_tracker.queue import get, number_of

_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


@attrs.frozen
class TicketStatus:
    """A ticket's number, its status, and the entity tag that tells of changes.

    The statuses are those of the queue's lifecycle; by default ``new``, ``open``, ``stalled``,
    ``resolved``, ``rejected`` and ``deleted``.
    """

    reference: str
    status: str
    etag: str | None = attrs.field(default=None, eq=False)


def read_status(
    exchange: Exchange, reference: str, known: TicketStatus | None = None
) -> TicketStatus:
    """Return the status of a ticket; see :meth:`RequestTracker.status`."""
    path = _path(reference)
    condition = {}
    if known and known.etag and known.reference == reference:
        condition = {"If-None-Match": known.etag}
    reply = get(exchange, path, headers=condition)
    if reply.status == 304 and known and condition:
        return known
    _raise_if_hidden(reply, reference)
    number = number_of(reply.fields)
    status = reply.fields.get("Status")
    if reply.status != 200 or number is None or not isinstance(status, str):
        raise unexpected_status(reply.status)
    return TicketStatus(number, status, reply.etag)


def change_status(exchange: Exchange, known: TicketStatus, status: str) -> TicketStatus:
    """Set the status of a ticket that nobody changed; see :meth:`RequestTracker.close`."""
    condition = {"If-Match": known.etag} if known.etag else {}
    try:
        reply = exchange.send(
            "PUT", _path(known.reference), body={"Status": status}, headers=condition
        )
    except NotReachedError:
        raise NotConnectedError() from None
    except LostError:
        raise IncompleteReplyError() from None
    _raise_if_hidden(reply, known.reference)
    if reply.status == 412:
        raise ChangedMeanwhileError(known.reference)
    if reply.status != 200:
        raise unexpected_status(reply.status)
    # It replies 200 also when it did not set the status.
    now = read_status(exchange, known.reference)
    if now.status != status:
        raise StatusNotSetError(known.reference, status)
    return now


def _path(reference: str) -> str:
    if not _NUMBER.fullmatch(reference):
        raise ValueError(f"a ticket of Request Tracker has a number, not {reference!r}")
    return f"/ticket/{reference}"


def _raise_if_hidden(reply: Reply, reference: str) -> None:
    if reply.status in (403, 404):
        raise NoSuchTicketError(reference)
