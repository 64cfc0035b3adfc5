"""``lckm erase``: destroys personal data at its term or when consent is withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import (
    Day,
    Language,
    PolishCommand,
    PolishGroup,
    either,
    format_option,
    group_lang_option,
    lang_option,
    local_time,
)
from lckm_core.delivery import notices_wanted
from lckm_core.errors import ErasureDeferredError, NoSuchReportError
from lckm_core.ports.optional import ReportAdministration
from lckm_core.reports import first_clean_day
from lckm_operations.civil_days import start_of_day
from lckm_operations.commands.erasure_summaries import (
    count_left_files,
    print_summary,
    reports_lost_with,
)
from lckm_operations.optional_features import outline
from lckm_operations.pending_deletions import Gone, note_gone
from lckm_operations.staff_name import staff_option

_DRY = click.option(
    "--dry-run", is_flag=True, help="Powiedz, co by usunięto, i niczego nie usuwaj."
)


@click.group("erase", cls=PolishGroup, help="Usuwanie danych osobowych (zał. 2 § 6 ust. 5).")
@group_lang_option
def command() -> None:
    """Hold the commands together."""


@command.command(
    "due",
    cls=PolishCommand,
    help="Usuwa dane osobowe, których termin minął, i wzywa odbiorców do ich usunięcia. Robi to "
    "też lckm worker, po każdej północy. "
    "Kod wyjścia: 0; z --dry-run 1, gdy jest co usunąć.",
)
@_DRY
@click.option("--on", "day", type=Day(), help="Z --dry-run: co usunięto by z początkiem tego dnia.")
@format_option("text", "json")
@settings_option
@lang_option
def due(dry_run: bool, day: date | None, format_: str, settings: str | None, lang: Language) -> int:
    """Destroy what is due now, or count what is due on a day."""
    if day is not None and not dry_run:
        raise click.UsageError(
            either(
                lang,
                "--on jest tylko na próbę: dodaj --dry-run. Przed terminem niczego się nie usuwa.",
                "--on is for trying only: add --dry-run. Nothing is erased before its term.",
            )
        )
    session = open_session(settings)
    now = session.now() if day is None else start_of_day(day)
    if dry_run:
        count = session.offer(ReportAdministration, "count_due").count_due(now)
        print_summary({"at": local_time(now), "dry_run": True, "reports": count}, format_, lang)
        return 1 if count else 0
    erased = session.centre.anonymise_due(now=now)
    notices = session.centre.open_erasure_notices(now=now)
    summary = {
        "at": local_time(now),
        "dry_run": False,
        "erased": erased,
        "notices_for": len(notices),
        "files_left": count_left_files(session),
    }
    print_summary(summary, format_, lang)
    return 0


@command.command(
    "withdraw",
    cls=PolishCommand,
    help="Usuwa dane osobowe jednego zgłoszenia, bo zgłaszający cofnął zgodę, i wzywa odbiorców "
    "do ich usunięcia. Nie da się tego "
    "odwrócić. Upewnij się najpierw, że to jego zgłoszenie.",
)
@click.argument("number", metavar="NUMER")
@_DRY
@staff_option
@format_option("text", "json")
@settings_option
@lang_option
def withdraw(
    number: str,
    dry_run: bool,
    by: str | None,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """Destroy the personal part of one report, or say what would go."""
    session = open_session(settings)
    store = session.centre.plugins.reports
    now = session.now()
    # Not the personal part itself: destroying it must not need a key.
    known = outline(store, number)
    dispatch = store.dispatch(number)
    if known is None or dispatch is None:
        raise NoSuchReportError(number)
    summary: dict[str, Any] = {
        "number": number,
        "at": local_time(now),
        "dry_run": dry_run,
        "personal_part": known.has_personal,
        "files": known.files,
        "term": first_clean_day(known.report.registered_at).isoformat(),
        "notices": [kind.value for kind in notices_wanted(dispatch)],
    }
    if not dry_run:
        try:
            session.centre.withdraw_consent(number, now=now, by=by)
        except ErasureDeferredError as error:
            summary["deferred_away" if error.is_away else "deferred"] = (number,)
        session.centre.open_erasure_notices(now=now)
        summary["files_left"] = count_left_files(session)
        if lost := reports_lost_with(session, number):
            summary["lost_with_it"] = lost
    print_summary(summary, format_, lang)
    return 0


@command.command(
    "files-gone",
    cls=PolishCommand,
    help="Zapisuje, że pliku, który miał być zniszczony, na pewno już nie ma, choć nie zniszczył "
    "go żaden program. Które pliki czekają, mówi "
    "lckm verify. Powód jest kodem: deleted (skasowano go ręcznie), searched (szukano go na "
    "wszystkich maszynach i nie ma go na "
    "żadnej), medium (zniszczono dysk, na którym leżał).",
)
@click.argument("references", metavar="PLIK…", nargs=-1, required=True)
@click.option(
    "--reason",
    type=click.Choice([scope.value for scope in Gone]),
    required=True,
    help="Skąd to wiadomo: deleted, searched, medium.",
)
@format_option("text", "json")
@settings_option
@lang_option
def files_gone(
    references: Sequence[str], reason: str, format_: str, settings: str | None, lang: Language
) -> int:
    """Record that files are gone that no store of ours destroyed."""
    session = open_session(settings)
    now = session.now()
    named = list(dict.fromkeys(references))
    note_gone(session.centre, named, Gone(reason), now)
    print_summary(
        {"at": local_time(now), "files_gone": len(named), "files_left": count_left_files(session)},
        format_,
        lang,
    )
    return 0
