"""The list of reports as a table for a spreadsheet, in which no formula runs."""

import csv
import io
from collections.abc import AsyncIterator, Iterator, Sequence

from lckm_core import ContactCentre
from lckm_core.ports.optional import FoundReport
from lckm_core.reports import RouteTable
from lckm_desk import _labels as labels
from lckm_desk._report_list import ListAddress, find_all
from lckm_http import in_thread

COLUMNS = (
    *("numer", "przyjęte", "rodzaj", "sposób", "kategoria", "obszar", "miejsce"),
    *("odbiorca", "stan", "treść po wykreśleniu danych"),
)
# What a spreadsheet takes for the beginning of a formula, also in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """Return a text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


async def stream(
    centre: ContactCentre,
    address: ListAddress,
    receivers: frozenset[str] | None,
    table: RouteTable | None,
) -> AsyncIterator[bytes]:
    """Yield the table in UTF-8, some rows at a time.

    Arguments as for :func:`lckm_desk._report_list.list_view`.
    """
    # Without the mark, a spreadsheet takes UTF-8 for something else.
    yield "\ufeff".encode() + _lines([COLUMNS])
    batches = find_all(centre, address, receivers)
    while (found := await in_thread(next, batches, None)) is not None:
        if found:
            yield _lines(_rows(found, table))


def _rows(found: Sequence[FoundReport], table: RouteTable | None) -> Iterator[Sequence[str]]:
    for one in found:
        report, place = one.report, one.report.place
        yield (
            report.number,
            labels.moment(report.registered_at),
            labels.KINDS[report.kind],
            labels.CHANNELS[report.channel],
            labels.category_name(table, report.category),
            (place.area if place else None) or "",
            (place.address if place else None) or "",
            labels.receiver_of(one.dispatch),
            labels.state_of(report, one.dispatch),
            report.description,
        )


def _lines(rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
