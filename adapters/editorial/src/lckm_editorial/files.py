"""Procedures and update requests from the files they were handed in as: YAML, JSON or Word."""

from pathlib import Path

from lckm_cli.files import TooLargeError, read_bytes
from lckm_cli.reading import TOO_LARGE, BadFileError, build_as, read_raw
from lckm_core import Directory, Document, InvalidProcedureError, Message, Procedure, UpdateRequest, compare

_NO_WORD = Message("żeby czytać pliki Worda, zainstaluj lckm-word.", "to read Word files, install lckm-word.")


def read_text(path: str, directory: Directory) -> Document:
    """Return the procedure in a file, as read and not yet judged.

    Raises ``LckmError`` for what cannot be read, or is no procedure; ``OSError``.
    """
    if not _is_word(path):
        return read_raw(path, "procedure")
    data = _word_bytes(path)
    from lckm_word import holds_request, read_word

    if holds_request(data):
        said = Message(
            "to jest wniosek o aktualizację; przyjmuje go lckm procedure update.",
            "this is an update request; lckm procedure update takes it.",
        )
        raise BadFileError(path, said)
    return read_word(data, directory=directory).document


def read_request(path: str, current: Procedure | None, *, text_too: bool) -> UpdateRequest:
    """Return the update request in a file; of a whole new text, if *text_too*, what makes it of *current*.

    Raises ``LckmError`` for what cannot be read, or is neither; ``OSError``.
    """
    if _is_word(path):
        return _word_request(path, current)
    document = read_raw(path, "update-request", *(("procedure",) if text_too else ()))
    if document.model is not Procedure:
        request: UpdateRequest = build_as(document, "update-request")
        return request
    new: Procedure = build_as(document, "procedure")
    if current is None or current.id != new.id:
        said = Message(
            f"to opis procedury {new.id}, której tu nie ma.", f"this is of procedure {new.id}, which is not here."
        )
        raise BadFileError(path, said)
    return compare(current, new)


def number_in(path: str) -> str:
    """Return the number of the procedure that a request, or a text, in YAML or JSON is about; empty for Word."""
    if _is_word(path):
        return ""
    data = read_raw(path, "update-request", "procedure").data
    return str(data.get("procedure") or data.get("id") or "")


def _word_request(path: str, current: Procedure | None) -> UpdateRequest:
    data = _word_bytes(path)
    from lckm_word import read_request as read_word_request

    found = read_word_request(data, against=current)
    if found.request is None:
        raise InvalidProcedureError(found.findings)
    return found.request


def _is_word(path: str) -> bool:
    return Path(path).suffix.lower() in (".docx", ".docm", ".dotx")


def _word_bytes(path: str) -> bytes:
    try:
        from lckm_word.package import MOST_BYTES
    except ModuleNotFoundError:
        raise BadFileError(path, _NO_WORD) from None
    try:
        return read_bytes(path, MOST_BYTES)
    except TooLargeError:
        raise BadFileError(path, TOO_LARGE) from None
