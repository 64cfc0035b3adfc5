"""As much of GLPI's REST API as the adapter uses, in this process; made from GLPI's own pages."""

import json
import re
import ssl
import threading
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.helpers.helpdesk_server import HelpdeskServer
from tests.helpers.http_server import Request

USER_TOKEN = "VERY-secret"
APP_TOKEN = "app-secret"
ENTITY = 3
_LONGEST_NAME = 255


class FakeGlpi(HelpdeskServer):
    """A GLPI with one entity that the token may see, and the marker in it."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tickets: list[dict[str, Any]] = []
        self.sessions: set[str] = set()
        self.has_external_ids = True
        self.ignores_filters = False
        self.entities = {ENTITY}
        self.answers: dict[str, tuple[int, bytes]] = {}
        self._lock = threading.Lock()
        super().__init__(tls)
        self.add({"name": "Znacznik", "entities_id": ENTITY, "externalid": "lckm"})

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.origin}/glpi"

    @property
    def filed(self) -> list[dict[str, Any]]:
        """The tickets but for the marker."""
        return self.tickets[1:]

    def add(self, given: dict[str, Any]) -> dict[str, Any]:
        """Store a ticket."""
        with self._lock:
            ticket = {"externalid": None, **given, "id": 1 + len(self.tickets), "is_deleted": 0}
            if not self.has_external_ids:
                del ticket["externalid"]
            self.tickets.append(ticket)
        return ticket

    def reply(self, request: Request, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        method, headers = request.command, request.headers
        parts = urlsplit(request.path)
        place = parts.path.removeprefix("/glpi/apirest.php")
        if f"{method} {place}" in self.answers:
            return self.answers[f"{method} {place}"]
        if headers["App-Token"] != APP_TOKEN:
            return _answer(400, ["ERROR_WRONG_APP_TOKEN_PARAMETER", ""])
        if place == "/initSession":
            if headers["Authorization"] != f"user_token {USER_TOKEN}":
                return _answer(401, ["ERROR_GLPI_LOGIN_USER_TOKEN", ""])
            with self._lock:
                session = f"session{len(self.asked)}"
                self.sessions.add(session)
            return _answer(200, {"session_token": session})
        if headers["Session-Token"] not in self.sessions:
            return _answer(401, ["ERROR_SESSION_TOKEN_INVALID", ""])
        if place == "/killSession":
            self.sessions.discard(headers["Session-Token"])
            return 200, b""
        if (method, place) == ("GET", "/Ticket"):
            return self._search(parse_qs(parts.query))
        if (method, place) == ("POST", "/Ticket"):
            if headers["Content-Type"] != "application/json":
                return _answer(400, ["ERROR_BAD_ARRAY", "input parameter must be an array"])
            given = json.loads(body)["input"]
            if given["entities_id"] not in self.entities or len(given["name"]) > _LONGEST_NAME:
                return _answer(400, ["ERROR_GLPI_ADD", ""])
            return _answer(201, {"id": self.add(given)["id"], "message": ""})
        return _answer(400, ["ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", ""])

    def _search(self, query: dict[str, list[str]]) -> tuple[int, bytes]:
        (text,) = query["searchText[externalid]"]
        assert re.fullmatch(r"\^.+\$", text), "without them it is part of a value"
        if not self.has_external_ids and not self.ignores_filters:
            return _answer(500, ["ERROR_SQL", ""])
        found = [
            ticket
            for ticket in self.tickets
            if ticket["entities_id"] in self.entities
            and not ticket["is_deleted"]
            and (self.ignores_filters or str(ticket["externalid"]).lower() == text[1:-1].lower())
        ]
        return _answer(206 if len(found) > 50 else 200, found[:50])


def _answer(status: int, data: Any) -> tuple[int, bytes]:
    return status, json.dumps(data).encode()
