"""``lckm demo``: everything at once, on the samples."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lckm_cli.options import Day, today
from lckm_cli.polish import PolishCommand

if TYPE_CHECKING:
    from lckm_cli.demo.outcomes import File
    from lckm_cli.demo.pages import Made, Page


@click.command(
    "demo",
    cls=PolishCommand,
    help="Robi na przykładach wszystko, co umie lckm: sprawdza, publikuje strony, porównuje i aktualizuje. "
    "Nie nadpisuje folderu, którego nie zrobiło.",
)
@click.option(
    "--to", "to", type=click.Path(path_type=Path), default=Path("demo"), metavar="FOLDER", help="Dokąd; domyślnie demo."
)
@click.option("--on", "day", type=Day(), help="Dzień, na który pokazać strony; domyślnie dzisiaj.")
def command(to: Path, day: date | None) -> int:
    """Make everything, then say what there is and where."""
    from lckm_cli.demo.folder import prepare
    from lckm_cli.demo.outcomes import make_changes, make_findings, make_timeline
    from lckm_cli.demo.pages import make_pages
    from lckm_cli.places import samples

    source = samples()
    if source is None:
        click.echo("Brak folderu z przykładami: zainstaluj pakiet lckm-cli ponownie.", err=True)
        return 2
    target, on = to.resolve(), day or today()
    prepare(target, source)
    findings, summaries = make_findings(target)
    made = make_pages(target, on)
    timeline, changes = make_timeline(target, on), make_changes(target)
    _index(target, on, made, [*findings], timeline, changes)
    from lckm_cli.output.text import closing_line
    from lckm_cli.words import counted

    pages = counted(len(made.pages) + len(made.notices), "page")
    click.echo(f"Zrobione na przykładach, stan na {on}:")
    click.echo(f"  sprawdzenie      {closing_line(summaries['baza'], 'pl', colour=False)}")
    click.echo(f"                   Z błędami umyślnymi: {closing_line(summaries['z-bledami'], 'pl', colour=False)}")
    click.echo(f"  strony           {pages} (portal, BIP, Call Center), tyle samo plików JSON")
    for who, reason in made.hidden:
        click.echo(f"                   {who}: {reason}")
    click.echo(f"  oś czasu         {timeline[0].path}, {timeline[1].path}")
    click.echo(f"  zmiany           {', '.join(file.path for file in changes if file.path.endswith('.txt'))}")
    click.echo(f"Otwórz: {target / 'index.html'}")
    click.echo(f"Spróbuj: lckm check {to / 'samples' / 'faulty'}")
    return 0


def _index(
    target: Path, on: date, made: "Made", findings: "list[File]", timeline: "list[File]", changes: "list[File]"
) -> None:
    """Write the page that links everything."""
    from lckm_cli.demo.folder import save
    from lckm_cli.demo.pages import NAMES
    from lckm_pages import render_index

    groups: list[tuple[str, list[tuple[str, str, str]]]] = []
    for audience, name in NAMES.items():
        pages = [page for page in (*made.pages, *made.notices) if page.audience is audience]
        links = [(f"{name}: strona główna", f"{audience.value}/index.html", "")]
        groups.append((name, links + [_link(page) for page in pages]))
    groups.append(("Uwagi ze sprawdzenia", [(file.title, file.path, file.note) for file in findings]))
    groups.append(("Kiedy co widać", [(file.title, file.path, file.note) for file in timeline]))
    groups.append(("Zmiany", [(file.title, file.path, file.note) for file in changes]))
    everything = [(page.json, page.json, "") for page in (*made.pages, *made.notices)]
    groups.append(("Dane stron (JSON)", everything))
    if made.hidden:
        groups.append(("Czego nie widać", [(who, "", reason) for who, reason in made.hidden]))
    lead = f"Wszystko, co lckm zrobiło z przykładowymi procedurami; strony według stanu na {on}."
    save(target / "index.html", render_index("Pokaz lckm", groups, lead=lead))


def _link(page: "Page") -> tuple[str, str, str]:
    return page.title, page.html, Path(page.html).stem
