"""``lckm site check``: whether a site on disk is whole."""

from pathlib import Path

import click

from lckm_cli.toolkit import PATH, Language, PolishCommand, PolishGroup, either, lang_option, safe

_MOST = 50


@click.group("site", cls=PolishGroup, help="Zapisany serwis BIP i portalu.")
def command() -> None:
    """Hold the commands together."""


@command.command(
    "check",
    cls=PolishCommand,
    help="Sprawdza serwis zapisany poleceniem lckm export: czy każdy plik jest i jest taki, jak "
    "go zapisano, czy nie ma obcych, czy "
    "odnośniki między stronami prowadzą do plików, czy są pliki do pobrania, które opisy "
    "wymieniają, i czy BIP i portal pokazują te same wersje. "
    "Kod wyjścia: 0 w porządku, 1 coś jest "
    "nie tak, 2 to nie jest taki serwis.",
)
@click.argument("folder", type=PATH, metavar="FOLDER")
@lang_option
def check(folder: str, lang: Language) -> int:
    """Look at every file."""
    from lckm_bip.errors import ANEW
    from lckm_bip.site_check import faults_of

    faults = faults_of(Path(folder))
    for fault in faults[:_MOST]:
        click.echo(f"{safe(fault.path)}: {fault.message.text(lang)}")
    if len(faults) > _MOST:
        click.echo(
            either(lang, f"… i {len(faults) - _MOST} dalszych", f"… and {len(faults) - _MOST} more")
        )
    if any(fault.is_of_export for fault in faults):
        click.echo(ANEW.text(lang), err=True)
    if faults:
        return 1
    click.echo(either(lang, "Serwis jest cały.", "The site is whole."))
    return 0
