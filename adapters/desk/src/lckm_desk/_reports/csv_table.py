"""The list of reports as a CSV table in which no formula can run."""

import csv
import io
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from lckm_core import ContactCentre
from lckm_core.calendar import warsaw
from lckm_core.ports.optional import ListedReport
from lckm_core.reports import RouteTable
from lckm_desk import _labels as labels
from lckm_desk._places import Places
from lckm_desk._reports.report_list import ListAddress, find_all
from lckm_http import in_thread

COLUMNS = (
    *("numer", "dzień", "godzina", "rodzaj", "sposób", "kategoria", "obszar", "miejsce"),
    *("odbiorca", "doręczenie", "wynik", "treść po wykreśleniu danych"),
)
# Characters that a spreadsheet takes for the start of a formula, also in full width.
_begins_formula = re.compile(r"[ \u00a0]*[-=+@\t\r\n＝＋－＠]").match


def safe_cell(text: str) -> str:
    """Return a text that a spreadsheet shows instead of running it."""
    return f"'{text}" if _begins_formula(text) else text


async def stream(
    centre: ContactCentre,
    address: ListAddress,
    receivers: frozenset[str] | None,
    table: RouteTable | None,
    places: Places,
) -> AsyncIterator[bytes]:
    """Yield the table in UTF-8, some rows at a time.

    Arguments as for :func:`lckm_desk._reports.views.list_view`; *places* names areas.
    """
    # No resource of the store is held between pieces, however slowly they are fetched.
    pieces = _pieces(centre, address, receivers, table, places)
    while (piece := await in_thread(next, pieces, None)) is not None:
        yield piece


def _pieces(
    centre: ContactCentre,
    address: ListAddress,
    receivers: frozenset[str] | None,
    table: RouteTable | None,
    places: Places,
) -> Iterator[bytes]:
    # Without the byte-order mark, a spreadsheet does not recognise UTF-8.
    yield "\ufeff".encode() + _lines([COLUMNS])
    category_name = cache(partial(labels.category_name, table))
    for listed in find_all(centre, address, receivers):
        # Even an empty piece: a search by words may look at very many reports in between.
        yield _lines(_row(report, category_name, places) for report in listed)


def _row(
    report: ListedReport, category_name: Callable[[str | None], str], places: Places
) -> Sequence[str]:
    # A spreadsheet reads these as a day and a time, and sorts by them.
    local = report.registered_at.astimezone(warsaw())
    return (
        report.number,
        local.date().isoformat(),
        f"{local.hour:02}:{local.minute:02}",
        labels.KINDS[report.kind],
        labels.CHANNELS[report.channel],
        category_name(report.category),
        places.name(report.area) if report.area else "",
        report.address or "",
        report.receiver or labels.HELPDESK,
        labels.STATES[report.state],
        labels.OUTCOMES[report.outcome] if report.outcome else "",
        report.description,
    )


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
