"""Checks a DOC (OLE2) by its header, piece table and paragraph list ([MS-DOC])."""

import io
import struct
from typing import Final

import olefile

from lckm_documents.finding_kinds import EMBEDS
from lckm_documents.result import Notes, NotReadableError
from lckm_documents.word.accessibility import judge_document
from lckm_documents.word.doc_text import read_document

_POOL: Final = "ObjectPool"
_SUMMARY: Final = "\x05SummaryInformation"

_CODE_PAGE, _TITLE = 1, 2
# Types of values: a two-byte number, text in the code page, text in UTF-16.
_SHORT, _BYTES, _WIDE = 2, 30, 31
# Limits: properties read, and bytes of a title. A summary may claim billions of values.
_MOST, _LONGEST = 200, 10_000


def is_word_97(data: bytes) -> bool:
    """Return whether an OLE2 file names the stream of a Word document."""
    return "WordDocument".encode("utf-16-le") in data


def inspect_doc(name: str, data: bytes, notes: Notes) -> None:
    """Add the findings of a DOC to *notes*.

    Raises:
        NotReadableError: it is no Word document, or points outside itself.
        BeyondLimitError: it is over a limit.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if not ole.exists("WordDocument"):
                return
            streams = {
                stream: ole.openstream(stream).read()
                for stream in ("WordDocument", "0Table", "1Table", "Data")
                if ole.exists(stream)
            }
            title = read_title(ole.openstream(_SUMMARY).read()) if ole.exists(_SUMMARY) else ""
            objects = {
                path[1]
                for path in ole.listdir(streams=False, storages=True)
                if path[0] == _POOL and len(path) > 1
            }
    except (OSError, ValueError, IndexError, TypeError, AttributeError, OverflowError, MemoryError):
        # What olefile raises for a file that points beyond itself.
        raise NotReadableError(
            "jego spis treści wskazuje na to, czego w nim nie ma",
            "its directory points at what it does not hold",
        ) from None
    content = read_document(streams)
    content.title = title
    judge_document(name, content, notes)
    notes.add_unchecked(
        "w DOC: tekstów alternatywnych obrazów, języka pojedynczych fragmentów i pól do "
        "wypełnienia; zapisany jako DOCX "
        "plik zostanie sprawdzony także pod tym względem",
        "in a DOC: alternative texts of pictures, the language of single passages, and fields to "
        "fill in; saved as DOCX, the file is "
        "checked for these too",
    )
    if objects:
        notes.add(
            EMBEDS,
            (),
            f"W dokumencie są osadzone inne pliki lub obiekty ({len(objects)}): nie przechodzą "
            "osobnego sprawdzenia. "
            "Zamień je na tekst, tabelę albo obraz z opisem.",
            f"Other files or objects are embedded in the document ({len(objects)}): they are not "
            "checked by themselves. "
            "Turn them into text, a table, or a picture with a description.",
        )


def read_title(summary: bytes) -> str:
    """Return the title in a summary as one line; empty if missing or out of bounds."""
    try:
        (start,) = struct.unpack_from("<I", summary, 44)
        (count,) = struct.unpack_from("<I", summary, start + 4)
        places = dict(
            struct.unpack_from("<II", summary, start + 8 + 8 * index)
            for index in range(min(count, _MOST))
        )
        if _TITLE not in places:
            return ""
        return " ".join(
            _text(summary, start + places[_TITLE], _page(summary, start, places))
            .strip("\0 ")
            .split()
        )
    except (struct.error, LookupError):
        return ""


def _page(summary: bytes, start: int, places: dict[int, int]) -> str:
    if _CODE_PAGE not in places:
        return "cp1252"
    kind, number = struct.unpack_from("<IH", summary, start + places[_CODE_PAGE])
    if kind != _SHORT:
        return "cp1252"
    return {1200: "utf-16-le", 65001: "utf-8"}.get(number, f"cp{number}")


def _text(summary: bytes, at: int, page: str) -> str:
    kind, size = struct.unpack_from("<II", summary, at)
    if kind == _WIDE:
        size, page = size * 2, "utf-16-le"
    elif kind != _BYTES:
        return ""
    return summary[at + 8 : at + 8 + min(size, _LONGEST)].decode(page, "replace").partition("\0")[0]
