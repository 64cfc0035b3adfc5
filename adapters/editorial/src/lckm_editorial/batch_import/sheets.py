"""A sheet of an ``.xlsx`` workbook, checked against limits and read in a sandbox."""

from lckm_cli.toolkit import (
    Sandbox,
    SandboxCrashedError,
    SandboxTimeoutError,
    UnsafeZipError,
    ZipFault,
    ZipLimits,
    require_safe_zip,
)
from lckm_core.findings import UnreadableFileError
from lckm_core.text import Noun, counted
from lckm_editorial.batch_import.finding_kinds import NOT_A_BOOK, refusal
from lckm_editorial.batch_import.sheet_cells import (
    Sheet,
    SheetLimits,
    no_book,
    read_cells,
    too_much,
)

MOST_BYTES = 20_000_000
MAX_UNPACKED = 300_000_000
MAX_PARTS = 2_000
MAX_ELEMENTS = 4_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_IN_A_CELL = 32_767
MAX_TEXT = 100_000_000
MAX_SECONDS = 60
MAX_MEMORY = 2 * 1024**3
"""The limits: size of the file and unpacked, in bytes; parts of the archive; XML elements;
rows; columns; characters in a cell (as office programs allow) and in all cells; seconds
and bytes of memory for reading."""

_PARTS = Noun("część", "części", "części", "part", "parts")
_UNPACKED = Noun(
    "bajt po rozpakowaniu",
    "bajty po rozpakowaniu",
    "bajtów po rozpakowaniu",
    "byte unpacked",
    "bytes unpacked",
)
_ELEMENTS = Noun("element", "elementy", "elementów", "element", "elements")
_LEVELS = Noun(
    "poziom elementów",
    "poziomy elementów",
    "poziomów elementów",
    "level of elements",
    "levels of elements",
)
_IN_ONE_PLACE = Noun(
    "znak w jednym miejscu",
    "znaki w jednym miejscu",
    "znaków w jednym miejscu",
    "character in one place",
    "characters in one place",
)


def read_sheet(data: bytes, name: str, sheet: str | None, heading_row: int) -> Sheet:
    """Return the headings of a sheet, its rows with their numbers, and bad cells.

    A formula counts as the value that was stored with it. Empty rows are left out.
    Raises ``UnreadableFileError``.
    """
    if len(data) > MOST_BYTES:
        raise too_much(name, f"{MOST_BYTES} bajtów", f"{MOST_BYTES} bytes")
    bounds = ZipLimits(parts=MAX_PARTS, unpacked=MAX_UNPACKED, elements=MAX_ELEMENTS)
    most = SheetLimits(rows=MAX_ROWS, columns=MAX_COLUMNS, in_a_cell=MAX_IN_A_CELL, text=MAX_TEXT)
    try:
        require_safe_zip(data, bounds)
        with Sandbox(read_cells, seconds=MAX_SECONDS, memory=MAX_MEMORY) as reading:
            return reading(data, name, sheet, heading_row, most)
    except UnsafeZipError as error:
        raise _unsound(error.why, bounds, name) from None
    except SandboxTimeoutError:
        raise too_much(name, f"{MAX_SECONDS} s czytania", f"{MAX_SECONDS} s of reading") from None
    except SandboxCrashedError:
        size = MAX_MEMORY // 1024**2
        raise too_much(
            name, f"{size} MB pamięci przy czytaniu", f"{size} MB of memory for reading"
        ) from None


def _unsound(why: ZipFault, bounds: ZipLimits, name: str) -> UnreadableFileError:
    limits = {
        ZipFault.PARTS: counted(bounds.parts, _PARTS),
        ZipFault.UNPACKED: counted(bounds.unpacked, _UNPACKED),
        ZipFault.ELEMENTS: counted(bounds.elements, _ELEMENTS),
        ZipFault.DEPTH: counted(bounds.depth, _LEVELS),
        ZipFault.PIECE: counted(bounds.piece, _IN_ONE_PLACE),
    }
    if why in limits:
        return too_much(name, *limits[why])
    if why is ZipFault.DOCTYPE:
        return refusal(
            NOT_A_BOOK,
            "Arkusz ma definicję typu dokumentu (DTD), której żaden program biurowy nie zapisuje. "
            "Zapisz go od nowa jako .xlsx.",
            "The workbook has a document type definition, which no office program writes. Save it "
            "anew as .xlsx.",
            name,
        )
    return no_book(name)
