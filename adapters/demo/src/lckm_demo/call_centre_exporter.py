"""The exporter for the call centre: pages, their data as JSON, an index and files."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from lckm_core.publication import (
    Audience,
    HeldFile,
    Notice,
    Page,
    Publication,
)
from lckm_demo.folder import save
from lckm_demo.paths import SITES
from lckm_pages import (
    CALL_CENTRE,
    is_name,
    render,
    render_index,
    render_notice,
)

_FOLDER = SITES[Audience.CALL_CENTRE]
_FILES = "pliki"


class CallCentrePages:
    """Writes ``call-centre/`` under *target*, and replaces the earlier one when complete."""

    name = "call-centre-pages"
    audiences = (Audience.CALL_CENTRE,)

    def __init__(self, target: Path) -> None:
        self._place = target / _FOLDER
        self._made = target / f".{_FOLDER}"
        self._lock = Lock()

    def export(self, read: Callable[[], Publication]) -> None:
        """Show exactly what is published; of several threads one after another."""
        with self._lock:
            self._write(read())

    def _write(self, publication: Publication) -> None:
        shutil.rmtree(self._made, ignore_errors=True)
        procedures = [self._procedure(page) for page in publication.pages[Audience.CALL_CENTRE]]
        notices = [self._notice(notice) for notice in publication.notices[Audience.CALL_CENTRE]]
        groups = [("Procedury", procedures), ("Informacje i regulamin", notices)]
        index = render_index(
            "Call Center: spis", [group for group in groups if group[1]], site=CALL_CENTRE
        )
        save(self._made / "index.html", index)
        shutil.rmtree(self._place, ignore_errors=True)
        self._made.rename(self._place)

    def _procedure(self, page: Page) -> tuple[str, str, str]:
        shown, files = page.projection(), {file.name: file for file in page.files}
        html = render(shown, file_href=partial(self._file, page, files), home="index.html")
        return self._saved(page.id, shown.heading, html, shown.to_data())

    def _file(self, page: Page, files: dict[str, HeldFile], name: str) -> str:
        """Copy a file and return its address from the page; ``None`` if there is no such file."""
        data = page.read(files[name]) if name in files and is_name(name) else None
        if data is None:
            return ""
        path = self._made / _FILES / page.id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return f"{_FILES}/{page.id}/{quote(name, safe='')}"

    def _notice(self, notice: Notice) -> tuple[str, str, str]:
        name = "regulamin" if notice.kind == "terms" else notice.id
        return self._saved(
            name, notice.heading, render_notice(notice, home="index.html"), notice.to_data()
        )

    def _saved(
        self, name: str, title: str, html: str, data: dict[str, Any]
    ) -> tuple[str, str, str]:
        save(self._made / f"{name}.html", html)
        save(self._made / f"{name}.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return title, quote(f"{name}.html"), name
