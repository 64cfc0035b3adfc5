"""A person in a browser who takes the tour: presses what is offered, reads what comes."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_SECONDS = 120


class Visitor:
    """A person with a browser of their own, without JavaScript.

    Args:
        page: the page of the browser.
        address: that of the site.
        steps: what was pressed and seen so far, by all visitors; added to.
    """

    def __init__(self, page: Any, address: str, steps: list[str]) -> None:
        self.page = page
        self._address = address
        self._steps = steps

    def open(self, path: str) -> int:
        """Open a page by its address and return its status."""
        self._steps.append(path)
        return int(self.page.goto(self._address + path).status)

    def press(self, words: str) -> None:
        """Press a button or a link of the page, and wait for the next page."""
        self._steps.append(words)
        with self.page.expect_navigation():
            self._offered("main", words).click()

    def follow(self, words: str) -> None:
        """Follow a link of the menu."""
        self._steps.append(words)
        with self.page.expect_navigation():
            self.page.get_by_role("navigation").get_by_role("link", name=words).first.click()

    def download(self, words: str) -> tuple[str, bytes]:
        """Press what downloads a file; return its name and what it holds."""
        self._steps.append(words)
        with self.page.expect_download() as download:
            self._offered("main", words).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    def fill(self, label: str, text: str) -> None:
        """Type into a field."""
        self._steps.append(label)
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        """Choose one of several answers."""
        self._steps.append(label)
        self.page.get_by_label(label).first.check()

    def choose_file(self, label: str, name: str, content: bytes, media_type: str = "") -> None:
        """Choose a file."""
        self._steps.append(label)
        file = {"name": name, "mimeType": media_type, "buffer": content}
        self.page.get_by_label(label).first.set_input_files(file)

    def see(self, *words: str) -> None:
        """Assert that the page has these words."""
        for one in words:
            assert one in self.words, one
            self._steps.append(one)

    def see_after_a_while(self, words: str, again: Callable[[], Any] | None = None) -> None:
        """Look again until the page has these words: the worker goes on beside the server."""
        deadline = time.monotonic() + _SECONDS
        while words not in self.words:
            assert time.monotonic() < deadline, self.words
            (again or self.page.reload)()
        self._steps.append(words)

    def miss_after_a_while(self, words: str) -> None:
        """Look again until the page has these words no more: the search follows the pages."""
        deadline = time.monotonic() + _SECONDS
        while words in self.words:
            assert time.monotonic() < deadline, self.words
            self.page.reload()

    @property
    def words(self) -> str:
        """The words of the page, without what is folded away, each gap one space."""
        return " ".join(self.page.inner_text("body").split())

    @property
    def markup(self) -> str:
        """The page as it was sent, with what is folded away and what no one sees."""
        return str(self.page.content())

    def _offered(self, where: str, words: str) -> Any:
        place = self.page.locator(where)
        button, link = (place.get_by_role(role, name=words) for role in ("button", "link"))
        return button.or_(link).first
