"""What all files together show: numbers used twice, gaps, files without an owner."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import attrs

from lckm_cli.check.check_file import positions_in
from lckm_cli.check.results import Position, Result
from lckm_cli.file_selection import STDIN_NAME
from lckm_core.findings import Finding, Findings, Severity
from lckm_core.procedures import (
    UNNAMED_FILE,
    Departure,
    KnowledgeBase,
    KnowledgeBaseEntry,
    Procedure,
    apply_departures,
    check_known,
)
from lckm_core.text import Message


class CheckedFile(NamedTuple):
    """A file with all its findings.

    Attributes:
        accepted: indices of the findings that a baseline accepts; they are not counted.
    """

    path: str
    unreadable: bool
    findings: tuple[Finding, ...]
    accepted: frozenset[int] = frozenset()

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that count."""
        return tuple(
            finding
            for index, finding in enumerate(self.findings)
            if index not in self.accepted and finding.severity is not Severity.NOTE
        )

    @property
    def status(self) -> str:
        """The status of the file in JSON: ``ok``, ``findings`` or ``unreadable``."""
        return "unreadable" if self.unreadable else "findings" if self.counted else "ok"


class CheckSummary(NamedTuple):
    """The totals of a check."""

    files: int
    errors: int
    warnings: int
    unreadable: int
    departures: int
    accepted: int

    @classmethod
    def of(cls, judged: Iterable[CheckedFile]) -> "CheckSummary":
        """Count the findings of files."""
        files = errors = warnings = unreadable = departures = accepted = 0
        for file in judged:
            files += 1
            unreadable += file.unreadable
            accepted += len(file.accepted)
            departures += sum(finding.severity is Severity.NOTE for finding in file.findings)
            counted = () if file.unreadable else file.counted
            errors += sum(finding.severity is Severity.ERROR for finding in counted)
            warnings += sum(finding.severity is Severity.WARNING for finding in counted)
        return cls(files, errors, warnings, unreadable, departures, accepted)

    def exit_code(self, *, strict: bool) -> int:
        """Return the exit code of a check.

        It is 2 when a file could not be read, 1 when there are findings, else 0. Warnings count
        only when *strict*.
        """
        return 2 if self.unreadable else 1 if self.errors or (strict and self.warnings) else 0


def combine_results(
    results: Sequence[Result],
    departures: Iterable[Departure] = (),
    neighbours: Iterable[KnowledgeBaseEntry] = (),
) -> list[CheckedFile]:
    """Return all files with the findings that depend on the others.

    Args:
        results: the files, each checked by itself.
        departures: agreed departures, beside those among the files.
        neighbours: procedures in the same folders that are not checked.
    """
    unread = [result.path for result in results if result.unreadable]
    known = KnowledgeBase(
        [*(result.entry for result in results if result.entry is not None), *neighbours], unread
    )
    agreed = [*departures, *(departure for result in results for departure in result.departures)]
    if all(result.attached is None for result in results):
        # Only the names of files were checked: whether departures lift other rules is unknown.
        found = {(result.number, finding.code) for result in results for finding in result.findings}
        agreed = [
            departure
            for departure in agreed
            if not departure.is_of_file or (departure.procedure, departure.code) in found
        ]
    orphans = _unnamed_files(results)
    judged = []
    for result in results:
        form = _model(result.form)
        findings = Findings(
            (*result.findings, *orphans.get(result.path, ()), *_across_files(result, known)),
            form=form,
        )
        if agreed and result.number and not result.unreadable:
            findings = apply_departures(findings, result.number, agreed)
        if not result.unreadable:  # findings about departures have no place yet
            findings = Findings(
                tuple(finding if finding.line else _at(finding, (1, 1)) for finding in findings),
                form=form,
            )
        judged.append(CheckedFile(result.path, result.unreadable, tuple(findings)))
    return judged


def _model(form: str) -> type | None:
    """Return the model class of a form, or ``None`` for a file that could not be read."""
    if form == "procedure":
        return Procedure
    from lckm_core import FORMS  # loads every form, which a folder of procedures need not wait for

    return FORMS.get(form)


def _across_files(result: Result, known: KnowledgeBase) -> list[Finding]:
    """Return the findings that depend on other files, at their positions."""
    found = list(check_known(result.entry, known)) if result.entry is not None else []
    if result.path == STDIN_NAME:
        # Related procedures are beside a file, and standard input is in no folder.
        found = [finding for finding in found if not finding.path.startswith("/related")]
    if not found:
        return []
    positions = positions_in(result)
    return [_at(finding, positions.get(finding.path, (1, 1))) for finding in found]


def _at(finding: Finding, position: Position) -> Finding:
    return attrs.evolve(finding, line=position[0], column=position[1])


def _unnamed_files(results: Sequence[Result]) -> dict[str, list[Finding]]:
    """Return the findings of attached files that no edition names, by the file's path.

    Each is reported once, for the first procedure that could own the file.
    """
    named: dict[str, set[str]] = {}
    for result in results:
        if result.attached:
            named.setdefault(result.attached.folder, set()).update(result.attached.named)
    found: dict[str, list[Finding]] = {}
    for result in results:
        if result.attached:
            taken = named[result.attached.folder]
            found[result.path] = [
                finding for name, finding in result.attached.orphans if name not in taken
            ]
            taken.update(name for name, _ in result.attached.orphans)
    return found


def orphan_documents(
    root: str, entries: Iterable[KnowledgeBaseEntry], *, whole: bool
) -> list[CheckedFile]:
    """Return an error for each file under *root* that can belong to no procedure.

    Args:
        root: the folder that holds a folder of files for each procedure.
        entries: the procedures that are known; a folder is named after the number or the file.
        whole: whether those are all procedures. Only then can another folder belong to none.
    """
    owners = {name for entry in entries for name in (entry.id, Path(entry.name).stem)}
    return [
        CheckedFile(str(path), unreadable=False, findings=(_orphan(),))
        for path in _without_owner(Path(root), owners, whole)
    ]


def _without_owner(root: Path, owners: set[str], whole: bool) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and path.name in owners:
            yield from (inner for inner in sorted(path.iterdir()) if inner.is_dir())
        elif whole:
            yield path


def _orphan() -> Finding:
    return UNNAMED_FILE.at(
        (),
        Message(
            "Nie należy do żadnej procedury. Pliki leżą w folderze o nazwie takiej jak "
            "numer procedury, bez podfolderów.",
            "It belongs to no procedure. Files lie in a folder named after the procedure's "
            "number, without folders inside.",
        ),
    )
