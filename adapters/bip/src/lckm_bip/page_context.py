"""An edition with all that its page and its data are made of."""

import attrs
from markupsafe import Markup

from lckm_bip.pages.dates import available
from lckm_bip.pages.history import changes
from lckm_bip.release.manifest import Change
from lckm_core.publication import Page, Projection


@attrs.frozen
class Sections:
    """Sections as markup with working links, and as data; both sites mostly share them."""

    markup: Markup
    json: str
    xml: str


@attrs.frozen
class PageContext:
    """A page with what was made of it: the projection, the editions, and its sections."""

    page: Page
    projection: Projection
    changes: tuple[Change, ...]
    sections: Sections

    @property
    def at(self) -> str | None:
        """When the edition was made available."""
        return self.changes[0].at


def page_context(
    page: Page, projection: Projection, sections: Sections, *, history: bool
) -> PageContext:
    """Return the context of a page; *history* adds what differs between its editions."""
    found = (
        changes(page, projection)
        if history
        else (Change(page.edition, available(page), page.published_by, None),)
    )
    return PageContext(page, projection, found, sections)
