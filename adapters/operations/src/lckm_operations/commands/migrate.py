"""``lckm migrate``: the database brought up to what this program needs."""

import sys

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option
from lckm_core.ports.optional import Maintenance


@click.command(
    "migrate",
    cls=PolishCommand,
    help="Doprowadza bazę do wersji tego programu, z danymi, w jednym akcie; nowej bazie zakłada "
    "tabele. Powtórzone nie szkodzi.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Migrate."""

    def progress(version: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{version}: {done}/{total}", err=True, nl=done == total)

    # The reports, the files to download and the directory may each have a database of their own.
    version = max(
        store.migrate(progress)
        for store in open_session(settings, new=True).offers(Maintenance, "migrate")
    )
    click.echo(either(lang, f"Wersja schematu: {version}", f"Version of the schema: {version}"))
    return 0
