"""Projections of procedures, announcements and portal terms as pages."""

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from lckm_core.publication import Entry, Section
from lckm_pages.blocks import NO_VISIT
from lckm_pages.frame import BIP, CALL_CENTRE, EDITORS, PORTAL, Site
from lckm_pages.links import (
    Addresses,
    Href,
    file_link,
    page_link,
)
from lckm_pages.markdown import clean
from lckm_pages.page import page
from lckm_pages.safe_text import day

if TYPE_CHECKING:
    from lckm_core.publication import Notice, Projection

SITES: Final[dict[str, Site]] = {
    "portal": PORTAL,
    "bip": BIP,
    "call-centre": CALL_CENTRE,
    "editors": EDITORS,
}


_KINDS: Final = {
    "announcement": ("Informacja dla mieszkańców", "Numer"),
    "terms": ("Zasady korzystania z portalu", ""),  # their heading says the version
}
"""What a notice is called above its heading, and what its number is called below it."""


ONLINE: Final = Markup(
    '<span class="online">{}</span> Tak załatwisz całą sprawę lub jej część.'
).format(NO_VISIT)
"""What stands under the heading of a procedure that can be done at home."""


def render(
    projection: "Projection",
    *,
    file_href: Href | None = None,
    procedure_href: Href | None = None,
    home: str | None = None,
) -> str:
    """Return *projection* as one accessible HTML page in Polish, without scripts.

    A page for BIP has BIP's marks at its foot (zał. 2 § 10 ust. 1), as far as the
    projection has them.

    Args:
        file_href: gives the address of a file from its name; ``pliki/<id>/<name>`` by default.
        procedure_href: gives that of another procedure from its id; ``<id>.html`` by default. An
            address with another scheme than http and https is not used.
        home: where the site's name in the header leads.
    """
    number = Markup("Numer procedury: <b>") + clean(projection.id) + Markup("</b>")
    facts = [number + Markup(" · stan na ") + day(projection.on)]
    if projection.online:
        facts.insert(0, ONLINE)
    return page(
        projection.heading,
        projection.sections,
        site=SITES[projection.audience.value],
        addresses=Addresses(file_href or file_link(projection.id), procedure_href or page_link),
        kind="Opis procedury",
        facts=facts,
        foot=_marks(projection) if projection.audience.value == "bip" else (),
        home=home,
    )


def render_notice(
    notice: "Notice", *, file_href: Href | None = None, home: str | None = None
) -> str:
    """Return an announcement (zał. 2 § 5, § 7) or the portal terms (§ 4) as one HTML page.

    Its text stands straight below the heading, the rest of its sections after it.
    """
    kind, number = _KINDS[notice.kind]
    fact = Markup("stan na ") + day(notice.on)
    if number:
        fact = Markup("{}: <b>{}</b> · ").format(number, clean(notice.id)) + fact
    return page(
        notice.heading,
        notice_sections(notice),
        site=SITES[notice.audience.value],
        addresses=Addresses(file_href or file_link(notice.id), page_link),
        kind=kind,
        facts=[fact],
        home=home,
    )


def notice_sections(notice: "Notice") -> list[Section]:
    """Return a notice's sections as a page has them: its text without headings, then the rest."""
    entries = [
        entry for section in notice.sections for entry in section.entries if entry.key == "text"
    ]
    text = (
        [Section("", tuple([Entry(entry.key, "", entry.blocks) for entry in entries]))]
        if entries
        else []
    )
    sections = [
        Section(section.heading, kept)
        for section in notice.sections
        if (kept := tuple([entry for entry in section.entries if entry.key != "text"]))
    ]
    return [*text, *sections]


def _marks(projection: "Projection") -> list[tuple[str, str | Markup]]:
    """BIP's marks."""
    foot: list[tuple[str, str | Markup]] = [("Podmiot udostępniający", "Urząd Miasta Łodzi")]
    if projection.authors:
        foot.append(("Wytworzył(a) lub odpowiada za treść", ", ".join(projection.authors)))
    if projection.unit:
        foot.append(("Jednostka", projection.unit))
    if projection.cell:
        foot.append(("Komórka", projection.cell))
    if projection.produced_on:
        foot.append(("Data wytworzenia informacji", day(projection.produced_on)))
    return foot
