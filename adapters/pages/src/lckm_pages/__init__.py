"""A projection as one accessible HTML page, safe from whatever its texts hold."""

from lckm_pages.links import Addresses
from lckm_pages.page import (
    BIP,
    CALL_CENTRE,
    EDITORS,
    PORTAL,
    Frame,
    Site,
    page,
    plain_page,
    render_index,
    sections_markup,
    stylesheet,
)
from lckm_pages.renderer import (
    ONLINE,
    notice_sections,
    render,
    render_notice,
)

__all__ = [
    "BIP",
    "CALL_CENTRE",
    "EDITORS",
    "ONLINE",
    "PORTAL",
    "Addresses",
    "Frame",
    "Site",
    "notice_sections",
    "page",
    "plain_page",
    "render",
    "render_index",
    "render_notice",
    "sections_markup",
    "stylesheet",
]
