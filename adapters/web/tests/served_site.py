"""The resident's pages on a port of this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import resident_site
import uvicorn

from lckm_http import Rate

# Many browsers visit from one address in a test.
GENEROUS = [Rate(10_000, 60)]


@contextmanager
def served(**options) -> Iterator[tuple[str, resident_site.Site]]:
    """Serve the pages; give their address and what lies behind them."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        options = {"mail_receipts": True, "public_url": address, **options}
        clock = resident_site.Clock(seconds=1)
        site = resident_site.site(sending_rates=GENEROUS, clock=clock, **options)
        server = uvicorn.Server(uvicorn.Config(site.face.app, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield address, site
        finally:
            server.should_exit = True
            thread.join(10)
