"""The two sites, BIP and the portal: what each has, and what surrounds its pages."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs
from markupsafe import Markup

from lckm_bip.structured_data import Describe, no_description
from lckm_core.publication import Audience, Projection
from lckm_pages import (
    BIP,
    PORTAL,
    Frame,
    Site,
)

INDEX: Final = "index.html"
LETTERS: Final = "alfabet.html"
UNITS: Final = "jednostki.html"
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
_LINK: Final = Markup('<link rel="{}" type="{}" title="{}" href="{}">')


@attrs.define(slots=False)
class AudienceSite:
    """The site of one audience.

    *publisher* makes the information available, *address* is the site's own on the web or empty;
    *describe* makes the structured data of a procedure's page.
    """

    audience: Audience
    publisher: str
    address: str = ""
    describe: Describe = no_description

    def description(self, projection: Projection) -> str:
        """Return what the page of a procedure says of it to search engines, or nothing."""
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
        return site._replace(part=self.publisher) if self.is_bip else site

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
    ) -> Frame:
        """Return what stands around the page *here*; *above* leads from it to the site's folder."""
        frame = self._frames[above]
        head = frame.head + Markup("\n") + head if head else frame.head
        return frame._replace(here=here, head=head, script=script, data=data)

    def _frame(self, above: str) -> Frame:
        return Frame(
            home=above + INDEX,
            links=tuple((text, above + href) for href, text in (*_LINKS, *_MORE[self.audience])),
            style=above + STYLE,
            head=_LINK.format("alternate", "application/atom+xml", "Zmiany", above + FEED),
        )


def beside(path: str, title: str, type_: str) -> Markup:
    """Return the line of a page's head that says what else there is of it."""
    return _LINK.format("alternate", type_, title, path)
