"""One file judged by itself. Whatever is wrong with it, and whatever goes wrong, is a result and no exception."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from lckm_cli.check.host_rules import installed_rules
from lckm_cli.check.results import (
    CANNOT_READ,
    INTERNAL,
    Offered,
    Place,
    Result,
    own_finding,
)
from lckm_cli.file_selection import (
    MAX_BYTES,
    STDIN_NAME,
    SelectedFile,
    TooLargeError,
    read_bytes,
    shown_name,
)
from lckm_cli.os_errors import os_error_reason
from lckm_core import read_form
from lckm_core.findings import Finding, InvalidProcedureError, UnreadableFileError
from lckm_core.organisation import DIRECTORY, Directory
from lckm_core.procedures import (
    MAX_FILE_BYTES,
    UNNAMED_FILE,
    DepartureList,
    Document,
    KnowledgeBaseEntry,
    Procedure,
    analyse,
    check,
    check_attachments,
    named_files,
)

_CROSS_FIELDS = ("id", "valid_from", "valid_to", "related")


class CheckSettings(NamedTuple):
    """How files are judged. ``attachments`` is the folder that holds a folder of files for each procedure.

    ``host_rules``: those of installed adapters join. Each process loads them for itself, for they may not be sent.
    """

    directory: Directory = DIRECTORY
    attachments: str | None = None
    debug: bool = False
    requested_on: date | None = None
    host_rules: bool = False


def check_one_file(found: SelectedFile, settings: CheckSettings) -> Result:
    """Read and judge one file; with ``debug``, a fault of the program is raised."""
    name = shown_name(found.path)
    try:
        if found.fault is not None:
            return _unreadable(name, _cannot_read(found.fault))
        document = read_form(read_bytes(found.path), name=name)
        return _judged(document, name, settings)
    except UnreadableFileError as error:
        return _unreadable(name, error.finding)
    except TooLargeError as error:
        return _unreadable(name, _too_large(error.size))
    except OSError as error:
        return _unreadable(name, _cannot_read(error))
    except Exception as error:
        if settings.debug:
            raise
        return _unreadable(name, internal_fault(error))


def check_each(found: Iterable[SelectedFile], settings: CheckSettings) -> list[Result]:
    """Judge some files, in their order."""
    return [check_one_file(one, settings) for one in found]


def _judged(document: Document, name: str, settings: CheckSettings) -> Result:
    if document.model is not Procedure:
        return _other_form(document, name, settings)
    analysis = analyse(document)
    entry = analysis.entry
    findings: list[Finding] = list(
        check(
            analysis,
            directory=settings.directory,
            requested_on=settings.requested_on,
            rules=installed_rules(debug=settings.debug) if settings.host_rules else (),
        )
    )
    number = document.data.get("id")
    number = number if isinstance(number, str) else ""
    offered = None
    if settings.attachments is not None and entry is not None:
        offered, faults = _attachments(document, settings.attachments, number, name)
        findings += faults
    return Result(
        name,
        tuple(findings),
        form="procedure",
        entry=entry,
        number=number,
        places=places(document, entry) if entry and name == STDIN_NAME else None,
        offered=offered,
    )


def _other_form(document: Document, name: str, settings: CheckSettings) -> Result:
    """Judge a file that is no procedure against the form it is filled in on."""
    from lckm_core import FORMS  # loads every form, which a folder of procedures need not wait for

    form = next(name for name, model in FORMS.items() if model is document.model)
    findings = check(document, directory=settings.directory, requested_on=settings.requested_on)
    agreed = (
        () if findings.errors or form != "departures" else document.build(DepartureList).departures
    )
    return Result(name, tuple(findings), form=form, departures=agreed)


def places(document: Document, entry: KnowledgeBaseEntry) -> dict[str, Place]:
    """Return where findings across files may lie."""
    pointers = [f"/{key}" for key in _CROSS_FIELDS if key in document.data]
    pointers += [f"/related/{index}/id" for index in range(len(entry.related))]
    return {pointer: document.position(pointer) for pointer in pointers}


def places_in(result: Result) -> dict[str, Place]:
    """Return the same for a file that was judged before, read once more; empty where it no longer can be.

    Few files have such findings, and to look for places in all of them would cost more than all the rest.
    """
    if result.places is not None or result.entry is None:
        return result.places or {}
    try:
        return places(read_form(read_bytes(result.path), name=result.path), result.entry)
    except (OSError, TooLargeError, UnreadableFileError):
        return {}


def _attachments(
    document: Document, root: str, number: str, name: str
) -> tuple[Offered | None, list[Finding]]:
    """Judge the files in the procedure's folder: one named after the file, else after the number.

    Only the files that it names are judged here; of the others, another edition may be the owner.
    """
    try:
        procedure = document.procedure()
    except InvalidProcedureError:
        return None, []
    folders = [Path(root, Path(name).stem), Path(root, number)]
    folder = next((one for one in folders if one.is_dir()), folders[-1])
    present = (
        sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    )
    files: dict[str, Any] = {
        one: None if (folder / one).is_symlink() else partial(_attachment, str(folder / one))
        for one in present
    }
    named = {one for _, one, _ in named_files(procedure)}
    findings = [
        document.placed(one)
        for one in check_attachments(procedure, files)
        if one.code != UNNAMED_FILE.code
    ]
    orphans = [
        (name, document.placed(one))
        for name in present
        if name not in named
        for one in check_attachments(procedure, {name: files[name]})
        if one.code == UNNAMED_FILE.code
    ]
    return Offered(str(folder), tuple(sorted(named)), tuple(orphans)), findings


def _attachment(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(MAX_FILE_BYTES + 1)


def _unreadable(name: str, finding: Finding) -> Result:
    return Result(name, (finding,), unreadable=True)


def _cannot_read(error: OSError) -> Finding:
    said = os_error_reason(error)
    return own_finding(CANNOT_READ, said.pl, said.en)


def _too_large(size: int | None) -> Finding:
    polish = f"ma {size} bajtów" if size is not None else "jest za długi"
    english = f"has {size} bytes" if size is not None else "is too long"
    return own_finding(
        "LCKM-E002",
        f"Plik {polish}, a może mieć najwyżej {MAX_BYTES} bajtów. Jeden plik opisuje jedną "
        "procedurę; dokumenty dołącza się osobno.",
        f"The file {english}; {MAX_BYTES} bytes at most are allowed. One file describes one "
        "procedure; documents are attached apart.",
    )


def internal_fault(error: BaseException) -> Finding:
    """Return the finding for a fault of the program; it names the kind of fault and nothing of the content."""
    name = type(error).__name__
    return own_finding(
        INTERNAL,
        f"Błąd programu przy tym pliku ({name}); pozostałe pliki sprawdzono. Zgłoś go z "
        "wynikiem „lckm --debug check”.",
        f"The program failed at this file ({name}); the others were checked. Report it with "
        "the output of “lckm --debug check”.",
    )
