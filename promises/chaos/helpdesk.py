"""The helpdesk: the fake Request Tracker of its adapter's tests, with a journal.

So a kill loses no ticket that it has answered for.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any

from promises.chaos.city import City
from promises.figures import ROOT
from promises.processes import lines_of, noted

sys.path.insert(0, str(ROOT / "adapters" / "request-tracker" / "tests"))
from fake_answers import Books, answer

_POST = "/rt/REST/2.0/ticket"
TOKEN = Books().tokens["files"]


def serve(city: City, port: int) -> None:
    """Listen until killed."""
    books, lock = Books(), Lock()
    headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
    for line in lines_of(city.tickets):
        answer(books, "POST", _POST, headers, line.encode())

    def answered(method: str, path: str, headers: Any, body: bytes) -> tuple[int, Any]:
        with lock:
            status, said = answer(books, method, path, headers, body)
            if method == "POST" and path == _POST and status == 201:
                noted(city.tickets, json.dumps(json.loads(body)))
        return status, said

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, said = answered(self.command, self.path, self.headers, body)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.serve_forever(poll_interval=0.05)


def filed(city: City) -> list[tuple[str, str]]:
    """Return the key of each ticket there is, and its text."""
    tickets = (json.loads(line) for line in lines_of(city.tickets))
    return [
        (key, ticket["Content"]) for ticket in tickets for key in ticket["CustomFields"].values()
    ]
