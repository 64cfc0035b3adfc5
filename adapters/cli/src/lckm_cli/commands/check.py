"""``lckm check``: every finding of every file."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lckm_cli.formatting import counted, safe
from lckm_cli.language import Language, either
from lckm_cli.localised_click import PolishCommand
from lckm_cli.options import (
    PATH,
    Day,
    directory_option,
    format_option,
    lang_option,
    load_departures,
    load_directory,
)
from lckm_cli.terminal import takes_colour

if TYPE_CHECKING:
    from collections import Counter

    from lckm_cli.check.aggregate import CheckedFile, CheckSummary
    from lckm_cli.check.baseline import Key
    from lckm_cli.check.check_file import CheckSettings
    from lckm_cli.check.results import Result
    from lckm_core.procedures import Departure


@click.command(
    "check",
    cls=PolishCommand,
    help="Sprawdza opisy procedur: pliki i foldery (*.yaml, *.yml, *.json); „-” to standardowe "
    "wejście. "
    "Wniosek o aktualizację ocenia bez opisu, którego dotyczy; resztę powie lckm amend. "
    "Kod wyjścia: 0 bez uwag, 1 uwagi, 2 czegoś nie da się odczytać.",
)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PLIK…")
@format_option("text", "json", "sarif", "github")
@click.option("--strict", is_flag=True, help="Ostrzeżenia też kończą się kodem 1.")
@click.option(
    "--baseline", type=PATH, metavar="PLIK", help="Wykaz znanych uwag: nie liczą się, nowe tak."
)
@click.option(
    "--write-baseline",
    type=PATH,
    metavar="PLIK",
    help="Zapisz obecne uwagi jako znane i zakończ kodem 0.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    metavar="N",
    help="Liczba procesów; 0: wszystkie rdzenie.",
)
@click.option(
    "--departures",
    type=PATH,
    metavar="PLIK",
    help="Uzgodnione odstąpienia (także te wśród sprawdzanych plików).",
)
@click.option(
    "--attachments",
    type=PATH,
    metavar="FOLDER",
    help="Folder z folderem plików dla każdej procedury. Pliki bez procedury wykrywa, gdy "
    "sprawdza się folder procedur, nie pojedyncze pliki.",
)
@click.option(
    "--requested-on",
    type=Day(),
    help="Dzień wniosku o te opisy: data wytworzenia nie może być późniejsza (odczytanie I11).",
)
@directory_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    format_: str,
    strict: bool,
    baseline: str | None,
    write_baseline: str | None,
    jobs: int,
    departures: str | None,
    attachments: str | None,
    requested_on: date | None,
    directory: str | None,
    lang: Language,
) -> int:
    """Check files, print the findings, return the exit code."""
    from lckm_cli.check.aggregate import CheckSummary
    from lckm_cli.check.baseline import load, require_replaceable, save
    from lckm_cli.check.check_file import CheckSettings
    from lckm_cli.check.foreign_files import set_aside
    from lckm_cli.check.runner import check_files
    from lckm_cli.command_registry import contributed_rules
    from lckm_cli.file_selection import find_files

    known_findings = load(baseline) if baseline else None
    if write_baseline:
        require_replaceable(write_baseline)
    agreed = load_departures(departures)
    debug = bool(ctx.find_root().params.get("debug"))
    host_rules = bool(contributed_rules())
    settings = CheckSettings(
        load_directory(directory), attachments, debug, requested_on, host_rules
    )
    found = find_files(paths, but=(baseline, write_baseline, directory))
    if not found:
        click.echo(
            either(lang, "Nie znaleziono plików do sprawdzenia", "No files to check were found")
            + ".",
            err=True,
        )
        return 2
    results, hints = set_aside(check_files(found, settings, jobs), paths)
    for path, hint in hints:
        click.echo(f"{safe(path)}: {safe(hint.text(lang))}", err=True)
    judged = _judge_together(paths, results, settings, agreed)
    if baseline and known_findings is not None:
        judged = _accept(judged, known_findings, baseline, lang)
    summary = CheckSummary.of(judged)
    if write_baseline:
        click.echo(
            f"{write_baseline}: {counted(save(judged, write_baseline), 'known', lang)}", err=True
        )
        return 2 if summary.unreadable else 0
    for piece in _pieces(format_, judged, summary, lang):
        sys.stdout.write(piece)
    return summary.exit_code(strict=strict)


def _judge_together(
    paths: Sequence[str],
    results: "Sequence[Result]",
    settings: "CheckSettings",
    agreed: "Sequence[Departure]",
) -> list["CheckedFile"]:
    """Return the files with the findings that depend on each other and on what is beside them."""
    from lckm_cli.check.aggregate import combine_results, orphan_documents
    from lckm_cli.check.siblings import entries_beside

    beside = entries_beside(paths, results, settings)
    judged = combine_results(results, agreed, beside)
    if settings.attachments:
        has_folder = any(Path(path).is_dir() for path in paths)
        known = [
            *(beside if has_folder else ()),
            *(result.entry for result in results if result.entry is not None),
        ]
        judged += orphan_documents(settings.attachments, known, whole=has_folder)
    return judged


def _accept(
    judged: list["CheckedFile"], known_findings: "Counter[Key]", path: str, lang: Language
) -> list["CheckedFile"]:
    """Accept the findings of the baseline at *path*, and report those that are fixed."""
    from lckm_cli.check.baseline import apply

    accepted, resolved = apply(judged, known_findings, path)
    for file, code, pointer in sorted(resolved):
        fixed = either(lang, "poprawione, usuń z wykazu", "fixed, remove it from the baseline")
        click.echo(f"{path}: {safe(file)}: {code} {safe(pointer) or '/'}: {fixed}", err=True)
    if resolved:
        count = counted(resolved.total(), "entry", lang)
        message = either(
            lang, f"Do usunięcia z wykazu: {count}.", f"To remove from the baseline: {count}."
        )
        click.echo(message, err=True)
    return accepted


def _pieces(
    format_: str, judged: list["CheckedFile"], summary: "CheckSummary", lang: Language
) -> Iterator[str]:
    """Return the findings in one of the formats."""
    match format_:
        case "json":
            from lckm_cli.output.findings import findings_as_json

            return findings_as_json(judged, summary, lang)
        case "sarif":
            from lckm_cli.output.sarif import findings_as_sarif

            return findings_as_sarif(judged, summary, lang)
        case "github":
            from lckm_cli.output.findings import findings_as_github

            return findings_as_github(judged, summary, lang)
        case _:
            from lckm_cli.output.findings import findings_as_text

            return findings_as_text(judged, summary, lang, colour=takes_colour())
