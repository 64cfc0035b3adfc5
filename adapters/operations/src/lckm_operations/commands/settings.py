"""``lckm settings``: whether the settings file can be used, and what comes of it."""

import os
import stat
from pathlib import Path

import click

from lckm_cli.options import lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either
from lckm_operations.commands.shared import heartbeat_fault, opened, settings_option


@click.command(
    "settings",
    cls=PolishCommand,
    help="Czyta plik ustawień, tworzy z niego adaptery i mówi, czego brakuje. Niczego nie otwiera ani nie zmienia. Kod wyjścia: "
    "0 niczego, 1 czegoś brakuje, heartbeat nie ma gdzie powstać albo plik może zmienić każdy, 2 pliku nie da się użyć.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Say what the settings make."""
    found = opened(settings, new=True)
    bounces = found.settings.bounces()
    plugins = found.centre.plugins
    click.echo(either(lang, "Plik: ", "File: ") + str(found.settings.file))
    click.echo(either(lang, "Adaptery: ", "Adapters: ") + ", ".join(plugins.adapters))
    for adapter in (*found.adapters, *bounces):
        for remark in getattr(adapter, "remarks", ()):
            click.echo(either(lang, "Uwaga: ", "Note: ") + remark.text(lang))
    missing = [hook for hook in plugins.unanswered if hook in _WANTED]
    for hook in missing:
        click.echo(either(lang, f"Brakuje: {hook}", f"Missing: {hook}"))
    if open_to_all := _open_to_all(found.settings.file):
        click.echo(
            either(
                lang,
                "Uwaga: ten plik może zmienić każdy na tej maszynie, a więc uruchomić z niego cokolwiek. Wykonaj: chmod o-w",
                "Beware: anybody on this machine may change this file, and so run anything by it. Do: chmod o-w",
            )
            + f" {found.settings.file}"
        )
    if lost := heartbeat_fault(found.settings.worker.heartbeat):
        click.echo(lost.text(lang))
    return 1 if missing or open_to_all or lost else 0


def _open_to_all(file: Path) -> bool:
    """Return whether any user may write to the file; only POSIX tells."""
    return os.name == "posix" and bool(file.stat().st_mode & stat.S_IWOTH)


_WANTED = ("provide_reports", "provide_mailer", "provide_helpdesk", "provide_routes")
"""What a worker and the commands need."""
