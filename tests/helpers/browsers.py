"""Chromium, by way of playwright, and axe, which judges how accessible a page is."""

import os
import shutil
from collections.abc import Iterator
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


@pytest.fixture
def axe() -> Any:
    """What judges how accessible a page is."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe is not installed (pip install axe-playwright-python)")
    return Axe()
