"""Inspects one file: the core's checks of its bytes, then those of its format."""

from collections.abc import Callable
from typing import Final

from lckm_core.findings import Findings
from lckm_core.procedures import ENCRYPTED_FILE, UNOPENABLE_FILE, check_file
from lckm_core.text import Message
from lckm_documents.finding_kinds import BEYOND_LIMIT, NOT_LOOKED_INTO
from lckm_documents.result import (
    BeyondLimitError,
    InspectionResult,
    Notes,
    NotReadableError,
    Purpose,
)

_NESTED_TOO_DEEP: Final = Message("jest zbyt zagnieżdżony", "it is nested too deep")
_Inspector = Callable[[str, bytes, Notes], None]

CLOSED: Final = frozenset(kind.code for kind in UNOPENABLE_FILE)
"""Codes of the core for files that are not inspected further."""


def examine_file(name: str, data: bytes, purpose: Purpose) -> InspectionResult:
    """Inspect one file to download (zał. 2 § 9 ust. 3–4).

    The findings of the core come first, then those of this package. A file without findings has no
    fault that a program can detect, which does not prove that it is digitally accessible:
    ``unchecked`` of the result says what a person has to check.

    Args:
        name: the file's name without a path, as the document names it.
        data: the whole file.
        purpose: ``"document"`` to be read, or ``"form"`` to be filled in.

    Returns:
        The result. A damaged, empty or too large file, or a mere link, is not inspected further.
        Paths of findings are ``/pages/0``, ``/tables/0``, ``/pictures/0``, ``/paragraphs/0``,
        counted from 0 where messages count from 1; empty for the whole file. Hostile files may take
        much time or memory: see :class:`lckm_documents.sandbox.DocumentSandbox`.

    Raises:
        ValueError: for another purpose.
    """
    core = check_file(name, data, purpose)
    format_, inspect = _format(data)
    notes = Notes()
    codes = {finding.code for finding in core}
    if (
        inspect is not None
        and not codes & CLOSED
        and not (format_ != "PDF" and ENCRYPTED_FILE.code in codes)
    ):
        _inspect(inspect, name, data, notes)
    return InspectionResult(
        name,
        purpose,
        format_,
        Findings((*core, *notes.findings)),
        tuple(notes.facts),
        tuple(notes.unchecked),
    )


def _inspect(inspect: _Inspector, name: str, data: bytes, notes: Notes) -> None:
    """Inspect a file; what stops the inspection is a finding."""
    try:
        inspect(name, data, notes)
    except BeyondLimitError as error:
        notes.add(
            BEYOND_LIMIT,
            (),
            f"Plik nie został zbadany do końca: {error.message.pl}. Podziel go albo przygotuj "
            "prostszy.",
            f"The file was not looked at to its end: {error.message.en}. Divide it, or make a "
            "simpler one.",
        )
    except (NotReadableError, RecursionError) as error:
        message = error.message if isinstance(error, NotReadableError) else _NESTED_TOO_DEEP
        notes.add(
            NOT_LOOKED_INTO,
            (),
            f"Pliku nie dało się zbadać: {message.pl}. Otwórz oryginał, zapisz go ponownie i "
            "podmień plik.",
            f"The file could not be looked into: {message.en}. Open the original, save it again "
            "and replace the file.",
        )


def purpose_by_name(name: str) -> Purpose:
    """Return the purpose of a file by its extension: DOC, DOCX and RTF are forms."""
    return "form" if name.casefold().endswith((".doc", ".docx", ".rtf")) else "document"


def _format(data: bytes) -> tuple[str, _Inspector | None]:
    """Return the format by the first bytes, and the function that inspects it."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    if body.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        from lckm_documents.word.doc import inspect_doc, is_word_97

        return ("DOC", inspect_doc) if is_word_97(data) else ("", None)
    if body.startswith(b"PK\x03\x04"):
        from lckm_documents.word.docx import inspect_docx, is_word

        return ("DOCX", inspect_docx) if is_word(data) else ("", None)
    if body.startswith(b"{\\rtf"):
        from lckm_documents.word.rtf import inspect_rtf

        return "RTF", inspect_rtf
    if b"%PDF-" in data[:1024]:
        from lckm_documents.pdf import inspect_pdf

        return "PDF", inspect_pdf
    return "", None
