"""Writes a site of the samples and of a hundred more procedures to a folder, and the portal in
other languages as it is served, for checkers of HTML: ``write_site.py FOLDER``.
"""

import sys
from pathlib import Path

import attrs
import bip_samples as shared
from test_portal_face import Portal

from lckm_testing.knowledge_base import knowledge_base


def write_languages(folder: Path) -> None:
    """Write the pages of the samples as a server sends them in English and Ukrainian."""
    portal = Portal(folder / "exported", languages=("pl", "en", "uk"), phone="42 638 44 44")
    portal.export()
    names = [path.name for path in (portal.target / "current/portal").glob("*.html")]
    for language in ("en", "uk"):
        (folder / language).mkdir()
        for name in (*names, "nie-ma.html"):
            page = portal.client.get(f"/{language}/{name}").text
            (folder / language / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    more = [
        attrs.evolve(one, internal=False, valid_from=None, valid_to=None)
        for one in knowledge_base(100)
    ]
    shown = shared.publication([*shared.editions(), *map(shared.edition, more)])
    site = Path(sys.argv[1])
    shared.site(site, shown, base_url="https://www.lodz.example/")
    write_languages(site.parent / f"{site.name}-languages")
    print(f"{len(list(Path(sys.argv[1], 'current').rglob('*.html')))} pages")
