"""The results of checking many files, for any form of report."""

from collections.abc import Sequence
from pathlib import PurePath

import attrs

from lckm_cli.toolkit import Language
from lckm_core.findings import Finding, Severity
from lckm_core.text import Message
from lckm_documents.result import InspectionResult

NO_PROOF = Message(
    "Brak uwag nie dowodzi zgodności z ustawą z 4 kwietnia 2019 r.: program widzi tylko część "
    "wymagań WCAG i PDF/UA.",
    "No findings are no proof of conformance with the act of 4 April 2019: a program sees but a "
    "part of what WCAG and PDF/UA ask.",
)
"""The closing sentence of every report."""


@attrs.frozen
class CheckedFile:
    """A checked file and its result; ``unreadable`` says why it could not be read."""

    path: str
    examined: InspectionResult | None
    unreadable: Message | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return PurePath(self.path).name

    @property
    def folder(self) -> str:
        """The name of the file's folder, usually the procedure's number."""
        return PurePath(self.path).parent.name

    @property
    def short(self) -> str:
        """The file's name with its folder."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, errors first."""
        if self.examined is None:
            return ()
        return tuple(
            sorted(
                self.examined.findings, key=lambda finding: finding.severity is not Severity.ERROR
            )
        )

    @property
    def errors(self) -> int:
        """The number of errors, which prevent publication."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return sum(finding.severity is Severity.WARNING for finding in self.findings)

    @property
    def status(self) -> str:
        """``ok``, ``findings`` or ``unreadable``, as in ``lckm check``."""
        if self.examined is None:
            return "unreadable"
        return "findings" if self.findings else "ok"


def exit_code(files: Sequence[CheckedFile], *, strict: bool) -> int:
    """Return 2 if a file is unreadable, 1 for errors (or *strict* warnings), else 0."""
    if any(file.unreadable for file in files):
        return 2
    return int(any(file.errors or (strict and file.warnings) for file in files))


def unchecked_by_format(files: Sequence[CheckedFile], lang: Language) -> list[tuple[str, str]]:
    """Return what cannot be checked, as pairs of format and text, each once."""
    found = {
        (file.examined.format, check.text(lang)): None
        for file in files
        if file.examined is not None
        for check in file.examined.unchecked
    }
    return sorted(found)
