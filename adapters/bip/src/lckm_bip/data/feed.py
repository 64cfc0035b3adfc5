"""The latest changes as an Atom feed, and the map of the site for search engines."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID, uuid5

from lckm_bip.pages.changes import PublicChange
from lckm_bip.pages.dates import instant
from lckm_bip.release.manifest import Card
from lckm_bip.sites import CHANGES, FEED, AudienceSite
from lckm_pages import escaped

_LATEST: Final = 50
_NAMES: Final = UUID("6f1a4a3e-2d0f-5c57-9a55-0d8b3f6c1023")
"""Of what ids in feeds are made: a change keeps its id wherever the site is."""
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def feed(site: AudienceSite, changes: Sequence[PublicChange]) -> str:
    """Return the feed. Links are relative to it where the site's address is not known."""
    latest = changes[:_LATEST]
    title = f"{site.page_site.name}: zmiany w opisach spraw"
    out = [
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pl">',
        f"<id>urn:uuid:{uuid5(_NAMES, site.name)}</id>",
        f"<title>{escaped(title)}</title>",
        f"<updated>{instant(latest[0].at if latest else None)}</updated>",
        f"<author><name>{escaped(site.publisher)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{escaped(site.address + CHANGES)}"/>',
    ]
    if site.address:
        out.append(
            f'<link rel="self" type="application/atom+xml" href="{escaped(site.address + FEED)}"/>'
        )
    out += [_entry(site, change) for change in latest]
    return "\n".join([*out, "</feed>\n"])


def _entry(site: AudienceSite, change: PublicChange) -> str:
    name = f"{site.name}/{change.id}/{change.edition}/{change.at}"
    href = site.address + (change.href or "zmiany.html")
    return (
        f"<entry>\n<id>urn:uuid:{uuid5(_NAMES, name)}</id>\n"
        f"<title>{escaped(change.title)}</title>\n"
        f"<updated>{instant(change.at)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escaped(href)}"/>\n'
        f"<summary>{escaped(f'{change.id} · {change.what}')}</summary>\n</entry>"
    )


def sitemap(site: AudienceSite, cards: Iterable[tuple[str, Card]], others: Iterable[str]) -> str:
    """Return the sitemap: lists, and procedures with the moment of their newest edition."""
    out = [f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    out += [f"<url><loc>{escaped(site.address + path)}</loc></url>" for path in others]
    for number, card in cards:
        at = card.changes[0].at
        changed = f"<lastmod>{at}</lastmod>" if at else ""
        out.append(f"<url><loc>{escaped(site.address + number)}.html</loc>{changed}</url>")
    return "\n".join([*out, "</urlset>\n"])
