"""An ASGI application on a port of this machine, in a thread of the test."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


@contextmanager
def listener() -> Iterator[tuple[socket.socket, str]]:
    """Give a socket on a free port, and its address; connections wait until it is served."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening, f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def served(app: Any, listening: socket.socket) -> Iterator[None]:
    """Serve an application on a socket."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)
