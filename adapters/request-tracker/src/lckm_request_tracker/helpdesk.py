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
    IncompleteReplyError,
    KeyNotStoredError,
    NoQueueError,
    NotConnectedError,
    RequestTrackerError,
    unexpected_status,
)
from lckm_request_tracker.queue import Queue, number_of
from lckm_request_tracker.statuses import TicketStatus, change_status, read_status

_log = logging.getLogger("lckm_request_tracker")
_PAUSE = 300
"""Seconds without filing after a new ticket could not be found by its key."""
_TOO_LARGE = 413
_REQUEST_TIMEOUT = 408


class RequestTracker:
    """Files each ticket once, by its key in a custom field; threads may share it."""

    def __init__(self, server: Server, queue: str, field: str, most_bytes: int) -> None:
        self._server = server
        self.peer = server.peer
        """The host and port of the server."""
        self._queue = queue
        self._field = field
        self._most_bytes = most_bytes
        self._paused: tuple[float, RequestTrackerError] | None = None
        self._last_logged = ""

    def file(self, ticket: Ticket) -> Result:
        """File a ticket unless there is one of its key; errors are logged once."""
        try:
            with self._server.exchange() as exchange:
                queue = Queue(exchange, self._queue, self._field)
                number = queue.ticket(ticket.key)
                if number:
                    return self._succeed(Accepted(number))
                self._raise_if_paused()
                return self._create(queue, ticket, _links(queue, ticket.key))
        except RequestTrackerError as error:
            self._log_once(error)
            return Refused(error.refusal)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Return the ticket of this key; ``NOT_THERE`` only where a search would have found it."""
        try:
            with self._server.exchange() as exchange:
                number = Queue(exchange, self._queue, self._field).ticket(ticket.key)
        except RequestTrackerError as error:
            self._log_once(error)
            return Answer.NO_ANSWER
        return Accepted(number) if number else Answer.NOT_THERE

    def status(self, reference: str, *, known: TicketStatus | None = None) -> TicketStatus:
        """Return the status of a ticket, or of the ticket that it was merged into.

        Args:
            reference: its number, as in ``Accepted``.
            known: the status read before, returned as it is when nothing has changed.

        Raises:
            ValueError: for a text that is no number.
            NoSuchTicketError: when there is none, or it may not be seen.
            RequestTrackerError: when Request Tracker fails.
        """
        with self._server.exchange() as exchange:
            return read_status(exchange, reference, known)

    def close(self, known: TicketStatus, *, status: str = "resolved") -> TicketStatus:
        """Close a ticket that nobody changed since it was read, and return its status.

        Args:
            known: the status read before.
            status: the status to set.

        Raises:
            ChangedMeanwhileError: when somebody changed it; it is left as it is.
            NoSuchTicketError: when there is none, or it may not be seen.
            RequestTrackerError: when Request Tracker fails, or does not set the status.
        """
        with self._server.exchange() as exchange:
            return change_status(exchange, known, status)

    # ── filing ───────────────────────────────────────────────────────────────────────────────

    def _create(self, queue: Queue, ticket: Ticket, refers_to: Sequence[str]) -> Result:
        files = fitting_files(ticket.attachments, self._most_bytes)
        try:
            reply = queue.create(ticket, files, refers_to)
            if reply.status == _TOO_LARGE and files:
                # Surely not taken, so it is safe to send again without the files.
                reply = queue.create(ticket, (), refers_to)
        except NotReachedError:
            raise NotConnectedError() from None
        except LostError:
            self._log_once(IncompleteReplyError())
            return Unknown()
        number = number_of(reply.fields)
        if reply.status == 201 and number:
            self._confirm(queue, ticket, number)
            return self._succeed(Accepted(number))
        if not 400 <= reply.status < 500 or reply.status == _REQUEST_TIMEOUT:
            self._log_once(unexpected_status(reply.status))
            return Unknown()
        return self._refused(ticket, reply.status)

    def _refused(self, ticket: Ticket, status: int) -> Refused:
        if status in (400, _TOO_LARGE, 422):
            _log.error(
                "Request Tracker does not take report %s (HTTP %d)", ticket.report.number, status
            )
            reason = Refusal.TOO_LARGE if status == _TOO_LARGE else Refusal.CONTENT
            return Refused(reason, permanent=True)
        error = NoQueueError(self._queue) if status == 403 else unexpected_status(status)
        self._log_once(error)
        return Refused(error.refusal)

    def _confirm(self, queue: Queue, ticket: Ticket, number: str) -> None:
        """Check that a new ticket is found by its key; pause if it is not."""
        # Request Tracker silently drops a value that does not fit the field.
        try:
            is_stored = queue.ticket(ticket.key) is not None
        except RequestTrackerError:
            return
        if is_stored:
            self._paused = None
        else:
            error = KeyNotStoredError(number, self._field)
            self._paused = (time.monotonic() + _PAUSE, error)
            self._log_once(error)

    def _raise_if_paused(self) -> None:
        paused = self._paused  # read once, for another thread may end the pause meanwhile
        if paused and time.monotonic() < paused[0]:
            raise paused[1]

    # ── logging ──────────────────────────────────────────────────────────────────────────────

    def _log_once(self, error: RequestTrackerError) -> None:
        text = error.text("en")
        if text != self._last_logged:
            _log.error(text)  # our own words, without any data of a resident
            self._last_logged = text

    def _succeed(self, result: Accepted) -> Accepted:
        if self._last_logged and not self._paused:
            _log.info("Request Tracker takes tickets again")
            self._last_logged = ""
        return result


def key_of_report(notice_key: str) -> str | None:
    """Return the key of the ticket that a notice is about: the notice's without its last word."""
    key, _, _ = notice_key.rpartition(".")
    return key if "." in key else None


def _links(queue: Queue, key: str) -> tuple[str, ...]:
    """Return the number of the ticket that a notice should refer to, if it can be found."""
    report_key = key_of_report(key)
    try:
        number = queue.ticket(report_key) if report_key else None
    except RequestTrackerError:
        return ()  # the link only helps; filing shows whether Request Tracker works
    return (number,) if number else ()


def fitting_files(
    files: Sequence[MessageAttachment], most_bytes: int
) -> tuple[MessageAttachment, ...]:
    """Return the non-empty files that fit, in order, into *most_bytes* together."""
    chosen: list[MessageAttachment] = []
    for file in files:
        if file.data and sum(len(attachment.data) for attachment in [*chosen, file]) <= most_bytes:
            chosen.append(file)
    return tuple(chosen)
