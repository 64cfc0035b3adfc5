"""One page: the frame that every page shares, and what stands in it."""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from lckm_pages.blocks import sections_html
from lckm_pages.links import Addresses, own_address
from lckm_pages.markdown import clean, escaped, flow
from lckm_pages.safe_text import bound

if TYPE_CHECKING:
    from lckm_core.publication import Section


class Site(NamedTuple):
    """The site a page belongs to: its name, its part, and the band above staff pages.

    ``language`` is that of the name, where the page has another.
    """

    name: str
    part: str = ""
    band: str = ""
    language: str = ""


class FrameWords(NamedTuple):
    """The words of the frame itself, in the page's language."""

    language: str = "pl"
    skip: str = "Przejdź do treści"
    band: str = "Uwaga"
    navigation: str = "Serwis"
    languages: str = "Język"
    editors: str = "Redakcja"


class Frame(NamedTuple):
    """What a site puts around each of its pages.

    ``home`` is where the site's name leads, ``links`` are the texts and addresses of the
    navigation,
    ``here`` is the current one of them. With ``style``, the address of a stylesheet such as
    :func:`stylesheet`, the page has no inline style, and its policy admits styles, a
    ``script``, what
    that fetches, and forms of the site itself. ``head`` is more markup for the head. ``data`` is
    JSON-LD for search engines, which the policy admits by its hash. ``images`` are addresses of
    the site's own pictures, such as arms, before its name; ``foot`` are texts and addresses at the
    foot, where ``editors`` says who the editors are. ``languages`` are the same page in other
    languages: tag, name and address. A server that sends the policy as a header has it left out
    of the page with ``policy=False``.
    """

    home: str | None = None
    links: Sequence[tuple[str, str]] = ()
    here: str = ""
    style: str | None = None
    script: str | None = None
    head: Markup = Markup()
    data: str = ""
    images: Sequence[str] = ()
    foot: Sequence[tuple[str, str]] = ()
    editors: str = ""
    words: FrameWords = FrameWords()
    languages: Sequence[tuple[str, str, str]] = ()
    policy: bool = True


_ALONE: Final = Frame()
_NONE: Final = Markup()
_GAP: Final = Markup("\x00")
# The characters of a title that lists of results show.
_TITLE: Final = 70


PORTAL: Final = Site("Łódzkie Centrum Kontakt z Mieszkańcami", "Baza Wiedzy")
BIP: Final = Site("Biuletyn Informacji Publicznej", "Urząd Miasta Łodzi")
CALL_CENTRE: Final = Site(
    "Łódzkie Centrum Kontakt z Mieszkańcami",
    "Oddział Call Center",
    "Widok dla pracowników — nie udostępniać",
)
EDITORS: Final = Site(
    "Łódzkie Centrum Kontakt z Mieszkańcami",
    "Redakcja Bazy Wiedzy",
    "Widok dla redaktorów — nie udostępniać",
)

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
    frame: Frame = _ALONE,
    above: str | Markup = "",
    more: Sequence[tuple[str, str, Markup]] = (),
    ready: Markup | None = None,
    band: str | Markup = "",
    key_facts: Markup = _NONE,
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
    body = _template("page.html").render(
        heading=heading,
        sections=Markup(sections_html(anchored, addresses)) if ready is None else ready,  # noqa: S704  (every word escaped)
        more=more,
        contents=_contents(contents) if len(contents) > 1 else "",
        kind=kind,
        facts=facts,
        above=above,
        band=band,
        key_facts=key_facts,
    )
    return _frame_page(
        heading, body, site, frame._replace(home=own_address(home)) if home else frame, foot
    )


def sections_markup(sections: "Sequence[Section]", addresses: Addresses) -> Markup:
    """Return the markup of *sections*, to be shared by several pages."""
    return Markup(sections_html(sections_anchors(sections), addresses))  # noqa: S704  (every word escaped)


def plain_page(
    title: str,
    body: Markup,
    *,
    site: Site,
    frame: Frame = _ALONE,
    kind: str = "index",
    is_listed: bool = True,
) -> str:
    """Return a page with the caller's own *body*, which has its ``h1``.

    *kind* is the class that the caller's style knows the page by. The title of a page that
    ``is_listed`` by search engines is short; of others it always has the site's name.
    """
    main = f'<main id="tresc" tabindex="-1" class="{escaped(kind)}">\n{body}\n</main>'
    return _frame_page(title, main, site, frame, is_listed=is_listed)


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
    body = _template("index.html").render(
        heading=title,
        figures=[(anchor, *figure) for anchor, figure in zip(anchors, drawn, strict=False)],
        groups=[
            (anchor, *group) for anchor, group in zip(anchors[len(drawn) :], checked, strict=True)
        ],
        lead=lead,
        contents=_contents([*zip(anchors, names, strict=True)]) if contents else "",
    )
    return _frame_page(title, body, site, _ALONE)


def _frame_page(
    heading: str,
    body: str,
    site: Site,
    frame: Frame,
    foot: Iterable[tuple[str, str | Markup]] = (),
    *,
    is_listed: bool = True,
) -> str:
    """Return a page around its body, which is HTML."""
    before, after_policy, after_title, after_head, after_body, end = _shell(site, _hashable(frame))
    admitted, block = _block(frame) if frame.data else ("", "")
    if not frame.policy:
        admitted = ""
    full_title = f"{heading} – {site.name}"
    title = escaped(_title(heading, site.name) if is_listed else full_title)
    head = f"\n{frame.head}" if frame.head else ""
    rows = "\n".join(
        [f"<div><dt>{escaped(label)}</dt><dd>{_html(value)}</dd></div>" for label, value in foot]
    )
    feet = f"\n<dl>\n{rows}\n</dl>" if rows else ""
    return (
        f"{before}{admitted}{after_policy}{title}{after_title}{head}{block}"
        f"{after_head}{body}{after_body}{feet}{end}"
    )


def _hashable(frame: Frame) -> Frame:
    """Return what is the same for all pages of a frame, as a key."""
    return frame._replace(
        head=_NONE,
        data="",
        links=tuple(frame.links),
        images=tuple(frame.images),
        foot=tuple(frame.foot),
        languages=tuple(frame.languages),
    )


def _title(heading: str, name: str) -> str:
    """Return the title of a page, with the site's name where lists of results show both."""
    full_title = f"{heading} – {name}"
    return full_title if len(full_title) <= _TITLE else shortened(heading, _TITLE)


def shortened(text: str, most: int) -> str:
    """Return a text of at most *most* characters, cut after a word with „…”."""
    if len(text) <= most:
        return text
    begin = text[: most - 1]
    return (begin.rpartition(" ")[0] or begin).rstrip(" ,;:–") + "…"


def _block(frame: Frame) -> tuple[str, str]:
    """Return the policy's part for a page's data, and the block that holds them."""
    data = frame.data.replace("<", r"\u003c")
    directive = "" if frame.style else "; script-src"
    return escaped(
        f"{directive} {_source(data)}"
    ), f'\n<script type="application/ld+json">{data}</script>'


def _source(words: str) -> str:
    """Return what a policy admits these very words of a page by."""
    digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _html(value: str | Markup) -> str:
    return str(value) if isinstance(value, Markup) else escaped(value)


@lru_cache(maxsize=256)
def _shell(site: Site, frame: Frame) -> list[str]:
    """Return the fixed parts of a site's pages: before, between and after the varying ones."""
    gaps = dict.fromkeys(("admitted", "title", "head", "body", "foot"), _GAP)
    return _template("base.html").render(site=site, frame=frame, **gaps).split(_GAP)


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


def _final(value: Any) -> Any:
    """What every ``{{ … }}`` passes before it is escaped."""
    if value.__class__ is str:
        return value if value.isprintable() else clean(value)
    return value if value.__class__ is Markup else clean(str(value))


def _site_policy(images: Sequence[str]) -> str:
    """Return the policy of a site's pages, which admits pictures where there are any."""
    pictures = "img-src 'self'; " if images else ""
    return (
        f"default-src 'none'; style-src 'self'; {pictures}base-uri 'none'; form-action 'self'; "
        "script-src 'self'"
    )


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def language_links(languages: Sequence[tuple[str, str, str]], label: str) -> Markup:
    """Return links to the same page in other languages.

    Args:
        languages: tag, name and address of each.
        label: what the links are, in the page's language.
    """
    html = _template("languages.html").render(languages=languages, label=label)
    return Markup(html)  # noqa: S704  (our own template)


def stylesheet() -> str:
    """Return the style of every page, for a site that serves it as a file."""
    style = (
        resources.files("lckm_pages").joinpath("templates/style.css").read_text(encoding="utf-8")
    )
    return re.sub(r"\s*\n\s*", "\n", style).strip()


def template_environment(package: str, *, trim_blocks: bool = False) -> Environment:
    """Return the environment of a package's templates, which clean and escape each value.

    Args:
        package: the package, such as ``lckm_bip``, whose folder ``templates`` holds them.
        trim_blocks: whether a line that holds a block alone leaves nothing on the page.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        auto_reload=False,
        trim_blocks=trim_blocks,
        lstrip_blocks=trim_blocks,
    )


@cache
def _environment() -> Environment:
    style = stylesheet()
    environment = template_environment("lckm_pages")
    environment.filters.update(bound=bound, flow=flow)
    environment.globals.update(
        style=Markup(style),  # noqa: S704  (our own file)
        policy=f"default-src 'none'; style-src {_source(style)}; base-uri 'none'; form-action "
        "'none'",
        site_policy=_site_policy,
        language_links=language_links,
    )
    return environment
