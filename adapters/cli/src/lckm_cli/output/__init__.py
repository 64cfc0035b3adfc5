"""How the outcome of a check is printed: for people, for programs, for code scanning, for GitHub."""

from collections.abc import Iterable

from lckm_cli.check.aggregate import CheckedFile
from lckm_core.findings import Finding


def rows(judged: CheckedFile) -> Iterable[tuple[Finding, str]]:
    """Yield the findings of a file, each with the word its severity is known by: error, warning, note, known."""
    for index, finding in enumerate(judged.findings):
        yield finding, "known" if index in judged.accepted else finding.severity.value
