"""What changed, and when: the register of changes by month, the register of removed procedures, and what a feed tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from operator import attrgetter
from typing import Final

import attrs
from markupsafe import Markup

from lckm_bip.faces import CHANGES, REMOVED, Face
from lckm_bip.pages.moments import said, until
from lckm_bip.release.manifest import Card
from lckm_bip.templating import filled
from lckm_core import Removed, State
from lckm_pages import plain_page
from lckm_pages.markdown import escaped

_LATEST: Final = 50
_MONTHS: Final = (
    *("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec"),
    *("lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"),
)


_PLACE: Final = attrgetter("at", "id", "edition")
"""A change's place in time: days and moments of one place, whose texts have their order, but for the hour when clocks go back."""


@attrs.frozen(kw_only=True)
class Told:
    """A change: when, of which procedure, what was done and by whom; *href* is where it can be seen, or nothing."""

    at: str
    id: str
    title: str
    what: str
    by: str | None = None
    href: str = ""
    edition: int = 0


def told(cards: Mapping[str, Card], removed: Iterable[Removed]) -> list[Told]:
    """Return every change that is told, the newest first."""
    found = []
    for number, card in cards.items():
        for place, change in enumerate(card.changes):
            if change.at is None:
                continue
            if change.changed is None:
                what = "nowa" if change.edition == 1 else f"wersja {change.edition}"
            else:
                what = f"wersja {change.edition}: " + (", ".join(change.changed) or "bez zmian widocznych w opisie")
            href = f"{number}/{change.edition}.html" if place else f"{number}.html"
            title = f"{card.heading} (wersja {change.edition})" if place else card.heading
            found.append(
                Told(
                    at=change.at,
                    id=number,
                    title=title,
                    what=what,
                    by=change.by,
                    href=href,
                    edition=change.edition,
                )
            )
    found += [
        Told(at=at, id=one.id, title=f"Procedura {one.id}", what=why_removed(one))
        for one in removed
        if (at := _gone_at(one))
    ]
    return sorted(found, key=_PLACE, reverse=True)


def _gone_at(one: Removed) -> str | None:
    """Return when a procedure could be seen no more: the moment of the act that ended it, or the day after its last."""
    if one.ended_at is None and one.last is not None:
        return (one.last + timedelta(days=1)).isoformat()
    return until(one)


def why_removed(one: Removed) -> str:
    """Return how a procedure ended, for the register."""
    match one.state:
        case State.WITHDRAWN:
            return "wycofana z publikacji"
        case State.REPLACED:
            return "zastąpiona wersją, która nie jest tu pokazywana"
        case _:
            return "zakończył się okres publikacji"


def change_pages(face: Face, changes: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Yield the register of changes: its first page with the latest ones, and a page for each month."""
    months: dict[str, list[Told]] = {}
    for one in changes:
        months.setdefault(one.at[:7], []).append(one)
    links = [(_month(month), f"zmiany-{month}.html", len(some)) for month, some in months.items()]
    title = "Rejestr zmian" if face.is_bip else "Co nowego"
    yield CHANGES, _page(face, title, changes[:_LATEST], links, here=CHANGES)
    for month, some in months.items():
        yield f"zmiany-{month}.html", _page(face, f"{title}: {_month(month)}", some, (), trail=[(title, CHANGES)])


def removed_page(face: Face, removed: Sequence[Removed]) -> str:
    """Return the register of removed procedures: numbers, ends and reasons, for their texts are not shown any more."""
    ordered = sorted(removed, key=lambda one: (_gone_at(one) or "", one.id), reverse=True)
    rows = [(one.id, until(one), why_removed(one)) for one in ordered]
    body = filled("removed.html", rows=rows, trail=filled("trail.html", trail=[("Początek", "index.html")]))
    return plain_page("Rejestr usuniętych", body, site=face.site, frame=face.frame(REMOVED))


def _page(
    face: Face,
    title: str,
    some: Sequence[Told],
    months: Sequence[tuple[str, str, int]],
    *,
    here: str = "",
    trail: Sequence[tuple[str, str]] = (),
) -> str:
    led = filled("trail.html", trail=[("Początek", "index.html"), *trail])
    body = filled("changes.html", title=title, lines=_lines(face, some), months=months, trail=led)
    return plain_page(title, body, site=face.site, frame=face.frame(here))


def _lines(face: Face, some: Iterable[Told]) -> Markup:
    """Return the lines of a register, written in Python, as there may be ten thousand."""
    lines = []
    for one in some:
        title = (
            f'<a href="{escaped(one.href)}">{escaped(one.title)}</a>' if one.href else f"<b>{escaped(one.title)}</b>"
        )
        by = f" · wprowadził(a) {escaped(one.by)}" if face.is_bip and one.by else ""
        note = f'<span class="note">{escaped(one.id)} · {escaped(one.what)}{by}</span>'
        lines.append(f'<li><span class="when">{said(one.at)}</span> {title}\n{note}</li>')
    return Markup("\n".join(lines))  # noqa: S704  (each part escaped)


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"
