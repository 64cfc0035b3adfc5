"""As much of Zammad's REST API as the adapter uses, in this process.

Made from Zammad's own controllers: what it answers is what they say, not what the adapter hopes.
"""

import base64
import json
import ssl
import threading
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.helpers.helpdesk_server import HelpdeskServer
from tests.helpers.http_server import Request

TOKEN = "VERY-secret"
GROUP = "Zgłoszenia ŁCKM"
CUSTOMER = "lckm@uml.lodz.pl"
_LONGEST_TITLE = 250


class FakeZammad(HelpdeskServer):
    """A Zammad with one group that the token may read, and the marker in it."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tickets: list[dict[str, Any]] = []
        self.fields = {"title", "group", "customer", "lckm_key", "note"}
        self.groups = {GROUP}
        self.readable = {GROUP}
        self.ignores_conditions = False
        self.answer_to_post: tuple[int, bytes] | None = None
        self.most_bytes = 1 << 30
        self._lock = threading.Lock()
        super().__init__(tls)
        self.add({"title": "Znacznik", "group": GROUP, "lckm_key": "lckm"})

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.origin}/pomoc"

    @property
    def filed(self) -> list[dict[str, Any]]:
        """The tickets but for the marker."""
        return self.tickets[1:]

    def add(self, given: dict[str, Any]) -> dict[str, Any]:
        """Store a ticket; names that are no attributes are dropped, as Zammad drops them."""
        number = 10001 + len(self.tickets)
        ticket = dict.fromkeys(self.fields) | {
            name: value for name, value in given.items() if name in self.fields
        }
        ticket |= {"id": number - 10000, "number": str(number), "article": given.get("article")}
        ticket["created_at"] = f"2026-03-04T12:00:00.{number}Z"
        self.tickets.append(ticket)
        return ticket

    def reply(self, request: Request, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        if request.headers["Authorization"] != f"Token token={TOKEN}":
            return _answer(401, {"error": "Invalid BasicAuth credentials"})
        parts = urlsplit(request.path)
        place = (request.command, parts.path)
        if place == ("GET", "/pomoc/api/v1/tickets/search"):
            return self._search({name: one[0] for name, one in parse_qs(parts.query).items()})
        if place == ("POST", "/pomoc/api/v1/tickets"):
            if request.headers["Content-Type"] != "application/json":
                return _answer(422, {"error": "param is missing: title"})
            return self.answer_to_post or self._create(body)
        return _answer(404, {"error": "No route matches"})

    def _search(self, query: dict[str, str]) -> tuple[int, bytes]:
        assert "query" not in query, "a query goes to the search index, which is behind"
        ((field, value),) = (
            (name.removeprefix("condition[ticket.").partition("]")[0], value)
            for name, value in query.items()
            if name.endswith("[value]")
        )
        assert query[f"condition[ticket.{field}][operator]"] == "is"
        if field not in self.fields and not self.ignores_conditions:
            return _answer(422, {"error": "Invalid condition"})
        found = [
            {name: one for name, one in ticket.items() if name != "article"}
            for ticket in reversed(self.tickets)
            if ticket["group"] in self.readable
            and (self.ignores_conditions or str(ticket[field]).lower() == value.lower())
        ]
        if query.get("expand") != "true":
            return _answer(200, {"tickets": [one["id"] for one in found], "assets": {}})
        return _answer(200, found[:50])

    def _create(self, body: bytes) -> tuple[int, bytes]:
        if len(body) > self.most_bytes:
            return 413, b"<html>nginx</html>"
        given = json.loads(body)
        if given["group"] not in self.groups or given["customer"] != CUSTOMER:
            return _answer(422, {"error": f"No lookup value found for 'group': {given['title']}"})
        if len(given["title"]) > _LONGEST_TITLE:
            return _answer(500, {"error": "value too long for type character varying(250)"})
        if not given["article"]["body"].strip():
            return _answer(422, {"error": "Need at least article: { body: 'some text' }"})
        for file in given["article"].get("attachments", ()):
            assert set(file) == {"filename", "data", "mime-type"}
            base64.b64decode(file["data"], validate=True)
        with self._lock:
            made = self.add(given)
        return _answer(201, {name: one for name, one in made.items() if name != "article"})


def _answer(status: int, data: Any) -> tuple[int, bytes]:
    return status, json.dumps(data).encode()
