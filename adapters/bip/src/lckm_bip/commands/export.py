"""``lckm export``: what is published, shown where the settings say, or in a folder."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import PATH, Day, Language, PolishCommand, either, lang_option, safe
from lckm_core.calendar import civil_day
from lckm_core.publication import Audience

if TYPE_CHECKING:
    from lckm_cli.settings import Session
    from lckm_core.publication import Publication


@click.command(
    "export",
    cls=PolishCommand,
    help="Pokazuje opublikowane procedury, informacje i regulamin tam, gdzie każe plik ustawień "
    "(BIP i portal naraz), tak jak mają "
    "być widoczne dzisiaj. Uruchom po każdej publikacji i codziennie po północy. Powtórzone nie "
    "szkodzi, a przerwane zostawia "
    "to, co było. Kod wyjścia: 0 pokazano, 1 któregoś miejsca nie udało się zmienić, 2 złe "
    "ustawienia albo folder.",
)
@click.option("--on", "day", type=Day(), help="Z --to: inny dzień (rrrr-mm-dd) niż dzisiaj.")
@click.option(
    "--to",
    type=PATH,
    metavar="FOLDER",
    help="Zapisz BIP i portal w tym folderze, a miejsc z pliku ustawień nie zmieniaj; np. żeby "
    "obejrzeć jutrzejszy dzień.",
)
@settings_option
@lang_option
def command(day: date | None, to: str | None, settings: str | None, lang: Language) -> int:
    """Export."""
    found = open_session(settings)
    if to is not None:
        return _write(found, day, to, lang)
    now = found.now()
    if day not in (None, today := civil_day(now)):
        another = (
            "--on jest tylko do obejrzenia innego dnia: dodaj --to FOLDER. Miejsca z pliku "
            f"ustawień pokazują dzień dzisiejszy, {today}.",
            "--on is for looking at another day only: add --to FOLDER. The places of the "
            f"settings show today, {today}.",
        )
        raise click.UsageError(either(lang, *another))
    done = found.centre.export(clock=(lambda: now) if day else found.now)
    for export in done:
        count = either(lang, f"procedur: {export.count}", f"procedures: {export.count}")
        failed = either(lang, f"nie udało się ({export.failed})", f"failed ({export.failed})")
        click.echo(
            f"{safe(export.name)}: {failed if export.failed else count}", err=bool(export.failed)
        )
    if not done:
        missing = (
            "Żaden adapter z pliku ustawień nie pokazuje publikacji. Dopisz tabelę "
            '[[adapter]] use = "lckm_bip:BipAdapter" albo podaj folder: --to FOLDER.',
            "No adapter of the settings shows what is published. Add a table "
            '[[adapter]] use = "lckm_bip:BipAdapter", or give a folder: --to FOLDER.',
        )
        raise click.UsageError(either(lang, *missing))
    if any(export.failed for export in done):
        again = (
            "Tam zostało to, co było. Sprawdź dziennik i miejsce na dysku, i powtórz lckm export.",
            "What was there stays. See the log and the room on the disk, and repeat lckm export.",
        )
        click.echo(either(lang, *again), err=True)
        return 1
    return 0


def _write(found: "Session", day: date | None, to: str, lang: Language) -> int:
    """Write the site to a folder of the caller's."""
    from lckm_bip.exporter import SiteExporter
    from lckm_bip.settings import SiteSettings

    places = (
        exporter
        for exporter in found.centre.plugins.exporters
        if isinstance(exporter, SiteExporter)
    )
    if any(exporter.shows_in(Path(to)) for exporter in places):
        live = (
            f"--to {to}: w tym folderze plik ustawień pokazuje serwis mieszkańcom, więc niczego w "
            "nim nie zmieniono. Podaj inny folder; "
            "dzień dzisiejszy pokazuje tam lckm export bez --to i --on.",
            f"--to {to}: the settings show the site to residents in this folder, so nothing in it "
            "was changed. Give another folder; "
            "lckm export without --to and --on shows today there.",
        )
        raise click.UsageError(safe(either(lang, *live)))
    exporter, counts = SiteExporter(SiteSettings(target=to)), dict[Audience, int]()

    def read() -> "Publication":
        publication = found.centre.publication(exporter.audiences, on=day or found.now())
        counts.update({audience: len(pages) for audience, pages in publication.pages.items()})
        return publication

    exporter.export(read)
    for audience, count in counts.items():
        click.echo(
            either(
                lang,
                f"{audience.value}: procedur: {count}",
                f"{audience.value}: procedures: {count}",
            )
            + f" ({safe(to)}/current/{audience.value}/index.html)"
        )
    return 0
