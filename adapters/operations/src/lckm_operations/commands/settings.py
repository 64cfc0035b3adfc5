"""``lckm settings``: whether the settings file can be used, and what it sets up."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

import click

from lckm_cli.settings import keys_for_two_things, open_to_all, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option, safe, utcnow
from lckm_core.calendar import civil_day
from lckm_core.ports.optional import SettingRemarks, offered
from lckm_core.reports import check_routes
from lckm_core.text import Message
from lckm_operations.commands.worker_session import (
    WorkerSession,
    heartbeat_fault,
    open_worker_session,
)
from lckm_operations.optional_features import has_trail_for_readers
from lckm_operations.readiness import missing_requirements, routes_fault
from lckm_operations.unprocessed_bounces import NOBODY_READS, nobody_reads
from lckm_operations.worker import NoTrailPositionsError


@click.command(
    "settings",
    cls=PolishCommand,
    help="Czyta plik ustawień, tworzy z niego adaptery, czyta tabelę tras i regulamin i mówi, "
    "czego brakuje, co stoi otworem dla "
    "każdego na tej maszynie albo czy ktoś czyta listy, które wracają. Nie łączy się z niczym i "
    "niczego nie zmienia. Kod wyjścia: 0 niczego, 1 coś jest do poprawienia, 2 pliku "
    "nie da się użyć.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Say what the settings set up."""
    session = open_worker_session(settings)
    bounces = session.settings.bounces()
    faces = session.faces()
    plugins = session.centre.plugins
    click.echo(either(lang, "Plik: ", "File: ") + str(session.settings.file))
    click.echo(either(lang, "Adaptery: ", "Adapters: ") + ", ".join(plugins.adapters))
    for at, face in faces.items():
        click.echo(either(lang, "Strona: ", "Face: ") + f"{at} {type(face).__name__}")
    remarks = (
        source.remarks
        for part in (*session.adapters, *bounces, *faces.values())
        if (source := offered(part, SettingRemarks, "remarks")) is not None
    )
    for remark in dict.fromkeys(
        chain.from_iterable(remarks)
    ):  # several adapters may share a database
        click.echo(either(lang, "Uwaga: ", "Note: ") + safe(remark.text(lang)))
    missing = [hook for hook in plugins.unanswered if hook in _WANTED]
    for hook in missing:
        add = _WANTED[hook].text(lang)
        click.echo(either(lang, f"Brakuje: {hook}. Dodaj {add}.", f"Missing: {hook}. Add {add}."))
    faults = [
        *open_to_all(session.settings),
        *keys_for_two_things(session.settings),
        *_of_adapters(session),
        *(message for _, message in missing_requirements(session.centre, utcnow())),
        *_of_routes(session, civil_day(utcnow())),
    ]
    faults += _of_bounces(session, bounces)
    if not has_trail_for_readers(plugins):
        faults.append(NoTrailPositionsError().message)
    if heartbeat := heartbeat_fault(session.worker.heartbeat):
        faults.append(heartbeat)
    for message in faults:
        click.echo(safe(message.text(lang)))
    return 1 if missing or faults else 0


def _of_adapters(session: WorkerSession) -> Sequence[Message]:
    """Return the faults of adapters that can be seen without a connection."""
    sources = [offered(adapter, SettingRemarks, "fault") for adapter in session.adapters]
    faults = [source.fault() for source in sources if source is not None]
    return list(dict.fromkeys(fault for fault in faults if fault is not None))


def _of_routes(session: WorkerSession, on: date) -> Iterator[Message]:
    """Yield where the table of routes does not fit the directory, if it can be read."""
    plugins = session.centre.plugins
    if "provide_routes" in plugins.unanswered or routes_fault(session.centre) is not None:
        return
    errors = check_routes(plugins.routes.table(), plugins.directory, on=on).errors
    # Several routes may lead to one unit.
    for pl, en in dict.fromkeys((error.text("pl"), error.text("en")) for error in errors):
        yield Message(f"Tabela tras: {pl}", f"Table of routes: {en}")


def _of_bounces(session: WorkerSession, bounces: Sequence[object]) -> Iterator[Message]:
    """Yield what prevents reading bounces, as far as can be seen without a connection."""
    if nobody_reads(session.centre, session.settings):
        yield NOBODY_READS
    for at, source in enumerate(bounces, start=1):
        remarks = offered(source, SettingRemarks, "fault")
        fault = None if remarks is None else remarks.fault()
        if fault is not None:
            yield Message(f"[[bounces]] {at}: {fault.pl}", f"[[bounces]] {at}: {fault.en}")


_WANTED = {
    "provide_reports": Message(
        "tabelę [[adapter]] z bazą zgłoszeń, np. lckm_sql:SqlAdapter",
        "a table [[adapter]] with a store of reports, such as lckm_sql:SqlAdapter",
    ),
    "provide_mailer": Message(
        "tabelę [[adapter]] z serwerem poczty, np. lckm_smtp:SmtpAdapter",
        "a table [[adapter]] with a mail server, such as lckm_smtp:SmtpAdapter",
    ),
    "provide_helpdesk": Message(
        "tabelę [[adapter]] z helpdeskiem, np. lckm_log_helpdesk:LogHelpdeskAdapter",
        "a table [[adapter]] with a helpdesk, such as lckm_log_helpdesk:LogHelpdeskAdapter",
    ),
    "provide_routes": Message(
        "tabelę [[adapter]] z tabelą tras, np. lckm_folder:FolderAdapter",
        "a table [[adapter]] with a table of routes, such as lckm_folder:FolderAdapter",
    ),
}
"""What a worker and the commands need, and what to add for it."""
