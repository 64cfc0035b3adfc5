"""``lckm settings``: whether the settings file can be used, and what comes of it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

import click

from lckm_cli.settings import open_to_all, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option, safe
from lckm_core.ports.optional import SettingRemarks, offered
from lckm_core.text import Message
from lckm_operations.commands.centre_of_settings import Workplace, heartbeat_fault, workplace
from lckm_operations.readiness import lacking
from lckm_operations.unprocessed_bounces import NOBODY_READS, nobody_reads


@click.command(
    "settings",
    cls=PolishCommand,
    help="Czyta plik ustawień, tworzy z niego adaptery, czyta tabelę tras i regulamin i mówi, czego brakuje, co stoi otworem dla "
    "każdego na tej maszynie albo czy ktoś czyta listy, które wracają. Nie łączy się z niczym i niczego nie zmienia. Kod wyjścia: 0 niczego, 1 coś jest do poprawienia, 2 pliku "
    "nie da się użyć.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Say what the settings make."""
    found = workplace(settings)
    bounces = found.settings.bounces()
    plugins = found.centre.plugins
    click.echo(either(lang, "Plik: ", "File: ") + str(found.settings.file))
    click.echo(either(lang, "Adaptery: ", "Adapters: ") + ", ".join(plugins.adapters))
    remarks = (
        own.remarks
        for one in (*found.adapters, *bounces)
        if (own := offered(one, SettingRemarks, "remarks")) is not None
    )
    for remark in dict.fromkeys(
        chain.from_iterable(remarks)
    ):  # several adapters may be of one database
        click.echo(either(lang, "Uwaga: ", "Note: ") + safe(remark.text(lang)))
    missing = [hook for hook in plugins.unanswered if hook in _WANTED]
    for hook in missing:
        click.echo(either(lang, f"Brakuje: {hook}", f"Missing: {hook}"))
    told = [
        *open_to_all(found.settings),
        *(said for _, said in lacking(found.centre, datetime.now(UTC))),
    ]
    told += _of_bounces(found, bounces)
    if lost := heartbeat_fault(found.worker.heartbeat):
        told.append(lost)
    for said in told:
        click.echo(safe(said.text(lang)))
    return 1 if missing or told else 0


def _of_bounces(found: Workplace, bounces: Sequence[object]) -> Iterator[Message]:
    """Yield why letters that come back would not be read, as far as it can be told without connecting to anything."""
    if nobody_reads(found.centre, found.settings):
        yield NOBODY_READS
    for at, source in enumerate(bounces, start=1):
        own = offered(source, SettingRemarks, "fault")
        fault = None if own is None else own.fault()
        if fault is not None:
            yield Message(f"[[bounces]] {at}: {fault.pl}", f"[[bounces]] {at}: {fault.en}")


_WANTED = ("provide_reports", "provide_mailer", "provide_helpdesk", "provide_routes")
"""What a worker and the commands need."""
