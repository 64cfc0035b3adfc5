"""What is made for a face: the files of each procedure, then the lists and all else around them."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from urllib.parse import quote

from markupsafe import Markup

from lckm_bip import faces
from lckm_bip.data.as_json import page_json
from lckm_bip.data.as_xml import page_xml
from lckm_bip.data.facts import facts_of
from lckm_bip.data.feed import feed, sitemap
from lckm_bip.downloads import Downloads, Told, about
from lckm_bip.faces import Face
from lckm_bip.pages.catalogue import Catalogue
from lckm_bip.pages.changes import change_pages, removed_page, told
from lckm_bip.pages.lists import lists, notices_page, start_page
from lckm_bip.pages.notices import notice_page
from lckm_bip.pages.procedure import Shown, archive_page, procedure_page, shown
from lckm_bip.pages.searching import search_page, words
from lckm_bip.release.manifest import Card
from lckm_bip.release.writing import Release
from lckm_core import Notice, Page, Projection, Removed, plain
from lckm_pages import Addresses, sections_markup, stylesheet


class FaceMaker:
    """Makes files in a release."""

    def __init__(self, release: Release, downloads: Downloads) -> None:
        self._release = release
        self._downloads = downloads
        self._last: tuple[Projection, Markup, dict[str, Told]] | None = None

    def procedure(self, face: Face, page: Page, known: Card | None) -> Card:
        """Have the files of a procedure, and return its card; those made from the same are left as they are."""
        if (
            known is not None
            and known.key == page.key
            and self._downloads.unchanged(page.id, known.downloads)
            and self._release.keep(known.paths)
        ):
            return known
        projection = page.projection()
        sections, downloads = self._sections(projection)
        one = shown(page, projection, sections, history=face.is_bip)
        paths = self._copied(face, page.id, downloads, known.downloads if known else {})
        base = f"{face.name}/{page.id}"
        self._put(paths, f"{base}.html", procedure_page(face, one))
        if face.is_bip:
            self._data(face, paths, base, one, now=True)
            for old in page.history:
                self._archive(face, paths, old, one)
        return Card(
            page.key,
            projection.heading,
            _summary(projection),
            projection.unit or "",
            projection.cell or "",
            projection.online,
            one.changes,
            tuple(paths),
            downloads,
        )

    def around(self, face: Face, cards: dict[str, Card], removed: Sequence[Removed], notices: Sequence[Notice]) -> None:
        """Have everything but the pages of procedures."""
        catalogue, changes = Catalogue(cards), told(cards, removed if face.is_bip else ())
        made = dict(lists(face, catalogue))
        made |= change_pages(face, changes)
        made[faces.INDEX] = start_page(face, catalogue, changes, notices)
        made[faces.SEARCH] = search_page(face)
        if face.is_bip:
            made[faces.REMOVED] = removed_page(face, removed)
        terms = None
        for notice in notices:
            path = faces.TERMS if notice.kind == "terms" else f"{notice.id}.html"
            terms = path if notice.kind == "terms" else terms
            made[path] = notice_page(face, notice)
        if not face.is_bip:
            made[faces.NOTICES] = notices_page(face, notices, terms)
        pages = sorted(made)
        made |= {faces.WORDS: words(catalogue), faces.FEED: feed(face, changes), **_static(face.is_bip)}
        if face.address:
            made[faces.SITEMAP] = sitemap(face, catalogue.rows, pages)
        for path, content in made.items():
            self._release.put(f"{face.name}/{path}", content)

    def _sections(self, projection: Projection) -> tuple[Markup, dict[str, Told]]:
        """Return the sections of a projection as markup, and the files that they name; the faces of a procedure mostly share them."""
        last = self._last
        if last is not None and last[0].id == projection.id and last[0].sections == projection.sections:
            return last[1], last[2]
        number, found = projection.id, dict[str, Told]()

        def href(name: str) -> str:
            found[name] = self._downloads.told(number, name)
            return f"{faces.FILES}/{number}/{quote(name, safe='')}" if found[name] else ""

        def said(name: str) -> str:
            known = found.get(name)
            return about(name, known[0]) if known else ""

        sections = sections_markup(projection.sections, Addresses(href, lambda id: f"{id}.html", said))
        self._last = projection, sections, found
        return sections, found

    def _archive(self, face: Face, paths: list[str], old: Page, now: Shown) -> None:
        """Have the page of an earlier edition, with its data. Files may be others by now, so it names them and links none."""
        projection = old.projection()
        addresses = Addresses(lambda _: "", lambda id: f"../{id}.html")
        one = shown(old, projection, sections_markup(projection.sections, addresses), history=False)
        base = f"{face.name}/{old.id}/{old.edition}"
        self._put(paths, f"{base}.html", archive_page(face, one, now))
        self._data(face, paths, base, one, now=False)

    def _data(self, face: Face, paths: list[str], base: str, one: Shown, *, now: bool) -> None:
        facts = facts_of(one.page, one.projection, face.publisher, one.at, one.changes if now else ())
        self._put(paths, f"{base}.json", page_json(facts, one.page.edition))
        self._put(paths, f"{base}.xml", page_xml(facts, one.page.edition))

    def _copied(self, face: Face, number: str, downloads: Mapping[str, Told], before: Mapping[str, Told]) -> list[str]:
        """Have the files to download, and return their paths; those that are what they were before stay."""
        paths = []
        for name in sorted(name for name, known in downloads.items() if known):
            paths.append(f"{face.name}/{faces.FILES}/{number}/{name}")
            if before.get(name) == downloads[name] and self._release.keep(paths[-1:]):
                continue
            with self._downloads.open(number, name) as source:
                self._release.copy(paths[-1], source)
        return paths

    def _put(self, paths: list[str], path: str, content: str) -> None:
        paths.append(path)
        self._release.put(path, content)


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
def _static(is_bip: bool) -> dict[str, str]:
    """Return what a face has as it is."""
    own = resources.files("lckm_bip") / "static"
    style = stylesheet() + "\n" + (own / faces.STYLE).read_text(encoding="utf-8")
    names = (faces.SCRIPT, faces.SCHEMA) if is_bip else (faces.SCRIPT,)
    return {faces.STYLE: style, **{name: (own / name).read_text(encoding="utf-8") for name in names}}
