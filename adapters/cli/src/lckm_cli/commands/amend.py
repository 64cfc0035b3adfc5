"""``lckm amend``: a procedure as an update request wants it."""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lckm_cli.options import PATH, directory_option, lang_option, load_directory
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language

if TYPE_CHECKING:
    from lckm_core import Findings

_MODELINE = re.compile(rb"#\s*yaml-language-server:\s*\$schema=(\S+)")


@click.command(
    "amend",
    cls=PolishCommand,
    help="Wprowadza do procedury zmiany z wniosku (zał. 2 § 9 ust. 2) i sprawdza całość. Wynik: YAML na wyjściu albo "
    "w pliku -o. Wynik jest zapisany od nowa, bez komentarzy z PLIKU. Kod wyjścia: 0 bez błędów, 1 zmian nie da się wprowadzić albo wynik ma błędy, 2 nie da się odczytać.",
)
@click.argument("file", type=PATH, metavar="PLIK")
@click.argument("request", type=PATH, metavar="WNIOSEK")
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="PLIK",
    help="Zapisz wynik (zamiana w całości; może to być sam PLIK). Pliku o czymś innym nie zastępuje, a wyniku, w którym "
    "przybyło błędów, nie zapisuje.",
)
@directory_option
@lang_option
def command(file: str, request: str, output: str | None, directory: str | None, lang: Language) -> int:
    """Amend, check, write."""
    from lckm_cli.files import shown_name
    from lckm_cli.reading import read_as
    from lckm_cli.words import counted, either, safe
    from lckm_cli.writing import write_text
    from lckm_core import AmendmentConflictError, InvalidProcedureError, amend, check, check_request, to_yaml

    known = load_directory(directory)
    procedure, wanted = read_as(file, "procedure"), read_as(request, "update-request")
    if output is not None:
        _require_replaceable(output, file, procedure.id)
    faults = check_request(wanted, procedure)
    _say(faults, lang, file=f"{shown_name(request)}: ")
    if faults.errors:
        return 1
    try:
        amended = amend(procedure, wanted)
    except (AmendmentConflictError, InvalidProcedureError) as error:
        click.echo(f"{shown_name(request)}: {safe(error.text(lang))}", err=True)
        return 1
    findings = check(amended, directory=known)
    _say(findings, lang)
    text = to_yaml(amended, schema=_schema_of(file))
    if output is None:
        sys.stdout.write(text)
    elif _codes(findings) - _codes(check(procedure, directory=known)):
        said = either(
            lang,
            "nie zapisano, bo po zmianie byłoby więcej błędów. Popraw wniosek.",
            "not written, for the change would bring errors. Mend the request.",
        )
        click.echo(f"{output}: {said}", err=True)
    else:
        write_text(output, text)
        if findings.errors:
            said = either(lang, "zapisano; zostały w nim", "written; left in it:")
            click.echo(f"{output}: {said} {counted(len(findings.errors), 'error', lang)}.", err=True)
    return 1 if findings.errors else 0


def _codes(findings: "Findings") -> Counter[str]:
    return Counter(finding.code for finding in findings.errors)


def _require_replaceable(output: str, file: str, number: str) -> None:
    """Raise ``LckmError`` when what lies where the result is to go is neither the file itself nor of the same procedure."""
    from lckm_cli.files import STDIN
    from lckm_cli.reading import BadFileError, read_raw
    from lckm_core import LckmError, Message

    old = Path(output)
    if not old.is_file() or not old.stat().st_size or (file != STDIN and old.samefile(file)):
        return
    try:
        held = read_raw(output).data.get("id")
    except LckmError:
        held = None
    if held != number:
        said = Message(
            f"ten plik już jest i nie opisuje procedury {number}, więc zostaje, jak był. Podaj inną nazwę.",
            f"this file is there already and does not describe procedure {number}, so it stays as it was. Give another name.",
        )
        raise BadFileError(output, said)


def _say(findings: "Findings", lang: Language, file: str = "") -> None:
    """Print findings apart from the result; *file* stands before each."""
    from lckm_cli.words import safe, severity_word

    for finding in findings:
        severity = severity_word(finding.severity.value, lang)
        said = f"{finding.path or '/'}  {severity}  {finding.code}  {safe(finding.text(lang))} ({finding.cites})"
        click.echo(file + said, err=True)


def _schema_of(file: str) -> str:
    """Return what the modeline of a file names, so that the amended one names it too."""
    from lckm_cli.files import STDIN

    default = "../schemas/procedure.schema.json"
    if file == STDIN:
        return default
    with open(file, "rb") as source:  # noqa: PTH123
        found = _MODELINE.search(source.read(500))
    return found[1].decode("utf-8", "replace") if found else default
