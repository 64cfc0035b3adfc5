"""As much of Request Tracker's REST 2 as the adapter uses, in this process.

The same tests run on it and on a real one.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from fake_answers import Books, answer


class FakeRT(Books):
    """One Request Tracker, as :class:`real_rt.RealRT`."""

    def __init__(self, *, desks: int = 1) -> None:
        super().__init__(desks=desks)
        self.lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    def start(self) -> None:
        """Listen, at the same port as before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def stop(self) -> None:
        """Listen no more; what was filed stays."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def _handler(rt: FakeRT) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"] or 0))
            with rt.lock:
                status, said = answer(rt, self.command, self.path, self.headers, asked)
            body = b"" if status == 304 else json.dumps(said, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header(
                "Content-Type",
                f"{'text/html' if said is None else 'application/json'}; charset=utf-8",
            )
            if isinstance(said, dict) and "_etag" in said:
                self.send_header("ETag", said["_etag"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    return Handler
