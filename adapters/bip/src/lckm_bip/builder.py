"""What is made for a face: the files of each procedure, then the lists and all else around them."""

from collections.abc import Callable
from functools import cache, partial
from importlib import resources
from typing import TypeAlias
from urllib.parse import quote

from lckm_bip import sites as faces
from lckm_bip.data.facts import facts_of
from lckm_bip.data.feed import feed, sitemap
from lckm_bip.data.json_page import page_json, sections_json
from lckm_bip.data.xml_page import page_xml, sections_xml
from lckm_bip.downloads import Downloads, about
from lckm_bip.page_context import PageContext, Sections, shown
from lckm_bip.pages.catalogue import Catalogue
from lckm_bip.pages.changes import change_pages, removed_page, told
from lckm_bip.pages.lists import lists, notices_page, start_page
from lckm_bip.pages.notices import notice_page
from lckm_bip.pages.procedure import archive_page, procedure_page
from lckm_bip.pages.search import search_page, words
from lckm_bip.release.manifest import Card
from lckm_bip.release.release_writer import Release
from lckm_bip.sites import AudienceSite
from lckm_core.publication import (
    HeldFile,
    Page,
    Projection,
    Publication,
    State,
)
from lckm_core.text import plain
from lckm_pages import Addresses, sections_markup, stylesheet

_File: TypeAlias = Callable[[str], HeldFile | None]
"""From a file's name to the file, where it is to be had."""


class FaceMaker:
    """Makes files in a release."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._last: tuple[Projection, Sections, dict[str, HeldFile | None]] | None = None

    def procedure(self, face: AudienceSite, page: Page, known: Card | None) -> Card:
        """Have the files of a procedure, and return its card; those made from the same are left as they are."""
        if (
            known is not None
            and known.key == page.key
            and not known.unread
            and self._release.keep(known.paths)
        ):
            return known
        files = Downloads(self._release, known.downloads if known else {})
        projection = page.projection()
        sections = self._sections(
            projection, partial(files.have, page, f"{face.name}/{faces.FILES}/{page.id}")
        )
        one = shown(page, projection, sections, history=face.is_bip)
        base, paths = f"{face.name}/{page.id}", list[str]()
        self._put(paths, f"{base}.html", procedure_page(face, one))
        self._data(face, paths, base, one, now=True)
        if face.is_bip:
            for old in page.history:
                self._archive(face, paths, files, old, one)
        return Card(
            page.key,
            projection.heading,
            _summary(projection),
            projection.unit or "",
            projection.cell or "",
            projection.online,
            one.changes,
            (*files.addresses, *paths),
            files.addresses,
            files.unread,
        )

    def around(self, face: AudienceSite, cards: dict[str, Card], publication: Publication) -> None:
        """Have everything but the pages of procedures. Only BIP tells what is over."""
        register, notices = publication.register[face.audience], publication.notices[face.audience]
        if not face.is_bip:
            register = [one for one in register if one.state is State.PUBLISHED]
        catalogue, changes = Catalogue(cards), told(cards, register)
        made = dict(lists(face, catalogue))
        made |= change_pages(face, changes)
        made[faces.INDEX] = start_page(face, catalogue, changes, notices)
        made[faces.SEARCH] = search_page(face)
        if face.is_bip:
            made[faces.REMOVED] = removed_page(face, publication.removed[face.audience])
        terms = None
        for notice in notices:
            path = faces.TERMS if notice.kind == "terms" else f"{notice.id}.html"
            terms = path if notice.kind == "terms" else terms
            made[path] = notice_page(face, notice)
        if not face.is_bip:
            made[faces.NOTICES] = notices_page(face, notices, terms)
        pages = sorted(made)
        made |= {faces.WORDS: words(catalogue), faces.FEED: feed(face, changes), **_static()}
        if face.address:
            made[faces.SITEMAP] = sitemap(face, catalogue.rows, pages)
        for path, content in made.items():
            self._release.put(f"{face.name}/{path}", content)

    def _sections(self, projection: Projection, file: _File) -> Sections:
        """Return the sections of a projection; the faces of a procedure mostly share them, and each has the files."""
        last = self._last
        if (
            last is not None
            and last[0].id == projection.id
            and last[0].sections == projection.sections
            and all(file(name) == known for name, known in last[2].items())
        ):
            return last[1]
        found = dict[str, HeldFile | None]()

        def noted(name: str) -> HeldFile | None:
            found[name] = file(name)
            return found[name]

        sections = sections_of(projection, _addresses(noted, f"{faces.FILES}/{projection.id}"))
        self._last = projection, sections, found
        return sections

    def _archive(
        self, face: AudienceSite, paths: list[str], files: Downloads, old: Page, now: PageContext
    ) -> None:
        """Have the page of an earlier edition, with its data, and its own files in a folder beside it."""
        projection = old.projection()
        base = f"{face.name}/{old.id}/{old.edition}"
        addresses = _addresses(partial(files.have, old, base), str(old.edition), above="../")
        one = shown(old, projection, sections_of(projection, addresses), history=False)
        self._put(paths, f"{base}.html", archive_page(face, one, now))
        self._data(face, paths, base, one, now=False)

    def _data(
        self, face: AudienceSite, paths: list[str], base: str, one: PageContext, *, now: bool
    ) -> None:
        facts = facts_of(one, face.publisher, bip=face.is_bip, history=now)
        self._put(paths, f"{base}.json", page_json(facts, one.page.edition))
        self._put(paths, f"{base}.xml", page_xml(facts, one.page.edition))

    def _put(self, paths: list[str], path: str, content: str) -> None:
        paths.append(path)
        self._release.put(path, content)


def _addresses(file: _File, folder: str, *, above: str = "") -> Addresses:
    """Return where the links of a page lead: to files in *folder*, and to procedures *above*."""

    def said(name: str) -> str:
        known = file(name)
        return about(known) if known else ""

    return Addresses(
        lambda name: f"{folder}/{quote(name, safe='')}" if file(name) else "",
        lambda id: f"{above}{id}.html",
        said,
    )


def sections_of(projection: Projection, addresses: Addresses) -> Sections:
    """Return the sections of a projection in every form."""
    return Sections(
        sections_markup(projection.sections, addresses),
        sections_json(projection),
        sections_xml(projection),
    )


def _summary(projection: Projection) -> str:
    """Return the summary as one line of plain text."""
    texts = [
        block.text
        for section in projection.sections
        for entry in section.entries
        if entry.key == "summary"
        for block in entry.blocks
        if block.type == "text"
    ]
    return " ".join(plain("\n".join(texts)).split())


@cache
def _static() -> dict[str, str]:
    """Return what each face has as it is."""
    own = resources.files("lckm_bip") / "static"
    style = stylesheet() + "\n" + (own / faces.STYLE).read_text(encoding="utf-8")
    names = (faces.SCRIPT, faces.SCHEMA)
    return {
        faces.STYLE: style,
        **{name: (own / name).read_text(encoding="utf-8") for name in names},
    }
