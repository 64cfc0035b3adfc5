"""The portal's face below a path of a host, with lckm-search and the samples' procedures."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import bip_samples as shared
from starlette.applications import Starlette
from starlette.routing import Mount

from lckm_bip import BipAdapter, PortalFace
from lckm_core import ContactCentre, build
from lckm_core.ports import provide
from lckm_core.publication import Audience, publication_of
from lckm_search import SearchAdapter

AT = "/miasto/procedury"
PAGES = {
    "start": "",
    "procedure": f"{shared.AMENDED}.html",
    "found": "szukaj.html?q=karta+du%C5%BCej+rodziny",
    "nothing": "szukaj.html?q=xyzxyz",
    "missing": "nie/ma/takiej",
    "start in English": "en/",
    "procedure in English": f"en/{shared.AMENDED}.html",
    "found in Ukrainian": "uk/szukaj.html?q=karta+du%C5%BCej+rodziny",
    "missing in Ukrainian": "uk/nie/ma",
}


@contextmanager
def portal_host(place: Path) -> Iterator[Starlette]:
    """Give the application within the block; what it serves lies in *place*."""
    searching = SearchAdapter(index=str(place / "index"), analyser="snowball")
    site = BipAdapter(target=str(place / "site"), phone="42 638 44 44", reports="/")
    exporters = [*site.contribute_exporters(), *searching.contribute_exporters()]
    audiences = (*shared.BOTH, Audience.CALL_CENTRE)
    shown = publication_of(
        shared.editions(),
        audiences,
        on=shared.DAY,
        announcements=shared.announcements(),
        read=shared.DOCUMENTS.read,
    )
    for one in exporters:
        one.export(lambda: shown)
    handed = provide(exporters=exporters, search=searching.provide_search())
    with closing(searching.index):
        yield Starlette(routes=[Mount(AT, PortalFace(ContactCentre(build(handed))).app)])
