"""A server of this process for an ASGI application."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


@contextmanager
def listening() -> Iterator[tuple[socket.socket, str]]:
    """Listen at a port of this machine; give the socket and the address.

    For an application that has to know its address before it is served.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
        yield listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def serving(app: Any, listener: socket.socket) -> Iterator[None]:
    """Serve an application at a socket that listens."""
    # Nobody has to wait until it has started: who comes before is in the queue of the socket.
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(20)


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve an application at a port of this machine; give its address."""
    with listening() as (listener, address), serving(app, listener):
        yield address
