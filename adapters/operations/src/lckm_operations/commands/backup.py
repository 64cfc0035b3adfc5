"""``lckm backup``: a copy of a database in SQLite."""

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option
from lckm_core.ports.optional import Maintenance


@click.command(
    "backup",
    cls=PolishCommand,
    help="Robi kopię bazy w SQLite do nowego folderu; baza może być w użyciu. W kopii są dane "
    "osobowe: chroń ją jak bazę i usuń, "
    "najpóźniej gdy minie termin danych. PostgreSQL ma do tego pg_dump.",
)
@click.argument("folder", metavar="FOLDER")
@click.option(
    "--without-months",
    is_flag=True,
    help="Pomiń miesiące, których pliku nie ma albo jest uszkodzony; bez tej opcji kopia nie "
    "powstaje.",
)
@settings_option
@lang_option
def command(folder: str, without_months: bool, settings: str | None, lang: Language) -> int:
    """Copy the database."""
    open_session(settings).offer(Maintenance, "backup").backup(
        folder, without_months=without_months
    )
    click.echo(either(lang, f"Kopia: {folder}", f"Backup: {folder}"))
    return 0
