"""``lckm restored``: prepares a database that another program, as pg_restore, put back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from lckm_cli.settings import Session, open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, format_option, lang_option, local_time
from lckm_core.errors import ErasureDeferredError, NoSuchReportError, StoreUnavailableError
from lckm_core.ports.optional import ReportAdministration
from lckm_core.reports import is_trial
from lckm_core.text import Message
from lckm_operations.commands.erasure_summaries import count_left_files, print_summary
from lckm_operations.optional_features import count_due, may_postdate_backup, outline


@click.command(
    "restored",
    cls=PolishCommand,
    help="Po przywróceniu bazy z kopii innym programem, np. pg_restore, zanim ktokolwiek z niej "
    "skorzysta: pomija 10 000 numerów, bo "
    "część nadano już po zrobieniu kopii, usuwa dane, których termin minął, i te, których zgodę "
    "cofnięto, oraz wzywa odbiorców do "
    "ich usunięcia. Zgłoszenia, których doręczenie się nie skończyło, mogły dojść po zrobieniu "
    "kopii: o usunięcie danych poprosi się "
    "odbiorcę i tak. Zatrzymaj najpierw lckm worker i wszystko, co korzysta z bazy; dopóki coś ma "
    "otwartą bazę w SQLite, nic się nie zmieni. "
    "W SQLite każde wywołanie pomija kolejne 10 000 numerów, w PostgreSQL, gdy od poprzedniego "
    "jakiś nadano. Po lckm restore niepotrzebne.",
)
@click.option(
    "--withdrawn",
    metavar="NUMER",
    multiple=True,
    help="Zgłoszenie, którego zgodę cofnięto po zrobieniu kopii; którego nie ma w bazie, bo "
    "przyszło później, będzie wymienione. Można powtórzyć.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Pomiń kolejne 10 000 numerów, choć od poprzedniego wywołania żadnego nie nadano: po "
    "zrobieniu kopii nadano ich więcej.",
)
@format_option("text", "json")
@settings_option
@lang_option
def command(
    withdrawn: Sequence[str], again: bool, format_: str, settings: str | None, lang: Language
) -> int:
    """Make a database fit for use that was put back from a copy."""
    session = open_session(settings)
    with session.alone():
        summary = _prepare(session, withdrawn, again=again)
    print_summary(summary, format_, lang)
    if format_ == "text" and not withdrawn:
        click.echo(_WITHDRAWALS_UNKNOWN.text(lang))
    return 0


_WITHDRAWALS_UNKNOWN = Message(
    "Uwaga: program nie wie, przy których zgłoszeniach cofnięto zgodę od zrobienia kopii; ich dane "
    "wróciły. Zanim uruchomisz lckm worker, powtórz to polecenie i podaj każde: --withdrawn NUMER.",
    "Beware: nobody here knows of which reports consent was withdrawn since the backup; their data "
    "are back. Before you start lckm worker, repeat this command and name each: --withdrawn "
    "NUMBER.",
)


def _prepare(session: Session, withdrawn: Sequence[str], *, again: bool) -> dict[str, Any]:
    store = session.centre.plugins.reports
    now = session.now()
    # Trials stand among them in the trail, and are erased before any dump could keep them.
    withdrawn = [number for number in withdrawn if not is_trial(number)]
    # Checked first: with a mistyped number, somebody's withdrawn data would stay.
    later = []
    for number in dict.fromkeys(withdrawn):
        if outline(store, number) is None:
            if not may_postdate_backup(store, number, now):
                raise NoSuchReportError(number)
            later.append(number)
    copy = session.offer(ReportAdministration, "keep_withdrawn", "leave_gap", "leave_in_doubt")
    # Before the gap, which may begin a new year: then a repeated call would refuse the numbers.
    for number in later:
        copy.keep_withdrawn(number, now=now)
    in_doubt = copy.leave_in_doubt()
    left_out = copy.leave_gap(now, again=again)
    erased, is_held = _erase_due(session, now)
    numbers = [number for number in dict.fromkeys(withdrawn) if number not in later]
    deferred = []
    for number in numbers:
        try:
            session.centre.withdraw_consent(number, now=now)
        except ErasureDeferredError:
            # It is recorded. A dump that holds one month must not stop the withdrawals of others.
            deferred.append(number)
    return {
        "at": local_time(now),
        "left_out": left_out,
        "erased": erased,
        "withdrawn": len(numbers) - len(deferred),
        **({"not_in_copy": tuple(later)} if later else {}),
        "in_doubt": in_doubt,
        "notices_for": len(session.centre.open_erasure_notices(now=now)),
        "files_left": count_left_files(session),
        **({"due_later": count_due(store, now)} if is_held else {}),
        **({"deferred": tuple(deferred)} if deferred else {}),
    }


def _erase_due(session: Session, now: datetime) -> tuple[int, bool]:
    """Erase what is due; return how much, and whether another program holds it."""
    try:
        return session.centre.anonymise_due(now=now), False
    except StoreUnavailableError as error:
        if not error.is_held:
            raise
        # What an earlier call recorded waits for the dump; the rest need not wait.
        return 0, True
