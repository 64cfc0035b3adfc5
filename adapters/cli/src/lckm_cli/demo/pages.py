"""The pages and JSON of what each audience sees on the day of the demo."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from lckm_cli.demo.folder import save
from lckm_cli.files import find
from lckm_cli.reading import read_all, read_as
from lckm_core import (
    Audience,
    Edition,
    Procedure,
    hidden_because,
    project,
    project_announcement,
    project_terms,
    shown_on,
)
from lckm_pages import BIP, CALL_CENTRE, PORTAL, render, render_index, render_notice

SITES = {Audience.PORTAL: PORTAL, Audience.BIP: BIP, Audience.CALL_CENTRE: CALL_CENTRE}
NAMES = {Audience.PORTAL: "Portal", Audience.BIP: "BIP", Audience.CALL_CENTRE: "Call Center"}


class Page(NamedTuple):
    """A page made: the audience, the title, its path from the demo's folder, and that of its JSON."""

    audience: Audience
    title: str
    html: str
    json: str


class Made(NamedTuple):
    """What was made, and what was not with the reason."""

    pages: list[Page]
    notices: list[Page]
    hidden: list[tuple[str, str]]


def make_pages(target: Path, on: date) -> Made:
    """Write the pages of procedures, announcements and terms for each audience, and an index for each."""
    procedures = [procedure for _, procedure in read_all((str(target / "samples" / "procedures"),))[0]]
    shown = list(_shown(procedures, on))
    made = Made([], [], [])
    for audience, site in SITES.items():
        pages = [page for one in shown if (page := _page(target, one, audience, on, procedures, made))]
        notices = list(_notices(target, audience, on))
        made.pages.extend(pages)
        made.notices.extend(notices)
        groups = [("Procedury", _links(pages)), ("Informacje i regulamin", _links(notices))]
        index = render_index(f"{NAMES[audience]}: spis", [group for group in groups if group[1]], site=site)
        save(target / audience.value / "index.html", index)
    return made


def _links(pages: list[Page]) -> list[tuple[str, str, str]]:
    return [(page.title, quote(Path(page.html).name), Path(page.html).stem) for page in pages]


def _shown(procedures: list[Procedure], on: date) -> Iterator[Procedure]:
    """Yield of each procedure the edition that is shown that day; where none is, the last one, to say why it is not."""
    editions: dict[str, list[Edition]] = {}
    for procedure in sorted(procedures, key=lambda one: (one.id, one.valid_from or date.min)):
        same = editions.setdefault(procedure.id, [])
        same.append(Edition(procedure=procedure, number=len(same) + 1))
    for same in editions.values():
        yield (shown_on(same, on) or same[-1]).procedure


def _page(
    target: Path, procedure: Procedure, audience: Audience, on: date, known: list[Procedure], made: Made
) -> Page | None:
    projection = project(procedure, audience, on=on, known=known)
    if projection is None:
        reason = hidden_because(procedure, audience, on)
        made.hidden.append((f"{procedure.id}, {NAMES[audience]}", f"{reason.pl}." if reason else ""))
        return None
    folder = quote(procedure.id, safe="")
    html = render(projection, file_href=lambda name: f"../pliki/{folder}/{quote(name, safe='')}", home="index.html")
    return _saved(target, audience, procedure.id, projection.heading, html, projection.to_data())


def _notices(target: Path, audience: Audience, on: date) -> Iterator[Page]:
    announcements = [read_as(one.path, "announcement") for one in find([str(target / "samples" / "notices")])]
    terms = [read_as(one.path, "portal-terms") for one in find([str(target / "samples" / "terms")])]
    notices = [project_announcement(one, audience, on=on) for one in announcements]
    notices.append(project_terms(terms, audience, on=on))
    for notice in notices:
        if notice is not None:
            name = "regulamin" if notice.kind == "terms" else notice.id
            html = render_notice(notice, home="index.html")
            yield _saved(target, audience, name, notice.heading, html, notice.to_data())


def _saved(target: Path, audience: Audience, name: str, title: str, html: str, data: dict[str, Any]) -> Page:
    page = Page(audience, title, f"{audience.value}/{name}.html", f"json/{audience.value}/{name}.json")
    save(target / page.html, html)
    save(target / page.json, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return page
