"""A server that gives one answer to whatever it is asked."""

import contextlib
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextlib.contextmanager
def scripted(
    status: int, body: bytes = b"", *, tls: ssl.SSLContext | None = None, drips: bool = False
) -> Iterator[tuple[str, list[str]]]:
    """Yield the address of the server, and the list of requests it gets."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            piece = 1 << 16 if drips else len(body) or 1
            with contextlib.suppress(OSError):  # the adapter has had enough
                for at in range(0, len(body), piece):
                    self.wfile.write(body[at : at + piece])
                    time.sleep(0.1 * drips)
            self.close_connection = True

        do_GET = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    ).start()
    yield f"{'https' if tls else 'http'}://localhost:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()
