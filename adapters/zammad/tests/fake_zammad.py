"""As much of Zammad's REST API as the adapter uses, in this process.

Made from Zammad's own controllers: what it answers is what they say, not what the adapter hopes.
"""

import base64
import json
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "VERY-secret"
GROUP = "Zgłoszenia ŁCKM"
CUSTOMER = "lckm@uml.lodz.pl"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class FakeZammad:
    """A Zammad with one group that the token may read, and the marker in it."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tickets: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str, str]] = []
        self.fields = {"title", "group", "customer", "lckm_key", "note"}
        self.groups = {GROUP}
        self.readable = {GROUP}
        self.ignores_conditions = self.loses_answers = self.is_silent = self.drips = False
        self.answer: tuple[int, bytes] | None = None
        self.answer_to_post: tuple[int, bytes] | None = None
        self.most_bytes = 1 << 30
        self.port = 0
        self._tls = tls
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self.start()
        self.add({"title": "Znacznik", "group": GROUP, "lckm_key": "lckm"})

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}/pomoc"

    @property
    def filed(self) -> list[dict[str, Any]]:
        """The tickets but for the marker."""
        return self.tickets[1:]

    def start(self) -> None:
        """Listen, at the same port as before."""
        if self._server is None:
            self._server = _Server(("127.0.0.1", self.port), _handler(self))
            self.port = self._server.server_address[1]
            if self._tls:
                self._server.socket = self._tls.wrap_socket(
                    self._server.socket, server_side=True, do_handshake_on_connect=False
                )
            threading.Thread(
                target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
            ).start()

    def stop(self) -> None:
        """Listen no more; what was filed stays."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

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

    def reply(self, method: str, path: str, token: str, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        if self.answer is not None:
            return self.answer
        if token != f"Token token={TOKEN}":
            return _answer(401, {"error": "Invalid BasicAuth credentials"})
        parts = urlsplit(path)
        if method == "GET" and parts.path == "/pomoc/api/v1/tickets/search":
            return self._search({name: one[0] for name, one in parse_qs(parts.query).items()})
        if method == "POST" and parts.path == "/pomoc/api/v1/tickets":
            if self.answer_to_post is not None:
                return self.answer_to_post
            return self._create(body)
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
        for file in given["article"].get("attachments", ()):
            assert set(file) == {"filename", "data", "mime-type"}
            base64.b64decode(file["data"], validate=True)
        with self._lock:
            made = self.add(given)
        return _answer(201, {name: one for name, one in made.items() if name != "article"})


def _answer(status: int, data: Any) -> tuple[int, bytes]:
    return status, json.dumps(data).encode()


def _handler(zammad: FakeZammad) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            token = self.headers["Authorization"] or ""
            zammad.asked.append((self.command, self.path, token))
            if zammad.is_silent:
                time.sleep(3)
                return
            status, said = zammad.reply(self.command, self.path, token, body)
            if zammad.loses_answers and self.command == "POST":
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", said.decode())
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            piece = 1 if zammad.drips else len(said) or 1
            try:
                for at in range(0, len(said), piece):
                    self.wfile.write(said[at : at + piece])
                    time.sleep(0.05 * zammad.drips)
            except OSError:
                return  # the adapter has had enough

        do_GET = do_POST = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    return Handler
