"""``lckm worker``: delivers until told to stop, or once."""

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import click

from lckm_cli.settings import settings_option, settings_path
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option
from lckm_core.errors import LckmError
from lckm_core.text import Message
from lckm_operations.commands.worker_renewal import WorkerStart, run_renewing
from lckm_operations.commands.worker_session import open_worker_session, reason_for_log
from lckm_operations.delivery_failures import ADVICE, HAND, outage_lines
from lckm_operations.logs import configure_logging
from lckm_operations.optional_features import peer_of
from lckm_operations.unprocessed_bounces import NOT_READ
from lckm_operations.worker import Worker
from lckm_operations.worker.export_process import (
    LCKM_COMMAND,
    ExportProcess,
    limit_lifetime,
    report_failures,
    report_unusable_settings,
)
from lckm_operations.worker.signals import stopped_by_signals
from lckm_operations.worker.tasks import Task, TaskName
from lckm_operations.worker.worker import HANDS

FAILED, UNUSABLE = 1, 2
_LOG = logging.getLogger("lckm_operations")


@click.command(
    "worker",
    cls=PolishCommand,
    help="Doręcza zgłoszenia, usuwa dane osobowe w terminie, wzywa odbiorców do ich usunięcia, "
    "czyta zwroty, a o północy pokazuje "
    "procedury, które zaczynają obowiązywać, i zdejmuje te, które przestają; aż dostanie SIGTERM "
    "albo Ctrl-C. Kończy wtedy to, co ma w "
    "ręku. Może działać wiele naraz. Kod wyjścia: 0 zakończono, 1 z opcją --once: czegoś nie "
    "udało się zrobić i zrobi to następne "
    "wywołanie, 2 złe ustawienia.",
)
@click.option(
    "--once",
    is_flag=True,
    help="Zrób, co jest do zrobienia, i zakończ (cron). Wypisuje, co zrobiono, jako JSON.",
)
@click.option(
    "--name",
    metavar="NAZWA",
    help="Nazwa procesu, inna niż wszystkich pozostałych; bez tej opcji maszyna i numer procesu.",
)
@click.option(
    "--heartbeat", metavar="PLIK", help="Plik, z którego monitoring czyta, czy proces żyje."
)
@click.option(
    "--log",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Postać dziennika: text, json.",
)
@click.option(
    "--only-publish",
    is_flag=True,
    help="Pokaż tylko wszędzie, co jest dziś opublikowane, i zakończ; proces robi to sam, osobnym "
    "wywołaniem. Wypisuje miejsca, "
    "w których się nie udało, jako JSON.",
)
@settings_option
@lang_option
def command(
    once: bool,
    name: str | None,
    heartbeat: str | None,
    form: str,
    only_publish: bool,
    settings: str | None,
    lang: Language,
) -> int:
    """Work."""
    if name is not None and not (name.strip() and name.isprintable()):
        message = (
            "Nazwa procesu to widoczne znaki w jednym wierszu, np. --name poczta-1.",
            "A name of a process is visible characters on one line, such as --name mail-1.",
        )
        raise click.UsageError(either(lang, *message))
    configure_logging(form)
    if only_publish:
        return _publish_only(settings)
    path = settings_path(settings)
    export_process = ExportProcess(_publish_call(path, form))
    start = WorkerStart(path, name, heartbeat, lang, export_process)
    with stopped_by_signals() as stop, closing(export_process):
        if not once:
            run_renewing(start.begin, stop)
            return 0
        done, _ = start.begin()
        done.run_once(stop)
    sys.stdout.write(json.dumps(done.status("stopped"), ensure_ascii=False, indent=2) + "\n")
    _print_failures(done, lang)
    return FAILED if done.own_failures() else 0


def _publish_call(settings: Path, form: str) -> Sequence[str]:
    """Return the command line that exports what is published, in a process of its own."""
    return (
        *LCKM_COMMAND,
        "worker",
        "--only-publish",
        "--settings",
        str(settings),
        "--log",
        form,
    )


def _print_failures(done: Worker, lang: Language) -> None:
    """Print what a worker could not do before it ended, and what to do about it."""
    for message, names in _by_advice([task for task in done.tasks if task.failures]).items():
        click.echo(
            f"{', '.join(TASKS[task].text(lang) for task in names)}: {message.text(lang)}", err=True
        )
    if HANDS in done.failing():
        click.echo(ADVICE[HAND].text(lang), err=True)
    for line in outage_lines(
        done.outages.runs(met=True), lang, partial(peer_of, done.centre.plugins)
    ):
        click.echo(line, err=True)


def _publish_only(settings: str | None) -> int:
    """Export what is published today, within the longest time, and name what failed."""
    try:
        session = open_worker_session(settings)
        session.require_database()
    except LckmError as error:
        if not report_unusable_settings():
            raise
        # Started by a worker, so the message belongs in the log.
        _LOG.error("the settings cannot be used: %s", reason_for_log(error))
        return UNUSABLE
    limit_lifetime(session.worker.longest_export)
    failed = [export.name for export in session.centre.export(clock=session.now) if export.failed]
    if not report_failures(failed):
        click.echo(json.dumps(failed, ensure_ascii=False))
    return FAILED if failed else 0


def _by_advice(failed: Sequence[Task]) -> Mapping[Message, Sequence[TaskName]]:
    """Return the failed tasks, grouped by what to do about them."""
    by_advice: dict[Message, list[TaskName]] = {}
    for task in failed:
        away = (
            NOT_READ
            if task.name is TaskName.READ_BOUNCES
            else Message(*(text.format(task.error) for text in _AWAY))
        )
        by_advice.setdefault(task.message or away, []).append(task.name)
    return {message: list(dict.fromkeys(names)) for message, names in by_advice.items()}


_AWAY = (
    "nie udało się ({}); powtórzy to następne wywołanie. Jeśli to trwa, sprawdź bazę danych, "
    "serwer poczty i helpdesk.",
    "it failed ({}); the next call tries again. If that goes on, check the database, the mail "
    "server and the helpdesk.",
)
TASKS = {
    TaskName.ERASE: Message("Usuwanie danych po terminie", "Erasing what is due"),
    TaskName.EXPORT: Message("Pokazywanie publikacji", "Showing what is published"),
    TaskName.READ_ROUTES: Message("Czytanie tabeli tras", "Reading the routes"),
    TaskName.LOOK_FOR_FILES: Message(
        "Szukanie plików zgłoszeń", "Looking for the files of reports"
    ),
    TaskName.SWEEP_DRAFTS: Message("Usuwanie niewysłanych formularzy", "Removing ended drafts"),
    TaskName.SWEEP_SESSIONS: Message("Usuwanie zakończonych sesji", "Removing ended sessions"),
    TaskName.OPEN_NOTICES: Message("Wzywanie do usunięcia danych", "Asking receivers to erase"),
    TaskName.READ_BOUNCES: Message("Czytanie zwrotów", "Reading what came back"),
    TaskName.DELIVER: Message("Doręczanie", "Delivering"),
    TaskName.READ_TRAIL: Message("Powiadamianie o czynnościach", "Telling of acts"),
}
