"""The pages of announcements (zał. 2 § 5, § 7) and of the portal's terms of use (§ 4)."""

from markupsafe import Markup

from lckm_bip.sites import NOTICES, AudienceSite
from lckm_bip.templates_environment import filled
from lckm_core.publication import Notice
from lckm_pages import Addresses, notice_sections, page

_KINDS = {"announcement": "Informacja dla mieszkańców", "terms": "Zasady korzystania z portalu"}
_NUMBER = Markup("Numer: <b>{}</b>")


def notice_page(site: AudienceSite, notice: Notice, path: str) -> str:
    """Return the page of a notice at *path*, with its text straight below the heading."""
    trail = [("Początek", "index.html"), *([("Informacje", NOTICES)] if not site.is_bip else [])]
    return page(
        notice.heading,
        notice_sections(notice),
        site=site.page_site,
        addresses=Addresses(lambda _: "", lambda id: f"{id}.html"),
        kind=_KINDS[notice.kind],
        facts=[_NUMBER.format(notice.id)] if notice.kind == "announcement" else (),
        frame=site.frame(path=path, description=notice.heading),
        above=filled("trail.html", trail=trail),
    )
