"""The helpdesk: tickets filed once, by their keys as external ids of GLPI's tickets."""

import json
import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from typing import Any

import attrs

from lckm_core.delivery import Accepted, Answer, Refusal, Refused, Result, Ticket, Unknown
from lckm_core.errors import Loggable
from lckm_http_client import NoReplyError, Server

_log = logging.getLogger("lckm_glpi")
_ADVICE = "check url, tokens, profile, entity and marker, and GLPI's log"
_REFUSALS = {0: Refusal.UNREACHABLE, 413: Refusal.TOO_LARGE, 429: Refusal.BUSY}
_REFUSALS |= dict.fromkeys((401, 403), Refusal.NOT_ALLOWED)


class _FailedError(Exception):
    """GLPI failed or refused, for a reason, and what it did."""

    def __init__(self, refusal: Refusal, cause: str) -> None:
        super().__init__(cause)
        self.refusal = refusal


@attrs.frozen
class _Session:
    """Requests to GLPI that are all over by one moment of the monotonic clock."""

    server: Server
    end: float

    def send(
        self, method: str, path: str, *, query: Any = None, body: Any = None
    ) -> tuple[int, Any]:
        """Send one request once. Returns the HTTP status, and the reply's JSON or ``None``."""
        content = json.dumps(body).encode() if body else None
        reply = self.server.send(method, path, end=self.end, query=query, body=content)
        return reply.status, reply.data


class Glpi:
    """Files each ticket once, by its key as external id; threads may share it."""

    takes_files = False
    """Files stay with the contact centre."""

    # A search that finds nothing may lack the right to see tickets. So the office creates a ticket
    # of external id "lckm", and answers count where a search finds this marker.

    def __init__(self, server: Server, entity: int) -> None:
        self._server = server
        self.peer = server.peer
        """The host and port of the server."""
        self._entity = entity
        self._last_logged = ""

    def file(self, ticket: Ticket) -> Result:
        """File a ticket unless there is one of its key; errors are logged once."""
        try:
            with self._session() as session:
                number = self._number_of(session, ticket.key)
                return Accepted(number) if number else self._create(session, ticket)
        except _FailedError as error:
            self._log_once(error)
            return Refused(error.refusal)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Return the ticket of this key; ``NOT_THERE`` only where a search would have found it."""
        try:
            with self._session() as session:
                number = self._number_of(session, ticket.key)
        except _FailedError as error:
            self._log_once(error)
            return Answer.NO_ANSWER
        return Accepted(number) if number else Answer.NOT_THERE

    @contextmanager
    def _session(self) -> Iterator[_Session]:
        """Log in, and out at the end."""
        end = time.monotonic() + self._server.timeout
        reply = _get(_Session(self._server, end), "/initSession")
        token = str(reply.get("session_token")) if isinstance(reply, dict) else ""
        if not re.fullmatch(r"[A-Za-z0-9,-]{1,256}", token):
            raise _reply_error(200)
        headers = {**self._server.headers, "Session-Token": token}
        session = _Session(attrs.evolve(self._server, headers=headers), end)
        try:
            yield session
        finally:
            with suppress(NoReplyError):
                session.send("GET", "/killSession")

    def _number_of(self, session: _Session, key: str) -> str | None:
        """Return the number of the ticket of this key, or ``None``."""
        entities = {str(ticket.get("entities_id")) for ticket in _search(session, "lckm")}
        if str(self._entity) not in entities:
            raise _FailedError(Refusal.NOT_ALLOWED, "no marker in the entity")
        numbers = [str(ticket.get("id")) for ticket in _search(session, key)]
        if len(numbers) > 1:
            _log.warning("tickets %s have the same key %s: merge them", ", ".join(numbers), key)
        return numbers[0] if numbers else None

    def _create(self, session: _Session, ticket: Ticket) -> Result:
        content = escape(ticket.text).replace("\n", "<br>")
        if ticket.attachments:
            content += f"<hr>Pliki pominięte: {len(ticket.attachments)}."
        fields = {"name": ticket.subject[:250], "content": content, "externalid": ticket.key}
        body = {"input": {**fields, "entities_id": self._entity}}
        try:
            status, made = session.send("POST", "/Ticket", body=body)
        except NoReplyError as error:
            status, made = 0, None
            if not error.is_sent:
                raise _reply_error(0) from None
        if status == 201 and isinstance(made, dict) and made.get("id"):
            self._last_logged = ""
            with suppress(_FailedError):
                if not _search(session, ticket.key):
                    self._log_once(_FailedError(Refusal.OTHER, "a new ticket lacks its key"))
            return Accepted(str(made["id"]))
        if 400 <= status < 500 and status != 408:
            raise _reply_error(status)
        self._log_once(_reply_error(status))
        return Unknown()

    def _log_once(self, error: _FailedError) -> None:
        if str(error) != self._last_logged:
            _log.error("GLPI takes no tickets (%s): %s", Loggable(str(error)), Loggable(_ADVICE))
            self._last_logged = str(error)


def _search(session: _Session, value: str) -> list[dict[str, Any]]:
    """Return the tickets of this external id, the oldest first."""
    query = {"searchText[externalid]": f"^{value}$", "sort": "id", "range": "0-49"}
    found = _get(session, "/Ticket", query)
    if not isinstance(found, list):
        raise _reply_error(200)
    tickets = [ticket for ticket in found if isinstance(ticket, dict)]
    # A filter that is not understood may find everything; the database ignores the case.
    if any(str(ticket.get("externalid")).lower() != value.lower() for ticket in tickets):
        raise _FailedError(Refusal.OTHER, "a search by the external id finds other tickets")
    return [ticket for ticket in tickets if ticket["externalid"] == value]


def _get(session: _Session, path: str, query: Any = None) -> Any:
    try:
        status, data = session.send("GET", path, query=query)
    except NoReplyError:
        raise _reply_error(0) from None
    if status not in (200, 206):
        raise _reply_error(status)
    return data


def _reply_error(status: int) -> _FailedError:
    otherwise = Refusal.BUSY if status >= 500 else Refusal.OTHER
    cause = f"HTTP {status}" if status else "no answer"
    return _FailedError(_REFUSALS.get(status, otherwise), cause)
