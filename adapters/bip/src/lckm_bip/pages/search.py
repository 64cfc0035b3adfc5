"""The search that works without a server: a page, its script, and the words searched."""

import json
from typing import Final

from lckm_bip.pages.catalogue import Catalogue
from lckm_bip.settings import dialled
from lckm_bip.sites import LETTERS, SCRIPT, SEARCH, TOPICS, UNITS, AudienceSite
from lckm_bip.templates_environment import filled
from lckm_pages import plain_page

_DESCRIPTION: Final = (
    "Wyszukiwarka opisów spraw: znajdzie sprawę po słowach, którymi o niej mówisz."
)


def search_page(site: AudienceSite) -> str:
    """Return the page with the form; without JavaScript it leads to the lists."""
    ways = [
        ("Wszystkie sprawy alfabetycznie", LETTERS),
        ("Wszystkie sprawy według jednostek", UNITS),
    ]
    if site.topics:
        ways.append(("Wszystkie sprawy według tematów", TOPICS))
    phone = site.settings.phone
    body = filled(
        "search.html",
        trail=filled("trail.html", trail=[("Początek", "index.html")]),
        ways=ways,
        phone=phone,
        dialled=dialled(phone),
    )
    frame = site.frame(SEARCH, script=SCRIPT, description=_DESCRIPTION)
    return plain_page("Szukaj", body, site=site.page_site, frame=frame)


def words(catalogue: Catalogue) -> str:
    """Return the words searched: number, title, cell or unit, and summary of each procedure.

    They are a script: a page opened from a disk may run one beside it, but not read a file.
    """
    rows = [
        [number, card.heading, card.cell or card.unit, card.summary]
        for number, card in catalogue.rows
    ]
    said = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"window.lckmIndex={said};\n"
