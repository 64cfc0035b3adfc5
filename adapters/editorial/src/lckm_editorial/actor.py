"""Who acts, and in which role."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any, TypedDict, TypeVar

import attrs
import click

from lckm_cli.toolkit import Language
from lckm_core.errors import IllegalMoveError, LckmError
from lckm_core.organisation import Directory, Official, Role
from lckm_core.publication import (
    MOVES,
    Edition,
    Move,
    State,
    Transition,
    agreeing_cell,
    allowed,
)
from lckm_core.text import Message

_F = TypeVar("_F", bound=Callable[..., Any])
HEADS = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT})
ROLE_NAMES = {role.name.lower().replace("_", "-"): role for role in Role}
"""The roles by the names that the command line takes."""


class ActArguments(TypedDict):
    """The arguments by which a verb of the centre knows who acts, and when."""

    role: Role
    by: str
    now: datetime


@attrs.frozen
class Actor:
    """Who acts, and in which role."""

    name: str
    role: Role
    official: Official | None = None

    def at(self, now: datetime) -> ActArguments:
        """Return what a verb of the centre asks about who acts at a moment."""
        return ActArguments(role=self.role, by=self.name, now=now)


@attrs.frozen
class ActOptions:
    """The options of an act: who acts, in which centre, and the language of the answer."""

    name: str
    role: str | None
    settings: str | None
    lang: Language


@attrs.frozen(str=False)
class NotListedError(LckmError):
    """The name or role is not in the directory of that day, or is missing."""

    fault: Message

    pl = "{fault.pl}"
    en = "{fault.en}"


def name_option(command: _F) -> _F:
    """Add ``--as``."""
    return click.option(
        "--as",
        "name",
        required=True,
        metavar="IMIĘ NAZWISKO",
        help="Kto to robi; gdy spis jednostek ma osoby, musi być wśród nich. Zostaje w historii "
        "procedury, a kto publikuje, jest w BIP.",
    )(command)


def acting_options(command: _F) -> _F:
    """Add ``--as`` and ``--role``."""
    command = click.option(
        "--role",
        type=click.Choice(list(ROLE_NAMES)),
        metavar="ROLA",
        help="W jakiej roli; potrzebna, gdy spis jednostek nie ma osób albo osoba ma kilka ról: "
        + ", ".join(ROLE_NAMES)
        + ".",
    )(command)
    return name_option(command)


def open_to(verb: Transition, moves: tuple[Move, ...] = MOVES) -> Collection[Role]:
    """Return the roles that may make a move of a table, from whatever state."""
    return {
        role
        for state in State
        for role in Role
        if any(move.verb is verb for move in allowed(state, role, moves=moves))
    }


def find_actor(
    directory: Directory,
    on: date,
    name: str,
    role: str | None,
    among: Collection[Role] = tuple(Role),
) -> Actor:
    """Return who acts, in the given role or in the first of their roles that may.

    Raises :class:`NotListedError` for a name or role that the directory does not have
    that day, and for a missing role where the directory names nobody.
    """
    wanted = ROLE_NAMES[role] if role else None
    if not directory.people:
        if wanted is None:
            raise NotListedError(_GIVE_ROLE)
        return Actor(clean_name(name), wanted)
    roles = (wanted,) if wanted else tuple(Role)
    if message := directory.not_in_role(clean_name(name), on, roles):
        raise NotListedError(message)
    acting_role = directory.role_of(name, on, among=roles if wanted else among)
    return next(
        Actor(person.name, acting_role, person)
        for person in directory.named(name, on)
        if acting_role in person.roles
    )


def require_agreeing(
    directory: Directory,
    on: date,
    actor: Actor,
    editions: Sequence[Edition],
) -> None:
    """Raise :class:`IllegalMoveError` for a head who does not agree to the newest edition.

    *editions* are those of the procedure, the newest last. Provision: zał. 2 § 8 ust. 3
    (interpretation I40).
    """
    if actor.role not in HEADS or actor.official is None:
        return
    unit, cell = agreeing_cell(editions, directory, on)
    if message := directory.not_in_role(actor.name, on, (actor.role,), unit, cell):
        raise IllegalMoveError(Transition.AGREE.name, editions[-1].state.value, message)


_GIVE_ROLE = Message(
    f"Spis jednostek nie ma osób, więc podaj rolę: --role ROLA ({', '.join(ROLE_NAMES)}) albo "
    "dopisz do spisu people.",
    f"The directory names nobody, so give the role: --role ROLE ({', '.join(ROLE_NAMES)}), or add "
    "people to the directory.",
)


def clean_name(name: str) -> str:
    """Return a name with single spaces.

    Raises :class:`NotListedError` where it is empty or not printable.
    """
    if not (name.strip() and name.isprintable()):
        raise NotListedError(Message("Podaj imię i nazwisko po --as.", "Give a name after --as."))
    return " ".join(name.split())
