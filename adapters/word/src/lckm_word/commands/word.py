"""``lckm word``: procedures and update requests as Word files."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from lckm_cli.toolkit import (
    PATH,
    Day,
    Language,
    PolishCommand,
    PolishGroup,
    directory_option,
    either,
    lang_option,
    load_directory,
    today,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lckm_core.findings import UnreadableFileError
    from lckm_core.organisation import Directory
    from lckm_word.document_check import PlacedFinding

_REPLACE = click.option("--replace", is_flag=True, help="Zastąp plik, który już jest.")


@click.group(
    "word",
    cls=PolishGroup,
    help="Opisy procedur i wnioski o aktualizację w plikach Worda (.docx), w obie strony. Pliki "
    "mają też pola z gwiazdką: są dla tych, "
    "którzy pracują nad opisem, a nie dla mieszkańców.",
)
def command() -> None:
    """Run one of the commands."""


@command.command(
    "check",
    cls=PolishCommand,
    help="Sprawdza opis procedury albo wniosek w dokumencie Worda. Uwagi wypisuje i wpisuje jako "
    "komentarze, każdą w swoim miejscu, do kopii obok dokumentu: opis.docx → opis-uwagi.docx. "
    "Sam dokument się nie zmienia. Kod wyjścia: 0 bez błędów, 1 błędy, 2 nie da się odczytać.",
)
@click.argument("file", type=PATH, metavar="PLIK.docx")
@_REPLACE
@directory_option
@lang_option
def check_command(file: str, replace: bool, directory: str | None, lang: Language) -> int:
    """Check a document, and write a commented copy beside it."""
    from lckm_core.findings import UnreadableFileError
    from lckm_word.document_check import check_document
    from lckm_word.package import MOST_BYTES

    source = _read_bytes(file, MOST_BYTES, lang)
    try:
        checked = check_document(source, directory=load_directory(directory), lang=lang, on=today())
    except UnreadableFileError as error:
        return _print_unreadable(error, file, lang)
    _print_findings(checked.findings, file, lang)
    if not checked.findings:
        click.echo(f"{file}: {either(lang, 'nie ma uwag.', 'no findings.')}")
        return 0
    copy = f"{file.removesuffix('.docx')}-uwagi.docx"
    _write(copy, checked.copy, replace=replace)
    click.echo(f"{file}: {either(lang, 'kopia z komentarzami', 'copy with comments')}: {copy}")
    return 1 if checked.has_errors else 0


@command.command(
    "template",
    cls=PolishCommand,
    help="Zapisuje pusty wzór opisu procedury z podpowiedziami: pola w kolejności wzoru.",
)
@click.argument("output", type=PATH, metavar="PLIK.docx")
@click.option("--number", default="", metavar="KA-NNNNN", help="Numer procedury, jeśli już go ma.")
@_REPLACE
@lang_option
def template_command(output: str, number: str, replace: bool, lang: Language) -> int:
    """Write the empty form."""
    from lckm_word.writer import template

    return _write(output, template(number), replace=replace)


@command.command(
    "write",
    cls=PolishCommand,
    help="Zapisuje opis procedury z pliku YAML albo JSON jako dokument Worda na wzorze.",
)
@click.argument("file", type=PATH, metavar="PLIK")
@click.argument("output", type=PATH, metavar="PLIK.docx")
@_REPLACE
@lang_option
def write_command(file: str, output: str, replace: bool, lang: Language) -> int:
    """Write a procedure."""
    from lckm_cli.toolkit import read_procedure
    from lckm_word.writer import write

    return _write(output, write(read_procedure(file)), replace=replace)


@command.command(
    "read",
    cls=PolishCommand,
    help="Odczytuje opis procedury z dokumentu Worda i sprawdza go; wniosek (dokument z działem "
    "„Wniosek o aktualizację”, a z opcją "
    "--against każdy ze zmianami śledzonymi) odczytuje jako wniosek. Wynik: YAML na wyjściu albo "
    "w pliku -o; uwagi, z działem, akapitem i komórką tabeli, osobno. "
    "Kod wyjścia: 0 bez błędów, 1 błędy, 2 nie da się odczytać.",
)
@click.argument("file", type=PATH, metavar="PLIK.docx")
@click.option("-o", "--output", type=PATH, metavar="PLIK", help="Zapisz YAML tutaj.")
@click.option(
    "--changes",
    type=click.Choice(["accept", "refuse"]),
    help="Zmiany śledzone: accept – czytaj opis po nich, refuse – sprzed nich. Dokument z "
    "wnioskiem czyta się wtedy jak opis procedury.",
)
@click.option(
    "--against",
    type=PATH,
    metavar="OPIS",
    help="Obecny opis procedury: wniosek powstanie do niego, a uwaga powie, jeśli dokument "
    "pokazuje jako dotychczasowy inny.",
)
@click.option(
    "--comments",
    type=PATH,
    metavar="PLIK.docx",
    help="Zapisz tu kopię dokumentu, w której każda uwaga jest komentarzem w swoim miejscu.",
)
@_REPLACE
@directory_option
@lang_option
def read_command(
    file: str,
    output: str | None,
    changes: str | None,
    against: str | None,
    comments: str | None,
    replace: bool,
    directory: str | None,
    lang: Language,
) -> int:
    """Read a document, check it and print the result."""
    from lckm_core.findings import UnreadableFileError
    from lckm_word.document_check import placed
    from lckm_word.package import MOST_BYTES
    from lckm_word.reader import read_word
    from lckm_word.requests import holds_request

    source = _read_bytes(file, MOST_BYTES, lang)
    try:
        if changes is None and (against or holds_request(source)):
            request = _Request(file, source, output, replace, comments)
            return _read_request(request, against, load_directory(directory), lang)
        reading = read_word(
            source,
            changes="refuse" if changes == "refuse" else "accept" if changes else None,
            directory=load_directory(directory),
        )
    except UnreadableFileError as error:
        return _print_unreadable(error, file, lang)
    found = placed(reading.findings, reading.place)
    _print_findings(found, file, lang)
    _write_comments(comments, file, source, found, lang, replace=replace)
    _print(reading.to_yaml(), output, replace)
    return 1 if reading.findings.errors else 0


@command.command(
    "redline",
    cls=PolishCommand,
    help="Zapisuje wniosek o aktualizację jako dokument Worda ze zmianami śledzonymi. Zamiast "
    "wniosku można podać nowy opis: wniosek powstanie "
    "z porównania. Kod wyjścia: 0 zapisano, 2 zmian nie da się wprowadzić albo czegoś odczytać.",
)
@click.argument("file", type=PATH, metavar="OPIS")
@click.argument("request", type=PATH, metavar="WNIOSEK")
@click.argument("output", type=PATH, metavar="PLIK.docx")
@click.option("--author", metavar="KTO", help="Autor zmian; bez tej opcji wnioskodawca z wniosku.")
@click.option(
    "--on",
    "day",
    type=Day(),
    help="Dzień zmian; bez tej opcji data wniosku, a gdy jej nie ma, dzisiaj.",
)
@_REPLACE
@lang_option
def redline_command(
    file: str,
    request: str,
    output: str,
    author: str | None,
    day: date | None,
    replace: bool,
    lang: Language,
) -> int:
    """Write a request with tracked changes."""
    from lckm_cli.toolkit import build_as, read_document, read_procedure
    from lckm_core.amendments import UpdateRequest, compare
    from lckm_core.procedures import Procedure
    from lckm_word.requests import redline

    old, document = read_procedure(file), read_document(request, "update-request", "procedure")
    wanted: UpdateRequest = (
        compare(old, build_as(document, "procedure"))
        if document.model is Procedure
        else build_as(document, "update-request")
    )
    by = author or wanted.requested_by
    if not by:
        message = either(
            lang,
            "Wniosek nie mówi, kto wnioskuje. Podaj autora zmian: --author KTO.",
            "The request says not who asks. Give --author.",
        )
        raise click.UsageError(message)
    at = datetime.combine(day or wanted.requested_on or today(), time(12), UTC)
    return _write(output, redline(old, wanted, author=by, at=at), replace=replace)


class _Request(NamedTuple):
    """A document with an update request, and where its results go."""

    file: str
    source: bytes
    output: str | None
    replace: bool
    comments: str | None


def _read_request(
    request: _Request, against: str | None, directory: "Directory", lang: Language
) -> int:
    from lckm_cli.toolkit import read_procedure
    from lckm_core.forms import to_yaml
    from lckm_word.document_check import placed
    from lckm_word.requests import read_request

    found = read_request(
        request.source, against=read_procedure(against) if against else None, directory=directory
    )
    file, replace = request.file, request.replace
    findings = placed(found.all_findings, found.position)
    _print_findings(findings, file, lang)
    _write_comments(request.comments, file, request.source, findings, lang, replace=replace)
    if found.request is None:
        message = either(
            lang,
            "z tego dokumentu nie powstanie wniosek, dopóki są w nim te błędy.",
            "there is no request in this document while it has these errors.",
        )
        click.echo(f"{file}: {message}", err=True)
        return 1
    _print(to_yaml(found.request), request.output, replace)
    return 1 if found.all_findings.errors else 0


def _print_unreadable(error: "UnreadableFileError", file: str, lang: Language) -> int:
    from lckm_cli.toolkit import safe

    click.echo(f"{file}: {error.finding.code}  {safe(error.finding.text(lang))}", err=True)
    return 2


def _print_findings(findings: "Sequence[PlacedFinding]", file: str, lang: Language) -> None:
    """Print the findings, each with its place."""
    from lckm_cli.toolkit import safe, severity_word

    for finding, place in findings:
        severity, place_words = (
            severity_word(finding.severity.value, lang),
            place.message.text(lang),
        )
        click.echo(
            f"{file}: {safe(place_words)}  {severity}  {finding.code}  {safe(finding.text(lang))} "
            f"({finding.cites})",
            err=True,
        )


def _write_comments(
    output: str | None,
    file: str,
    source: bytes,
    findings: "Sequence[PlacedFinding]",
    lang: Language,
    *,
    replace: bool,
) -> None:
    """Write a copy of the document with each finding as a comment, where one is asked for."""
    if output is None:
        return
    from lckm_cli.toolkit import BadFileError
    from lckm_core.text import Message
    from lckm_word.document_check import comments_of

    if Path(output).exists() and Path(output).samefile(file):
        message = Message(
            "to sam dokument, a komentarze wpisuje się do kopii. Podaj inną nazwę.",
            "this is the document itself, and comments go into a copy. Give another name.",
        )
        raise BadFileError(output, message)
    _write(output, comments_of(source, findings, lang), replace=replace)


def _print(text: str, output: str | None, replace: bool) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text.encode(), replace=replace)


def _read_bytes(file: str, limit: int, lang: Language) -> bytes:
    """Return the bytes of a file, or refuse one that is over the limit."""
    from lckm_cli.toolkit import BadFileError, TooLargeError, read_bytes
    from lckm_core.text import BYTES, Message, counted

    try:
        return read_bytes(file, limit)
    except TooLargeError:
        most = counted(limit, BYTES)
        message = Message(
            f"plik ma więcej niż {most.pl}. Usuń obrazy i zbędną treść.",
            f"the file has more than {most.en}. Remove pictures and what is not needed.",
        )
        raise BadFileError(file, message) from None


def _write(output: str, data: bytes, *, replace: bool) -> int:
    """Write a file; an existing one stays unless *replace* is given."""
    from lckm_cli.toolkit import BadFileError, write_bytes
    from lckm_core.text import Message

    if not replace and Path(output).exists():
        message = Message(
            "ten plik już jest, więc zostaje, jak był. Podaj inną nazwę albo --replace.",
            "this file is there already, so it stays as it was. Give another name, or --replace.",
        )
        raise BadFileError(output, message)
    write_bytes(output, data)
    return 0
