"""The frame that every page of a site shares: its head, its navigation and its foot."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from markupsafe import Markup

from lckm_pages.environment import policy_source, template
from lckm_pages.markdown import escaped


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

    Attributes:
        home: where the site's name leads.
        links: the texts and addresses of the navigation.
        here: the current one of these addresses.
        style: the address of a stylesheet such as :func:`stylesheet`. With it the page has no
            inline style, and its policy admits styles, a *script*, what that fetches, and forms
            of the site itself.
        script: the address of a script.
        head: more markup for the head.
        data: JSON-LD for search engines, which the policy admits by its hash.
        images: addresses of the site's own pictures, such as arms, before its name.
        foot: texts and addresses at the foot.
        editors: who the editors are, as the foot says it.
        words: the words of the frame itself.
        languages: the same page in other languages: tag, name and address.
        policy: whether the page has the policy in it; a server that sends it as a header says no.
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


NO_FRAME: Final = Frame()
NO_MARKUP: Final = Markup()
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


def frame_page(
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
        head=NO_MARKUP,
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
    """Return the part of the policy for a page's data, and the block that holds them."""
    data = frame.data.replace("<", r"\u003c")
    directive = "" if frame.style else "; script-src"
    return escaped(
        f"{directive} {policy_source(data)}"
    ), f'\n<script type="application/ld+json">{data}</script>'


def _html(value: str | Markup) -> str:
    return str(value) if isinstance(value, Markup) else escaped(value)


@lru_cache(maxsize=256)
def _shell(site: Site, frame: Frame) -> list[str]:
    """Return the fixed parts of a site's pages: before, between and after the varying ones."""
    gaps = dict.fromkeys(("admitted", "title", "head", "body", "foot"), _GAP)
    return template("base.html").render(site=site, frame=frame, **gaps).split(_GAP)
