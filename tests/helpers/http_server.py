"""An HTTP server of this process, which does what a test wants, and may stop and start again."""

import ssl
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import trustme

Request = BaseHTTPRequestHandler
"""A request that a server got: ``command``, ``path``, ``headers``, and how to answer it."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class HttpServer:
    """A server on this machine, with TLS or without; subclasses say what it answers.

    As a context manager it listens inside the block.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.port = 0
        self._tls = tls
        self._server: _Server | None = None

    @property
    def origin(self) -> str:
        """The scheme, host and port."""
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}"

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
        """Listen no more; what came stays."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def respond(self, request: Request, body: bytes) -> None:
        """Answer a request."""
        raise NotImplementedError


def tls_of(authority: trustme.CA, name: str = "localhost") -> ssl.SSLContext:
    """Return the TLS of a server with a certificate of this authority for this name."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(tls)
    return tls


def write(request: Request, answer: bytes, *, pause: float = 0) -> None:
    """Write an answer as long as somebody reads it, a byte at a time where there is a pause."""
    piece = 1 if pause else len(answer) or 1
    with suppress(OSError):
        for at in range(0, len(answer), piece):
            request.wfile.write(answer[at : at + piece])
            time.sleep(pause)


def _handler(server: HttpServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            server.respond(self, self.rfile.read(int(self.headers["Content-Length"] or 0)))

        do_GET = do_POST = respond  # noqa: N815  the names that http.server calls

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
