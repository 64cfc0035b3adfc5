"""``lckm demo``: the whole flow at once, on the samples."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lckm_cli.toolkit import Day, PolishCommand, today

if TYPE_CHECKING:
    from lckm_demo.host import Host
    from lckm_demo.planted_data_search import Searched
    from lckm_demo.summary import Done


@click.command(
    "demo",
    cls=PolishCommand,
    help="Robi na przykładach wszystko, co umie lckm: sprawdza i publikuje procedury, porównuje i "
    "aktualizuje, pokazuje je "
    "w portalu, BIP, Wordzie i jako otwarte dane, przyjmuje zgłoszenia, doręcza je i po terminie "
    "anonimizuje. Nie nadpisuje folderu, którego nie zrobiło albo w którym ktoś coś zmienił. "
    "Kod wyjścia: 1, gdy na końcu gdzieś zostały dane osobowe.",
)
@click.option(
    "--to",
    "to",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    metavar="FOLDER",
    help="Dokąd; domyślnie demo.",
)
@click.option(
    "--on", "day", type=Day(), help="Dzień, w którym wszystko się dzieje; domyślnie dzisiaj."
)
def command(to: Path, day: date | None) -> int:
    """Make everything, then say what there is and where."""
    from lckm_demo.paths import LIVE
    from lckm_demo.runner import run
    from lckm_demo.samples_folder import samples

    source = samples()
    if source is None:
        click.echo("Brak folderu z przykładami: zainstaluj pakiet lckm-demo ponownie.", err=True)
        return 2
    host, done, searched = run(to.resolve(), source, day or today())
    _tell(to, host, done, searched)
    click.echo(f"Otwórz: {host.target / 'index.html'}")
    # In the folder that holds demo/, lckm serve finds it by itself.
    named = "" if to == Path("demo") else f" --settings {to / LIVE / 'lckm.toml'}"
    click.echo(f"Zgłoś coś: {_called()} serve{named}")
    click.echo(f"Spróbuj: {_called()} check {to / 'samples' / 'faulty'}")
    return 1 if searched.traces else 0


def _called() -> str:
    """Return how to call the command: in a checkout, ``lckm`` alone is not on the path."""
    from lckm_cli.toolkit import repository

    root = repository()
    if (
        root is None
        or Path(sys.prefix) != root / ".venv"
        or not (root / ".venv" / ".made-by-dev").is_file()
    ):
        return "lckm"
    return "./dev lckm" if Path.cwd() == root else f"{root / 'dev'} lckm"


def _tell(to: Path, host: "Host", done: "Done", searched: "Searched") -> None:
    click.echo(f"Zrobione na przykładach, stan na {done.on}:")
    _tell_of_procedures(to, host, done)
    _tell_of_reports(to, done)
    _tell_of_personal_data(done, searched)


def _tell_of_procedures(to: Path, host: "Host", done: "Done") -> None:
    from lckm_cli.toolkit import counted, summary_line
    from lckm_demo.paths import ACCESSIBILITY, LINKED_DATA, SITES

    published = done.published
    clean, faulty = (
        summary_line(done.summaries[name], "pl", colour=False) for name in ("baza", "z-bledami")
    )
    _line("sprawdzenie", clean)
    _line("", f"Z błędami umyślnymi: {faulty}")
    _line(
        "procedury",
        f"przyjęte: {published.handed_in}, zwrócone do poprawy: {published.given_back}, "
        f"opublikowane: {published.published}",
    )
    pages = sum(len(list((host.target / place).rglob("*.html"))) for place in SITES.values())
    addresses = ", ".join(str(to / place / "index.html") for place in SITES.values())
    _line("strony", f"{counted(pages, 'page')}: {addresses}")
    for procedure, reason in published.hidden:
        _line("", f"{procedure}: {reason}")
    _line("oś czasu", f"{done.timeline[0].path}, {done.timeline[1].path}")
    _line("Word", ", ".join(file.path for file in done.word))
    _line("pliki", f"do pobrania: {published.files}; raport dostępności: {ACCESSIBILITY}")
    _line(
        "otwarte dane",
        f"{LINKED_DATA}/katalog.ttl, {LINKED_DATA}/procedury.ttl, {LINKED_DATA}/dane-gov-pl.xml",
    )
    _line("zmiany", ", ".join(file.path for file in done.changes if file.path.endswith(".txt")))


def _tell_of_reports(to: Path, done: "Done") -> None:
    from lckm_demo.paths import DATABASE, HELPDESK, MAIL

    delivered = done.delivered
    _line(
        "zgłoszenia",
        f"zarejestrowane: {delivered.registered}, do skrzynek: {delivered.mails}, do helpdesku: "
        f"{delivered.tickets}",
    )
    _line("", f"baza SQLite: {to / DATABASE}")
    _line(
        "", f"wiadomości, które przyjął serwer SMTP pokazu: {to / MAIL}, folder na każdą skrzynkę"
    )
    _line("", f"rekordy helpdesku: {to / HELPDESK}")


def _tell_of_personal_data(done: "Done", searched: "Searched") -> None:
    ended, moments = done.ended, done.moments
    _line(
        "dane osobowe",
        f"{ended.withdrawn}: zgoda cofnięta {moments.withdrawn:%Y-%m-%d}; reszta: termin minął "
        f"{moments.clean_day}",
    )
    registered = done.delivered.registered
    _line("", f"zgłoszenia bez danych osobowych: {ended.anonymous} z {registered}")
    _line("", searched.statement)
    for place in searched.places:
        _line("", f"  {place}")


def _line(label: str, words: str) -> None:
    click.echo(f"  {label:<16} {words}")
