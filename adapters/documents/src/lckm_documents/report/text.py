"""The report as text for a terminal, or as JSON."""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import click
from rich.box import ASCII, SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from lckm_cli.toolkit import (
    Language,
    console,
    counted,
    either,
    safe,
    severity_word,
)
from lckm_documents.report.outcome import NO_PROOF, CheckedFile, unchecked_by_format

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
_PURPOSES = {"document": ("dokument", "document"), "form": ("druk", "form")}


def as_text(
    files: Sequence[CheckedFile], lang: Language, *, width: int, colour: bool
) -> Iterator[str]:
    """Yield the report in pieces."""
    if files:
        yield _table(files, lang, width, colour)
    for file in files:
        if file.unreadable is not None:
            yield f"\n{_bold(safe(file.path), colour)}\n  {safe(file.unreadable.text(lang))}\n"
        elif file.findings:
            yield f"\n{_bold(safe(file.path), colour)}\n"
            for finding in file.findings:
                word = severity_word(finding.severity, lang)
                styled = click.style(word, fg=_COLOURS[finding.severity]) if colour else word
                yield f"  {styled}  {finding.code}  {safe(finding.text(lang))} ({finding.cites})\n"
    unchecked = unchecked_by_format(files, lang)
    if unchecked:
        yield (
            "\n"
            + either(
                lang,
                "Tego program nie widzi; musi spojrzeć człowiek:",
                "What no program sees, and a person has to look at:",
            )
            + "\n"
        )
        for format_, check in unchecked:
            yield f"  {format_}: {safe(check)}\n"
    yield f"\n{_closing_line(files, lang, colour)}\n{NO_PROOF.text(lang)}\n"


def as_json(files: Sequence[CheckedFile], lang: Language) -> str:
    """Return the report as JSON: that of ``lckm check`` with purpose, format and facts."""
    data: dict[str, Any] = {
        "files": [_file(file, lang) for file in files],
        "summary": {
            "files": len(files),
            "errors": sum(file.errors for file in files),
            "warnings": sum(file.warnings for file in files),
            "unreadable": sum(file.unreadable is not None for file in files),
        },
        "no_proof": NO_PROOF.text(lang),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _file(file: CheckedFile, lang: Language) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": file.path,
        "status": file.status,
        "findings": [finding.to_data(lang) for finding in file.findings],
    }
    if file.unreadable is not None:
        data["reason"] = file.unreadable.text(lang)
    if file.examined is not None:
        data |= {
            "purpose": file.examined.purpose,
            "format": file.examined.format,
            "facts": [fact.text(lang) for fact in file.examined.facts],
            "untold": [check.text(lang) for check in file.examined.unchecked],
        }
    return data


def _table(files: Sequence[CheckedFile], lang: Language, width: int, colour: bool) -> str:
    output = io.StringIO()
    terminal = console(output, width=width, colour=colour)
    table = Table(box=SIMPLE_HEAD if colour else ASCII, safe_box=False)
    for heading in either(
        lang,
        "plik|do czego|format|błędy|ostrzeżenia|kody",
        "file|purpose|format|errors|warnings|codes",
    ).split("|"):
        table.add_column(Text(heading, "bold"), overflow="fold", justify="left")
    for file in files:
        table.add_row(*(Text(cell) for cell in cells(file, lang)))
    terminal.print(table)
    return "\n".join(line.rstrip() for line in output.getvalue().splitlines()) + "\n"


def cells(file: CheckedFile, lang: Language) -> list[str]:
    """Return the table row of one file: name, purpose, format, errors, warnings, codes."""
    if file.examined is None:
        return [safe(file.short), "", "", "", "", either(lang, "nieodczytany", "unreadable")]
    purpose = _PURPOSES[file.examined.purpose][lang == "en"]
    codes = ", ".join(
        dict.fromkeys(finding.code.removeprefix("LCKM-") for finding in file.findings)
    )
    return [
        safe(file.short),
        purpose,
        file.examined.format or "?",
        str(file.errors),
        str(file.warnings),
        codes,
    ]


def _closing_line(files: Sequence[CheckedFile], lang: Language, colour: bool) -> str:
    counts = {
        "error": sum(file.errors for file in files),
        "warning": sum(file.warnings for file in files),
        "unreadable": sum(file.unreadable is not None for file in files),
    }
    found = [counted(count, noun, lang) for noun, count in counts.items() if count] or [
        either(lang, "brak uwag", "no findings")
    ]
    line = (
        f"{either(lang, 'Sprawdzono', 'Checked')} {counted(len(files), 'file', lang)}: "
        f"{', '.join(found)}."
    )
    return (
        click.style(
            line, bold=True, fg="red" if counts["error"] or counts["unreadable"] else "green"
        )
        if colour
        else line
    )


def _bold(text: str, colour: bool) -> str:
    return click.style(text, bold=True) if colour else text
