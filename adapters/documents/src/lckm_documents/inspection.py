"""One file, judged: by the core from its bytes first, then by looking into it as what it is."""

from collections.abc import Callable
from typing import Final

from lckm_core.findings import Findings
from lckm_core.procedures import ENCRYPTED_FILE, UNOPENABLE_FILE, check_file
from lckm_documents.finding_kinds import BEYOND_LIMIT, NOT_LOOKED_INTO
from lckm_documents.result import (
    BeyondLimitError,
    InspectionResult,
    Notes,
    NotReadableError,
    Purpose,
)

_Look = Callable[[str, bytes, Notes], None]

CLOSED: Final = frozenset(kind.code for kind in UNOPENABLE_FILE)
"""Codes of the core after which nothing is looked into: empty, too large, damaged, exploding, a mere link."""


def examine_file(name: str, data: bytes, purpose: Purpose) -> InspectionResult:
    """Look into one file to download (zał. 2 § 9 ust. 3–4): the core's findings, then those of this package.

    A file without findings has none of the faults that a program can tell. That is no proof that it is digitally
    accessible: ``pending_erasure_notices`` of what is returned says what a person has to look at.

    Args:
        name: the file's name without a path, as the document names it.
        data: the whole file.
        purpose: ``"document"`` to be read, or ``"form"`` to be filled in.

    Returns:
        what was found. A file that is damaged, empty, too large or a mere link is not looked into. Paths of findings are
        ``/pages/0``, ``/tables/0``, ``/pictures/0``, ``/paragraphs/0``, counted from 0 where the messages count from 1; empty
        where they are about the whole. Never raises for any bytes or name; qpdf or Python may yet take much time or memory for hostile ones: see
        :class:`lckm_documents.sandbox.Apart`, which holds them to limits.

    Raises:
        ValueError: for another purpose.
    """
    core = check_file(name, data, purpose)
    format_, look = _format(data)
    notes = Notes()
    codes = {finding.code for finding in core}
    if (
        look is not None
        and not codes & CLOSED
        and not (format_ != "PDF" and ENCRYPTED_FILE.code in codes)
    ):
        try:
            look(name, data, notes)
        except BeyondLimitError as error:
            notes.found(
                BEYOND_LIMIT,
                (),
                f"Plik nie został zbadany do końca: {error.message.pl}. Podziel go albo przygotuj "
                "prostszy.",
                f"The file was not looked at to its end: {error.message.en}. Divide it, or make a "
                "simpler one.",
            )
        except (NotReadableError, RecursionError) as error:
            said = error.message if isinstance(error, NotReadableError) else None
            pl, en = (
                (said.pl, said.en) if said else ("jest zbyt zagnieżdżony", "it is nested too deep")
            )
            notes.found(
                NOT_LOOKED_INTO,
                (),
                f"Pliku nie dało się zbadać: {pl}. Otwórz oryginał, zapisz go ponownie i podmień "
                "plik.",
                f"The file could not be looked into: {en}. Open the original, save it again and "
                "replace the file.",
            )
    return InspectionResult(
        name,
        purpose,
        format_,
        Findings((*core, *notes.findings)),
        tuple(notes.facts),
        tuple(notes.pending_erasure_notices),
    )


def purpose_by_name(name: str) -> Purpose:
    """Return what a file is for by its ending, where no procedure says: DOC, DOCX and RTF are forms."""
    return "form" if name.casefold().endswith((".doc", ".docx", ".rtf")) else "document"


def _format(data: bytes) -> tuple[str, _Look | None]:
    """Return the format by the first bytes, and what looks into it; imported when such a file comes."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    if body.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        from lckm_documents.word.doc import is_word_97, look_into_doc

        return ("DOC", look_into_doc) if is_word_97(data) else ("", None)
    if body.startswith(b"PK\x03\x04"):
        from lckm_documents.word.docx import is_word, look_into_docx

        return ("DOCX", look_into_docx) if is_word(data) else ("", None)
    if body.startswith(b"{\\rtf"):
        from lckm_documents.word.rtf import look_into_rtf

        return "RTF", look_into_rtf
    if b"%PDF-" in data[:1024]:
        from lckm_documents.pdf import look_into_pdf

        return "PDF", look_into_pdf
    return "", None
