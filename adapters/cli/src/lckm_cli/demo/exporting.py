"""An exporter that writes what one audience is shown as pages, with the data of each as JSON and an index."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from lckm_cli.demo.folder import save
from lckm_core import Audience, Notice, Projection, Publication
from lckm_pages import BIP, CALL_CENTRE, PORTAL, render, render_index, render_notice

SITES = {Audience.PORTAL: PORTAL, Audience.BIP: BIP, Audience.CALL_CENTRE: CALL_CENTRE}
NAMES = {Audience.PORTAL: "Portal", Audience.BIP: "BIP", Audience.CALL_CENTRE: "Call Center"}


class Page(NamedTuple):
    """A page made: its name, its title, and the paths of the page and of its data from the exporter's folder."""

    name: str
    title: str
    html: str
    json: str


class PageExporter:
    """Writes ``<audience>/`` and ``json/<audience>/`` under *target*: the procedures, and the notices of the day.

    Both folders are its own. They are made beside, and take the place of the earlier ones when they are whole.
    """

    def __init__(self, audience: Audience, target: Path) -> None:
        self.name = f"pages-{audience.value}"
        self.audience = audience
        self.audiences = (audience,)
        self.procedures: list[Page] = []
        self.notices: list[Page] = []
        self._target = target

    def export(self, publication: Publication) -> None:
        """Show exactly what is published."""
        made = self._target / f".{self.name}"
        shutil.rmtree(made, ignore_errors=True)
        procedures = [self._procedure(made, one) for one in publication.projections(self.audience)]
        notices = self._notices(made, publication.notices[self.audience])
        groups = [("Procedury", _links(procedures)), ("Informacje i regulamin", _links(notices))]
        index = render_index(
            f"{NAMES[self.audience]}: spis", [group for group in groups if group[1]], site=SITES[self.audience]
        )
        save(made / self.audience.value / "index.html", index)
        for path in (Path(self.audience.value), Path("json", self.audience.value)):
            shutil.rmtree(self._target / path, ignore_errors=True)
            if (made / path).is_dir():
                (self._target / path.parent).mkdir(parents=True, exist_ok=True)
                (made / path).rename(self._target / path)
        shutil.rmtree(made)
        self.procedures, self.notices = procedures, notices

    def _procedure(self, made: Path, projection: Projection) -> Page:
        folder = f"../samples/files/{quote(projection.id, safe='')}"
        html = render(projection, file_href=lambda name: f"{folder}/{quote(name, safe='')}", home="index.html")
        return self._saved(made, projection.id, projection.heading, html, projection.to_data())

    def _notices(self, made: Path, notices: Sequence[Notice]) -> list[Page]:
        return [
            self._saved(
                made,
                "regulamin" if notice.kind == "terms" else notice.id,
                notice.heading,
                render_notice(notice, home="index.html"),
                notice.to_data(),
            )
            for notice in notices
        ]

    def _saved(self, made: Path, name: str, title: str, html: str, data: dict[str, Any]) -> Page:
        page = Page(name, title, f"{self.audience.value}/{name}.html", f"json/{self.audience.value}/{name}.json")
        save(made / page.html, html)
        save(made / page.json, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return page


def _links(pages: list[Page]) -> list[tuple[str, str, str]]:
    return [(page.title, quote(f"{page.name}.html"), page.name) for page in pages]
