"""A projection as one accessible HTML page, safe from whatever its texts hold."""

from lckm_pages.environment import language_links, stylesheet, template_environment
from lckm_pages.frame import (
    BIP,
    CALL_CENTRE,
    EDITORS,
    PORTAL,
    Frame,
    FrameWords,
    Site,
    shortened,
)
from lckm_pages.links import Addresses, file_link, is_name, page_link, web_address
from lckm_pages.markdown import clean, escaped
from lckm_pages.page import (
    page,
    plain_page,
    render_index,
    sections_anchors,
    sections_markup,
)
from lckm_pages.renderer import (
    ONLINE,
    notice_sections,
    render,
    render_notice,
)
from lckm_pages.safe_text import day, label_html

__all__ = [
    "BIP",
    "CALL_CENTRE",
    "EDITORS",
    "ONLINE",
    "PORTAL",
    "Addresses",
    "Frame",
    "FrameWords",
    "Site",
    "clean",
    "day",
    "escaped",
    "file_link",
    "is_name",
    "label_html",
    "language_links",
    "notice_sections",
    "page",
    "page_link",
    "plain_page",
    "render",
    "render_index",
    "render_notice",
    "sections_anchors",
    "sections_markup",
    "shortened",
    "stylesheet",
    "template_environment",
    "web_address",
]
