"""``lckm amend``: a procedure after an update request."""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lckm_cli.language import Language
from lckm_cli.localised_click import PolishCommand
from lckm_cli.options import (
    PATH,
    directory_option,
    lang_option,
    load_directory,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lckm_core.amendments import UpdateRequest
    from lckm_core.findings import Findings
    from lckm_core.procedures import Document, Procedure
    from lckm_core.text import Message

# The roles of the core, repeated so that ``--help`` need not load it.
ROLES = (
    "head-of-cell",
    "head-of-unit",
    "director",
    "head-of-monitoring",
    "monitoring-staff",
    "head-of-call-centre",
    "call-centre-staff",
    "staff-of-cell",
    "staff-of-unit",
)

_MODELINE = re.compile(rb"#\s*yaml-language-server:\s*\$schema=(\S+)")


@click.command(
    "amend",
    cls=PolishCommand,
    help="Wprowadza do procedury zmiany z wniosku (zał. 2 § 9 ust. 2) i sprawdza całość. Wynik: "
    "YAML na wyjściu albo "
    "w pliku -o. Wynik jest zapisany od nowa, bez komentarzy z PLIKU. Kod wyjścia: 0 bez "
    "błędów, 1 zmian nie da się wprowadzić albo wynik ma błędy, 2 nie da się odczytać.",
)
@click.argument("file", type=PATH, metavar="PLIK")
@click.argument("request", type=PATH, metavar="WNIOSEK")
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="PLIK",
    help="Zapisz wynik (zamiana w całości; może to być sam PLIK). Pliku o czymś innym nie "
    "zastępuje, a wyniku, w którym "
    "przybyło błędów, nie zapisuje.",
)
@click.option(
    "--role",
    type=click.Choice(ROLES),
    metavar="ROLA",
    help=f"Kto wnioskuje: {', '.join(ROLES)}. Bez tej opcji nie ocenia się, czy wolno mu zmienić "
    "pole „Inne” Call Center.",
)
@directory_option
@lang_option
def command(
    file: str,
    request: str,
    output: str | None,
    role: str | None,
    directory: str | None,
    lang: Language,
) -> int:
    """Amend, check, write."""
    from lckm_cli.formatting import safe
    from lckm_cli.input_files import build_as, read_as, read_document
    from lckm_core.amendments import amend, check_request
    from lckm_core.errors import AmendmentConflictError
    from lckm_core.findings import InvalidProcedureError
    from lckm_core.forms import to_yaml
    from lckm_core.organisation import Role
    from lckm_core.procedures import check

    known = load_directory(directory)
    procedure = read_as(file, "procedure")
    document = read_document(request, "update-request")
    wanted = build_as(document, "update-request")
    if output is not None:
        _require_replaceable(output, file, procedure.id)
    faults = check_request(
        wanted, procedure, role=Role[role.upper().replace("-", "_")] if role else None
    )
    _print_request_findings(faults, document, lang)
    for remark in _remarks(
        wanted, procedure, conflict=bool(faults.errors), judged=role is not None
    ):
        click.echo(f"{document.name}: {safe(remark.text(lang))}", err=True)
    if faults.errors:
        return 1
    try:
        amended = amend(procedure, wanted)
    except (AmendmentConflictError, InvalidProcedureError) as error:
        click.echo(f"{document.name}: {safe(error.text(lang))}", err=True)
        return 1
    findings = check(amended, directory=known)
    _print_findings(findings, lang)
    text = to_yaml(amended, schema=_schema_of(file))
    if output is None:
        sys.stdout.write(text)
    else:
        _write_unless_worse(output, text, check(procedure, directory=known), findings, lang)
    return 1 if findings.errors else 0


def _write_unless_worse(
    output: str, text: str, before: "Findings", findings: "Findings", lang: Language
) -> None:
    """Write the amended procedure, unless the request brings errors beyond those *before*."""
    from lckm_cli.atomic_write import write_text
    from lckm_cli.formatting import counted
    from lckm_cli.language import either

    if _codes(findings) - _codes(before):
        message = either(
            lang,
            "nie zapisano, bo po zmianie byłoby więcej błędów. Popraw wniosek.",
            "not written, for the change would bring errors. Fix the request.",
        )
        click.echo(f"{output}: {message}", err=True)
    else:
        write_text(output, text)
        if findings.errors:
            message = either(lang, "zapisano; zostały w nim", "written; left in it:")
            click.echo(
                f"{output}: {message} {counted(len(findings.errors), 'error', lang)}.", err=True
            )


def _codes(findings: "Findings") -> Counter[str]:
    return Counter(finding.code for finding in findings.errors)


def _require_replaceable(output: str, file: str, number: str) -> None:
    """Raise ``LckmError`` unless the result may replace what is at *output*.

    That is the amended file itself, or a file about the same procedure.
    """
    from lckm_cli.file_selection import STDIN
    from lckm_cli.input_files import BadFileError, read_document
    from lckm_core.errors import LckmError
    from lckm_core.text import Message

    old = Path(output)
    if not old.is_file() or not old.stat().st_size or (file != STDIN and old.samefile(file)):
        return
    try:
        held = read_document(output).data.get("id")
    except LckmError:
        held = None
    if held != number:
        reason = Message(
            f"ten plik już jest i nie opisuje procedury {number}, więc zostaje, jak był. "
            "Podaj inną nazwę.",
            f"this file is there already and does not describe procedure {number}, so it "
            "stays as it was. Give another name.",
        )
        raise BadFileError(output, reason)


def _remarks(
    wanted: "UpdateRequest", procedure: "Procedure", *, conflict: bool, judged: bool
) -> "Iterator[Message]":
    """Yield remarks: the request is for another edition, or a rule was not checked."""
    from lckm_core.amendments import NOT_THEIR_NOTE, check_request
    from lckm_core.fields import fields_of
    from lckm_core.organisation import Role
    from lckm_core.procedures import Procedure
    from lckm_core.text import Message

    differ = conflict and wanted.procedure == procedure.id
    labels = {field.key: field.mark.label for field in fields_of(Procedure)}
    for key in ("produced_on", "valid_from", "valid_to") if differ and wanted.base else ():
        then = getattr(wanted.base, key)
        now = getattr(procedure, key)
        if then != now:
            yield Message(
                f"wniosek jest do innego wydania: „{labels[key]}” to w nim "
                f"{then or 'brak daty'}, a w opisie {now or 'brak daty'}.",
                f"the request is for another edition: its {key} is {then or 'none'}, the "
                f"procedure's {now or 'none'}.",
            )
    if not judged:
        found = check_request(wanted, procedure, role=Role.STAFF_OF_CELL)  # who may not
        if any(finding.code == NOT_THEIR_NOTE.code for finding in found):
            yield Message(
                "nie oceniono, czy wnioskującemu wolno zmienić pole „Inne” Call Center. "
                "Podaj, kto wnioskuje: --role ROLA.",
                "whether who asks may change the call centre's own field was not judged. "
                "Say who asks: --role ROLE.",
            )


def _print_request_findings(findings: "Findings", document: "Document", lang: Language) -> None:
    """Print the errors of a request with their positions, in the order of the file."""
    from lckm_cli.formatting import safe, severity_word

    for (line, column), finding in sorted(
        ((document.position(finding.path), finding) for finding in findings),
        key=lambda placed: placed[0],
    ):
        severity = severity_word(finding.severity.value, lang)
        place = f"{document.name}:{line}:{column}"
        click.echo(
            f"{place}  {severity}  {finding.code}  {safe(finding.text(lang))} ({finding.cites})",
            err=True,
        )


def _print_findings(findings: "Findings", lang: Language) -> None:
    """Print findings of the result, each with its field, for it is in no file yet."""
    from lckm_cli.formatting import safe, severity_word

    for finding in findings:
        severity = severity_word(finding.severity.value, lang)
        line = (
            f"{finding.path or '/'}  {severity}  {finding.code}  {safe(finding.text(lang))} "
            f"({finding.cites})"
        )
        click.echo(line, err=True)


def _schema_of(file: str) -> str:
    """Return the schema that the modeline of a file names."""
    from lckm_cli.file_selection import STDIN

    default = "../schemas/procedure.schema.json"
    if file == STDIN:
        return default
    with open(file, "rb") as source:  # noqa: PTH123
        found = _MODELINE.search(source.read(500))
    return found[1].decode("utf-8", "replace") if found else default
