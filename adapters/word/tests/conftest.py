"""Lets tests find what they share, beside them."""

import socket
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def address():
    """The page for checking Word files on a port of this machine."""
    import check_site
    import uvicorn

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        face = check_site.face()
        server = uvicorn.Server(uvicorn.Config(face.app, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            with face.running():
                yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture
def visit(browser, address):
    """Open a page; in the end it had no cookie and asked for nothing elsewhere."""
    contexts, unwanted = [], []

    def opened(path="/", *, width=1280, height=800, js=True, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=js, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on(
            "request",
            lambda one: (
                None if one.url.startswith((address, "data:")) else unwanted.append(one.url)
            ),
        )
        page.on("pageerror", lambda error: unwanted.append(str(error)))
        page.on(
            "console",
            lambda one: (
                None if "Failed to load resource" in one.text else unwanted.append(one.text)
            ),
        )
        page.goto(address + path)
        return page

    yield opened
    cookies = [context.cookies() for context in contexts]
    for context in contexts:
        context.close()
    assert cookies == [[] for _ in cookies]
    assert unwanted == []
