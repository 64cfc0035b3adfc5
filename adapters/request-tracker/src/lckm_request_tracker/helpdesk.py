"""The helpdesk: tickets filed once, by their keys."""

import logging
import time
from collections.abc import Sequence

from lckm_core.delivery import (
    Accepted,
    Answer,
    MessageAttachment,
    Refusal,
    Refused,
    Result,
    Ticket,
    Unknown,
)
from lckm_request_tracker.connection import LostError, NotReachedError, Server
from lckm_request_tracker.errors import (
    RequestTrackerError,
    key_not_kept,
    no_queue,
    unanswered,
    unexpected,
)
from lckm_request_tracker.queue import Desk, number_of
from lckm_request_tracker.statuses import TicketStatus, change_status, read_status

_log = logging.getLogger("lckm_request_tracker")
_PAUSE = 300
"""Seconds in which nothing is filed after a ticket could not be found by its key."""
_TOO_LARGE = 413
_TAKES_TIME = 408


class RequestTracker:
    """Files each ticket once, by its key in a custom field, and says how it stands. May be used by several threads."""

    def __init__(self, server: Server, queue: str, field: str, most_bytes: int) -> None:
        self._server, self._queue, self._field, self._most_bytes = server, queue, field, most_bytes
        self._paused: tuple[float, RequestTrackerError] | None = None
        self._said = ""

    def file(self, ticket: Ticket) -> Result:
        """File a ticket unless there is one of its key. What is wrong with Request Tracker is said to the log, once."""
        try:
            with self._server.exchange() as exchange:
                desk = Desk(exchange, self._queue, self._field)
                found = desk.ticket(ticket.key)
                if found:
                    return self._well(Accepted(found))
                self._raise_if_paused()
                return self._create(desk, ticket, _links(desk, ticket.key))
        except RequestTrackerError as fault:
            self._say(fault)
            return Refused(fault.refusal)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Say whether there is a ticket of this key. ``NOT_THERE`` only where a search could have found it."""
        try:
            with self._server.exchange() as exchange:
                found = Desk(exchange, self._queue, self._field).ticket(ticket.key)
        except RequestTrackerError as fault:
            self._say(fault)
            return Answer.NO_ANSWER
        return Accepted(found) if found else Answer.NOT_THERE

    def status(self, reference: str, *, known: TicketStatus | None = None) -> TicketStatus:
        """Return how a ticket stands.

        Args:
            reference: its number, as in :class:`lckm_core.Accepted`; of a ticket merged into another, that one is read.
            known: what was read before; returned as it is when nothing has changed, which costs less.

        Raises:
            ValueError: for what is no number of a ticket.
            NoSuchTicketError: when there is none, or it may not be seen.
            RequestTrackerError: when Request Tracker cannot be asked.
        """
        with self._server.exchange() as exchange:
            return read_status(exchange, reference, known)

    def close(self, known: TicketStatus, *, status: str = "resolved") -> TicketStatus:
        """Close a ticket, provided that nobody changed it after it was read; return how it stands then.

        Raises:
            ChangedMeanwhileError: when somebody did. Nothing was changed.
            NoSuchTicketError: when there is none, or it may not be seen.
            RequestTrackerError: when Request Tracker cannot be asked, or does not do it.
        """
        with self._server.exchange() as exchange:
            return change_status(exchange, known, status)

    # ── filing ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _create(self, desk: Desk, ticket: Ticket, refers_to: Sequence[str]) -> Result:
        files = fitting(ticket.attachments, self._most_bytes)
        try:
            reply = desk.create(ticket, files, refers_to)
            if reply.status == _TOO_LARGE and files:
                # Surely not taken, so it is safe to send again; a report does not wait for its files.
                reply = desk.create(ticket, (), refers_to)
        except NotReachedError:
            raise unanswered(reached=False) from None
        except LostError:
            self._say(unanswered(reached=True))
            return Unknown()
        number = number_of(reply.fields)
        if reply.status == 201 and number:
            self._confirm(desk, ticket, number)
            return self._well(Accepted(number))
        if not 400 <= reply.status < 500 or reply.status == _TAKES_TIME:
            self._say(unexpected(reply.status))
            return Unknown()
        return self._refused(ticket, reply.status)

    def _refused(self, ticket: Ticket, status: int) -> Refused:
        if status in (400, _TOO_LARGE, 422):
            _log.error(
                "Request Tracker does not take report %s (HTTP %d)", ticket.report.number, status
            )
            return Refused(
                Refusal.TOO_LARGE if status == _TOO_LARGE else Refusal.CONTENT, permanent=True
            )
        fault = no_queue(self._queue) if status == 403 else unexpected(status)
        self._say(fault)
        return Refused(fault.refusal)

    def _confirm(self, desk: Desk, ticket: Ticket, number: str) -> None:
        """See that the new ticket is found by its key: Request Tracker drops a value it does not like without a word."""
        try:
            kept = desk.ticket(ticket.key) is not None
        except RequestTrackerError:
            return
        fault = key_not_kept(number, self._field)
        self._paused = None if kept else (time.monotonic() + _PAUSE, fault)
        if not kept:
            self._say(fault)

    def _raise_if_paused(self) -> None:
        if self._paused and time.monotonic() < self._paused[0]:
            raise self._paused[1]

    # ── saying what is wrong ─────────────────────────────────────────────────────────────────────────────────────────

    def _say(self, fault: RequestTrackerError) -> None:
        text = fault.text("en")
        if text != self._said:
            _log.error(text)  # our own words, with nothing of a resident in them
            self._said = text

    def _well(self, result: Accepted) -> Accepted:
        if self._said and not self._paused:
            _log.info("Request Tracker takes tickets again")
            self._said = ""
        return result


def told_of(key: str) -> str | None:
    """Return the key of the ticket that a notice of this key tells of: a notice's is that, a dot and a word."""
    about, _, _ = key.rpartition(".")
    return about if "." in about else None


def _links(desk: Desk, key: str) -> tuple[str, ...]:
    """Return the number of the ticket that one of this key is to refer to; none where it cannot be found."""
    about = told_of(key)
    try:
        found = desk.ticket(about) if about else None
    except RequestTrackerError:
        return ()  # the link is a help; whether Request Tracker works, the new ticket shows
    return (found,) if found else ()


def fitting(files: Sequence[MessageAttachment], most_bytes: int) -> tuple[MessageAttachment, ...]:
    """Return the files that go along: in their order, as long as all together have at most *most_bytes*, and no empty one."""
    chosen: list[MessageAttachment] = []
    for file in files:
        if file.data and sum(len(one.data) for one in [*chosen, file]) <= most_bytes:
            chosen.append(file)
    return tuple(chosen)
