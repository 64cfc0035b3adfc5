"""Chromium, by way of playwright, and axe, which judges how accessible a page is."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest

ARGUMENTS = [
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
    ),
    *("--disable-background-networking", "--disable-component-update"),
]
PLAIN = {"media": "null", "color_scheme": "light", "forced_colors": "none"}
OpenPage = Callable[..., Any]
LONGEST_WAIT = 60_000
"""Milliseconds that a page is waited for; a machine with much else to do once took over ten."""
STRICT_RULES = {
    rule: {"enabled": True}
    for rule in (
        "color-contrast-enhanced",
        "identical-links-same-purpose",
        "target-size",
        "meta-refresh-no-exceptions",
    )
}
"""Rules of axe that it does not try unless it is asked to."""
STRICT = {"resultTypes": ["violations"], "rules": STRICT_RULES}


def missing(what: str) -> NoReturn:
    """Skip; where ``CI`` is ``true`` nobody would notice, so there the test fails."""
    message = f"pages were not looked at in a browser: {what}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for the tests of a file."""
    # Not for all of a run: while playwright is open, nothing else in this thread can run asyncio.
    executable = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if executable is None:
        missing("there is no Chromium (Debian: apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed (pip install playwright)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def _tab(browser: Any) -> Any:
    """One tab for the tests of a file: a new one takes a fifth of a second of a processor."""
    return browser.new_page()


@pytest.fixture
def open_page(_tab: Any) -> Iterator[OpenPage]:
    """Open a page; at the end, none has asked for anything outside or complained of anything.

    Outside is what does not lie *within* a folder; where none is named, all but the page itself.
    The page before is gone when the next is opened.
    """
    unwanted: list[str] = []
    inside = ""

    def is_outside(address: str) -> bool:
        return address != inside and not (inside.endswith("/") and address.startswith(inside))

    def call(address: str, *, within: str = "", width: int = 1280, **media: Any) -> Any:
        nonlocal inside
        inside = within or address
        _tab.set_viewport_size({"width": width, "height": 800})
        # What another test asked for is taken back.
        _tab.emulate_media(**{**PLAIN, **media})
        _tab.goto(address)
        return _tab

    listeners = {
        "request": lambda one: unwanted.append(one.url) if is_outside(one.url) else None,
        # What is still on its way when a page is left, is given up.
        "requestfailed": lambda one: (
            None if one.failure == "net::ERR_ABORTED" else unwanted.append(one.url)
        ),
        "console": lambda one: unwanted.append(one.text),
        "pageerror": lambda one: unwanted.append(str(one)),
    }
    for event, listener in listeners.items():
        _tab.on(event, listener)
    yield call
    for event, listener in listeners.items():
        _tab.remove_listener(event, listener)
    _tab.goto("about:blank")
    assert unwanted == []


# A form that is refused comes with a status, and where a busy machine shows a page late, a key
# was pressed before it took the focus.
_NOTED = ("Failed to load resource", "Autofocus processing was blocked")


@contextmanager
def visits(
    browser: Any, address: str, *, start: str = "/", own: str = "data:"
) -> Iterator[OpenPage]:
    """Give what opens a page in a new context, as in a browser that was never there.

    In the end none has a cookie, complained of anything, or asked for anything that lies neither
    at the address nor in the page's *own* scheme.
    """
    contexts: list[Any] = []
    unwanted: list[str] = []

    def opened(
        path: str = start, *, width: int = 1280, height: int = 800, js: bool = True, **options: Any
    ) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=js, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        page.on(
            "request",
            lambda one: None if one.url.startswith((address, own)) else unwanted.append(one.url),
        )
        page.on("pageerror", lambda error: unwanted.append(str(error)))
        page.on(
            "console",
            lambda one: None if one.text.startswith(_NOTED) else unwanted.append(one.text),
        )
        page.goto(address + path)
        return page

    yield opened
    cookies = [context.cookies() for context in contexts]
    for context in contexts:
        context.close()
    assert cookies == [[] for _ in cookies]
    assert unwanted == []


@pytest.fixture
def axe() -> Any:
    """What judges how accessible a page is."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe is not installed (pip install axe-playwright-python)")
    return Axe()
