"""A projection as one accessible HTML page, safe from whatever its texts hold."""

from lckm_pages.page import BIP, CALL_CENTRE, EDITORS, PORTAL, Site, page, render_index
from lckm_pages.rendering import render, render_notice

__all__ = ["BIP", "CALL_CENTRE", "EDITORS", "PORTAL", "Site", "page", "render", "render_index", "render_notice"]
