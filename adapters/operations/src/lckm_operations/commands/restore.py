"""``lckm restore``: replaces a SQLite database by a backup, without expired data."""

from collections.abc import Sequence

import click

from lckm_cli.settings import Session, open_session, settings_option
from lckm_cli.toolkit import (
    Language,
    PolishCommand,
    either,
    is_confirmed,
    lang_option,
    safe,
    utcnow,
)
from lckm_core.ports.optional import Maintenance, ReportAdministration, offered
from lckm_core.reports import is_trial
from lckm_core.text import Message


@click.command(
    "restore",
    cls=PolishCommand,
    help="Przywraca bazę w SQLite z kopii. Zanim cokolwiek ją odczyta, usuwa dane, których termin "
    "minął od zrobienia kopii, i te, "
    "których zgodę cofnięto. Zgłoszenia, których nie ma w kopii, przejmuje z obecnej bazy. "
    "Zatrzymaj najpierw lckm worker i wszystko, co korzysta z bazy: dopóki coś ją ma otwartą, nic "
    "się nie zmieni.",
)
@click.argument("folder", metavar="FOLDER")
@click.option(
    "--withdrawn",
    metavar="NUMER",
    multiple=True,
    help="Zgłoszenie, którego zgodę cofnięto, a obecna baza o tym nie wie. Można powtórzyć.",
)
@click.option(
    "--without-months",
    is_flag=True,
    help="Przywróć też z kopii, w której nie ma pliku jakiegoś miesiąca albo jest uszkodzony; "
    "jego zgłoszenia wrócą bez danych osobowych.",
)
@click.option(
    "--without-manifest",
    is_flag=True,
    help="Przywróć też z kopii, która nie ma manifestu, bo zrobił ją starszy lckm: po niej nie "
    "poznać, czy jest cała.",
)
@click.option("--yes", is_flag=True, help="Nie pytaj, czy zastąpić obecną bazę.")
@settings_option
@lang_option
def command(
    folder: str,
    withdrawn: Sequence[str],
    without_months: bool,
    without_manifest: bool,
    yes: bool,
    settings: str | None,
    lang: Language,
) -> int:
    """Restore the database."""
    session = open_session(settings, new=True)
    store = session.offer(Maintenance, "restore")
    question = either(
        lang,
        "Kopia zastąpi obecną bazę. Przywrócić?",
        "The backup will replace the database. Restore it?",
    )
    if not yes and _is_something_there(session) and not is_confirmed(question, lang):
        return 1
    done = store.restore(
        folder,
        now=utcnow(),
        # Trials stand among them in the trail, and are erased before any backup could keep them.
        withdrawn=tuple(number for number in withdrawn if not is_trial(number)),
        without_months=without_months,
        without_manifest=without_manifest,
    )
    label = either(
        lang,
        "usunięte miesiące i zgłoszenia po terminie",
        "months and reports past the term destroyed",
    )
    reports = either(lang, "Przywrócono zgłoszeń", "Reports restored")
    click.echo(f"{reports}: {done.reports}; {label}: {done.erased}")
    label = either(lang, "Usunięte po cofnięciu zgody", "Erased because consent was withdrawn")
    click.echo(f"{label}: {done.withdrawn}")
    for number in done.not_in_copy:
        click.echo(_NOT_IN_COPY.text(lang).format(safe(number)))
    label = either(
        lang,
        "Zgłoszenia, których nie ma w kopii, przejęte z dotychczasowej bazy",
        "Reports that the backup lacks, taken over from the database that was here",
    )
    click.echo(f"{label}: {len(done.taken_over)}")
    for number in done.taken_over:
        click.echo(safe(number))
    if not done.withdrawals_known:
        click.echo(_WITHDRAWALS_UNKNOWN.text(lang))
    click.echo(_AS_IN_COPY.text(lang))
    return 0


_NOT_IN_COPY = Message(
    "Uwaga: {}: w kopii nie ma tego zgłoszenia, więc nie ma czego usunąć. Przyszło widać po jej "
    "zrobieniu; jeśli numer jest pomylony, wykonaj od razu: lckm erase withdraw z właściwym.",
    "Beware: {}: the backup has no such report, so there is nothing to erase. It seems to have "
    "come in since; if the number is mistyped, do at once: lckm erase withdraw with the right "
    "one.",
)


_WITHDRAWALS_UNKNOWN = Message(
    "Uwaga: nie było tu bazy, która pamięta, przy których zgłoszeniach cofnięto zgodę od zrobienia "
    "kopii. Program zna tylko te podane w --withdrawn; dane z pozostałych wróciły. Zanim "
    "uruchomisz lckm worker, cofnij każdą z nich jeszcze raz: lckm erase withdraw NUMER.",
    "Beware: no database was here that knows of which reports consent was withdrawn since the "
    "backup. Only those of --withdrawn are known; the data of the others are back. Before you "
    "start lckm worker, withdraw each of them again: lckm erase withdraw NUMBER.",
)
_AS_IN_COPY = Message(
    "Uwaga: procedury, a jeśli leżą w tej bazie, też regulamin i spis, są takie jak w kopii: "
    "wycofana później znów jest opublikowana. Zanim uruchomisz lckm worker albo lckm export, "
    "sprawdź: lckm procedure list.",
    "Beware: procedures, and the terms and the directory where they lie in this database, are as "
    "in the copy: one that was withdrawn since is published again. Before you start lckm worker "
    "or lckm export, look at: lckm procedure list.",
)


def _is_something_there(session: Session) -> bool:
    """Return whether there is a database that the copy would replace."""
    store = offered(session.centre.plugins.reports, ReportAdministration, "is_there")
    return store is None or store.is_there()
