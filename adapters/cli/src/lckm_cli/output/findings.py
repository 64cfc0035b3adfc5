"""The findings of a check for people, as JSON, and as annotations of GitHub."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from lckm_cli.check.aggregate import CheckedFile, CheckSummary
from lckm_cli.formatting import counted, safe, severity_word
from lckm_cli.language import Language, either
from lckm_core.findings import Finding, Severity

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue", "known": "bright_black"}
_WIDTH = {"pl": 11, "en": 9}
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice", "known": "notice"}


def with_labels(checked: CheckedFile) -> Iterable[tuple[Finding, str]]:
    """Yield the findings of a file, each with its label.

    The label is the severity, or ``known`` for what a baseline accepts.
    """
    for index, finding in enumerate(checked.findings):
        yield finding, "known" if index in checked.accepted else finding.severity.value


def findings_as_text(
    files: Sequence[CheckedFile], summary: CheckSummary, lang: Language, *, colour: bool
) -> Iterator[str]:
    """Yield a line for each finding, grouped by file, and a line of totals."""
    for file in files:
        if not file.findings:
            continue
        for finding, word in with_labels(file):
            yield _line(file.path, finding, word, lang, colour=colour) + "\n"
        yield "\n"
    yield summary_line(summary, lang, colour=colour) + "\n"


def _line(path: str, finding: Finding, word: str, lang: Language, *, colour: bool) -> str:
    place = f"{safe(path)}:{finding.line}:{finding.column}" if finding.line else safe(path)
    severity = severity_word(word, lang).ljust(_WIDTH[lang])
    message = safe(finding.text(lang))
    provision = f"({finding.cites})"
    if colour:
        place = click.style(place, bold=True)
        provision = click.style(provision, dim=True)
        severity = click.style(severity, fg=_COLOURS[word])
    return f"{place}  {severity}  {finding.code}  {message} {provision}"


def summary_line(summary: CheckSummary, lang: Language, *, colour: bool) -> str:
    """Return the totals of a check in one sentence."""
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


def findings_as_json(
    files: Sequence[CheckedFile], summary: CheckSummary, lang: Language
) -> Iterator[str]:
    """Yield JSON on the schema ``findings`` in pieces, one for each file.

    What a baseline accepts is a note, like what a departure lifts.
    """
    yield '{\n  "files": ['
    for index, file in enumerate(files):
        yield ("," if index else "") + "\n    " + json.dumps(_file(file, lang), ensure_ascii=False)
    counts = {key: getattr(summary, key) for key in ("files", "errors", "warnings", "unreadable")}
    yield ("\n  ]" if files else "]") + ',\n  "summary": ' + json.dumps(counts) + "\n}\n"


def _file(file: CheckedFile, lang: Language) -> dict[str, Any]:
    return {"path": file.path, "status": file.status, "findings": list(_findings(file, lang))}


def _findings(file: CheckedFile, lang: Language) -> Iterable[dict[str, Any]]:
    for finding, word in with_labels(file):
        data: dict[str, Any] = dict(finding.to_data(lang))
        if word == "known":
            data["severity"] = Severity.NOTE.value
        yield data


def findings_as_github(
    files: Sequence[CheckedFile], summary: CheckSummary, lang: Language
) -> Iterator[str]:
    """Yield a workflow command for each finding, and the totals as plain text."""
    for file in files:
        for finding, word in with_labels(file):
            properties = {"file": file.path}
            if finding.line:
                properties |= {"line": str(finding.line), "col": str(finding.column)}
            lifted = f" ({severity_word(word, lang)})" if word in ("note", "known") else ""
            properties["title"] = f"{finding.code}{lifted}"
            written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
            yield (
                f"::{_COMMANDS[word]} "
                f"{written}::{_data(f'{finding.text(lang)} ({finding.cites})')}\n"
            )
    yield summary_line(summary, lang, colour=False) + "\n"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return safe(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
