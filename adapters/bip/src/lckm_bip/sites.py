"""The two sites, BIP and the portal: what each has, and the frame of its pages."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

import attrs
from markupsafe import Markup

from lckm_bip.settings import LANGUAGE, SiteSettings
from lckm_bip.structured_data import Describe, no_description
from lckm_core.publication import Audience, Projection
from lckm_pages import (
    BIP,
    PORTAL,
    Frame,
    Site,
    escaped,
    shortened,
)

INDEX: Final = "index.html"
LETTERS: Final = "alfabet.html"
UNITS: Final = "jednostki.html"
TOPICS: Final = "tematy.html"
MAP: Final = "mapa.html"
SEARCH: Final = "szukaj.html"
CHANGES: Final = "zmiany.html"
REMOVED: Final = "usuniete.html"
NOTICES: Final = "informacje.html"
TERMS: Final = "regulamin.html"
FEED: Final = "kanal.xml"
SITEMAP: Final = "sitemap.xml"
STYLE: Final = "styl.css"
SCRIPT: Final = "szukaj.js"
WORDS: Final = "szukaj-indeks.js"
XML_SCHEMA: Final = "procedure.xsd"
JSON_SCHEMA: Final = "procedure.schema.json"
FILES: Final = "pliki"
LISTS: Final = frozenset((INDEX, LETTERS, UNITS, TOPICS, NOTICES, CHANGES))
"""The lists that are links above a page by the site's own names; others have an office's."""
POLISH: Final = ' lang="pl"'
"""What marks words of a department, so that a page in another language leaves them alone."""

_LINKS: Final = (
    (INDEX, "Początek"),
    (LETTERS, "Alfabetycznie"),
    (UNITS, "Według jednostek"),
    (SEARCH, "Szukaj"),
)
_MORE: Final[Mapping[Audience, tuple[tuple[str, str], ...]]] = {
    Audience.BIP: ((CHANGES, "Rejestr zmian"), (REMOVED, "Rejestr usuniętych")),
    Audience.PORTAL: ((NOTICES, "Informacje"), (CHANGES, "Co nowego")),
}
_SITES: Final[Mapping[Audience, Site]] = {Audience.BIP: BIP, Audience.PORTAL: PORTAL}
_CANONICAL: Final = Markup('<link rel="canonical" href="{}">')
_LONGEST_DESCRIPTION: Final = 160
_LINK: Final = Markup('<link rel="{}" type="{}" title="{}" href="{}">')


@attrs.define(slots=False)
class AudienceSite:
    """The site of one audience.

    *address* is the site's own on the web, or empty; *describe* makes the structured data of a
    procedure's page.
    """

    audience: Audience
    settings: SiteSettings
    address: str = ""
    describe: Describe = no_description

    @property
    def publisher(self) -> str:
        """Who makes the information available."""
        return self.settings.publisher

    @cached_property
    def images(self) -> dict[str, Path]:
        """The pictures of the head, by their addresses."""
        wanted = [("herb", self.settings.arms)]
        if self.is_bip:
            wanted.append(("bip", self.settings.bip_logo))
        return {name + Path(path).suffix: Path(path) for name, path in wanted if path}

    @property
    def topics(self) -> tuple[tuple[str, ...], ...]:
        """The topics: each a name, then numbers of procedures, cells or units."""
        return self.settings.topics

    def description(self, projection: Projection) -> str:
        """Return a procedure's description for search engines, or an empty text."""
        return self.describe(
            projection, f"{self.address}{projection.id}.html" if self.address else ""
        )

    @cached_property
    def name(self) -> str:
        """The folder that it is in."""
        return self.audience.value

    @cached_property
    def page_site(self) -> Site:
        """Who speaks on its pages."""
        site = _SITES[self.audience]
        if self.is_bip:
            return site._replace(part=self.publisher)
        return site._replace(name=self.settings.portal or site.name)

    @cached_property
    def is_bip(self) -> bool:
        """Whether pages have BIP's marks and history, with a register of those removed."""
        return self.audience is Audience.BIP

    @cached_property
    def _frames(self) -> dict[str, Frame]:
        return {above: self._frame(above) for above in ("", "../")}

    def frame(
        self,
        here: str = "",
        *,
        above: str = "",
        head: Markup | None = None,
        script: str | None = None,
        data: str = "",
        path: str = "",
        description: str = "",
    ) -> Frame:
        """Return the frame of the page *here*; *above* leads from it to the site's folder.

        Search engines are told the page's *path* in the site and its *description*.
        """
        frame = self._frames.get(above) or self._frame(above)
        lines = [frame.head, *([head] if head else [])]
        if description:
            lines.append(_meta("description", shortened(description, _LONGEST_DESCRIPTION)))
        if self.address and (path or here):
            lines.append(_CANONICAL.format(self.address + (path or here)))
        return frame._replace(here=here, head=Markup("\n").join(lines), script=script, data=data)

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The addresses and texts of the menu."""
        topics = ((TOPICS, "Tematy"),) if self.topics else ()
        return (*_LINKS[:-1], *topics, _LINKS[-1], *_MORE[self.audience])

    def _reports(self) -> Iterator[tuple[str, str]]:
        if self.settings.reports and not self.is_bip:
            yield "Zgłoś awarię", self.settings.reports.replace(LANGUAGE, "")

    def _foot(self, above: str) -> Iterator[tuple[str, str]]:
        yield above + MAP, "Mapa serwisu"
        if self.settings.accessibility:
            yield self.settings.accessibility, "Deklaracja dostępności"

    def _frame(self, above: str) -> Frame:
        return Frame(
            home=above + INDEX,
            links=(*((text, above + href) for href, text in self.links), *self._reports()),
            images=tuple(above + name for name in self.images),
            foot=tuple((text, href) for href, text in self._foot(above)),
            editors=self.settings.editors,
            style=above + STYLE,
            head=_LINK.format("alternate", "application/atom+xml", "Zmiany", above + FEED),
        )


def _meta(name: str, content: str) -> Markup:
    return Markup(f'<meta name="{name}" content="{escaped(content)}">')  # noqa: S704  (escaped)


def beside(path: str, title: str, type_: str) -> Markup:
    """Return the elements of a page's head that link to its other formats."""
    return _LINK.format("alternate", type_, title, path)
