"""What only all files together can tell: numbers used twice, gaps, files without an owner; then departures and baseline."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs

from lckm_cli.check.check_file import places_in
from lckm_cli.check.results import Place, Result
from lckm_cli.file_selection import STDIN_NAME
from lckm_core.findings import Finding, Findings, Severity
from lckm_core.procedures import (
    Departure,
    KnowledgeBase,
    KnowledgeBaseEntry,
    Procedure,
    apply_departures,
    check_known,
)


class CheckedFile(NamedTuple):
    """A file with all its findings. ``accepted`` are those that a baseline knows: shown, not counted."""

    path: str
    unreadable: bool
    findings: tuple[Finding, ...]
    accepted: frozenset[int] = frozenset()
    """Indices into ``findings``."""

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
        """What JSON says of the file: ok, findings or unreadable."""
        return "unreadable" if self.unreadable else "findings" if self.counted else "ok"


class CheckSummary(NamedTuple):
    """The numbers of a run."""

    files: int
    errors: int
    warnings: int
    unreadable: int
    departures: int
    accepted: int

    @classmethod
    def of(cls, judged: Iterable[CheckedFile]) -> "CheckSummary":
        """Count."""
        files = errors = warnings = unreadable = departures = accepted = 0
        for one in judged:
            files += 1
            unreadable += one.unreadable
            accepted += len(one.accepted)
            departures += sum(finding.severity is Severity.NOTE for finding in one.findings)
            counted = () if one.unreadable else one.counted
            errors += sum(finding.severity is Severity.ERROR for finding in counted)
            warnings += sum(finding.severity is Severity.WARNING for finding in counted)
        return cls(files, errors, warnings, unreadable, departures, accepted)

    def exit_code(self, *, strict: bool) -> int:
        """Return 2 when a file could not be read, 1 when there are findings (warnings only if strict), else 0."""
        return 2 if self.unreadable else 1 if self.errors or (strict and self.warnings) else 0


def combine_results(
    results: Sequence[Result],
    departures: Iterable[Departure] = (),
    beside: Iterable[KnowledgeBaseEntry] = (),
) -> list[CheckedFile]:
    """Return all files with what the others tell of each, lifted by *departures* and by those among the files.

    *beside* are procedures that lie near and are not judged. Of standard input nothing is said about related ones.
    """
    unread = [result.path for result in results if result.unreadable]
    known = KnowledgeBase(
        [*(result.entry for result in results if result.entry is not None), *beside], unread
    )
    agreed = [*departures, *(departure for result in results for departure in result.departures)]
    if all(
        result.offered is None for result in results
    ):  # no attachments at hand, so none of their rules was run
        agreed = [departure for departure in agreed if not departure.is_of_file]
    orphans = _orphans(results)
    judged = []
    for result in results:
        form = _model(result.form)
        findings = Findings(
            (*result.findings, *orphans.get(result.path, ()), *_across(result, known)), form=form
        )
        if agreed and result.number and not result.unreadable:
            findings = apply_departures(findings, result.number, agreed)
        if not result.unreadable:  # what departures say of themselves has no place yet
            findings = Findings(
                tuple(one if one.line else _at(one, (1, 1)) for one in findings), form=form
            )
        judged.append(CheckedFile(result.path, result.unreadable, tuple(findings)))
    return judged


def _model(form: str) -> type | None:
    """Return the model class of a form by its name; ``None`` for a file that could not be read."""
    if form == "procedure":
        return Procedure
    from lckm_core import FORMS  # loads every form, which a folder of procedures need not wait for

    return FORMS.get(form)


def _across(result: Result, known: KnowledgeBase) -> list[Finding]:
    """Return what the other files tell of this one, at its place."""
    found = list(check_known(result.entry, known)) if result.entry is not None else []
    if result.path == STDIN_NAME:
        found = [finding for finding in found if not finding.path.startswith("/related")]
    if not found:
        return []
    places = places_in(result)
    return [_at(finding, places.get(finding.path, (1, 1))) for finding in found]


def _at(finding: Finding, place: Place) -> Finding:
    return attrs.evolve(finding, line=place[0], column=place[1])


def _orphans(results: Sequence[Result]) -> dict[str, list[Finding]]:
    """Return the findings of attached files that no edition names, each once, by the path of the first that could."""
    named: dict[str, set[str]] = {}
    for result in results:
        if result.offered:
            named.setdefault(result.offered.folder, set()).update(result.offered.named)
    found: dict[str, list[Finding]] = {}
    for result in results:
        if result.offered:
            taken = named[result.offered.folder]
            found[result.path] = [
                finding for name, finding in result.offered.orphans if name not in taken
            ]
            taken.update(name for name, _ in result.offered.orphans)
    return found
