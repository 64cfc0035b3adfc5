"""As much of GLPI's REST API as the adapter uses, in this process; made from GLPI's own pages."""

import json
import re
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

USER_TOKEN = "VERY-secret"
APP_TOKEN = "app-secret"
ENTITY = 3


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class FakeGlpi:
    """A GLPI with one entity that the token may see, and the marker in it."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tickets: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.sessions: set[str] = set()
        self.has_external_ids = True
        self.ignores_filters = self.loses_answers = self.is_silent = self.drips = False
        self.entities = {ENTITY}
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.port = 0
        self._tls = tls
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self.start()
        self.add({"name": "Znacznik", "entities_id": ENTITY, "externalid": "lckm"})

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}/glpi"

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
        """Store a ticket."""
        with self._lock:
            ticket = {"externalid": None, **given, "id": 1 + len(self.tickets), "is_deleted": 0}
            if not self.has_external_ids:
                del ticket["externalid"]
            self.tickets.append(ticket)
        return ticket

    def reply(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        parts = urlsplit(path)
        place = parts.path.removeprefix("/glpi/apirest.php")
        for one in (f"{method} {place}", "*"):
            if one in self.answers:
                return self.answers[one]
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
            given = json.loads(body)["input"]
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


def _handler(glpi: FakeGlpi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            glpi.asked.append(f"{self.command} {self.path}")
            if glpi.is_silent:
                time.sleep(3)
                return
            status, said = glpi.reply(self.command, self.path, self.headers, body)
            if glpi.loses_answers and self.command == "POST":
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", said.decode())
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            piece = 1 if glpi.drips else len(said) or 1
            try:
                for at in range(0, len(said), piece):
                    self.wfile.write(said[at : at + piece])
                    time.sleep(0.1 * glpi.drips)
            except OSError:
                return  # the adapter has had enough

        do_GET = do_POST = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    return Handler
