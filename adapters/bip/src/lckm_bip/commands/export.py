"""``lckm export``: what is published, shown where the settings say, or in a folder."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from lckm_cli.options import PATH, Day, lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either, safe
from lckm_operations.commands.shared import opened, settings_option

if TYPE_CHECKING:
    from lckm_operations.commands.shared import Opened


@click.command(
    "export",
    cls=PolishCommand,
    help="Pokazuje opublikowane procedury, informacje i regulamin tam, gdzie każe plik ustawień (BIP i portal naraz), tak jak mają "
    "być widoczne danego dnia. Uruchom po każdej publikacji i codziennie po północy. Powtórzone nie szkodzi, a przerwane zostawia "
    "to, co było. Kod wyjścia: 0 pokazano, 1 któregoś miejsca nie udało się zmienić, 2 złe ustawienia albo folder.",
)
@click.option("--on", "day", type=Day(), help="Dzień (rrrr-mm-dd); bez tej opcji dzisiaj.")
@click.option(
    "--to",
    type=PATH,
    metavar="FOLDER",
    help="Zapisz BIP i portal w tym folderze, a miejsc z pliku ustawień nie zmieniaj; np. żeby obejrzeć jutrzejszy dzień.",
)
@settings_option
@lang_option
def command(day: date | None, to: str | None, settings: str | None, lang: Language) -> int:
    """Export."""
    found = opened(settings)
    now = datetime.combine(day, time(12), ZoneInfo("Europe/Warsaw")).astimezone(UTC) if day else found.now()
    if to is not None:
        return _write(found, now, to, lang)
    done = found.centre.export(now=now)
    for one in done:
        count = either(lang, f"procedur: {one.count}", f"procedures: {one.count}")
        failed = either(lang, f"nie udało się ({one.failed})", f"failed ({one.failed})")
        click.echo(f"{safe(one.name)}: {failed if one.failed else count}", err=bool(one.failed))
    if not done:
        missing = (
            "Żaden adapter z pliku ustawień nie pokazuje publikacji. Dopisz tabelę "
            '[[adapter]] use = "lckm_bip:BipAdapter" albo podaj folder: --to FOLDER.',
            "No adapter of the settings shows what is published. Add a table "
            '[[adapter]] use = "lckm_bip:BipAdapter", or give a folder: --to FOLDER.',
        )
        raise click.UsageError(either(lang, *missing))
    if any(one.failed for one in done):
        again = (
            "Tam zostało to, co było. Sprawdź dziennik i miejsce na dysku, i powtórz lckm export.",
            "What was there stays. See the log and the room on the disk, and repeat lckm export.",
        )
        click.echo(either(lang, *again), err=True)
        return 1
    return 0


def _write(found: "Opened", now: datetime, to: str, lang: Language) -> int:
    """Write the site to a folder of the caller's."""
    from lckm_bip.exporter import SiteExporter
    from lckm_core import civil_day

    exporter = SiteExporter(target=to)
    publication = found.centre.publication(exporter.audiences, on=civil_day(now))
    exporter.export(lambda: publication)
    for audience in exporter.audiences:
        count = len(publication.pages[audience])
        click.echo(
            either(lang, f"{audience.value}: procedur: {count}", f"{audience.value}: procedures: {count}")
            + f" ({safe(to)}/current/{audience.value}/index.html)"
        )
    return 0
