"""A foreign Open311 server in this process: GeoReport v2, with the faults of real ones."""

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

API_KEY = "VERY-secret-key-of-ours"
SECRET = "also-VERY-secret-" * 3
JURISDICTION = "example.org"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class FakeOpen311:
    """A server with requests, each a form with an id and a moment."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[dict[str, str]] = []
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.loses_answers = self.is_silent = self.drips = False
        self.has_pages, self.repeats_last_page = True, False
        self.most = 1000
        self.shows_descriptions = self.lists = True
        self.gives: str = "service_request_id"
        self.tokens_take = 0
        self.answer: tuple[int, bytes] | None = None
        self.answer_to_post: tuple[int, bytes] | None = None
        self.port = 0
        self._tls = tls
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}/open311/v2"

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
        """Listen no more; what was sent stays."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def add(self, form: dict[str, str], at: datetime | None = None) -> dict[str, str]:
        """Store a request."""
        with self._lock:
            number = str(100 + len(self.requests))
            moment = (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
            made = {**form, "service_request_id": number, "requested_datetime": moment}
            self.requests.append(made)
        return made

    def reply(self, method: str, target: str, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        if self.answer is not None:
            return self.answer
        parts = urlsplit(target)
        path = parts.path.removeprefix("/open311/v2/")
        form = dict(parse_qsl((body or parts.query.encode()).decode(), keep_blank_values=True))
        if form.get("jurisdiction_id", JURISDICTION) != JURISDICTION:
            return _fault(404, "jurisdiction_id was not found.")
        if method == "POST":
            return self.answer_to_post or self._post(form)
        if path == "requests.xml":
            return self._list(form)
        kind, _, name = path.removesuffix(".xml").partition("/")
        if kind == "tokens":
            return self._token(name)
        found = [one for one in self.requests if one["service_request_id"] == name]
        return 200, self._requests(found) if found else _fault(404, "not found")[1]

    def _post(self, form: dict[str, str]) -> tuple[int, bytes]:
        if form.get("api_key") != API_KEY:
            return _fault(403, "api_key was not provided")
        for name in ("service_code", "description"):
            if not form.get(name):
                return _fault(400, f"{name} was not provided")
        if not form.get("address_string") and not (form.get("lat") and form.get("long")):
            return _fault(400, "no location")
        number = self.add(form)["service_request_id"]
        given = f"<{self.gives}>{number}</{self.gives}>" if self.gives else ""
        return 200, _xml(f"<service_requests><request>{given}</request></service_requests>")

    def _token(self, token: str) -> tuple[int, bytes]:
        self.tokens_take -= 1
        if self.tokens_take >= 0:
            return _fault(404, "token was not found")
        number = f"<service_request_id>{token}</service_request_id><token>{token}</token>"
        return 200, _xml(f"<service_requests><request>{number}</request></service_requests>")

    def _list(self, query: dict[str, str]) -> tuple[int, bytes]:
        first, last = (datetime.fromisoformat(query[name]) for name in ("start_date", "end_date"))
        if not timedelta() <= last - first <= timedelta(days=90):
            return _fault(400, "a period has at most 90 days")
        found = [
            one
            for one in self.requests
            if self.lists and first <= datetime.fromisoformat(one["requested_datetime"]) <= last
        ]
        found = sorted(found, key=lambda one: one["requested_datetime"], reverse=True)
        found = found[: self.most]
        if self.has_pages:
            size = int(query.get("page_size", "50"))
            skip = (int(query.get("page", "1")) - 1) * size
            if self.repeats_last_page:
                skip = min(skip, (len(found) - 1) // size * size)
            found = found[skip : skip + size]
        return 200, self._requests(found)

    def _requests(self, found: list[dict[str, str]]) -> bytes:
        rows = []
        for one in found:
            shown = one["description"] if self.shows_descriptions else ""
            rows.append(
                f"<request><service_request_id>{one['service_request_id']}</service_request_id>"
                f"<status>open</status><description>{_written(shown)}</description>"
                f"<requested_datetime>{one['requested_datetime']}</requested_datetime></request>"
            )
        return _xml(f"<service_requests>{''.join(rows)}</service_requests>")


def _written(text: str) -> str:
    # As servers do that do not know what XML cannot hold.
    return escape("".join(sign for sign in text if sign >= " " or sign in "\t\n"))


def _xml(text: str) -> bytes:
    return (_HEAD + text).encode("utf-8", "replace")


def _fault(status: int, words: str) -> tuple[int, bytes]:
    error = f"<error><code>{status}</code><description>{words}</description></error>"
    return status, _xml(f"<errors>{error}</errors>")


def _handler(fake: FakeOpen311) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            fake.asked.append((self.command, self.path))
            fake.headers.append(dict(self.headers))
            if fake.is_silent:
                time.sleep(3)
                return
            status, said = fake.reply(self.command, self.path, body)
            if fake.loses_answers and self.command == "POST":
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", said.decode())
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            piece = 1 if fake.drips else len(said) or 1
            try:
                for at in range(0, len(said), piece):
                    self.wfile.write(said[at : at + piece])
                    time.sleep(0.05 * fake.drips)
            except OSError:
                return  # the adapter has had enough

        do_GET = do_POST = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
