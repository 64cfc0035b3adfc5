"""One file checked by itself; whatever goes wrong with it is a result."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from lckm_cli.check.foreign_files import (
    OTHER,
    foreign,
    is_json_schema,
    is_on_no_form,
    word_finding,
)
from lckm_cli.check.results import (
    BROKEN_RULE,
    CANNOT_READ,
    INTERNAL,
    SCHEMA_FORM,
    AttachedFiles,
    Position,
    Result,
    own_finding,
)
from lckm_cli.command_registry import contributed_rules
from lckm_cli.file_selection import (
    MAX_BYTES,
    STDIN_NAME,
    SelectedFile,
    TooLargeError,
    read_bytes,
    shown_name,
)
from lckm_cli.os_errors import os_error_reason
from lckm_core import check_readable_fields, read_form
from lckm_core.findings import Finding, InvalidProcedureError, UnreadableFileError
from lckm_core.organisation import DIRECTORY, Directory
from lckm_core.parsing import EMPTY, NO_FIELDS
from lckm_core.procedures import (
    MAX_FILE_BYTES,
    UNNAMED_FILE,
    Departure,
    DepartureList,
    Document,
    KnowledgeBaseEntry,
    Procedure,
    analyse,
    check,
    check_attachments,
    named_files,
)
from lckm_core.text import BYTES, Message, counted

if TYPE_CHECKING:
    from lckm_core.ports import HostRule

_CROSS_FIELDS = ("id", "valid_from", "valid_to", "related")


class CheckSettings(NamedTuple):
    """How files are checked.

    Attributes:
        directory: the units and cells that procedures may name.
        attachments: the folder that holds a folder of files for each procedure.
        debug: whether a fault of the program is raised.
        requested_on: the day of the request for the procedures.
        host_rules: whether the rules of installed adapters are run, too.
    """

    directory: Directory = DIRECTORY
    attachments: str | None = None
    debug: bool = False
    requested_on: date | None = None
    # Each process loads them for itself, for they may not be picklable.
    host_rules: bool = False


def check_one_file(found: SelectedFile, settings: CheckSettings) -> Result:
    """Read and check one file.

    Raises:
        Exception: a fault of the program, only with ``settings.debug``.
    """
    name = shown_name(found.path)
    try:
        if found.fault is not None:
            return _unreadable(name, _cannot_read(found.fault))
        if (word := word_finding(found)) is not None:
            return _unreadable(name, word)
        content = read_bytes(found.path)
        try:
            document = read_form(content, name=name)
        except UnreadableFileError:
            findings = check_readable_fields(
                content,
                name=name,
                directory=settings.directory,
                requested_on=settings.requested_on,
            )
            return Result(name, tuple(map(_with_command, findings)), unreadable=True)
        if is_json_schema(document.data):
            return Result(name, form=SCHEMA_FORM)
        if is_on_no_form(document.data, document.model, name):
            return _unreadable(name, foreign(OTHER))
        return _check_procedure(document, name, settings)
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


_SKELETON = Message("Szkielet wypisze polecenie „lckm new”.", "“lckm new” prints a skeleton.")
_OWN_DIRECTORY = Message(
    "Żeby program sprawdzał nazwy komórek, podaj spis swojego urzędu (--directory albo zmienna "
    "LCKM_DIRECTORY; wzór: samples/directory.yaml).",
    "To have names of cells checked, give your Office's own list (--directory or the variable "
    "LCKM_DIRECTORY; an example is samples/directory.yaml).",
)
_COMMANDS = {EMPTY.code: _SKELETON, NO_FIELDS.code: _SKELETON, "LCKM-R045": _OWN_DIRECTORY}
"""What a command does about a finding, which those who work in a browser are not told."""


def _with_command(finding: Finding) -> Finding:
    """Return a finding with the command that helps with it, if there is one."""
    advice = _COMMANDS.get(finding.code)
    if advice is None:
        return finding
    return attrs.evolve(
        finding,
        message=f"{finding.message} {advice.pl}",
        message_en=f"{finding.message_en} {advice.en}",
    )


def check_each(found: Iterable[SelectedFile], settings: CheckSettings) -> list[Result]:
    """Check several files, in their order."""
    return [check_one_file(file, settings) for file in found]


def _check_procedure(document: Document, name: str, settings: CheckSettings) -> Result:
    if document.model is not Procedure:
        return _check_other_form(document, name, settings)
    analysis = analyse(document)
    entry = analysis.entry
    findings: list[Finding] = list(
        check(
            analysis,
            directory=settings.directory,
            requested_on=settings.requested_on,
            rules=_installed_rules(debug=settings.debug) if settings.host_rules else (),
        )
    )
    number = document.data.get("id")
    number = number if isinstance(number, str) else ""
    attached = None
    if settings.attachments is not None and entry is not None:
        attached, faults = _check_attachments(document, settings.attachments, number, name)
        if attached is not None:  # checks of the content replace those of the names
            findings = [finding for finding in findings if not finding.code.startswith("LCKM-F")]
        findings += faults
    return Result(
        name,
        tuple(map(_with_command, findings)),
        form="procedure",
        entry=entry,
        number=number,
        positions=positions(document, entry) if entry and name == STDIN_NAME else None,
        attached=attached,
    )


def _check_other_form(document: Document, name: str, settings: CheckSettings) -> Result:
    """Check a file that is not a procedure against its own form."""
    from lckm_core import FORMS  # loads every form, which a folder of procedures need not wait for

    form = next(name for name, model in FORMS.items() if model is document.model)
    findings = check(document, directory=settings.directory, requested_on=settings.requested_on)
    departures: tuple[Departure, ...] = ()
    if form == "departures" and not findings.errors:
        departures = document.build(DepartureList).departures
    return Result(name, tuple(findings), form=form, departures=departures)


def positions(document: Document, entry: KnowledgeBaseEntry) -> dict[str, Position]:
    """Return the positions at which findings across files can be."""
    pointers = [f"/{key}" for key in _CROSS_FIELDS if key in document.data]
    pointers += [
        f"/related/{index}/{key}" for index in range(len(entry.related)) for key in ("id", "title")
    ]
    return {pointer: document.position(pointer) for pointer in pointers}


def positions_in(result: Result) -> dict[str, Position]:
    """Return the positions in a file that was checked before.

    The file is read again; the answer is empty where that fails.
    """
    # Few files have such findings; keeping the positions of all would cost most of the memory.
    if result.positions is not None or result.entry is None:
        return result.positions or {}
    try:
        return positions(read_form(read_bytes(result.path), name=result.path), result.entry)
    except (OSError, TooLargeError, UnreadableFileError):
        return {}


def _check_attachments(
    document: Document, root: str, number: str, name: str
) -> tuple[AttachedFiles | None, list[Finding]]:
    """Check the files in the procedure's folder.

    The folder is named after the file, or else after the procedure's number. Files that the
    procedure does not name may belong to another edition, so they are returned as orphans.
    """
    try:
        procedure = document.procedure()
    except InvalidProcedureError:
        return None, []
    folders = [Path(root, Path(name).stem), Path(root, number)]
    folder = next((path for path in folders if path.is_dir()), folders[-1])
    paths = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    files: dict[str, Any] = {
        path.name: None if path.is_symlink() else partial(_read_attachment, str(path))
        for path in sorted(paths, key=lambda path: path.name)
    }
    named = {file for _, file, _ in named_files(procedure)}
    findings = [
        document.placed(finding)
        for finding in check_attachments(procedure, files)
        if finding.code != UNNAMED_FILE.code
    ]
    orphans = [
        (file, document.placed(finding))
        for file, content in files.items()
        if file not in named
        for finding in check_attachments(procedure, {file: content})
        if finding.code == UNNAMED_FILE.code
    ]
    return AttachedFiles(str(folder), tuple(sorted(named)), tuple(orphans)), findings


def _read_attachment(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(MAX_FILE_BYTES + 1)


def _unreadable(name: str, finding: Finding) -> Result:
    return Result(name, (finding,), unreadable=True)


def _cannot_read(error: OSError) -> Finding:
    message = os_error_reason(error)
    return own_finding(CANNOT_READ, message.pl, message.en)


def _too_large(size: int | None) -> Finding:
    polish, english = "jest za długi", "is too long"
    if size is not None:
        actual = counted(size, BYTES)
        polish, english = f"ma {actual.pl}", f"has {actual.en}"
    return own_finding(
        "LCKM-E002",
        f"Plik {polish}, a może mieć najwyżej {MAX_BYTES} bajtów. Jeden plik opisuje jedną "
        "procedurę; dokumenty dołącza się osobno.",
        f"The file {english}; {MAX_BYTES} bytes at most are allowed. One file describes one "
        "procedure; documents are attached apart.",
    )


def _installed_rules(*, debug: bool = False) -> list[Callable[[Procedure], Iterable[Finding]]]:
    """Return the rules that installed adapters contribute."""
    return [rule if debug else partial(_run_rule, rule) for rule in contributed_rules()]


def _run_rule(rule: "HostRule", procedure: Procedure) -> Iterator[Finding]:
    """Yield the findings of a rule, until it fails or uses another's code."""
    try:
        for finding in rule(procedure):
            if not finding.code.startswith(f"{rule.prefix}-"):
                raise LookupError(finding.code)
            yield finding
    except Exception as error:  # noqa: BLE001  code of others, whose words may quote the file
        name = type(error).__name__
        yield own_finding(
            BROKEN_RULE,
            f"Reguła {rule.prefix} zainstalowanego adaptera zawiodła przy tym pliku "
            f"({name}); pozostałe sprawdzono. "
            "Zgłoś to autorowi adaptera z wynikiem „lckm --debug check”.",
            f"The rule {rule.prefix} of an installed adapter failed at this file ({name}); "
            "the others were run. "
            "Report it to the adapter's author with the output of “lckm --debug check”.",
        )


def internal_fault(error: BaseException) -> Finding:
    """Return the finding for a fault of the program, without any content of the file."""
    name = type(error).__name__
    return own_finding(
        INTERNAL,
        f"Błąd programu przy tym pliku ({name}); pozostałe pliki sprawdzono. Zgłoś go z "
        "wynikiem „lckm --debug check”.",
        f"The program failed at this file ({name}); the others were checked. Report it with "
        "the output of “lckm --debug check”.",
    )
