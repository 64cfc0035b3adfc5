"""The page of a procedure, as it is shown now, and those of its earlier editions."""

from typing import Final

from markupsafe import Markup

from lckm_bip.page_context import PageContext
from lckm_bip.pages.dates import NOT_KEPT, moment_markup, until
from lckm_bip.pages.fragments import (
    data,
    history,
    record,
    trail_to,
)
from lckm_bip.pages.key_facts import key_facts
from lckm_bip.sites import AudienceSite, beside
from lckm_bip.templates_environment import filled
from lckm_pages import ONLINE, Addresses, day, escaped, page


def procedure_page(site: AudienceSite, one: PageContext, summary: str) -> str:
    """Return the page of the edition that is shown now; *summary* is its summary as a line."""
    projection = one.projection
    number = projection.id
    more = [("dane", "Dane i wydruk", data(number))]
    facts = [ONLINE] if projection.online else []
    fact = f"Numer procedury: <b>{escaped(number)}</b>"
    if site.is_bip:
        fact += f" · wersja {one.page.edition}, udostępniona {moment_markup(one.at)}"
        more = [
            ("metryka", "Metryka", _record(site, one)),
            ("historia", "Historia zmian", history(number, one.changes)),
            *more,
        ]
    facts.append(Markup(fact))  # noqa: S704  (each part escaped)
    return page(
        projection.heading,
        projection.sections,
        site=site.page_site,
        addresses=_NOWHERE,
        kind="Opis procedury",
        facts=facts,
        frame=site.frame(
            head=_data_head(number),
            data=site.description(projection),
            path=f"{number}.html",
            description=summary,
        ),
        above=trail_to(projection.unit or "", projection.cell or ""),
        more=more,
        ready=one.sections.markup,
        key_facts=Markup() if site.is_bip else key_facts(projection),
    )


def archive_page(site: AudienceSite, old: PageContext, now: PageContext) -> str:
    """Return the page of an earlier edition, which says that it is one."""
    projection, edition = old.projection, old.page.edition
    number = projection.id
    facts = [
        Markup("Wersja {}, widoczna od {} do {}").format(
            edition, moment_markup(old.at), moment_markup(until(old.page))
        ),
    ]
    band = _ARCHIVED.format(number, number)
    more = [
        ("metryka", "Metryka", _record(site, old)),
        ("dane", "Dane i wydruk", data(str(edition))),
    ]
    return page(
        projection.heading,
        projection.sections,
        site=site.page_site,
        addresses=_NOWHERE,
        kind="Wersja archiwalna",
        facts=facts,
        frame=site.frame(
            above="../",
            head=Markup('<meta name="robots" content="noindex">\n') + _data_head(str(edition)),
            path=f"{number}/{edition}.html",
            description=f"Wersja archiwalna {edition}: {projection.heading}",
        ),
        above=filled(
            "trail.html",
            trail=[("Początek", "../index.html"), (now.projection.title, f"../{number}.html")],
        ),
        more=more,
        ready=old.sections.markup,
        band=band,
    )


_ARCHIVED: Final = Markup(
    'To jest wersja archiwalna. <a href="../{}.html">Aktualna wersja procedury {}</a>'
)
_NOWHERE: Final = Addresses(lambda _: "", lambda _: "")


_NAME: Final = "NAME"
_DATA_HEAD: Final = "\n".join(
    [
        beside(f"{_NAME}.json", "Ta strona jako JSON", "application/json"),
        beside(f"{_NAME}.xml", "Ta strona jako XML", "application/xml"),
    ]
)


def _data_head(name: str) -> Markup:
    name = escaped(name)
    return Markup(_DATA_HEAD.replace(_NAME, name))  # noqa: S704  (escaped)


def _record(site: AudienceSite, one: PageContext) -> Markup:
    """Return BIP's marks (art. 8 ust. 6 of the act on access to public information)."""
    projection, page = one.projection, one.page
    rows: list[tuple[str, str | Markup]] = [
        ("Podmiot udostępniający", site.publisher),
        ("Wytworzył(a) lub odpowiada za treść", ", ".join(projection.authors) or NOT_KEPT),
        ("Jednostka", projection.unit or NOT_KEPT),
    ]
    if projection.cell:
        rows.append(("Komórka", projection.cell))
    rows += [
        ("Wprowadził(a) do BIP", page.published_by or NOT_KEPT),
        ("Czas wytworzenia", day(projection.produced_on) if projection.produced_on else NOT_KEPT),
        ("Czas udostępnienia", moment_markup(one.at)),
        ("Wersja", str(page.edition)),
    ]
    if end := until(page):
        rows.append(("Widoczna do", moment_markup(end)))
    return record(rows)
