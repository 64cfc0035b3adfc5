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


def procedure_page(site: AudienceSite, context: PageContext, summary: str) -> str:
    """Return the page of the edition that is shown now; *summary* is its summary as a line."""
    projection = context.projection
    number = projection.id
    extra_sections = [("dane", "Dane i wydruk", data(number))]
    facts = [ONLINE] if projection.online else []
    fact = f"Numer procedury: <b>{escaped(number)}</b>"
    if site.is_bip:
        fact += f" · wersja {context.page.edition}, udostępniona {moment_markup(context.at)}"
        extra_sections = [
            ("metryka", "Metryka", _record(site, context)),
            ("historia", "Historia zmian", history(number, context.changes)),
            *extra_sections,
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
        more=extra_sections,
        ready=context.sections.markup,
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
    extra_sections = [
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
        more=extra_sections,
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


def _record(site: AudienceSite, context: PageContext) -> Markup:
    """Return BIP's marks (art. 8 ust. 6 of the act on access to public information)."""
    projection, page = context.projection, context.page
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
        ("Czas udostępnienia", moment_markup(context.at)),
        ("Wersja", str(page.edition)),
    ]
    if end := until(page):
        rows.append(("Widoczna do", moment_markup(end)))
    return record(rows)
