"""The lists: the start, the alphabet, the units, and each of these by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from markupsafe import Markup

from lckm_bip.pages.catalogue import (
    Catalogue,
    Row,
    letter_path,
    unit_path,
)
from lckm_bip.pages.changes import PublicChange
from lckm_bip.sites import (
    FEED,
    INDEX,
    LETTERS,
    MAP,
    POLISH,
    TOPICS,
    UNITS,
    AudienceSite,
)
from lckm_bip.templates_environment import filled
from lckm_core.publication import Notice
from lckm_core.text import Noun, counted
from lckm_pages import escaped, plain_page

_NEWEST: Final = 8
_START: Final = ("Początek", INDEX)
_LETTERS: Final = ("Alfabetycznie", LETTERS)
_UNITS: Final = ("Według jednostek", UNITS)

_TERMS: Final = "Zasady korzystania z portalu"
_MATTERS = Noun("sprawa", "sprawy", "spraw", "matter", "matters")


class Line(NamedTuple):
    """A line of a list: what it says, where it leads, and a note below it.

    Both are words of a department, unless they are said to be the site's own.
    """

    text: str
    href: str
    note: str = ""
    is_own: bool = False
    is_own_note: bool = False


class Group(NamedTuple):
    """Lines under a heading, which may lead somewhere and have an anchor.

    The heading is the site's own, unless it is said to be a name of the office.
    """

    heading: str
    href: str
    lines: Sequence[Line]
    anchor: str = ""
    is_name: bool = False


_ABOUT: Final = (
    "{} {} krok po kroku: co przygotować, gdzie pójść, ile to kosztuje i jak długo trwa."
)


def lists(site: AudienceSite, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every list of procedures, with its path."""
    letters = _letter_links(catalogue)
    yield (
        LETTERS,
        _page(site, "Sprawy alfabetycznie", [], here=LETTERS, trail=[_START], letters=letters),
    )
    for letter, rows in catalogue.by_letter.items():
        yield letter_path(letter), _letter_page(site, letter, rows, letters)
    for unit, cells in catalogue.by_unit.items():
        yield unit_path(unit), _unit_page(site, unit, cells)
        for cell, rows in cells.items():
            if cell:
                yield unit_path(unit, cell), _cell_page(site, unit, cell, rows)
    groups = [_unit_group(unit, cells) for unit, cells in catalogue.by_unit.items()]
    yield UNITS, _page(site, "Sprawy według jednostek", groups, here=UNITS, trail=[_START])


def _letter_links(catalogue: Catalogue) -> list[tuple[str, str, int]]:
    """Return each letter with its path, and how many procedures begin with it."""
    return [
        (letter, letter_path(letter), len(rows)) for letter, rows in catalogue.by_letter.items()
    ]


def _letter_page(
    site: AudienceSite, letter: str, rows: Sequence[Row], letters: Sequence[tuple[str, str, int]]
) -> str:
    lines = [_line(row, f"{row[0]} · {row[1].cell or row[1].unit}") for row in rows]
    title = (
        f"Sprawy na literę {letter}"
        if letter.isalpha()
        else "Sprawy zaczynające się inaczej niż literą"
    )
    return _page(
        site,
        title,
        [Group("", "", lines)],
        trail=[_START, _LETTERS],
        letters=letters,
        letter=letter,
        path=letter_path(letter),
    )


def _unit_page(site: AudienceSite, unit: str, cells: Mapping[str, Sequence[Row]]) -> str:
    """Return the page of a unit: its cells, and what is of the unit itself."""
    lines = _cell_lines(unit, cells)
    own = [_line(row, row[0]) for row in cells.get("", ())]
    groups = [Group("Komórki", "", lines)] if lines else []
    groups += [Group("Sprawy jednostki", "", own)] if own else []
    return _page(site, unit, groups, trail=[_START, _UNITS], kind="Jednostka", path=unit_path(unit))


def _cell_page(site: AudienceSite, unit: str, cell: str, rows: Sequence[Row]) -> str:
    return _page(
        site,
        cell,
        [Group("", "", [_line(row, row[0]) for row in rows])],
        trail=[_START, _UNITS, (unit, unit_path(unit))],
        kind="Komórka",
        path=unit_path(unit, cell),
    )


def _unit_group(unit: str, cells: Mapping[str, Sequence[Row]]) -> Group:
    """Return a unit as a group of the list of all units."""
    address = unit_path(unit)
    count = _count(len(cells.get("", ())))
    lines = _cell_lines(unit, cells) or [Line("Sprawy jednostki", address, count, True, True)]
    return Group(unit, address, lines, is_name=True)


def _cell_lines(unit: str, cells: Mapping[str, Sequence[Row]]) -> list[Line]:
    return [
        Line(cell, unit_path(unit, cell), _count(len(rows)), is_own_note=True)
        for cell, rows in cells.items()
        if cell
    ]


def start_page(
    site: AudienceSite,
    catalogue: Catalogue,
    changes: Sequence[PublicChange],
    notices: Sequence[Notice],
) -> str:
    """Return the first page."""
    letters = _letter_links(catalogue)
    units = [
        (unit, unit_path(unit), _count(sum(map(len, cells.values()))))
        for unit, cells in catalogue.by_unit.items()
    ]
    body = filled(
        "start.html",
        is_bip=site.is_bip,
        place=site.settings.place,
        topics=[
            (topic, f"{TOPICS}#{topic_anchor(place)}")
            for place, (topic, *_) in enumerate(site.topics)
        ],
        count=_count(len(catalogue.cards)),
        letters=letters,
        units=units,
        newest=changes[:_NEWEST],
        notices=[notice for notice in notices if notice.kind == "announcement"],
    )
    frame = site.frame(
        INDEX, description=_ABOUT.format(_count(len(catalogue.cards)), site.settings.place)
    )
    return plain_page("Opisy spraw", body, site=site.page_site, frame=frame)


def topics_page(site: AudienceSite, catalogue: Catalogue) -> str:
    """Return the procedures of each topic, in the order of the settings."""
    groups: list[Group] = []
    for place, (topic, *names) in enumerate(site.topics):
        rows = [
            row
            for row in catalogue.rows
            if not {row[0], row[1].cell, row[1].unit}.isdisjoint(names)
        ]
        lines = [_line(row, row[0]) for row in rows]
        groups.append(Group(topic, "", lines, topic_anchor(place), is_name=True))
    title = "Sprawy według tematów"
    return _page(site, title, groups, here=TOPICS, trail=[_START])


def topic_anchor(place: int) -> str:
    """Return the anchor of a topic by its place."""
    return f"temat-{place + 1}"


def map_page(site: AudienceSite, catalogue: Catalogue, terms: str | None) -> str:
    """Return the map of the site: every list that leads to a page."""
    service = [Line(text, href, is_own=True) for href, text in site.links]
    service += [Line(_TERMS, terms, is_own=True)] if terms else []
    service.append(Line("Kanał zmian (Atom)", FEED, is_own=True))
    letters = [
        Line(letter, letter_path(letter), _count(len(rows)), True, True)
        for letter, rows in catalogue.by_letter.items()
    ]
    units = [
        Line(cell or unit, unit_path(unit, cell), unit if cell else "")
        for unit, cells in catalogue.by_unit.items()
        for cell in ("", *filter(None, cells))
    ]
    groups: list[Group] = [Group("Serwis", "", service)]
    groups += [Group("Jednostki i komórki", UNITS, units)] if units else []
    groups += [Group("Litery", LETTERS, letters)] if letters else []
    return _page(site, "Mapa serwisu", groups, here=MAP, trail=[_START])


def notices_page(site: AudienceSite, notices: Sequence[Notice], terms: str | None) -> str:
    """Return the list of announcements; *terms* is the address of the terms, if any."""
    lines = [
        Line(notice.heading, f"{notice.id}.html", notice.id)
        for notice in notices
        if notice.kind == "announcement"
    ]
    groups: list[Group] = [Group("Informacje dla mieszkańców", "", lines)] if lines else []
    if terms:
        groups.append(Group("Portal", "", [Line(_TERMS, terms, is_own=True)]))
    return _page(site, "Informacje", groups, here="informacje.html", trail=[_START])


def _page(
    site: AudienceSite,
    title: str,
    groups: Sequence[Group],
    *,
    here: str = "",
    trail: Sequence[tuple[str, str]] = (),
    letters: Sequence[tuple[str, str, int]] = (),
    letter: str = "",
    kind: str = "",
    path: str = "",
) -> str:
    count = sum(len(group.lines) for group in groups) if not here else 0
    body = filled(
        "list.html",
        title=title,
        kind=kind,
        trail=filled("trail.html", trail=trail) if trail else Markup(),
        groups=[
            (group.heading, group.href, _lines(group.lines), group.anchor, group.is_name)
            for group in groups
        ],
        letters=letters,
        letter=letter,
        counted=_count(count) if count and not kind else "",
    )
    frame = site.frame(here, path=path, description=f"{title} – {site.page_site.name}.")
    return plain_page(title, body, site=site.page_site, frame=frame)


def _lines(lines: Iterable[Line]) -> Markup:
    """Return lines, written in Python, as there may be thousands."""
    return Markup("\n".join(_item(*line) for line in lines))  # noqa: S704  (each part escaped)


@lru_cache(maxsize=65536)  # a list is made anew whenever one of its lines changes
def _item(text: str, href: str, note: str, is_own: bool, is_own_note: bool) -> str:
    of_note = "" if is_own_note else POLISH
    of_text = "" if is_own else POLISH
    below = f' <span class="note"{of_note}>{escaped(note)}</span>' if note else ""
    return f'<li><a href="{escaped(href)}"{of_text}>{escaped(text)}</a>{below}</li>'


def _line(row: Row, note: str) -> Line:
    number, card = row
    return Line(card.heading, f"{number}.html", note)


def _count(number: int) -> str:
    """Return how many matters, as Polish counts them."""
    return counted(number, _MATTERS).pl
