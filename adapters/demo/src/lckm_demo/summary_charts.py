"""The charts of the demo's summary: two flows, windows, the term, reports by receiver."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from lckm_cli.toolkit import counted
from lckm_core.publication import Edition, next_change
from lckm_demo.moments import Moments
from lckm_demo.paths import NAMES
from lckm_demo.procedure_flow import Published
from lckm_demo.report_flow import Delivered, Ended, Way
from lckm_demo.svg import (
    BLUE,
    GREEN,
    GREY,
    WIDTH,
    Arrow,
    Box,
    bar,
    flow,
    picture,
    pointed,
    text,
)

_MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")


def procedures(published: Published) -> Markup:
    """Draw how many procedures went where."""
    boxes = {
        "files": Box(0, 1, ("Pliki procedur",)),
        "handed in": Box(1, 1, ("Przyjęte",)),
        "checked": Box(2, 1, ("Sprawdzone",)),
        "returned": Box(2, 2, ("Zwrócone", "do poprawy")),
        "published": Box(3, 1, ("Opublikowane",)),
        **{
            audience.value: Box(4, row, (NAMES[audience],))
            for row, audience in enumerate(published.shown)
        },
    }
    arrows = [
        Arrow("files", "handed in", published.handed_in),
        Arrow("handed in", "checked", published.checked),
        Arrow("handed in", "returned", published.given_back),
        Arrow("checked", "published", published.published),
        *(
            Arrow("published", audience.value, len(pages))
            for audience, pages in published.shown.items()
        ),
    ]
    if published.not_built:
        boxes["not built"] = Box(1, 2, ("Nie da się", "odczytać"))
        arrows.append(Arrow("files", "not built", published.not_built))
    return flow("procedury", "Droga procedur w liczbach", boxes, arrows)


def reports(delivered: Delivered, ended: Ended) -> Markup:
    """Draw how many reports went where, and what became of the personal data."""
    boxes = {
        "forms": Box(0, 1.5, ("Zgłoszenia", "mieszkańców")),
        "registered": Box(1, 1.5, ("Zarejestrowane",)),
        "mailbox": Box(2, 0, ("Skrzynki", "jednostek (.eml)")),
        "helpdesk": Box(2, 1, ("Helpdesk", "(rekordy)")),
        "withdrawn": Box(2, 2, ("Zgoda cofnięta",)),
        "over": Box(2, 3, ("Termin minął",)),
        "anonymous": Box(3, 2.5, ("Bez danych", "osobowych")),
        "asked": Box(4, 2.5, ("Prośba", "o usunięcie")),
        "deleted": Box(4, 0, ("Usunięte", "przez jednostki")),
    }
    asked = ended.at_withdrawal.asked + ended.at_term.asked
    deleted = ended.at_withdrawal.deleted + ended.at_term.deleted
    arrows = [
        Arrow("forms", "registered", delivered.registered),
        Arrow("registered", "mailbox", delivered.mails),
        Arrow("registered", "helpdesk", delivered.tickets),
        Arrow("registered", "withdrawn", ended.at_withdrawal.anonymised),
        Arrow("registered", "over", ended.at_term.anonymised),
        Arrow("withdrawn", "anonymous", ended.at_withdrawal.anonymised),
        Arrow("over", "anonymous", ended.at_term.anonymised),
        Arrow("anonymous", "asked", asked),
        Arrow("asked", "deleted", deleted),
    ]
    return flow("zgloszenia", "Droga zgłoszeń w liczbach", boxes, arrows)


def window(editions: Sequence[Edition], on: date) -> Markup:
    """Draw the windows of a procedure's editions; an open end is pointed."""
    turns = [
        day for edition in editions for day in (edition.window.start, edition.window.end) if day
    ] + [on]
    first, last = min(turns) - timedelta(days=45), max(turns) + timedelta(days=45)

    def x(day: date) -> float:
        return round(90 + (WIDTH - 100) * (day - first).days / (last - first).days, 1)

    parts, descriptions, bottom = [], [], 44 + 34 * len(editions)
    for index, edition in enumerate(editions):
        y, start, end = 40 + 34 * index, edition.window.start, edition.window.end
        left, right = x(start or first), x(end + timedelta(days=1) if end else last)
        words = " ".join([f"od {start}"] * bool(start) + [f"do {end}"] * bool(end)) or "bez dat"
        parts.append(text(0, y + 17, f"Wydanie {edition.number}", font_weight="600"))
        parts.append(
            pointed(
                left, y, right, 24, (BLUE, GREEN)[index % 2], left=start is None, right=end is None
            )
        )
        inside = right - left > 200
        parts.append(
            text(left + 8, y + 17, words, fill="#fff")
            if inside
            else text(right + 12, y + 17, words)
        )
        descriptions.append(f"wydanie {edition.number}: {words}")
    parts.append(_marker(x(on), 14, bottom, f"dzień pokazu, {on}"))
    change = next_change(editions, on)
    if change:
        parts.append(_marker(x(change), 30, bottom, f"zmiana, {change}"))
    description = f"{'; '.join(descriptions)}. Dzień pokazu: {on}. " + (
        f"Najbliższa zmiana: {change}." if change else "Bez zmian."
    )
    return picture(
        "okno", f"Okno publikacji procedury {editions[0].id}", description, bottom + 8, parts
    )


def term(moments: Moments, on: date, ended: Ended) -> Markup:
    """Draw the term: the month of registration, six whole months, the first clean day."""
    months = list(_months(on, moments.clean_day))
    cell = (WIDTH - 2) / len(months)
    parts = []
    for index, month in enumerate(months):
        x, last = 1 + index * cell, index == len(months) - 1
        parts.append(bar(x, 46, cell, 40, GREY if not index else GREEN if last else BLUE))
        words = "nie liczy się" if not index else "bez danych" if last else f"{index}. miesiąc"
        parts.append(text(x + cell / 2, 71, words, fill="#fff", text_anchor="middle"))
        parts.append(
            text(
                x + cell / 2, 104, f"{_MONTHS[month.month - 1]} {month.year}", text_anchor="middle"
            )
        )

    def at(day: date) -> float:
        index = next(place for place in range(len(months) - 1, -1, -1) if months[place] <= day)
        return round(1 + cell * (index + (day.day - 1) / 31), 1)

    withdrawn = moments.withdrawn.date()
    parts.append(_marker(at(on), 16, 46, f"rejestracja, {on}"))
    parts.append(_marker(at(withdrawn), 34, 46, f"cofnięcie zgody, {withdrawn}"))
    parts.append(_marker(at(moments.clean_day), 34, 46, str(moments.clean_day)))
    description = (
        f"Rejestracja {on}; tego miesiąca się nie liczy. Potem "
        f"{counted(len(months) - 2, 'whole month')}. "
        "Pierwszy dzień bez danych: "
        f"{moments.clean_day}. Zgoda na zgłoszenie {ended.withdrawn} cofnięta {withdrawn}: dane "
        "znikają od razu."
    )
    return picture("termin", "Termin na dane osobowe", description, 112, parts)


def ways(rows: Sequence[Way]) -> Markup:
    """Return a table of who got how many reports, with a bar under the name of each route."""
    most = max(row.reports for row in rows)
    groups = [
        _group("Do skrzynek jednostek", BLUE, most, [row for row in rows if row.to_mailbox]),
        _group("Do helpdesku", GREY, most, [row for row in rows if not row.to_mailbox]),
    ]
    return Markup(
        '<table>\n<thead><tr><th scope="col">Trasa</th><th scope="col" '
        'class="count">Liczba</th></tr></thead>\n{}\n</table>'
    ).format(Markup("\n").join(groups))


def _group(name: str, fill: str, most: int, rows: Sequence[Way]) -> Markup:
    lines = [
        Markup(
            '<tr><th scope="row">{}<svg width="100%" height="14" aria-hidden="true"><rect '
            'width="{}%" height="14" '
            'fill="{}" stroke="currentColor"/></svg></th><td class="count">{}</td></tr>'
        ).format(
            row.because[:1].upper() + row.because[1:],
            round(100 * row.reports / most),
            fill,
            row.reports,
        )
        for row in rows
    ]
    head = Markup('<tr><th scope="rowgroup"><b>{}</b></th><td class="count"><b>{}</b></td></tr>')
    return Markup("<tbody>\n{}\n{}\n</tbody>").format(
        head.format(name, sum(row.reports for row in rows)), Markup("\n").join(lines)
    )


def _marker(x: float, y: float, bottom: float, words: str) -> str:
    """Return a dashed line down, with its words on the side where there is room."""
    anchor, by = ("end", -4) if x > WIDTH - 160 else ("start", 4)
    line = (
        f'<path d="M{x:g} {y - 12:g}V{bottom:g}" stroke="currentColor" stroke-width="2" '
        'stroke-dasharray="5 3"/>'
    )
    return line + text(x + by, y, words, text_anchor=anchor)


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first days of the months from that of one day to that of another."""
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(month // 12, month % 12 + 1, 1)
