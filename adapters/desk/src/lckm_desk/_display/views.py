"""The page of what is shown: today's list, and the days on which it changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from lckm_core import ContactCentre
from lckm_core.calendar import parse_day
from lckm_core.publication import Audience, ChangeKind
from lckm_core.search_words import SearchWords
from lckm_core.text import Noun, counted
from lckm_desk import _labels as labels
from lckm_desk._display.display_list import PAGE, SHOWN, DisplayAddress
from lckm_desk._display.shown_things import (
    ShownChange,
    ShownPeriod,
    ShownThing,
    ThingKind,
    changes_of,
    may_open,
    things_shown,
)
from lckm_desk._display_periods import PUBLIC_AND_STAFF
from lckm_desk._list_addresses import next_query
from lckm_desk._pages import View
from lckm_desk._records.procedure import Place

_PAGES: Final[Mapping[ThingKind, str]] = {
    ThingKind.PROCEDURE: "procedure",
    ThingKind.ANNOUNCEMENT: "announcement",
    ThingKind.TERMS: "terms-version",
}
_MENU: Final[Mapping[ThingKind, str]] = {
    ThingKind.PROCEDURE: "procedures",
    ThingKind.ANNOUNCEMENT: "announcements",
    ThingKind.TERMS: "terms",
}
_KINDS: Final[Mapping[ThingKind, str]] = {
    ThingKind.PROCEDURE: "procedury",
    ThingKind.ANNOUNCEMENT: "informacje",
    ThingKind.TERMS: "regulamin",
}
_COUNTED: Final[Mapping[ThingKind, Noun]] = {
    ThingKind.PROCEDURE: Noun("procedura", "procedury", "procedur", "procedure", "procedures"),
    ThingKind.ANNOUNCEMENT: Noun(
        "informacja", "informacje", "informacji", "announcement", "announcements"
    ),
}
_CHANGES: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.APPEARS: "pojawia się",
    ChangeKind.CHANGES: "nowa wersja",
    ChangeKind.DISAPPEARS: "znika",
}
_PLACES: Final[Mapping[Audience, str]] = {
    Audience.PORTAL: "na portalu",
    Audience.BIP: "w BIP",
    Audience.CALL_CENTRE: "w Call Center",
}
_BEFORE: Final = timedelta(days=30)
_Links = Callable[[ShownThing, ShownPeriod], bool]
"""Whether a text is a link: its page opens for whoever looks."""


def display_view(
    centre: ContactCentre,
    address: DisplayAddress,
    places: Sequence[Place] | None,
    *,
    pages: Iterable[str],
    today: date,
) -> View:
    """Return one page of what is shown, or of when it changes.

    Args:
        centre: the contact centre.
        address: what is asked for.
        places: only what is of one of these places; ``None``: all.
        pages: the pages of the menu that open for whoever looks: links lead to theirs alone.
        today: the day.
    """
    faults, pages = address.faults, tuple(pages)
    things = [] if faults else list(things_shown(centre, address.audience, places))

    def links(thing: ShownThing, period: ShownPeriod) -> bool:
        return _MENU[thing.kind] in pages and may_open(centre, thing, period, places, today)

    words = address.search_words
    chosen = [thing for thing in things if _is_chosen(thing, address, words)]
    shown = address.view == SHOWN
    days: list[tuple[str, list[Mapping[str, Any]]]] = []
    rows: list[Mapping[str, Any]] = []
    following = ""
    if shown:
        rows, following = _shown_rows(chosen, address, links, today)
    elif not faults:
        days, following = _days_of_change(chosen, address, links, today)
    units = [unit.name for unit in centre.plugins.directory.units] if places is None else []
    return View(
        template="display",
        title="Co widać i kiedy",
        is_continued=bool(address.after),
        here="display",
        status=400 if faults else 200,
        faults=faults,
        context={
            "address": address,
            "where": _PLACES[address.audience],
            "summary": _summary(things, today),
            "is_shown_view": shown,
            "rows": rows,
            "days": days,
            "following": following,
            "is_first": not address.after,
            "views": _views(address, today),
            "choices": _choices(units),
            "places": sorted({official.cell or official.unit for official, _ in places or ()}),
            "today": labels.day(today),
        },
    )


def _views(address: DisplayAddress, today: date) -> Sequence[tuple[str, str]]:
    past = {"od": f"{today - _BEFORE}", "do": f"{today}"}
    return (
        ("Co się zmieni", ""),
        ("Co widać dziś", urlencode({"pokaz": SHOWN})),
        ("Co się zmieniło w ciągu 30 dni", urlencode(past)),
    )


def _choices(units: Sequence[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the options of each filter: value and words."""
    return {
        "widok": [(audience.value, labels.AUDIENCES[audience]) for audience in PUBLIC_AND_STAFF],
        "rodzaj": [(kind.value, words) for kind, words in _KINDS.items()],
        "jednostka": [(unit, unit) for unit in units],
    }


def _is_chosen(thing: ShownThing, address: DisplayAddress, words: SearchWords | None) -> bool:
    """Return whether a thing meets the filters except days; its newest text decides."""
    newest = thing.periods[-1]
    return (
        address.kind in ("", thing.kind)
        and address.unit in ("", newest.unit)
        and (words is None or any(words.are_in(period.title) for period in thing.periods))
    )


def _summary(things: Sequence[ShownThing], today: date) -> str:
    """Return how many things are shown today, in words; empty for none."""
    shown = [(thing.kind, thing.shown_on(today)) for thing in things]
    parts = []
    for kind, noun in _COUNTED.items():
        count = sum(of is kind and period is not None for of, period in shown)
        parts.append(counted(count, noun).pl)
    terms = [period for kind, period in shown if kind is ThingKind.TERMS and period is not None]
    parts += [f"regulamin w wersji {period.number}" for period in terms]
    return ", ".join(parts)


def _shown_rows(
    things: Iterable[ShownThing], address: DisplayAddress, links: _Links, today: date
) -> tuple[list[Mapping[str, Any]], str]:
    """Return a page of what is shown today, and the query of the next; empty for none."""
    found = []
    for thing in things:
        period = thing.shown_on(today)
        key = f"{thing.kind}~{thing.number}"
        if period is not None and key > address.after:
            found.append((key, thing, period))
    found.sort(key=lambda row: row[0])
    rows = [_row(thing, period, links) for _, thing, period in found[:PAGE]]
    return rows, _following(address, found[PAGE - 1][0] if len(found) > PAGE else "")


def _days_of_change(
    things: Iterable[ShownThing], address: DisplayAddress, links: _Links, today: date
) -> tuple[list[tuple[str, list[Mapping[str, Any]]]], str]:
    """Return a page of changes by day, and the query of the next; empty without one."""
    # What residents see today is no news of today.
    first = parse_day(address.first_day) or today
    last = parse_day(address.last_day) or date.max
    found = []
    for thing in things:
        for change in changes_of(thing):
            key = f"{change.on}~{thing.kind}~{thing.number}"
            if first <= change.on <= last and key > address.after:
                found.append((key, change))
    found.sort(key=lambda row: row[0])
    changes = (change for _, change in found[:PAGE])
    days = [
        (_day_words(day, today), [_change_row(change, links) for change in those])
        for day, those in groupby(changes, key=lambda change: change.on)
    ]
    return days, _following(address, found[PAGE - 1][0] if len(found) > PAGE else "")


def _day_words(day: date, today: date) -> str:
    return f"{labels.day(day)} (dziś)" if day == today else labels.day(day)


def _following(address: DisplayAddress, after: str) -> str:
    return next_query(address.query, po=after) if after else ""


def _row(thing: ShownThing, period: ShownPeriod, links: _Links) -> Mapping[str, Any]:
    numbers = {"numer": period.number}
    if thing.kind is ThingKind.PROCEDURE:
        numbers["wersja"] = str(period.edition)
    first = f"od {labels.day(period.first)}" if period.first else "od zawsze"
    return {
        "number": period.number,
        "page": _PAGES[thing.kind] if links(thing, period) else "",
        "query": numbers,
        "title": period.title,
        "edition": f"wersja {period.edition}" if period.edition else "",
        "days": f"{first} {f'do {labels.day(period.last)}' if period.last else 'bez końca'}",
        "place": period.cell or period.unit,
    }


def _change_row(change: ShownChange, links: _Links) -> Mapping[str, Any]:
    row = dict(_row(change.thing, change.period, links))
    words = "wraca starsza wersja" if change.is_return else _CHANGES[change.kind]
    is_gone = change.kind is ChangeKind.DISAPPEARS
    return {**row, "change": words, "is_gone": is_gone, "days": "" if is_gone else row["days"]}
