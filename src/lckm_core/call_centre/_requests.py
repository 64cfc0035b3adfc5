"""What all requests to units have in common."""

from datetime import date, timedelta
from typing import Annotated, Any, TypeVar

import attrs

from lckm_core.errors import IllegalMoveError
from lckm_core.fields import Mark
from lckm_core.forms import Line, ProcedureId
from lckm_core.organisation import Act, Role, require_may
from lckm_core.procedures import Person
from lckm_core.text import Message


@attrs.frozen(kw_only=True)
class RequestBase:
    """A request to a unit, closed on the day it is met.

    Days are those of Europe/Warsaw.
    """

    number: Annotated[Line, Mark("Numer prośby")]
    unit: Annotated[Line, Mark("Jednostka")]
    cell: Annotated[Line | None, Mark("Komórka")] = None
    procedure: Annotated[ProcedureId | None, Mark("Numer procedury")] = None
    asked_by: Annotated[Person, Mark("Kto prosi")]
    asked_on: Annotated[date, Mark("Data prośby")]
    reminded_on: Annotated[tuple[date, ...], Mark("Daty ponagleń")] = ()
    closed_on: Annotated[date | None, Mark("Data spełnienia prośby")] = None

    @property
    def is_open(self) -> bool:
        """Whether it is not met yet."""
        return self.closed_on is None


_R = TypeVar("_R", bound=RequestBase)


@attrs.frozen
class Reminders:
    """After how many days an open request is due for reminders.

    The ordinance only asks for an answer without delay (zał. 2 § 10 ust. 3); the days are up to
    the host.
    """

    first_after: int = 3
    then_every: int = 3


REMINDERS = Reminders()
"""The default days."""


def age_in_days(request: RequestBase, *, on: date) -> int:
    """Return for how many days a request has been, or was, open.

    Provision: zał. 2 § 10 ust. 3 and 4.
    """
    return max(0, ((request.closed_on or on) - request.asked_on).days)


def is_reminder_due(request: RequestBase, *, on: date, reminders: Reminders = REMINDERS) -> bool:
    """Return whether a reminder is due on that day (Europe/Warsaw).

    Provision: zał. 2 § 10 ust. 3 and 4.
    """
    if not request.is_open:
        return False
    last = max(request.reminded_on, default=None)
    if last is None:
        return on >= request.asked_on + timedelta(days=reminders.first_after)
    return on >= last + timedelta(days=reminders.then_every)


def add_reminder(request: _R, *, on: date) -> _R:
    """Return the request with a reminder noted on that day.

    A closed request stays as it is, and a day is noted once. Provision: zał. 2 § 10 ust. 3 and 4.
    """
    if not request.is_open or on in request.reminded_on:
        return request
    return attrs.evolve(request, reminded_on=(*request.reminded_on, on))


def require_open(request: RequestBase, act: Act) -> None:
    """Raise :class:`IllegalMoveError` for a closed request."""
    if request.is_open:
        return
    # Only the call centre asks.
    may_ask = act is not Act.NAME_BRIEFER
    raise IllegalMoveError(
        act.name,
        "closed",
        Message(
            f"Prośba {request.number} jest już załatwiona ({request.closed_on})."
            + (" Jeśli znów czegoś brakuje, poproś od nowa." if may_ask else ""),
            f"Request {request.number} was met on {request.closed_on}."
            + (" If something is missing again, make a new request." if may_ask else ""),
        ),
    )


def readdress(request: _R, role: Role, *, unit: str, cell: str | None) -> _R:
    """Return a request readdressed to another unit or cell.

    Whoever may ask for the same may address it anew while it is open. Reminders, and who was named
    for a briefing, belong to the unit asked before, and are dropped. Raises
    :class:`IllegalMoveError` for any other role, and for a closed request. Provision: zał. 2 § 10
    ust. 3 and 4.
    """
    fields = attrs.fields_dict(type(request))
    act = Act.REQUEST_BRIEFING if "briefer" in fields else Act.REQUEST_DATA
    require_may(role, act, request.number)
    require_open(request, act)
    named: dict[str, Any] = {name: None for name in ("briefer", "named_on") if name in fields}
    return attrs.evolve(request, unit=unit, cell=cell, reminded_on=(), **named)
