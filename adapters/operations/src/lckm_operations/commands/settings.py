"""``lckm settings``: whether the settings file can be used, and what comes of it."""

import click

from lckm_cli.options import lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either
from lckm_operations.commands.shared import opened, settings_option


@click.command(
    "settings",
    cls=PolishCommand,
    help="Czyta plik ustawień, tworzy z niego adaptery i mówi, czego brakuje. Niczego nie otwiera ani nie zmienia. Kod wyjścia: "
    "0 niczego, 1 czegoś brakuje, 2 pliku nie da się użyć.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Say what the settings make."""
    found = opened(settings)
    found.settings.bounces()
    plugins = found.centre.plugins
    click.echo(either(lang, "Plik: ", "File: ") + str(found.settings.file))
    click.echo(either(lang, "Adaptery: ", "Adapters: ") + ", ".join(plugins.adapters))
    missing = [hook for hook in plugins.unanswered if hook in _WANTED]
    for hook in missing:
        click.echo(either(lang, f"Brakuje: {hook}", f"Missing: {hook}"))
    return 1 if missing else 0


_WANTED = ("provide_reports", "provide_mailer", "provide_helpdesk", "provide_routes")
"""What a worker and the commands need."""
