"""Procedures and update requests from the files they were handed in as: YAML, JSON or Word."""

from collections.abc import Callable
from pathlib import Path

from lckm_cli.checking.judging import MAX_ATTACHMENT
from lckm_cli.files import TooLargeError, read_bytes
from lckm_cli.reading import TOO_LARGE, BadFileError, build_as, read_raw
from lckm_core import (
    Directory,
    Document,
    InvalidProcedureError,
    Message,
    NoSuchEditionError,
    Procedure,
    UpdateRequest,
    compare,
)

_NO_WORD = Message("żeby czytać pliki Worda, zainstaluj lckm-word.", "to read Word files, install lckm-word.")

_LINK = Message(
    "to dowiązanie do pliku, który leży gdzie indziej. Wstaw w jego miejsce sam plik.",
    "this is a link to a file that lies elsewhere. Put the file itself in its place.",
)
_FROM_WHICH = Message(
    "to cały opis; powiedz, z której wersji powstał: --seen WERSJA. Bez tego cofnąłby po cichu, co ktoś zmienił potem.",
    "this is a whole text; say which edition it was made from: --seen EDITION. Else it would undo in silence what somebody changed since.",
)
Standing = Callable[[str], Procedure | None]
"""Returns the newest text of a procedure that was not returned, which is what a request is made against."""


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


def read_request(path: str, number: str | None, standing: Standing) -> UpdateRequest:
    """Return the update request in a file, one of Word against the procedure of that *number*.

    Raises ``LckmError`` for what cannot be read, or is none; ``OSError``.
    """
    if _is_word(path):
        return _word_request(path, standing(number) if number else None)
    request: UpdateRequest = build_as(read_raw(path, "update-request"), "update-request")
    return request


def read_correction(path: str, number: str | None, standing: Standing, *, seen: int | None) -> UpdateRequest:
    """Return the same; where a file holds a whole new text, what makes it of the one that is kept.

    Which edition such a text was made from has to be *seen*: else what somebody changed since would be undone by it, unnoticed.
    """
    if _is_word(path):
        return read_request(path, number, standing)
    document = read_raw(path, "update-request", "procedure")
    if document.model is not Procedure:
        request: UpdateRequest = build_as(document, "update-request")
        return request
    new: Procedure = build_as(document, "procedure")
    current = standing(new.id)
    if current is None:
        raise NoSuchEditionError(new.id)
    if seen is None:
        raise BadFileError(path, _FROM_WHICH)
    return compare(current, new)


def read_folder(folder: str | None) -> dict[str, bytes]:
    """Return the files to download that lie in a folder, by name; of hidden ones nobody hands anything in, and folders are passed over.

    Raises ``LckmError`` for a link in place of a file, and for one that is too large; ``OSError``.
    """
    found: dict[str, bytes] = {}
    for path in sorted(Path(folder).iterdir()) if folder is not None else ():
        if path.name.startswith(".") or path.is_dir():
            continue
        if path.is_symlink():
            raise BadFileError(str(path), _LINK)
        try:
            found[path.name] = read_bytes(str(path), MAX_ATTACHMENT)
        except TooLargeError:
            raise BadFileError(str(path), TOO_LARGE) from None
    return found


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
