"""The search that works without a server: a page, its script, and the words searched."""

import json

from lckm_bip.pages.catalogue import Catalogue
from lckm_bip.sites import SCRIPT, SEARCH, AudienceSite
from lckm_bip.templates_environment import filled
from lckm_pages import plain_page


def search_page(site: AudienceSite) -> str:
    """Return the page with the form; without JavaScript it leads to the lists."""
    trail = filled("trail.html", trail=[("Początek", "index.html")])
    body = filled("search.html", trail=trail)
    return plain_page("Szukaj", body, site=site.page_site, frame=site.frame(SEARCH, script=SCRIPT))


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
