"""How a ticket stands: read when it has changed, changed when nobody else did meanwhile."""

import re

import attrs

from lckm_core.delivery import Refusal
from lckm_core.text import Message
from lckm_request_tracker.connection import (
    Exchange,
    LostError,
    NotReachedError,
    Reply,
)
from lckm_request_tracker.errors import (
    ChangedMeanwhileError,
    NoSuchTicketError,
    RequestTrackerError,
    unanswered,
    unexpected,
)
from lckm_request_tracker.queue import number_of, read

_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


@attrs.frozen
class TicketStatus:
    """How a ticket stands: its number, its status in Request Tracker's words, and the tag by which a change is seen.

    The statuses are those of the queue's lifecycle; by default ``new``, ``open``, ``stalled``, ``resolved``, ``rejected``
    and ``deleted``.
    """

    reference: str
    status: str
    etag: str | None = attrs.field(default=None, eq=False)


def read_status(
    exchange: Exchange, reference: str, known: TicketStatus | None = None
) -> TicketStatus:
    """Return how a ticket stands, *known* itself when it has not changed; as :meth:`RequestTracker.status`."""
    path = _path(reference)
    tagged = (
        {"If-None-Match": known.etag}
        if known and known.etag and known.reference == reference
        else {}
    )
    reply = read(exchange, path, headers=tagged)
    if reply.status == 304 and known and tagged:
        return known
    _raise_if_hidden(reply, reference)
    number, status = number_of(reply.fields), reply.fields.get("Status")
    if reply.status != 200 or number is None or not isinstance(status, str):
        raise unexpected(reply.status)
    return TicketStatus(number, status, reply.etag)


def change_status(exchange: Exchange, known: TicketStatus, status: str) -> TicketStatus:
    """Give a ticket a status unless somebody changed it meanwhile; as :meth:`RequestTracker.close`."""
    tagged = {"If-Match": known.etag} if known.etag else {}
    try:
        reply = exchange.ask("PUT", _path(known.reference), body={"Status": status}, headers=tagged)
    except NotReachedError:
        raise unanswered(reached=False) from None
    except LostError:
        raise unanswered(reached=True) from None
    _raise_if_hidden(reply, known.reference)
    if reply.status == 412:
        raise ChangedMeanwhileError(known.reference)
    if reply.status != 200:
        raise unexpected(reply.status)
    # It answers 200 to what it did not do, too.
    now = read_status(exchange, known.reference)
    if now.status != status:
        raise RequestTrackerError(
            Refusal.NOT_ALLOWED,
            Message(
                f"Zgłoszenie {known.reference} nie dostało stanu „{status}”: użytkownik tokenu nie ma prawa ModifyTicket, kolejka "
                "nie zna tego stanu albo zgłoszenie czeka na inne.",
                f"Ticket {known.reference} did not get the status “{status}”: the user of the token lacks ModifyTicket, the queue "
                "does not know the status, or the ticket waits for another.",
            ),
        )
    return now


def _path(reference: str) -> str:
    if not _NUMBER.fullmatch(reference):
        raise ValueError(f"a ticket of Request Tracker has a number, not {reference!r}")
    return f"/ticket/{reference}"


def _raise_if_hidden(reply: Reply, reference: str) -> None:
    if reply.status in (403, 404):
        raise NoSuchTicketError(reference)
