"""``lckm request``: what the call centre asks units for (zał. 2 § 10 ust. 3 and 4)."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import (
    Day,
    Language,
    PolishCommand,
    PolishGroup,
    either,
    format_option,
    lang_option,
    safe,
    table,
)
from lckm_core.call_centre import BriefingRequest, DataRequest, age_in_days
from lckm_core.errors import IllegalMoveError
from lckm_core.forms import to_data
from lckm_core.organisation import PERMISSIONS, Act, Role
from lckm_core.ports import UnitRequest, fitting_staff_name
from lckm_core.procedures import Person
from lckm_core.text import Message
from lckm_editorial.actor import ActOptions, Actor
from lckm_editorial.command_session import CommandSession, Refusals, open_command_session
from lckm_editorial.commands.options import act_options

_F = TypeVar("_F", bound=Callable[..., Any])
_OF_UNIT = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT, Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT})
_PAGE = 100
_ABOUT = (
    click.option("--unit", required=True, metavar="NAZWA", help="Której jednostki dotyczy."),
    click.option("--cell", metavar="NAZWA", help="Której komórki; Urząd musi ją mieć."),
    click.option("--procedure", metavar="NUMER", help="Której procedury dotyczy."),
)


def _about_options(command: _F) -> _F:
    for option in reversed(_ABOUT):
        command = option(command)
    return command


@click.group(
    "request",
    cls=PolishGroup,
    help="Prośby Oddziału Call Center do komórek i jednostek: o brakujące dane (zał. 2 § 10 "
    "ust. 3) i o instruktaż (§ 10 ust. 4).",
)
def command() -> None:
    """Hold the commands together."""


def _carry_out(
    act: Callable[[CommandSession], UnitRequest], acting: ActOptions, number: str = ""
) -> int:
    """Do something with a request, print where it stands then, and return the exit code."""
    session = open_command_session(acting.settings)
    refusals = Refusals(acting.lang)
    with refusals.reported(number):
        click.echo(_line(act(session), session.today, acting.lang))
    return refusals.code


def _actor(session: CommandSession, acting: ActOptions, act: Act) -> Actor:
    return session.actor(acting, PERMISSIONS[act][0])


@command.command(
    "data",
    cls=PolishCommand,
    help="Zapisuje prośbę o brakujące dane; numer dostaje sama. Prosi pracownik albo kierownik "
    "Oddziału Call Center.",
)
@click.argument("question", metavar="PYTANIE")
@_about_options
@act_options
def data(
    question: str,
    unit: str,
    cell: str | None,
    procedure: str | None,
    acting: ActOptions,
) -> int:
    """Ask for data."""

    def ask(session: CommandSession) -> DataRequest:
        actor = _actor(session, acting, Act.REQUEST_DATA)
        request = DataRequest(
            number="",
            unit=unit,
            cell=cell,
            procedure=procedure,
            asked_by=Person(actor.name),
            asked_on=session.today,
            question=question,
        )
        return session.centre.request_data(request, role=actor.role, now=session.now)

    return _carry_out(ask, acting)


@command.command(
    "answer",
    cls=PolishCommand,
    help="Zapisuje odpowiedź na prośbę o dane. Odpowiada pracownik albo kierownik komórki lub "
    "jednostki, którą proszono.",
)
@click.argument("number", metavar="NUMER")
@click.argument("text", metavar="TEKST")
@act_options
def answer(number: str, text: str, acting: ActOptions) -> int:
    """Answer a request for data."""

    def reply(session: CommandSession) -> UnitRequest:
        actor = _own_actor(session, number, acting, Act.ANSWER_DATA_REQUEST)
        return session.centre.answer_data_request(
            number, role=actor.role, text=text, by=Person(actor.name), now=session.now
        )

    return _carry_out(reply, acting, number)


@command.command(
    "correct",
    cls=PolishCommand,
    help="Poprawia odpowiedź na prośbę o dane; wcześniejsza zostaje. Poprawia ten, kto "
    "odpowiedział, albo kierownik.",
)
@click.argument("number", metavar="NUMER")
@click.argument("text", metavar="TEKST")
@act_options
def correct(number: str, text: str, acting: ActOptions) -> int:
    """Correct an answer to a request for data."""

    def mend(session: CommandSession) -> UnitRequest:
        actor = _own_actor(session, number, acting, Act.CORRECT_ANSWER)
        return session.centre.correct_answer(
            number, role=actor.role, text=text, by=Person(actor.name), now=session.now
        )

    return _carry_out(mend, acting, number)


@command.command(
    "briefing",
    cls=PolishCommand,
    help="Zapisuje wniosek o instruktaż; numer dostaje sam. Wnioskuje kierownik Oddziału Call "
    "Center.",
)
@click.argument("subject", metavar="TEMAT")
@click.option("--reason", required=True, metavar="TEKST", help="Dlaczego jest potrzebny.")
@_about_options
@act_options
def briefing(
    subject: str,
    reason: str,
    unit: str,
    cell: str | None,
    procedure: str | None,
    acting: ActOptions,
) -> int:
    """Ask for a briefing."""

    def ask(session: CommandSession) -> BriefingRequest:
        actor = _actor(session, acting, Act.REQUEST_BRIEFING)
        request = BriefingRequest(
            number="",
            unit=unit,
            cell=cell,
            procedure=procedure,
            asked_by=Person(actor.name),
            asked_on=session.today,
            subject=subject,
            reason=reason,
        )
        return session.centre.request_briefing(request, role=actor.role, now=session.now)

    return _carry_out(ask, acting)


@command.command(
    "name",
    cls=PolishCommand,
    help="Zapisuje, kogo kierownik komórki lub jednostki wyznaczył do instruktażu.",
)
@click.argument("number", metavar="NUMER")
@click.argument("person", metavar="IMIĘ NAZWISKO")
@act_options
def name_(number: str, person: str, acting: ActOptions) -> int:
    """Name who will brief."""

    def appoint(session: CommandSession) -> UnitRequest:
        actor = _own_actor(session, number, acting, Act.NAME_BRIEFER)
        briefer = Person(" ".join(person.split()))
        return session.centre.name_briefer(
            number,
            role=actor.role,
            person=briefer,
            now=session.now,
            by=fitting_staff_name(actor.name),
        )

    return _carry_out(appoint, acting, number)


@command.command(
    "held",
    cls=PolishCommand,
    help="Zapisuje, że instruktaż się odbył. Potwierdza kierownik Oddziału Call Center.",
)
@click.argument("number", metavar="NUMER")
@click.option("--on", "day", type=Day(), help="Dnia; bez tej opcji dzisiaj.")
@act_options
def held(number: str, day: date | None, acting: ActOptions) -> int:
    """Confirm that a briefing was held."""

    def confirm(session: CommandSession) -> UnitRequest:
        actor = _actor(session, acting, Act.CONFIRM_BRIEFING)
        return session.centre.hold_briefing(
            number,
            role=actor.role,
            now=session.now,
            held_on=day,
            by=fitting_staff_name(actor.name),
        )

    return _carry_out(confirm, acting, number)


@command.command(
    "list",
    cls=PolishCommand,
    help="Wypisuje prośby: od ilu dni czekają, kogo wyznaczono i kiedy się odbyły. Bez --all tylko "
    "te, które czekają.",
)
@click.option("--all", "every", is_flag=True, help="Także załatwione.")
@format_option("text", "json")
@settings_option
@lang_option
def list_(every: bool, format_: str, settings: str | None, lang: Language) -> int:
    """List requests."""
    session = open_command_session(settings)
    requests = [request for request in _stored_requests(session) if every or request.is_open]
    if format_ == "json":
        rows = [_data(request, session.today) for request in requests]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    headings = either(
        lang,
        "numer|o co|jednostka|od|dni|stan|czego dotyczy",
        "number|kind|unit|since|days|state|about",
    ).split("|")
    sys.stdout.writelines(
        table(headings, [_row(request, session.today, lang) for request in requests])
    )
    click.echo(either(lang, f"Próśb: {len(requests)}", f"Requests: {len(requests)}"))
    return 0


def _stored_requests(session: CommandSession) -> Iterator[UnitRequest]:
    after = ""
    while page := session.centre.plugins.requests.every(after=after, limit=_PAGE):
        yield from page
        after = page[-1].number


def _own_actor(session: CommandSession, number: str, acting: ActOptions, act: Act) -> Actor:
    """Return who acts for the unit that was asked.

    Raises ``IllegalMoveError`` for somebody of another unit or cell.
    """
    actor = _actor(session, acting, act)
    request = session.centre.plugins.requests.get(number)
    if request is None or actor.official is None or actor.role not in _OF_UNIT:
        return actor
    directory = session.centre.plugins.directory
    if message := directory.not_in_role(
        actor.name, session.today, (actor.role,), request.unit, request.cell
    ):
        raise IllegalMoveError(act.name, number, message)
    return actor


def _line(request: UnitRequest, today: date, lang: Language) -> str:
    return safe(f"{request.number}: {_state(request, today).text(lang)}.")


def _state(request: UnitRequest, today: date) -> Message:
    """Return where a request stands: who was named, and when it was met."""
    age = age_in_days(request, on=today)
    if isinstance(request, DataRequest):
        if request.closed_on is not None:
            by = request.answered_by.name if request.answered_by else "-"
            return Message(
                f"odpowiedź z {request.closed_on}, {by}", f"answered {request.closed_on} by {by}"
            )
        return Message(f"czeka na odpowiedź, dni: {age}", f"waits for an answer, days: {age}")
    briefer = request.briefer.name if request.briefer else None
    if request.held_on is not None:
        return Message(
            f"instruktaż odbył się {request.held_on}, {briefer}",
            f"held on {request.held_on} by {briefer}",
        )
    if briefer is not None:
        return Message(
            f"wyznaczono {request.named_on}: {briefer}", f"named on {request.named_on}: {briefer}"
        )
    return Message(f"nikogo nie wyznaczono, dni: {age}", f"nobody is named, days: {age}")


def _kind(request: UnitRequest) -> Message:
    if isinstance(request, DataRequest):
        return Message("dane", "data")
    return Message("instruktaż", "briefing")


def _row(request: UnitRequest, today: date, lang: Language) -> tuple[str, ...]:
    about = request.question if isinstance(request, DataRequest) else request.subject
    return (
        safe(request.number),
        _kind(request).text(lang),
        safe(request.cell or request.unit),
        str(request.asked_on),
        str(age_in_days(request, on=today)),
        safe(_state(request, today).text(lang)),
        safe(" ".join(about.split())[:60]),
    )


def _data(request: UnitRequest, today: date) -> dict[str, Any]:
    kind = "data" if isinstance(request, DataRequest) else "briefing"
    return {"kind": kind, "age_in_days": age_in_days(request, on=today), **to_data(request)}
