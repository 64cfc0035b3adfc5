"""The files of reports: shown to scanners before they are kept (zał. 2 § 6 ust. 1)."""

from collections.abc import Callable, Sequence
from functools import partial

from lckm_core.centre._base import CentreBase, call_safely
from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.ports import Clean, Infected, Scanner, Unscanned
from lckm_core.reports import (
    ReportForm,
    file_name,
    infected_file,
    media_type_of,
    unscanned_file,
)
from lckm_core.text import Message


class ReportFiles(CentreBase):
    """What the centre does with files that residents send."""

    @cites("zał. 2 § 6 ust. 1")
    def check_report_files(self, files: Sequence[bytes]) -> Findings:
        """Return what scanners find in the files of a report, in the form's order.

        Each scanner sees each file, under a name of ours. What a scanner recognises is an error; a
        file that it did not look at, or failed on, is a warning. Without scanners there are no
        findings. Nothing is kept.
        """
        findings = [
            finding
            for index, data in enumerate(files)
            for scanner in self.plugins.scanners
            if (finding := _scanned(scanner, index, data)) is not None
        ]
        return Findings(tuple(findings), form=ReportForm)


def _scanned(scanner: Scanner, index: int, data: bytes) -> Finding | None:
    """Return what a scanner finds in a file, counted from 0; ``None`` for a clean one."""
    # Never the resident's own name for it.
    name = file_name(f"zalacznik-{index + 1}", media_type_of(data[:32]) or "")
    scan: Callable[[], object] = partial(scanner.scan, name, data)
    verdict = call_safely(scan, None, f"scanner {scanner.name}")
    if isinstance(verdict, Clean):
        return None
    if isinstance(verdict, Infected):
        return infected_file(index, scanner.name, verdict.signature)
    reason = verdict.reason if isinstance(verdict, Unscanned) else _SCANNER_FAILED
    return unscanned_file(index, scanner.name, reason)


_SCANNER_FAILED = Message("skaner zawiódł.", "the scanner failed.")
