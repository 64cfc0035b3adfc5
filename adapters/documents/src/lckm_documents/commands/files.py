"""``lckm files check``: checks files to download."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lckm_cli.toolkit import (
    PATH,
    Language,
    PolishCommand,
    PolishGroup,
    current_language,
    either,
    format_option,
    lang_option,
    load_departures,
    safe,
    takes_colour,
    terminal_width,
)

if TYPE_CHECKING:
    from lckm_core.ports import Scanner
    from lckm_core.procedures import Departure
    from lckm_documents.document_folder import FileToCheck, Purposes
    from lckm_documents.report.outcome import CheckedFile


@click.group("files", cls=PolishGroup, help="Pliki do pobrania.")
def command() -> None:
    """Group the commands for files to download."""


@command.command(
    "check",
    cls=PolishCommand,
    help="Sprawdza pliki do pobrania (PDF, DOCX, RTF, DOC): tytuł, język, znaczniki, nagłówki, "
    "tabele, obrazy, skrypty, osadzone "
    "obiekty. FOLDER ma w sobie folder plików dla każdej procedury, jak samples/files; może to "
    "być też jeden plik. "
    "Brak uwag nie dowodzi dostępności. Kod wyjścia: 0 bez błędów, 1 błędy, 2 czegoś nie da się "
    "odczytać.",
)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="FOLDER…")
@click.option(
    "--procedures",
    type=PATH,
    metavar="FOLDER",
    help="Opisy procedur: mówią, który plik jest drukiem, a który dokumentem. Bez nich mówi o tym "
    "rozszerzenie.",
)
@click.option(
    "--departures", type=PATH, metavar="PLIK", help="Uzgodnione odstąpienia (zał. 2 § 9 ust. 3)."
)
@click.option(
    "--clamd",
    metavar="ADRES",
    help="Zapytaj o każdy plik program ClamAV: unix:/run/clamav/clamd.ctl albo host:port.",
)
@click.option("--strict", is_flag=True, help="Ostrzeżenia też kończą się kodem 1.")
@format_option("text", "json", "html")
@lang_option
def check(
    paths: tuple[str, ...],
    procedures: str | None,
    departures: str | None,
    clamd: str | None,
    strict: bool,
    format_: str,
    lang: Language,
) -> int:
    """Check every file and print the result."""
    from lckm_documents.document_folder import files_to_check
    from lckm_documents.report.outcome import exit_code

    scanner = _scanner(clamd)
    purposes, unread = _purposes(procedures, lang)
    for message in unread:
        click.echo(safe(message), err=True)
    agreed = load_departures(departures)
    files = list(_check_files(files_to_check(map(Path, paths), purposes), scanner, agreed))
    sys.stdout.writelines(_report(files, format_, lang))
    return 2 if unread else exit_code(files, strict=strict)


def _scanner(address: str | None) -> "Scanner | None":
    if address is None:
        return None
    from lckm_documents.clamd import ClamdScanner

    try:
        return ClamdScanner(address)
    except ValueError:
        messages = (
            f"„{safe(address)}” to nie adres clamd. Podaj unix:/ścieżka/gniazda albo host:port.",
            f"“{safe(address)}” is not an address of clamd. Give unix:/path/of/the/socket or "
            "host:port.",
        )
        raise click.BadParameter(
            either(current_language(), *messages), param_hint="--clamd"
        ) from None


def _purposes(folder: str | None, lang: Language) -> "tuple[Purposes, list[str]]":
    if folder is None:
        return {}, []
    from lckm_cli.toolkit import read_procedures
    from lckm_documents.document_folder import purposes_of

    procedures, failed = read_procedures((folder,))
    return purposes_of(procedure for _, procedure in procedures), [
        message.text(lang) for message in failed
    ]


def _check_files(
    files: "Sequence[FileToCheck]", scanner: "Scanner | None", departures: "Sequence[Departure]"
) -> "Iterator[CheckedFile]":
    from lckm_documents.folder_check import check_folder_file
    from lckm_documents.sandbox import DocumentSandbox

    with DocumentSandbox() as sandbox:
        for file in files:
            yield check_folder_file(file, sandbox, scanner, departures)


def _report(files: "Sequence[CheckedFile]", format_: str, lang: Language) -> Iterator[str]:
    if format_ == "html":
        from lckm_documents.report.page import folder_page

        yield folder_page(files)
    else:
        from lckm_documents.report.text import as_json, as_text

        if format_ == "json":
            yield as_json(files, lang)
        else:
            yield from as_text(files, lang, width=terminal_width(), colour=takes_colour())
