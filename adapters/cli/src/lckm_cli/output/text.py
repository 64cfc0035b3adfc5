"""The outcome for people: one line a finding, grouped by file, and a line that counts."""

from collections.abc import Iterator, Sequence

import click

from lckm_cli.check.aggregate import CheckedFile, CheckSummary
from lckm_cli.formatting import (
    Language,
    counted,
    either,
    safe,
    severity_word,
)
from lckm_cli.output import rows
from lckm_core.findings import Finding

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue", "known": "bright_black"}
_WIDTH = {"pl": 11, "en": 9}


def findings_as_text(
    files: Sequence[CheckedFile], summary: CheckSummary, lang: Language, *, colour: bool
) -> Iterator[str]:
    """Yield the lines: each finding with path, line, column, severity, code, message and provision."""
    for one in files:
        if not one.findings:
            continue
        for finding, word in rows(one):
            yield _line(one.path, finding, word, lang, colour=colour) + "\n"
        yield "\n"
    yield summary_line(summary, lang, colour=colour) + "\n"


def _line(path: str, finding: Finding, word: str, lang: Language, *, colour: bool) -> str:
    place = f"{safe(path)}:{finding.line}:{finding.column}" if finding.line else safe(path)
    severity = severity_word(word, lang).ljust(_WIDTH[lang])
    message, provision = safe(finding.text(lang)), f"({finding.cites})"
    if colour:
        place, provision = click.style(place, bold=True), click.style(provision, dim=True)
        severity = click.style(severity, fg=_COLOURS[word])
    return f"{place}  {severity}  {finding.code}  {message} {provision}"


def summary_line(summary: CheckSummary, lang: Language, *, colour: bool) -> str:
    """Return how many files were checked and what was found in them."""
    checked = either(lang, "Sprawdzono", "Checked") + " " + counted(summary.files, "file", lang)
    counts = {
        "error": summary.errors,
        "warning": summary.warnings,
        "unreadable": summary.unreadable,
    }
    found = [counted(count, noun, lang) for noun, count in counts.items() if count]
    if not found:
        found = [either(lang, "brak uwag", "no findings")]
    passed = {"departure": summary.departures, "known": summary.accepted}
    found += [counted(count, noun, lang) for noun, count in passed.items() if count]
    line = f"{checked}: {', '.join(found)}."
    if not colour:
        return line
    return click.style(
        line, bold=True, fg="red" if summary.errors or summary.unreadable else "green"
    )
