"""Rows of an ``.xlsx`` workbook, opened as what a stranger sent: nothing is unpacked before its size is known."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from lckm_core import Finding, Message
from lckm_editorial.importing.kinds import BAD_CELL, NO_SHEET, NOT_A_BOOK, TOO_MUCH, refusal

MOST_BYTES = 20_000_000
MOST_UNPACKED = 300_000_000
MOST_PARTS = 2_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
"""The limits: bytes of the file, of all its parts unpacked, parts, rows, columns."""
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")

Cells = dict[str, Any]


def read_sheet(
    data: bytes, name: str, sheet: str | None, heading_row: int
) -> tuple[list[str], list[tuple[int, Cells]], list[Finding]]:
    """Return the headings of a sheet, its rows with their numbers, and what is wrong with single cells.

    Of a formula the value is read that the program left which saved the file. Rows without any value are passed over. Raises
    ``UnreadableFileError``.
    """
    _require_sound(data, name)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that it does not know; nothing of them is read
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _read(book, name, sheet, heading_row)
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
            # Whatever a broken part makes of it. SyntaxError is ElementTree's ParseError.
            raise _no_book(name) from None


def _require_sound(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        raise _too_much(name, f"{MOST_BYTES} bajtów", f"{MOST_BYTES} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise _too_much(name, f"{MOST_PARTS} części", f"{MOST_PARTS} parts")
            left = MOST_UNPACKED
            for part in parts:
                tail = b""
                with archive.open(part) as opened:
                    # What the directory says of sizes may be a lie, so they are measured.
                    while chunk := opened.read(1 << 20):
                        left -= len(chunk)
                        tail = tail[-16:] + chunk
                        if b"<!DOCTYPE" in tail:
                            raise refusal(
                                NOT_A_BOOK,
                                "Arkusz ma definicję typu dokumentu (DTD), której żaden program biurowy nie zapisuje. Zapisz go od nowa jako .xlsx.",
                                "The workbook has a document type definition, which no office program writes. Save it anew as .xlsx.",
                                name,
                            )
                        if left < 0:
                            raise _too_much(
                                name, f"{MOST_UNPACKED} bajtów po rozpakowaniu", f"{MOST_UNPACKED} bytes unpacked"
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise _no_book(name) from None


def _read(
    book: Any, name: str, sheet: str | None, heading_row: int
) -> tuple[list[str], list[tuple[int, Cells]], list[Finding]]:
    if sheet is not None and sheet not in book.sheetnames:
        known = ", ".join(f"„{one}”" for one in book.sheetnames)
        raise refusal(
            NO_SHEET,
            f"Nie ma arkusza „{sheet}”. Są: {known}.",
            f"There is no sheet “{sheet}”. There are: {known}.",
            name,
        )
    lines = enumerate((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True), start=1)
    headings = next((_headings(cells, name) for at, cells in lines if at == heading_row), [])
    if not any(headings):
        raise refusal(
            NO_SHEET,
            f"W wierszu {heading_row} nie ma nagłówków kolumn. Podaj właściwy w mapowaniu: heading_row.",
            f"Row {heading_row} has no headings of columns. Give the right one in the mapping: heading_row.",
            name,
        )
    rows: list[tuple[int, Cells]] = []
    faults: list[Finding] = []
    for at, cells in lines:
        filled = {
            heading: value for heading, value in zip(headings, cells, strict=False) if heading and value is not None
        }
        faults += _faults(at, filled)
        if filled:
            rows.append((at, filled))
        if len(rows) > MOST_ROWS:
            raise _too_much(name, f"{MOST_ROWS} wierszy", f"{MOST_ROWS} rows")
    return headings, rows, faults


def _headings(cells: tuple[Any, ...], name: str) -> list[str]:
    headings = ["" if cell is None else " ".join(str(cell).split()) for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise _too_much(name, f"{MOST_COLUMNS} kolumn", f"{MOST_COLUMNS} columns")
    if twice := next((one for one in headings if one and headings.count(one) > 1), None):
        raise refusal(
            NO_SHEET,
            f"Dwie kolumny mają nagłówek „{twice}”. Zmień jeden z nich.",
            f"Two columns are headed “{twice}”. Change one of them.",
            name,
        )
    return headings


def _faults(at: int, cells: Cells) -> Iterator[Finding]:
    for heading, value in cells.items():
        if isinstance(value, str) and value in _ERRORS:
            said = Message(
                f"Wiersz {at}, kolumna „{heading}”: arkusz pokazuje tu błąd {value}. Popraw formułę albo wpisz wartość.",
                f"Row {at}, column “{heading}”: the sheet shows the error {value} here. Mend the formula, or type the value.",
            )
            yield BAD_CELL.at((at, heading), said)


def _no_book(name: str) -> Exception:
    return refusal(
        NOT_A_BOOK,
        "To nie jest cały arkusz .xlsx. Zapisz go w programie biurowym jako skoroszyt programu Excel (.xlsx), bez hasła.",
        "This is no whole .xlsx workbook. Save it as an Excel workbook (.xlsx), without a password.",
        name,
    )


def _too_much(name: str, pl: str, en: str) -> Exception:
    return refusal(
        TOO_MUCH,
        f"Arkusz przekracza granicę: {pl}. Podziel go na mniejsze.",
        f"The workbook is beyond the limit of {en}. Split it.",
        name,
    )
