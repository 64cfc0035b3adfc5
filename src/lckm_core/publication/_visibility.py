"""Who sees what: audiences, starred fields, internal procedures, windows of days."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Protocol, assert_never

from lckm_core.calendar import Window
from lckm_core.fields import Mark
from lckm_core.law import cites
from lckm_core.publication._instants import day_of, format_day
from lckm_core.text import Message


class Audience(StrEnum):
    """A group of readers to whom procedures are shown."""

    PORTAL = "portal"
    """Everybody, on the portal of the Contact Centre."""
    BIP = "bip"
    """Everybody, in the Office's public information bulletin."""
    CALL_CENTRE = "call-centre"
    """The call centre's staff, who answer by telephone."""
    EDITORS = "editors"
    """Those who work on procedures: they see everything, on any day."""

    @property
    def is_public(self) -> bool:
        """Whether anybody may look."""
        return not access_rule(self).starred


class AccessRule(NamedTuple):
    """What an audience may see.

    ``starred``: fields with a star. ``internal``: internal procedures, which the public is not
    shown at all (interpretation I2). ``any_day``: procedures also outside their window. ``place``
    says where the audience looks.
    """

    starred: bool
    internal: bool
    any_day: bool
    place: Message

    def sees(self, mark: Mark) -> bool:
        """Return whether a field with this mark is shown."""
        return self.starred or not mark.starred


_PORTAL = AccessRule(
    starred=False, internal=False, any_day=False, place=Message("na portalu", "on the portal")
)
_BIP = AccessRule(starred=False, internal=False, any_day=False, place=Message("w BIP", "in BIP"))
_CALL_CENTRE = AccessRule(
    starred=True, internal=True, any_day=False, place=Message("w Call Center", "in the call centre")
)
_EDITORS = AccessRule(
    starred=True, internal=True, any_day=True, place=Message("w redakcji", "to editors")
)


@cites("wzór: *", "zał. 2 § 10 ust. 1")
@cache
def access_rule(audience: Audience) -> AccessRule:
    """Return what *audience* may see."""
    # A new audience does not type-check until it is decided here.
    match audience:
        case Audience.PORTAL:
            return _PORTAL
        case Audience.BIP:
            return _BIP
        case Audience.CALL_CENTRE:
            return _CALL_CENTRE
        case Audience.EDITORS:
            return _EDITORS
        case _:
            assert_never(audience)


@cache
def see_alike(audience: Audience, other: Audience) -> bool:
    """Return whether two audiences see the same of every procedure on the same days."""
    return access_rule(audience) == access_rule(other)._replace(place=access_rule(audience).place)


class VisibilityFacts(Protocol):
    """What decides who may see a procedure: a text has it, and an edition's header."""

    @property
    def id(self) -> str:
        """Its number."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def internal(self) -> bool:
        """Whether it is for staff only."""
        ...

    @property
    def valid_from(self) -> date | None:
        """Its first day, „Obowiązuje od”."""
        ...

    @property
    def valid_to(self) -> date | None:
        """Its last day, „Obowiązuje do”."""
        ...


@cites("wzór: Procedura wewnętrzna", "wzór: Obowiązuje od", "wzór: Obowiązuje do")
def hidden_because(procedure: VisibilityFacts, audience: Audience, on: date) -> Message | None:
    """Return why *procedure* is not shown to *audience* on that day, ``None`` when it is.

    An internal procedure is hidden entirely from the public (interpretation I2); outside its window
    a procedure is shown to editors only (I1).

    Args:
        procedure: an edition's text.
        audience: for whom it is shown.
        on: the day, or a moment, whose day in Europe/Warsaw counts.

    Raises ``ValueError`` for a moment without a time zone.
    """
    rule = access_rule(audience)
    day = day_of(on)
    if procedure.internal and not rule.internal:
        return Message(
            f"Procedura {procedure.id} jest wewnętrzna, więc nie ma jej {rule.place.pl}. "
            "Widzą ją pracownicy Call Center",
            f"Procedure {procedure.id} is internal, so it is not shown {rule.place.en}. "
            "The call centre's staff see it",
        )
    if rule.any_day or (procedure.valid_from is None and procedure.valid_to is None):
        return None
    window = Window(procedure.valid_from, procedure.valid_to)
    return outside_window(window, day, f"procedury {procedure.id}", rule.place)


def outside_window(window: Window, day: date, thing: str, place: Message) -> Message | None:
    """Return why *thing* is not shown that day, ``None`` when the day is in its window.

    *thing* is in the Polish genitive, its number last: „procedury KA-01478”.
    """
    if day in window:
        return None
    name = thing.rpartition(" ")[2]
    start, end = window.start, window.end
    if start is not None and window.is_empty:
        return Message(
            f"Nigdy nie widać {thing} {place.pl}: okres kończy się przed początkiem, "
            f"{format_day(start)} Popraw daty",
            f"{name} is never shown {place.en}: the window ends before it begins, {start}. "
            "Fix the dates",
        )
    if start is not None and day < start:
        return Message(
            f"Nie widać jeszcze {thing} {place.pl}: pierwszy dzień publikacji to "
            f"{format_day(start)}",
            f"{name} is not yet shown {place.en}: the first day is {start}",
        )
    assert end is not None
    return Message(
        f"Nie widać już {thing} {place.pl}: ostatni dzień publikacji to {format_day(end)}",
        f"{name} is no longer shown {place.en}: the last day was {end}",
    )
