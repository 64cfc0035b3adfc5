"""Procedures, update requests and files to download, as they were handed in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Generic, Literal, TypeVar

import attrs

from lckm_cli.toolkit import (
    STDIN,
    TOO_LARGE,
    BadFileError,
    TooLargeError,
    build_as,
    read_bytes,
    read_document,
)
from lckm_core.amendments import (
    UpdateRequest,
    check_request,
    compare,
    keep_note,
)
from lckm_core.centre import NoSuchEditionError
from lckm_core.findings import (
    Finding,
    Findings,
    InvalidProcedureError,
    Severity,
    UnreadableFileError,
)
from lckm_core.organisation import Directory
from lckm_core.procedures import MAX_FILE_BYTES, Document, Procedure
from lckm_core.publication import Edition
from lckm_core.text import Message
from lckm_editorial.batch_import.finding_kinds import OLD_NOTE

T = TypeVar("T")
Changes = Literal["accept", "refuse"]
AcceptedTexts = Callable[[str], Sequence[Procedure]]
"""Returns the texts of a procedure that were not returned, by number, the newest last."""

OFFICE_FILES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf")
"""Extensions of word processor files; lckm-word reads them or says why it cannot."""
_OFFICE_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")

_NO_WORD = Message(
    "żeby czytać pliki Worda, zainstaluj lckm-word z klonu projektu, z folderu ./adapters/word "
    "(docs/operations.md, „Install”).",
    "to read Word files, install lckm-word from the clone of the project, from the folder "
    "./adapters/word (docs/operations.md, “Install”).",
)
_IS_REQUEST = Message(
    "to jest wniosek o aktualizację; przyjmuje go lckm procedure update.",
    "this is an update request; lckm procedure update takes it.",
)
_LINK = Message(
    "to dowiązanie do pliku, który leży gdzie indziej. Wstaw w jego miejsce sam plik.",
    "this is a link to a file that lies elsewhere. Put the file itself in its place.",
)
OLD_NOTE_LEFT = Message(
    "W polu „Inne” plik ma to, co było w nim wcześniej: zostaje to, co Call Center wpisało "
    "później.",
    "The call centre's own field („Inne”) has in the file what it had before: what the call "
    "centre put there since stays.",
)
_TWO = Message(
    "dwa pliki do pobrania mają tę nazwę. Zmień jedną z nich, w pliku i w opisie.",
    "two files to download have this name. Change one, of the file and in the text.",
)
_FROM_WHICH = Message(
    "to cały opis; powiedz, z której wersji powstał: --seen WERSJA. Bez tego cofnąłby po cichu, "
    "co ktoś zmienił potem.",
    "this is a whole text; say which edition it was made from: --seen EDITION. Else it would undo "
    "in silence what somebody changed since.",
)


@attrs.frozen
class SubmittedFile(Generic[T]):
    """The contents of a file that was handed in, and what its reader found.

    For a Word file these are all findings of ``lckm word read``; YAML and JSON are checked
    with their procedure. ``own`` are the findings that no text or request shows, which are
    stored with the edition.
    """

    path: str
    content: T | None
    findings: Findings = Findings()
    _place: Callable[[Finding], Message] | None = None
    own: Findings = Findings()
    tracked: bool = False
    """True for a Word file in which changes are tracked."""

    @property
    def is_word(self) -> bool:
        """True for a Word file, whose places are sections, fields and cells."""
        return self._place is not None

    def worded(self, findings: Findings) -> Findings:
        """Return findings in the words of the file: of a Word file in the form's labels."""
        if not self.is_word or findings.form not in (Procedure, UpdateRequest):
            return findings
        from lckm_word import in_form_words

        return in_form_words(findings)

    def require(self) -> T:
        """Return the contents; raise ``InvalidProcedureError`` where errors leave none."""
        if self.content is None:
            raise InvalidProcedureError(self.findings)
        return self.content

    def place(self, finding: Finding) -> Message:
        """Return where in the file a finding is: section and field, line and column, or path."""
        if self._place is not None:
            return self._place(finding)
        if finding.place is not None:
            return finding.place
        place = f"{finding.line}:{finding.column}" if finding.line else finding.path or "/"
        return Message(place, place)

    def at(self, path: str) -> Message:
        """Return where in the file a field of the procedure is, a JSON Pointer."""
        return self.place(Finding("", Severity.ERROR, path, "", ""))


def merge_findings(first: Findings, second: Iterable[Finding]) -> Findings:
    """Return the findings of both, without those of the second that the first has."""
    seen = {(finding.code, finding.path) for finding in first}
    return first + Findings(
        tuple(finding for finding in second if (finding.code, finding.path) not in seen)
    )


def read_text(
    path: str, directory: Directory, *, changes: Changes | None = None
) -> SubmittedFile[Document]:
    """Return the procedure in a file.

    Without *changes*, tracked changes are accepted, with a finding.
    Raises ``LckmError`` for what cannot be read or is no procedure, and ``OSError``.
    """
    if not is_office_file(path):
        return SubmittedFile(path, read_document(path, "procedure"))
    with _word_file(path) as data:
        return _word_text(path, data, directory, changes)


def read_text_or_changes(
    path: str,
    directory: Directory,
    accepted_texts: AcceptedTexts,
    *,
    changes: Changes | None = None,
) -> SubmittedFile[Document] | SubmittedFile[UpdateRequest]:
    """Return the procedure in a file, or the request that its tracked changes are.

    Tracked changes are a request where the procedure is stored and *changes* is not given.
    """
    submitted = read_text(path, directory, changes=changes)
    if (
        not submitted.tracked
        or changes is not None
        or not accepted_texts(str(submitted.require().data.get("id", "")))
    ):
        return submitted
    return read_request(path, directory, accepted_texts)


def read_request(
    path: str, directory: Directory, accepted_texts: AcceptedTexts
) -> SubmittedFile[UpdateRequest]:
    """Return the update request in a file.

    Tracked changes of a Word file are compared with the text that *accepted_texts* returns.
    Raises ``LckmError`` for what cannot be read or is no request, and ``OSError``.
    """
    if is_office_file(path):
        with _word_file(path) as data:
            return _word_request(path, data, directory, accepted_texts)
    return _request(path, read_document(path, "update-request"), accepted_texts)


def read_correction(
    path: str, directory: Directory, accepted_texts: AcceptedTexts, *, seen: int | None
) -> SubmittedFile[UpdateRequest]:
    """Return the request in a file; a whole new text is compared with the stored one.

    Such a text needs *seen*, the edition that it was made from: otherwise it could undo
    later changes unnoticed.
    """
    if is_office_file(path):
        with _word_file(path) as data:
            from lckm_word import holds_request

            if holds_request(data) or (text := _word_text(path, data, directory, None)).tracked:
                return _word_request(path, data, directory, accepted_texts)
        return _difference(text, text.require().procedure, accepted_texts, seen)
    document = read_document(path, "update-request", "procedure")
    if document.model is not Procedure:
        return _request(path, document, accepted_texts)
    return _difference(
        SubmittedFile(path, document),
        partial(build_as, document, "procedure"),
        accepted_texts,
        seen,
    )


def files_in(folder: str | Path) -> list[Path]:
    """Return the files to download in a folder, without hidden files and subfolders.

    Raises ``OSError``.
    """
    return [
        path
        for path in sorted(Path(folder).iterdir())
        if not path.name.startswith(".") and not path.is_dir()
    ]


def read_files(paths: Iterable[Path]) -> dict[str, bytes]:
    """Return files to download by name.

    Raises ``LckmError`` for a link, for a file that is too large and for two of one name,
    and ``OSError``.
    """
    contents: dict[str, bytes] = {}
    for path in paths:
        if path.is_symlink():
            raise BadFileError(str(path), _LINK)
        if path.name in contents:
            raise BadFileError(str(path), _TWO)
        try:
            contents[path.name] = read_bytes(str(path), MAX_FILE_BYTES)
        except TooLargeError:
            raise BadFileError(str(path), TOO_LARGE) from None
    return contents


def is_office_file(path: str) -> bool:
    """Return whether lckm-word should read a file, by its extension or first bytes."""
    if Path(path).suffix.lower() in OFFICE_FILES:
        return True
    if path == STDIN or not Path(path).is_file():
        return False
    with Path(path).open("rb") as file:
        return file.read(8).startswith(_OFFICE_BEGINNINGS)


def _request(
    path: str, document: Document, accepted_texts: AcceptedTexts
) -> SubmittedFile[UpdateRequest]:
    """Return a YAML or JSON request with its warnings; the centre reports its errors."""
    request: UpdateRequest = build_as(document, "update-request")
    texts = accepted_texts(request.procedure)
    note_findings = (
        old_note(request.consolidated, texts) if request.consolidated is not None else Findings()
    )
    findings = Findings(check_request(request, texts[-1]).warnings if texts else ())
    return SubmittedFile(path, request, findings + note_findings, own=findings)


def _difference(
    text: SubmittedFile[Document],
    build: Callable[[], Procedure],
    accepted_texts: AcceptedTexts,
    seen: int | None,
) -> SubmittedFile[UpdateRequest]:
    try:
        new = build()
    except InvalidProcedureError as error:
        return SubmittedFile(
            text.path, None, merge_findings(text.findings, error.findings), text._place
        )
    texts = accepted_texts(new.id)
    if not texts:
        raise NoSuchEditionError(new.id)
    if seen is None:
        raise BadFileError(text.path, _FROM_WHICH)
    found = text.findings + old_note(new, texts)
    return SubmittedFile(
        text.path,
        compare(texts[-1], keep_note(new, texts[-1], texts)),
        found,
        text._place,
        text.own,
    )


def _word_text(
    path: str, data: bytes, directory: Directory, changes: Changes | None
) -> SubmittedFile[Document]:
    from lckm_word import holds_request, read_word

    if changes is None and holds_request(data):
        raise BadFileError(path, _IS_REQUEST)
    reading = read_word(data, changes=changes, directory=directory)
    return SubmittedFile(
        path,
        reading.document,
        reading.findings,
        lambda finding: reading.place(finding).message,
        reading.own,
        reading.tracked,
    )


def _word_request(
    path: str, data: bytes, directory: Directory, accepted_texts: AcceptedTexts
) -> SubmittedFile[UpdateRequest]:
    from lckm_word import read_request as read_word_request

    reading = read_word_request(data, against=accepted_texts, directory=directory)
    if reading.request is not None and not accepted_texts(reading.request.procedure):
        return SubmittedFile(
            path, reading.request
        )  # there is no such procedure: the rest may belong to another number
    return SubmittedFile(path, reading.request, reading.all_findings, reading.place, reading.own)


@contextmanager
def _word_file(path: str) -> Iterator[bytes]:
    """Yield the bytes of a Word file; errors name the file and their code."""
    try:
        from lckm_word import MOST_BYTES
    except ModuleNotFoundError:
        raise BadFileError(path, _NO_WORD) from None
    try:
        yield read_bytes(path, MOST_BYTES)
    except TooLargeError:
        raise BadFileError(path, TOO_LARGE) from None
    except UnreadableFileError as error:
        code = error.finding.code
        found = error.finding
        raise BadFileError(
            path, Message(f"{code}  {found.message}", f"{code}  {found.text('en')}")
        ) from None


def has_new_files(newest: Edition | None, files: Mapping[str, bytes]) -> bool:
    """Return whether a file came that the newest edition does not have."""
    kept = {file.address for file in newest.files} if newest else set()
    return any(sha256(data).hexdigest() not in kept for data in files.values())


def old_note(procedure: Procedure, texts: Sequence[Procedure]) -> Findings:
    """Return a finding where a text repeats an old content of the call centre's field."""
    if (
        not texts
        or procedure.call_centre.other is None
        or keep_note(procedure, texts[-1], texts) == procedure
    ):
        return Findings()
    return Findings((OLD_NOTE.at(("call_centre", "other"), OLD_NOTE_LEFT),))


def without_note(procedure: Procedure) -> Procedure:
    """Return a text without the call centre's own field."""
    return attrs.evolve(procedure, call_centre=attrs.evolve(procedure.call_centre, other=None))
