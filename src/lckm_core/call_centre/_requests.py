"""What every request to a unit has in common: whom it goes to, its age, and its reminders."""

from datetime import date, timedelta
from typing import Annotated, TypeVar

import attrs

from lckm_core.errors import IllegalMoveError
from lckm_core.fields import Mark
from lckm_core.forms import Line, ProcedureId
from lckm_core.organisation import Act
from lckm_core.procedures import Person
from lckm_core.text import Message


@attrs.frozen(kw_only=True)
class RequestBase:
    """A request to a unit. ``closed_on`` is the day it was met; days are civil days of Europe/Warsaw."""

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
        """True until it is met."""
        return self.closed_on is None


_A = TypeVar("_A", bound=RequestBase)


@attrs.frozen
class Reminders:
    """After how many days a request that is still open is due for its first reminder, and for each further one.

    The ordinance says only „without delay” (zał. 2 § 10 ust. 3); the days are the host's.
    """

    first_after: int = 3
    then_every: int = 3


REMINDERS = Reminders()
"""The days that hold unless others are handed in."""


def age_in_days(asked: RequestBase, *, on: date) -> int:
    """Return for how many days a request has been open on that day, or was when it was met.

    Raises nothing. Provision: zał. 2 § 10 ust. 3 and 4.
    """
    return max(0, ((asked.closed_on or on) - asked.asked_on).days)


def is_reminder_due(asked: RequestBase, *, on: date, reminders: Reminders = REMINDERS) -> bool:
    """Return whether the unit is to be reminded on that day (Europe/Warsaw).

    Raises nothing. Provision: zał. 2 § 10 ust. 3 and 4.
    """
    if not asked.is_open:
        return False
    last = max(asked.reminded_on, default=None)
    if last is None:
        return on >= asked.asked_on + timedelta(days=reminders.first_after)
    return on >= last + timedelta(days=reminders.then_every)


def remind(asked: _A, *, on: date) -> _A:
    """Return the request with a reminder noted on that day; one already noted that day, or a request met, stays as it is.

    Raises nothing. Provision: zał. 2 § 10 ust. 3 and 4.
    """
    if not asked.is_open or on in asked.reminded_on:
        return asked
    return attrs.evolve(asked, reminded_on=(*asked.reminded_on, on))


def require_open(asked: RequestBase, act: Act) -> None:
    """Raise :class:`IllegalMoveError` for a request that was met already."""
    if not asked.is_open:
        raise IllegalMoveError(
            act.name,
            "closed",
            Message(
                f"Prośba {asked.number} jest już załatwiona ({asked.closed_on}). Jeśli znów czegoś brakuje, poproś od nowa.",
                f"Request {asked.number} was met on {asked.closed_on}. If something is missing again, ask anew.",
            ),
        )
