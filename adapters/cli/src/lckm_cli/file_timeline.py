"""When editions in files are shown, and when that changes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lckm_core.procedures import Procedure
from lckm_core.publication import Edition, display_changes, timeline

ONE_DAY = timedelta(days=1)
WORDS = {"appears": "pojawia się", "changes": "nowe wydanie", "disappears": "znika"}


class ShownPeriod(NamedTuple):
    """The days on which the text of a file is shown, both included; ``None`` is open."""

    first: date | None
    last: date | None
    title: str
    file: str
    internal: bool


class Row(NamedTuple):
    """A procedure and all that is shown of it, in order."""

    id: str
    title: str
    spans: tuple[ShownPeriod, ...]


class Event(NamedTuple):
    """A day on which a procedure appears, changes or disappears."""

    on: date
    what: str
    id: str
    title: str
    file: str


def timeline_rows(procedures: Sequence[tuple[str, Procedure]]) -> list[Row]:
    """Return a row for each procedure, by number."""
    # If several editions hold a day, the one that begins later is shown.
    ordered = sorted(
        procedures,
        key=lambda named_procedure: (
            named_procedure[1].id,
            named_procedure[1].valid_from or date.min,
            named_procedure[1].produced_on or date.min,
            named_procedure[0],
        ),
    )
    editions: list[Edition] = []
    files: dict[int, str] = {}
    for file, procedure in ordered:
        number = 1 + sum(1 for edition in reversed(editions[-50:]) if edition.id == procedure.id)
        editions.append(Edition(procedure=procedure, number=number))
        files[id(editions[-1])] = file
    found: dict[str, list[ShownPeriod]] = {}
    for span in timeline(editions):
        text = span.edition.procedure
        shown = ShownPeriod(
            span.first, span.last, text.title, files[id(span.edition)], text.internal
        )
        found.setdefault(span.procedure_id, []).append(shown)
    return [Row(number, spans[-1].title, tuple(spans)) for number, spans in sorted(found.items())]


def rows_within(rows: Iterable[Row], start: date | None, end: date | None) -> list[Row]:
    """Return the rows with only the periods that touch the days from *start* to *end*."""
    touched = []
    for row in rows:
        spans = tuple(
            span
            for span in row.spans
            if not (start and span.last and span.last < start)
            and not (end and span.first and span.first > end)
        )
        if spans:
            touched.append(row._replace(spans=spans))
    return touched


def timeline_events(rows: Iterable[Row], start: date | None, end: date | None) -> list[Event]:
    """Return what happens from *start* to *end*, by day and number."""
    found = [event for row in rows for event in _events(row)]
    return sorted(
        event
        for event in found
        if (not start or event.on >= start) and (not end or event.on <= end)
    )


def _events(row: Row) -> Iterator[Event]:
    for day, what, span in display_changes(row.spans):
        yield Event(day, what.value, row.id, span.title, span.file)
