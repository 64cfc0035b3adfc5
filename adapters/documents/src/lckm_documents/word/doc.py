"""A DOC (OLE2), through olefile: as much as its header, piece table and paragraph list tell ([MS-DOC])."""

import io
from typing import Final

import olefile

from lckm_documents.finding_kinds import EMBEDS
from lckm_documents.result import Notes, NotReadableError
from lckm_documents.word.accessibility import judge_document
from lckm_documents.word.doc_text import read_document
from lckm_documents.word.doc_title import read_title

_POOL: Final = "ObjectPool"
_SUMMARY: Final = "\x05SummaryInformation"


def is_word_97(data: bytes) -> bool:
    """Tell whether an OLE2 file names the stream that a Word document has; whether it is there shows when it is read."""
    return "WordDocument".encode("utf-16-le") in data


def look_into_doc(name: str, data: bytes, notes: Notes) -> None:
    """Note what is to be said of a DOC.

    Raises:
        NotReadableError: it is no Word document, or points at what it does not hold.
        BeyondLimitError: it holds more than is looked at.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if not ole.exists("WordDocument"):
                return
            streams = {
                one: ole.openstream(one).read()
                for one in ("WordDocument", "0Table", "1Table", "Data")
                if ole.exists(one)
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
    seen = read_document(streams)
    seen.title = title
    judge_document(name, seen, notes)
    notes.not_told(
        "w DOC: tekstów alternatywnych obrazów, języka pojedynczych fragmentów i pól do "
        "wypełnienia; zapisany jako DOCX "
        "plik zostanie sprawdzony także pod tym względem",
        "in a DOC: alternative texts of pictures, the language of single passages, and fields to "
        "fill in; saved as DOCX, the file is "
        "checked for these too",
    )
    if objects:
        notes.found(
            EMBEDS,
            (),
            f"W dokumencie są osadzone inne pliki lub obiekty ({len(objects)}): nie przechodzą "
            "osobnego sprawdzenia. "
            "Zamień je na tekst, tabelę albo obraz z opisem.",
            f"Other files or objects are embedded in the document ({len(objects)}): they are not "
            "checked by themselves. "
            "Turn them into text, a table, or a picture with a description.",
        )
