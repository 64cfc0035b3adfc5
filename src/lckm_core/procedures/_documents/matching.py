"""Matches files to documents (zał. 2 § 9 ust. 3): each belongs to exactly one."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeAlias

import attrs

from lckm_core.findings import (
    Finding,
    Findings,
    Severity,
    kind,
    pointer,
)
from lckm_core.forms import FILE_NAME
from lckm_core.law import cites
from lckm_core.procedures._documents.file_check import (
    LINK,
    MAX_FILE_BYTES,
    NOT_FORM,
    NOT_PDF,
    Purpose,
    check_file,
    printable_name,
)
from lckm_core.procedures._documents.file_types.model import FileType
from lckm_core.procedures.parts import OtherDocument, RequiredDocument, RequiredDocuments
from lckm_core.procedures.template import Procedure
from lckm_core.text import Message

__all__ = [
    "MISSING_FILE",
    "UNNAMED_FILE",
    "Data",
    "Files",
    "allow_missing_files",
    "check_attachments",
    "check_names",
    "named_files",
]

Path: TypeAlias = tuple[str | int, ...]
Data: TypeAlias = bytes | Callable[[], bytes] | None
"""A file's bytes, or a function that reads them; ``None`` for a symbolic link on disk."""

Files: TypeAlias = Mapping[str, Data]
"""The files handed in with one procedure, by name."""

_PROVISION = "zał. 2 § 9 ust. 3"

MISSING_FILE = kind(
    "LCKM-F012",
    _PROVISION,
    Message("brakuje pliku, który dokument wymienia", "a file that a document names is missing"),
)
UNNAMED_FILE = kind(
    "LCKM-F013",
    _PROVISION,
    Message("pliku nie wymienia żaden dokument", "no document names the file"),
)
SHARED = kind(
    "LCKM-F014",
    _PROVISION,
    Message("dwa dokumenty wymieniają ten sam plik", "two documents name the same file"),
)

_EXTENSIONS: Mapping[Purpose, frozenset[str]] = {
    "document": frozenset(FileType.PDF.extensions),
    "form": frozenset(
        (*FileType.DOC.extensions, *FileType.DOCX.extensions, *FileType.RTF.extensions)
    ),
}
_FORM = re.compile(
    r"(?:wz[oó]r\s+|wzory\s+|druk\s+|formularz\s+)?(?:wnios(?:ek|ku|ki|ków)|formularz\w{0,2}|druki?"
    r"|pełnomocnictw[oa]?|upoważnieni[ea]|oświadczeni[ea]|zgłoszeni[ea]|deklaracj[aie]|ankiet[ay]"
    r"|podani[ea]|kwestionariusz\w{0,2}|zgod[ay]|rezygnacj[aie]|odwołani[ea]"
    r"|karta\s+(?:zgłoszeni|zapis|informac)\w*)\b"
    r"|wz[oó]r\s+umowy\b|.*\bdo\s+(?:wypełnienia|uzupełnienia|edycji)\b",
    re.IGNORECASE,
)
"""How the name of a form to fill in begins, or what it says."""
_TO_READ = re.compile(
    r"przykład|wypełnion|objaśnie|instrukcj|jak\s+wypełni|zasad|informacj|klauzul", re.IGNORECASE
)
_FILE_NAME = re.compile(FILE_NAME.pattern or "")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S|\bwww\.[^\s.]+\.", re.IGNORECASE)


class Documents(Protocol):
    """A procedure, or the parts of one that name files."""

    @property
    def required_documents(self) -> RequiredDocuments:
        """The documents that a resident has to bring."""
        ...

    @property
    def other_documents(self) -> tuple[OtherDocument, ...]:
        """The other documents to download."""
        ...


@cites(_PROVISION)
def check_attachments(
    procedure: Procedure | Documents, files: Files, *, max_bytes: int = MAX_FILE_BYTES
) -> Findings:
    """Check the files of one procedure: their content, and that each has exactly one document.

    Args:
        procedure: the procedure whose documents name files.
        files: every file handed in with this procedure, by name. A function is called once, when
            its file is checked, and its bytes are dropped before the next; a file that no document
            names is not read. Names that differ only in how their letters are composed (NFC, NFD)
            are one name.
        max_bytes: the largest size taken of each file, in bytes.

    Returns:
        Every finding: of a named file at the place that names it
        (``/required_documents/to_submit/0/file``), of a document's name at that name, of a file
        that no document names at the root (zał. 2 § 9 ust. 3).

    Raises whatever a function among *files* raises.
    """
    findings = list(check_names(procedure))
    by_composed = {_composed(name): name for name in files}
    named: set[str] = set()
    for path, name, purpose in named_files(procedure):
        key = _composed(name)
        if key in named:
            continue
        named.add(key)
        if key in by_composed:
            findings += _file_findings(path, name, files[by_composed[key]], purpose, max_bytes)
        else:
            findings.append(MISSING_FILE.at(path, _missing_file(name, by_composed)))
    for name in files:
        key = _composed(name)
        if key not in named or by_composed[key] != name:
            findings.append(UNNAMED_FILE.at((), _unnamed_file(name)))
    return Findings(tuple(findings))


@cites(_PROVISION)
def allow_missing_files(findings: Findings) -> Findings:
    """Return findings with each missing file as a warning, for it may still be handed in."""
    items = (
        attrs.evolve(finding, severity=Severity.WARNING)
        if finding.code == MISSING_FILE.code and finding.severity is Severity.ERROR
        else finding
        for finding in findings
    )
    return Findings(tuple(items), form=findings.form)


def check_names(procedure: Procedure | Documents) -> Iterator[Finding]:
    """Yield findings that need no file: a file named twice, an address as a name."""
    documents = dict(_documents(procedure))
    for path, document in documents.items():
        if "." in document.name and _ADDRESS.search(document.name):
            yield LINK.at((*path, "name"), _linked_name(document.name))
    first: dict[str, Path] = {}
    for path, name, _ in _files(procedure):
        key = _composed(name)
        if key in first:
            *where, field = first[key]
            yield SHARED.at(path, _shared(name, documents[tuple(where)].name, str(field)))
        else:
            first[key] = path


def check_endings(procedure: Procedure | Documents) -> Iterator[Finding]:
    """Yield a finding for each named file whose extension is not of the kind its purpose asks."""
    for path, name, purpose in named_files(procedure):
        is_name = _FILE_NAME.fullmatch(name) is not None
        if is_name and name.rpartition(".")[2].casefold() not in _EXTENSIONS[purpose]:
            yield (NOT_FORM if purpose == "form" else NOT_PDF).at(path, _no_document(name, purpose))


def named_files(procedure: Procedure | Documents) -> Iterator[tuple[Path, str, Purpose]]:
    """Yield each file that a procedure's documents name: path of the field, name and purpose.

    Forms to fill in are the files of documents to submit, but for a PDF of what is by its name no
    form, such as a plan, and others that are forms by name and ending; a filled-in example and
    every other file is to be read (zał. 2 § 9 ust. 3). A name that two documents share comes twice.
    """
    for path, name, document in _files(procedure):
        is_form = path[-1] == "file" and _is_a_form(document.name, name, "to_submit" in path)
        yield path, name, "form" if is_form else "document"


def _files(
    procedure: Procedure | Documents,
) -> Iterator[tuple[Path, str, RequiredDocument | OtherDocument]]:
    """Yield each file that the documents name, with the path of the field and its document."""
    for path, document in _documents(procedure):
        if document.file is not None:
            yield (*path, "file"), document.file, document
        if isinstance(document, RequiredDocument) and document.example is not None:
            yield (*path, "example"), document.example, document


def _is_a_form(name: str, file: str, is_submitted: bool) -> bool:
    """Return whether a file is a form, by the document's *name* and the ending of the file.

    Among other documents the same form as a PDF is one to be read, and may be wanted as one. What
    is submitted is filled in, unless a PDF has the name of what nobody fills in.
    """
    ending = file.rpartition(".")[2].casefold()
    is_called_form = _FORM.match(name.strip()) is not None and _TO_READ.search(name) is None
    if is_submitted:
        return is_called_form or ending not in _EXTENSIONS["document"]
    return is_called_form and ending in _EXTENSIONS["form"]


def _documents(
    procedure: Procedure | Documents,
) -> Iterator[tuple[Path, RequiredDocument | OtherDocument]]:
    required = procedure.required_documents
    for index, document in enumerate(required.to_submit):
        yield ("required_documents", "to_submit", index), document
    for index, document in enumerate(required.to_present):
        yield ("required_documents", "to_present", index), document
    for index, other in enumerate(procedure.other_documents):
        yield ("other_documents", index), other


def _file_findings(
    path: Path, name: str, data: Data, purpose: Purpose, max_bytes: int
) -> Iterator[Finding]:
    if data is None:
        yield LINK.at(path, _linked_file(name))
        return
    content = data if isinstance(data, bytes) else data()
    for finding in check_file(name, content, purpose, max_bytes=max_bytes):
        yield attrs.evolve(finding, path=pointer(path))


def _no_document(name: str, purpose: Purpose) -> Message:
    wanted = (
        Message("DOC, DOCX albo RTF", "DOC, DOCX or RTF")
        if purpose == "form"
        else Message("PDF", "PDF")
    )
    return Message(
        f"Plik „{printable_name(name)}” ma z nazwy inny format niż {wanted.pl}. Przygotuj plik w "
        "tym formacie i popraw nazwę.",
        f"The file “{printable_name(name)}” is by its name no {wanted.en}. Make it in that format "
        "and correct the name.",
    )


def _linked_file(name: str) -> Message:
    return Message(
        f"„{printable_name(name)}” w folderze to dowiązanie do pliku leżącego gdzie indziej, a nie "
        "plik. "
        "Wstaw w jego miejsce sam plik.",
        f"“{printable_name(name)}” in the folder is a link to a file that lies elsewhere, and no "
        "file. "
        "Put the file itself in its place.",
    )


def _linked_name(name: str) -> Message:
    return Message(
        f"Nazwa dokumentu „{printable_name(name)}” zawiera adres strony, a odnośnik nie zastępuje "
        "pliku. "
        "Wpisz samą nazwę dokumentu i dołącz plik.",
        f"The document's name “{printable_name(name)}” holds a web address, and a link does not "
        "stand for a "
        "file. "
        "Give the document's name alone and hand the file in.",
    )


def _shared(name: str, document: str, key: str) -> Message:
    return Message(
        f"Plik „{printable_name(name)}” należy już do dokumentu „{printable_name(document)}” "
        f"({key}), a plik należy "
        "do jednego dokumentu. "
        "Dołącz osobny plik albo usuń nazwę z jednego z miejsc.",
        f"The file “{printable_name(name)}” already belongs to the document "
        f"“{printable_name(document)}” ({key}), "
        "and a file belongs to one "
        "document. Hand in a file of its own, or remove the name from one of the places.",
    )


def _missing_file(name: str, by_composed: Mapping[str, str]) -> Message:
    file = printable_name(name)
    near = next((other for other in by_composed if other.casefold() == name.casefold()), None)
    if near:
        return Message(
            f"Nie ma pliku „{file}”; jest „{printable_name(near)}”, z inną wielkością liter. "
            "Zapisz nazwę tak samo w opisie i w folderze.",
            f"There is no file “{file}”; there is “{printable_name(near)}”, in another case. "
            "Spell the name the same in the procedure and in the folder.",
        )
    return Message(
        f"Nie ma pliku „{file}”, który wymienia dokument. "
        "Przekaż go razem z opisem, w folderze procedury, albo usuń jego nazwę z opisu.",
        f"There is no file “{file}”, though a document names it. "
        "Hand it in with the text, in the procedure's folder, or remove its name from the "
        "procedure.",
    )


def _unnamed_file(name: str) -> Message:
    file = printable_name(name)
    return Message(
        f"Pliku „{file}” nie wymienia żaden dokument tej procedury. "
        "Wpisz jego nazwę przy dokumencie albo usuń plik.",
        f"No document of this procedure names the file “{file}”. "
        "Name it at its document, or remove the file.",
    )


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
