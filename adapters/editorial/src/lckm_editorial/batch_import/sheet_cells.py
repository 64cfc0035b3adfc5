"""Reading the cells of an ``.xlsx`` sheet with openpyxl.

It is called in a sandbox process, because the workbooks come from outside.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import attrs

from lckm_core.findings import Finding, UnreadableFileError
from lckm_core.text import CHARACTERS, Message, Noun, counted
from lckm_editorial.batch_import.finding_kinds import (
    BAD_CELL,
    NO_SHEET,
    NOT_A_BOOK,
    TOO_MUCH,
    refusal,
)

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last row and column that a sheet has in the programs that write them."""
_ROWS = Noun("wiersz", "wiersze", "wierszy", "row", "rows")
_COLUMNS = Noun("kolumna", "kolumny", "kolumn", "column", "columns")
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")

Cells = dict[str, Any]
Sheet = tuple[list[str], list[tuple[int, Cells]], list[Finding]]
"""Headings, rows with their numbers, and findings about single cells."""


@attrs.frozen
class SheetLimits:
    """Limits of a sheet: rows, columns, characters in a cell and in all cells."""

    rows: int
    columns: int
    in_a_cell: int
    text: int


def read_cells(
    data: bytes, name: str, sheet: str | None, heading_row: int, limits: SheetLimits
) -> Sheet:
    """Return the contents of a sheet, by default the first.

    A formula counts as the value that was stored with it. Empty rows are left out.
    Raises ``UnreadableFileError``.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # of styles and extensions that it does not know; nothing of them is read
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _read_sheet(_choose_sheet(book, name, sheet), name, heading_row, limits)
        except (
            KeyError,
            ValueError,
            TypeError,
            IndexError,
            AttributeError,
            SyntaxError,
            zipfile.BadZipFile,
            OSError,
            EOFError,
        ):
            # Whatever a broken part makes openpyxl raise. SyntaxError is ElementTree's ParseError.
            raise no_book(name) from None


def _choose_sheet(book: Any, name: str, sheet: str | None) -> Any:
    if sheet is not None and sheet not in book.sheetnames:
        known = ", ".join(f"„{title}”" for title in book.sheetnames)
        raise refusal(
            NO_SHEET,
            f"Nie ma arkusza „{sheet}”. Są: {known}.",
            f"There is no sheet “{sheet}”. There are: {known}.",
            name,
        )
    chosen = book[sheet] if sheet else book.worksheets[0]
    chosen.reset_dimensions()  # ignore what the sheet claims about its size
    return chosen


def _read_sheet(sheet: Any, name: str, heading_row: int, limits: SheetLimits) -> Sheet:
    above = sheet.iter_rows(
        min_row=heading_row, max_row=heading_row, max_col=LAST_COLUMN, values_only=True
    )
    headings = _headings(next(above, ()), name, limits)
    if not any(headings):
        raise refusal(
            NO_SHEET,
            f"W wierszu {heading_row} nie ma nagłówków kolumn. Podaj właściwy w mapowaniu: "
            "heading_row.",
            f"Row {heading_row} has no headings of columns. Give the right one in the mapping: "
            "heading_row.",
            name,
        )
    rows: list[tuple[int, Cells]] = []
    faults: list[Finding] = []
    budget = limits.text
    # openpyxl makes an empty row for each that is missing, up to the next one or to max_row.
    below = sheet.iter_rows(
        min_row=heading_row + 1, max_row=LAST_ROW + 1, max_col=len(headings), values_only=True
    )
    for at, cells in enumerate(below, start=heading_row + 1):
        if at > LAST_ROW:
            raise _beyond_the_sheet(name)
        filled = {
            heading: value
            for heading, value in zip(headings, cells, strict=False)
            if heading and value is not None
        }
        if not filled:
            continue
        budget -= _characters(at, filled, name, limits)
        faults += _faults(at, filled)
        rows.append((at, filled))
        if len(rows) > limits.rows:
            raise too_much(name, *counted(limits.rows, _ROWS))
        if budget < 0:
            most = counted(limits.text, CHARACTERS)
            raise too_much(name, f"{most.pl} we wszystkich komórkach", f"{most.en} in all cells")
    return headings, rows, faults


def _headings(cells: tuple[Any, ...], name: str, limits: SheetLimits) -> list[str]:
    headings = ["" if cell is None else " ".join(str(cell).split()) for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > limits.columns:
        raise too_much(name, *counted(limits.columns, _COLUMNS))
    if duplicate := next(
        (heading for heading in headings if heading and headings.count(heading) > 1), None
    ):
        raise refusal(
            NO_SHEET,
            f"Dwie kolumny mają nagłówek „{duplicate}”. Zmień jeden z nich.",
            f"Two columns are headed “{duplicate}”. Change one of them.",
            name,
        )
    return headings


def _characters(at: int, cells: Cells, name: str, limits: SheetLimits) -> int:
    """Return the number of characters in a row; refuse a cell that is too long."""
    total = 0
    for heading, value in cells.items():
        length = len(value) if isinstance(value, str) else 0
        total += length
        if length > limits.in_a_cell:
            actual = counted(length, CHARACTERS)
            raise refusal(
                TOO_MUCH,
                f"Wiersz {at}, kolumna „{heading}”: komórka ma {actual.pl}, a może mieć "
                f"najwyżej {limits.in_a_cell}. Skróć ją.",
                f"Row {at}, column “{heading}”: the cell has {actual.en}, at most "
                f"{limits.in_a_cell} are allowed. Shorten it.",
                name,
            )
    return total


def _faults(at: int, cells: Cells) -> Iterator[Finding]:
    for heading, value in cells.items():
        if isinstance(value, str) and value in _ERRORS:
            message = Message(
                f"Wiersz {at}, kolumna „{heading}”: arkusz pokazuje tu błąd {value}. Popraw "
                "formułę albo wpisz wartość.",
                f"Row {at}, column “{heading}”: the sheet shows the error {value} here. Fix the "
                "formula, or type the value.",
            )
            yield BAD_CELL.at((at, heading), message)


def no_book(name: str) -> UnreadableFileError:
    """Return the error of what is no workbook, or a broken one."""
    return refusal(
        NOT_A_BOOK,
        "To nie jest cały arkusz .xlsx. Zapisz go w programie biurowym jako skoroszyt programu "
        "Excel (.xlsx), bez hasła.",
        "This is no whole .xlsx workbook. Save it as an Excel workbook (.xlsx), without a "
        "password.",
        name,
    )


def too_much(name: str, pl: str, en: str) -> UnreadableFileError:
    """Return the error of a workbook that is beyond a limit, which is named."""
    return refusal(
        TOO_MUCH,
        f"Arkusz przekracza granicę: {pl}. Podziel go na mniejsze.",
        f"The workbook is beyond the limit of {en}. Split it.",
        name,
    )


def _beyond_the_sheet(name: str) -> UnreadableFileError:
    return refusal(
        NOT_A_BOOK,
        f"Plik podaje wiersz o numerze, jakiego nie ma: ostatni wiersz arkusza to {LAST_ROW}. "
        "Zapisz go od nowa jako .xlsx.",
        "The file has a row with a number that there is not: the last row of a sheet is "
        f"{LAST_ROW}. Save it anew as .xlsx.",
        name,
    )
