"""Builds one site: the files of each procedure, then the lists and pages around them."""

from collections.abc import Callable
from functools import cache, partial
from importlib import resources
from typing import TypeAlias
from urllib.parse import quote

from lckm_bip import sites
from lckm_bip.data.facts import facts_of
from lckm_bip.data.feed import feed, sitemap
from lckm_bip.data.json_page import page_json, sections_json
from lckm_bip.data.json_schema import page_schema
from lckm_bip.data.xml_page import page_xml, sections_xml
from lckm_bip.downloads import Downloads, about
from lckm_bip.page_context import PageContext, Sections, page_context
from lckm_bip.pages.catalogue import Catalogue
from lckm_bip.pages.changes import change_pages, public_changes, removed_page
from lckm_bip.pages.lists import lists, map_page, notices_page, start_page, topics_page
from lckm_bip.pages.notices import notice_page
from lckm_bip.pages.procedure import archive_page, procedure_page
from lckm_bip.pages.search import search_page, words
from lckm_bip.release.manifest import Card
from lckm_bip.release.release_writer import Release
from lckm_bip.resident_words import NO_WORDS, ResidentWords
from lckm_bip.searched_words import searched_words
from lckm_bip.sites import AudienceSite
from lckm_core.publication import (
    Audience,
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


class SiteBuilder:
    """Makes files in a release; *spoken* are the words of residents, or empty."""

    def __init__(self, release: Release, spoken: ResidentWords = NO_WORDS) -> None:
        self._release = release
        self._spoken = spoken
        self._last: tuple[Projection, Sections, dict[str, HeldFile | None]] | None = None

    def procedure(self, site: AudienceSite, page: Page, known: Card | None) -> Card:
        """Write the files of a procedure unless they are current, and return its card."""
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
            projection, partial(files.have, page, f"{site.name}/{sites.FILES}/{page.id}")
        )
        missing = tuple(files.missing)
        context = page_context(page, projection, sections, history=site.is_bip)
        base, paths = f"{site.name}/{page.id}", list[str]()
        summary = _summary(projection)
        self._put(paths, f"{base}.html", procedure_page(site, context, summary))
        self._data(site, paths, base, context, now=True)
        if site.is_bip:
            for old in page.history:
                self._archive(site, paths, files, old, context)
        return Card(
            page.key,
            projection.heading,
            summary,
            projection.unit or "",
            projection.cell or "",
            projection.online,
            context.changes,
            (*files.addresses, *paths),
            files.addresses,
            files.unread,
            missing,
            searched_words(projection, self._spoken.official, f"{projection.heading} {summary}"),
        )

    def other_pages(
        self, site: AudienceSite, cards: dict[str, Card], publication: Publication
    ) -> None:
        """Write everything except the pages of procedures. Only BIP shows what is over."""
        register, notices = publication.register[site.audience], publication.notices[site.audience]
        if not site.is_bip:
            register = [period for period in register if period.state is State.PUBLISHED]
        catalogue, changes = Catalogue(cards), public_changes(cards, register)
        made: dict[str, str | bytes] = dict(lists(site, catalogue))
        made |= change_pages(site, changes)
        made[sites.INDEX] = start_page(site, catalogue, changes, notices)
        made[sites.SEARCH] = search_page(site)
        if site.topics:
            made[sites.TOPICS] = topics_page(site, catalogue)
        if site.is_bip:
            made[sites.REMOVED] = removed_page(site, publication.removed[site.audience])
        terms = None
        for notice in notices:
            path = sites.TERMS if notice.kind == "terms" else f"{notice.id}.html"
            terms = path if notice.kind == "terms" else terms
            made[path] = notice_page(site, notice, path)
        if not site.is_bip:
            made[sites.NOTICES] = notices_page(site, notices, terms)
        made[sites.MAP] = map_page(site, catalogue, terms)
        pages = sorted(made)
        made |= {
            sites.WORDS: words(catalogue) + self._spoken.script,
            sites.FEED: feed(site, changes),
            **_static(site.audience),
            **{name: path.read_bytes() for name, path in site.images.items()},
        }
        if site.address:
            made[sites.SITEMAP] = sitemap(site, catalogue.rows, pages)
        for path, content in made.items():
            self._release.put(f"{site.name}/{path}", content)

    def _sections(self, projection: Projection, file: _File) -> Sections:
        """Return the sections of a projection, with its files copied into this site.

        Both sites mostly share the sections of a procedure, so their markup is kept.
        """
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

        sections = sections_of(projection, _addresses(noted, f"{sites.FILES}/{projection.id}"))
        self._last = projection, sections, found
        return sections

    def _archive(
        self, site: AudienceSite, paths: list[str], files: Downloads, old: Page, now: PageContext
    ) -> None:
        """Write the page, the data and the files of an earlier edition."""
        projection = old.projection()
        base = f"{site.name}/{old.id}/{old.edition}"
        addresses = _addresses(partial(files.have, old, base), str(old.edition), above="../")
        context = page_context(old, projection, sections_of(projection, addresses), history=False)
        self._put(paths, f"{base}.html", archive_page(site, context, now))
        self._data(site, paths, base, context, now=False)

    def _data(
        self, site: AudienceSite, paths: list[str], base: str, context: PageContext, *, now: bool
    ) -> None:
        facts = facts_of(context, site.publisher, bip=site.is_bip, history=now)
        self._put(paths, f"{base}.json", page_json(facts, context.page.edition))
        self._put(paths, f"{base}.xml", page_xml(facts, context.page.edition))

    def _put(self, paths: list[str], path: str, content: str) -> None:
        paths.append(path)
        self._release.put(path, content)


def _addresses(file: _File, folder: str, *, above: str = "") -> Addresses:
    """Return where the links of a page lead: to files in *folder*, and to procedures *above*."""

    def description(name: str) -> str:
        known = file(name)
        return about(known) if known else ""

    return Addresses(
        lambda name: f"{folder}/{quote(name, safe='')}" if file(name) else "",
        lambda id: f"{above}{id}.html",
        description,
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
def _static(audience: Audience) -> dict[str, str]:
    """Return the files that a site always has, whatever is published."""
    folder = resources.files("lckm_bip") / "static"
    style = stylesheet() + "\n" + (folder / sites.STYLE).read_text(encoding="utf-8")
    names = (sites.SCRIPT, sites.XML_SCHEMA)
    return {
        sites.STYLE: style,
        sites.JSON_SCHEMA: page_schema(audience),
        **{name: (folder / name).read_text(encoding="utf-8") for name in names},
    }
