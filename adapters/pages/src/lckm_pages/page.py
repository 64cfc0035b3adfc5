"""One page in its frame: with sections, with a caller's own body, or with links."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from lckm_pages.blocks import sections_html
from lckm_pages.environment import template
from lckm_pages.frame import NO_FRAME, NO_MARKUP, PORTAL, Frame, Site, frame_page
from lckm_pages.links import Addresses, own_address
from lckm_pages.markdown import escaped

if TYPE_CHECKING:
    from lckm_core.publication import Section

_POLISH: Final = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")


def page(
    heading: str,
    sections: "Sequence[Section]",
    *,
    site: Site,
    addresses: Addresses,
    kind: str = "",
    facts: Iterable[str | Markup] = (),
    foot: Iterable[tuple[str, str | Markup]] = (),
    home: str | None = None,
    frame: Frame = NO_FRAME,
    above: str | Markup = "",
    more: Sequence[tuple[str, str, Markup]] = (),
    ready: Markup | None = None,
    band: str | Markup = "",
    key_facts: Markup = NO_MARKUP,
) -> str:
    """Return a page: one ``h1``, facts, a table of contents, sections and a foot.

    A section without a heading shows its entries straight under the page's; an entry labelled like
    its section is not labelled again. All of it is text, never markup, unless it is a
    :class:`markupsafe.Markup`.

    Args:
        heading: the page's ``h1``; *kind* says above it what the page is.
        facts: stand below the heading; *foot* stands at the end.
        home: where the site's name leads.
        more: sections that are markup already: anchor, heading, content.
        above: stands above *kind*.
        ready: the markup of the same *sections* from :func:`sections_markup`.
        band: a warning above the whole page.
        key_facts: stand below *facts*.
    """
    anchored = sections_anchors(sections)
    contents = [(anchor, section.heading) for anchor, section in anchored if section.heading]
    contents += [(anchor, name) for anchor, name, _ in more]
    if ready is None:
        # Every word of it is escaped.
        ready = Markup(sections_html(anchored, addresses))  # noqa: S704
    body = template("page.html").render(
        heading=heading,
        sections=ready,
        more=more,
        contents=_contents(contents) if len(contents) > 1 else "",
        kind=kind,
        facts=facts,
        above=above,
        band=band,
        key_facts=key_facts,
    )
    return frame_page(
        heading, body, site, frame._replace(home=own_address(home)) if home else frame, foot
    )


def sections_markup(sections: "Sequence[Section]", addresses: Addresses) -> Markup:
    """Return the markup of *sections*, to be shared by several pages."""
    # Every word of it is escaped.
    return Markup(sections_html(sections_anchors(sections), addresses))  # noqa: S704


def plain_page(
    title: str,
    body: Markup,
    *,
    site: Site,
    frame: Frame = NO_FRAME,
    kind: str = "index",
    is_listed: bool = True,
) -> str:
    """Return a page with the caller's own *body*, which has its ``h1``.

    *kind* is the class that the caller's style knows the page by. The title of a page that
    ``is_listed`` by search engines is short; of others it always has the site's name.
    """
    main = f'<main id="tresc" tabindex="-1" class="{escaped(kind)}">\n{body}\n</main>'
    return frame_page(title, main, site, frame, is_listed=is_listed)


def render_index(
    title: str,
    groups: Iterable[tuple[str, Iterable[tuple[str, str, str]]]],
    *,
    lead: str = "",
    site: Site = PORTAL,
    figures: Iterable[tuple[str, Markup]] = (),
    contents: bool = False,
) -> str:
    """Return a page of links; an unsafe href leaves only its text.

    Args:
        groups: headings with their ``(text, href, note)``.
        figures: come first: headings with the caller's own HTML, such as an inline SVG.
        contents: whether links to all headings stand at the top.
    """
    drawn = [(heading, figure) for heading, figure in figures]
    checked = [
        (heading, [(text, own_address(href), note) for text, href, note in items])
        for heading, items in groups
    ]
    names = [heading for heading, _ in drawn] + [heading for heading, _ in checked]
    anchors = _unique_anchors(names) if contents else [""] * len(names)
    body = template("index.html").render(
        heading=title,
        figures=[(anchor, *figure) for anchor, figure in zip(anchors, drawn, strict=False)],
        groups=[
            (anchor, *group) for anchor, group in zip(anchors[len(drawn) :], checked, strict=True)
        ],
        lead=lead,
        contents=_contents([*zip(anchors, names, strict=True)]) if contents else "",
    )
    return frame_page(title, body, site, NO_FRAME)


def _contents(contents: Sequence[tuple[str, str]]) -> Markup:
    """Return the lines of the contents list."""
    lines = [f'<li><a href="#{anchor}">{escaped(name)}</a></li>' for anchor, name in contents]
    return Markup("\n".join(lines))  # noqa: S704  (every word escaped)


def sections_anchors(sections: "Sequence[Section]") -> "list[tuple[str, Section]]":
    """Return each section with its anchor, the same in every page that has it."""
    anchors = _unique_anchors([section.heading for section in sections])
    return list(zip(anchors, sections, strict=True))


def _unique_anchors(headings: Iterable[str]) -> list[str]:
    """Return an anchor for each heading, each of its own."""
    anchors = dict[str, None]()
    for heading in headings:
        anchor = wanted = _anchor(heading)
        count = 1
        while anchor in anchors:
            count += 1
            anchor = f"{wanted}-{count}"
        anchors[anchor] = None
    return list(anchors)


@lru_cache(maxsize=1024)
def _anchor(heading: str) -> str:
    """Anchors of sections begin with „s-”, so that they never meet those of the frame."""
    return "s-" + (
        re.sub("[^a-z0-9]+", "-", heading.translate(_POLISH).lower()).strip("-")[:60] or "sekcja"
    )
