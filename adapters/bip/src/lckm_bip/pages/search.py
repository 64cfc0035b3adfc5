"""The search page: run by a script over the words searched, or answered by a server."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from markupsafe import Markup, escape

from lckm_bip.pages.catalogue import Catalogue
from lckm_bip.settings import dialled
from lckm_bip.sites import LETTERS, SCRIPT, SEARCH, TOPICS, UNITS, AudienceSite
from lckm_bip.templates_environment import filled
from lckm_core.ports import Hit, TextSpan
from lckm_pages import clean, plain_page

_TITLE: Final = "Szukaj"
_DESCRIPTION: Final = (
    "Wyszukiwarka opisów spraw: znajdzie sprawę po słowach, którymi o niej mówisz."
)


def search_page(site: AudienceSite) -> str:
    """Return the page with the form; without JavaScript it leads to the lists."""
    body = _body(site)
    frame = site.frame(SEARCH, script=SCRIPT, description=_DESCRIPTION)
    return plain_page(_TITLE, body, site=site.page_site, frame=frame)


def found_page(site: AudienceSite, query: str, hits: Sequence[Hit]) -> str:
    """Return the page with what a server found for *query*; an empty one asks for words."""
    count = f"Znaleziono: {len(hits)}." if hits else "Niczego nie znaleziono." if query else ""
    results = Markup("\n").join(map(_result, hits))
    body = _body(site, query=query, count=count, results=results, by_server=True)
    title = f"{_TITLE}: {query}" if query else _TITLE
    frame = site.frame(SEARCH, description=_DESCRIPTION)
    return plain_page(title, body, site=site.page_site, frame=frame)


def ways_on(site: AudienceSite) -> list[tuple[str, str]]:
    """Return the lists to browse when nothing was found: text and address of each."""
    ways = [
        ("Wszystkie sprawy alfabetycznie", LETTERS),
        ("Wszystkie sprawy według jednostek", UNITS),
    ]
    if site.topics:
        ways.append(("Wszystkie sprawy według tematów", TOPICS))
    return ways


def _body(
    site: AudienceSite,
    *,
    query: str = "",
    count: str = "",
    results: str = "",
    by_server: bool = False,
) -> Markup:
    phone = site.settings.phone
    return filled(
        "search.html",
        trail=filled("trail.html", trail=[("Początek", "index.html")]),
        query=query,
        count=count,
        results=results,
        by_server=by_server,
        ways=ways_on(site),
        phone=phone,
        dialled=dialled(phone),
    )


def _result(hit: Hit) -> Markup:
    """Return a procedure that was found: its title, its number and where the words stand."""
    item = Markup('<li><a href="{}.html">{}</a> <span class="note">{}</span>').format(
        quote(hit.id, safe=""), _mark_spans(hit.title, hit.title_spans), clean(hit.id)
    )
    for passage in hit.passages:
        item += Markup('\n<span class="when">{}: {}</span>').format(
            clean(passage.label), _mark_spans(passage.text, passage.spans)
        )
    return item + Markup("</li>")


def _mark_spans(text: str, spans: Sequence[TextSpan]) -> Markup:
    """Return a text with the words that were found marked."""
    parts, end = list[Markup](), 0
    for span in spans:
        parts += [
            escape(clean(text[end : span.start])),
            Markup("<mark>{}</mark>").format(clean(text[span.start : span.end])),
        ]
        end = span.end
    return Markup().join([*parts, escape(clean(text[end:]))])


def words(catalogue: Catalogue) -> str:
    """Return what is searched of each procedure: number, title, cell or unit, summary, words.

    They are a script: a page opened from a disk may run one beside it, but not read a file.
    """
    rows = (
        _row(number, card.heading, card.cell or card.unit, card.summary, card.searched)
        for number, card in catalogue.rows
    )
    return f"window.lckmIndex=[{','.join(rows)}];\n"


@lru_cache(maxsize=65536)  # the script is made anew whenever one of its rows changes
def _row(*texts: str) -> str:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
