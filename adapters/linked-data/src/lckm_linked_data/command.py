"""``lckm linked-data``: a folder of procedures as a folder of linked open data."""

import json
from datetime import date
from hashlib import sha256

import attrs
import click

from lckm_cli.toolkit import (
    PATH,
    Day,
    Language,
    PolishCommand,
    either,
    lang_option,
    read_procedures,
    safe,
    today,
)
from lckm_core.errors import InvalidSettingError
from lckm_core.organisation import OFFICE
from lckm_core.procedures import Procedure
from lckm_core.publication import (
    Audience,
    Projection,
    hidden_because,
    project,
)


@click.command(
    "linked-data",
    cls=PolishCommand,
    help="Zapisuje procedury, które tego dnia widać w BIP, jako otwarte dane połączone: CPSV-AP "
    "(Turtle, JSON-LD), opis zbioru "
    "DCAT-AP i plik dla dane.gov.pl. Pliki bez zmian zostawia. Błędów w procedurach nie szuka: "
    "robi to lckm check. "
    "Kod wyjścia 2: któregoś pliku nie da się odczytać albo ustawienie jest złe; wtedy niczego "
    "nie zapisuje.",
)
@click.argument("folder", type=PATH, metavar="FOLDER")
@click.option(
    "--base", required=True, metavar="ADRES", help="Adres https, pod którym dane będą dostępne."
)
@click.option(
    "--out",
    "target",
    type=PATH,
    default="linked-data",
    metavar="FOLDER",
    help="Dokąd zapisać; bez tej opcji linked-data.",
)
@click.option("--on", "day", type=Day(), help="Dzień (rrrr-mm-dd); bez tej opcji dzisiaj.")
@click.option(
    "--publisher", default=OFFICE, metavar="NAZWA", help=f"Kto udostępnia; bez tej opcji {OFFICE}."
)
@click.option("--email", default="", metavar="ADRES", help="Dokąd pisać z pytaniami o dane.")
@click.option(
    "--homepage", default="", metavar="ADRES", help="Strona, na której czyta się procedury."
)
@click.option(
    "--files",
    default="",
    metavar="ADRES",
    help="Adres https plików procedur; bez tej opcji bez odnośników do nich.",
)
@click.option(
    "--licence",
    default="CC0",
    metavar="LICENCJA",
    help="CC0, CC_BY_4_0 albo CC_BYSA_4_0; bez tej opcji CC0.",
)
@lang_option
def command(
    folder: str, base: str, target: str, day: date | None, lang: Language, **settings: str
) -> int:
    """Read all, and write what is published."""
    from lckm_linked_data.exporter import LinkedDataExporter

    try:
        exporter = LinkedDataExporter(target=target, base=base, **settings)
    except InvalidSettingError as error:
        raise click.UsageError(error.text(lang)) from error
    procedures, failed = read_procedures((folder,))
    for said in failed:
        click.echo(safe(said.text(lang)), err=True)
    if failed:
        return 2
    shown: list[_Shown] = []

    def read() -> tuple[list[_Shown], date]:
        on = day or today()
        shown.extend(_shown_procedures([procedure for _, procedure in procedures], on))
        return shown, on

    exporter.write(read)
    count = len(shown)
    click.echo(
        safe(
            either(
                lang,
                f"Procedury: {count}. Zapisano w: {target}",
                f"Procedures: {count}. Written to: {target}",
            )
        )
    )
    return 0


@attrs.frozen
class _Shown:
    """A procedure as BIP shows it."""

    made: Projection

    @property
    def id(self) -> str:
        """Its number."""
        return self.made.id

    @property
    def key(self) -> str:
        """All that is shown, but for the day."""
        data = self.made.to_data() | {"on": ""}
        return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()

    def projection(self) -> Projection:
        """Return what is shown."""
        return self.made


def _shown_procedures(procedures: list[Procedure], on: date) -> list[_Shown]:
    """Return what is shown; of several files of one number, the one whose window begins last."""
    newest: dict[str, Procedure] = {}
    for procedure in sorted(procedures, key=lambda procedure: procedure.valid_from or date.min):
        if hidden_because(procedure, Audience.BIP, on) is None:
            newest[procedure.id] = procedure
    made = (
        project(procedure, Audience.BIP, on=on, known=newest.values())
        for procedure in newest.values()
    )
    return [_Shown(projection) for projection in made if projection is not None]
