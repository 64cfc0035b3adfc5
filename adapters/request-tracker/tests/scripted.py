"""A server that answers as it is told, in bytes, whatever it is asked: broken, hostile, slow."""

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

QUEUE = {"id": 3, "Disabled": "0", "TicketCustomFields": [{"id": "2", "name": "LCKM"}]}
NONE_FOUND: dict[str, Any] = {"items": []}


def answer(
    status: int, data: Any = None, *, kind: str = "application/json", headers: Iterable[str] = ()
) -> bytes:
    """Return an answer with what is said as JSON, or bytes as they are."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    head = [
        f"HTTP/1.1 {status} x",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


def found(key: str, number: str = "7") -> dict[str, Any]:
    """Return what a search says that found a ticket of that key."""
    field = {"id": "2", "name": "LCKM", "values": [key]}
    return {"items": [{"id": number, "EffectiveId": number, "CustomFields": [field]}]}


class Scripted:
    """The answer to each kind of question: ``queue``, ``tickets`` (a search), ``ticket`` (a new
    one, or how one stands).

    The answer to the kind that ``drips`` names comes a byte at a time; ``None`` for a ticket
    resets the connection.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.queue, self.tickets = answer(200, QUEUE), answer(200, NONE_FOUND)
        self.ticket: bytes | list[bytes] | None = answer(201, {"id": "7", "type": "ticket"})
        self.asked: list[tuple[str, str, bytes, str]] = []
        self.drips = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://localhost:{port}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def posted(self) -> list[Any]:
        """The tickets that were posted."""
        return [json.loads(body) for method, _, body, _ in self.asked if method == "POST"]

    def _handler(scripted: "Scripted") -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                self.close_connection = True
                body = self.rfile.read(int(self.headers["Content-Length"] or 0))
                scripted.asked.append(
                    (self.command, self.path, body, self.headers["Authorization"] or "")
                )
                kind = self.path.split("/2.0/")[-1].split("?")[0].split("/")[0]
                told = getattr(scripted, kind)
                if told is None:
                    _reset(self.connection)
                    return
                scripted._send(
                    self, told.pop(0) if isinstance(told, list) else told, kind == scripted.drips
                )

            do_GET = do_POST = do_PUT = answer  # noqa: N815  the names that http.server calls

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def _send(self, handler: BaseHTTPRequestHandler, told: bytes, drips: bool) -> None:
        piece = 1 if drips else len(told) or 1
        with contextlib.suppress(OSError):  # the adapter has had enough
            for at in range(0, len(told), piece):
                handler.wfile.write(told[at : at + piece])
                time.sleep(0.02 * drips)


def _reset(connection: socket.socket) -> None:
    """Close a connection as a machine does that knows nothing of it."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    socket.close(connection.detach())
