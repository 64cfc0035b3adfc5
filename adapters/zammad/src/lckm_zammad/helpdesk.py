"""The helpdesk: tickets filed once, by their keys in a field of Zammad's tickets."""

import json
import logging
import time
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from lckm_core.delivery import Accepted, Answer, Refusal, Refused, Result, Ticket, Unknown
from lckm_core.errors import Loggable
from lckm_http_client import NoReplyError, Reply, Server

_log = logging.getLogger("lckm_zammad")
_ADVICE = "check url, token, group, customer, field and marker, and Zammad's log"
_REFUSALS = {0: Refusal.UNREACHABLE, 413: Refusal.TOO_LARGE, 429: Refusal.BUSY}
_REFUSALS |= dict.fromkeys((401, 403), Refusal.NOT_ALLOWED)


class _FailedError(Exception):
    """Zammad failed or refused, for a reason, and what it did."""

    def __init__(self, refusal: Refusal, cause: str) -> None:
        super().__init__(cause)
        self.refusal = refusal


class Zammad:
    """Files each ticket once, by its key in a field; threads may share it."""

    # A search that finds nothing may lack the field, or the right to see tickets. So the office
    # creates a ticket whose field says "lckm", and answers count where a search finds this marker.

    def __init__(self, server: Server, group: str, customer: str, field: str) -> None:
        self._server = server
        self.peer = server.peer
        """The host and port of the server."""
        self._group = group
        self._customer = customer
        self._field = field
        self._last_logged = ""

    def file(self, ticket: Ticket) -> Result:
        """File a ticket unless there is one of its key; errors are logged once."""
        end = time.monotonic() + self._server.timeout
        try:
            number = self._number_of(ticket.key, end)
            return Accepted(number) if number else self._create(ticket, end)
        except _FailedError as error:
            self._log_once(error)
            return Refused(error.refusal)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Return the ticket of this key; ``NOT_THERE`` only where a search would have found it."""
        try:
            number = self._number_of(ticket.key, time.monotonic() + self._server.timeout)
        except _FailedError as error:
            self._log_once(error)
            return Answer.NO_ANSWER
        return Accepted(number) if number else Answer.NOT_THERE

    def _number_of(self, key: str, end: float) -> str | None:
        """Return the number of the ticket of this key, or ``None``."""
        if all(ticket.get("group") != self._group for ticket in self._search("lckm", end)):
            raise _FailedError(Refusal.NOT_ALLOWED, "no marker in the group")
        numbers = [str(ticket.get("number")) for ticket in self._search(key, end)]
        if len(numbers) > 1:
            _log.warning("tickets %s have the same key %s: merge them", ", ".join(numbers), key)
        return numbers[0] if numbers else None

    def _search(self, value: str, end: float) -> list[dict[str, Any]]:
        """Return the tickets whose field has this value, the oldest first."""
        # Without a query, the database answers; a query goes to the search index, which is behind.
        name = f"condition[ticket.{self._field}]"
        query = {f"{name}[operator]": "is", f"{name}[value]": value, "expand": "true"}
        try:
            reply = self._server.send("GET", "/api/v1/tickets/search", end=end, query=query)
        except NoReplyError:
            raise _reply_error(0) from None
        found = reply.data
        if reply.status != 200 or not isinstance(found, list):
            raise _reply_error(reply.status)
        tickets = [ticket for ticket in found if isinstance(ticket, dict)]
        # A condition that is not understood may find everything; some databases ignore the case.
        if any(str(ticket.get(self._field)).lower() != value.lower() for ticket in tickets):
            raise _FailedError(Refusal.OTHER, "a search by the field finds other tickets")
        exact = [ticket for ticket in tickets if ticket[self._field] == value]
        return sorted(exact, key=lambda ticket: str(ticket.get("created_at")))

    def _create(self, ticket: Ticket, end: float) -> Result:
        try:
            reply = self._post(ticket, ticket.attachments, end)
            if reply.status == 413 and ticket.attachments:
                # Surely not taken, so it is safe to send again without the files.
                reply = self._post(ticket, (), end)
            status, made = reply.status, reply.data
        except NoReplyError as error:
            status, made = 0, None
            if not error.is_sent:
                raise _reply_error(0) from None
        if status == 201 and isinstance(made, dict) and made.get("number"):
            self._last_logged = ""
            if made.get(self._field) != ticket.key:
                self._log_once(_FailedError(Refusal.OTHER, "a new ticket lacks its key"))
            return Accepted(str(made["number"]))
        if 400 <= status < 500 and status != 408:
            raise _reply_error(status)
        self._log_once(_reply_error(status))
        return Unknown()

    def _post(self, ticket: Ticket, files: Sequence[Any], end: float) -> Reply:
        text = ticket.text
        if len(files) < len(ticket.attachments):
            text += f"\nPliki pominięte, bo są za duże: {len(ticket.attachments)}.\n"
        article = {
            "subject": ticket.subject,
            "body": text,
            "content_type": "text/plain",
            "type": "note",
            "internal": True,
            "attachments": [
                {
                    "filename": file.name,
                    "mime-type": file.media_type,
                    "data": b64encode(file.data).decode(),
                }
                for file in files
            ],
        }
        body = {
            "title": ticket.subject[:250],
            "group": self._group,
            "customer": self._customer,
            self._field: ticket.key,
            "article": article,
        }
        return self._server.send("POST", "/api/v1/tickets", end=end, body=json.dumps(body).encode())

    def _log_once(self, error: _FailedError) -> None:
        if str(error) != self._last_logged:
            _log.error("Zammad takes no tickets (%s): %s", Loggable(str(error)), Loggable(_ADVICE))
            self._last_logged = str(error)


def _reply_error(status: int) -> _FailedError:
    otherwise = Refusal.BUSY if status >= 500 else Refusal.OTHER
    cause = f"HTTP {status}" if status else "no answer"
    return _FailedError(_REFUSALS.get(status, otherwise), cause)
