"""Who acts: a name, and the role in which it may, from the directory's named staff or, where it has none, as given."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, TypeVar

import attrs
import click

from lckm_core import (
    Directory,
    Edition,
    IllegalMoveError,
    LckmError,
    Message,
    Official,
    Procedure,
    Role,
    State,
    Verb,
    allowed,
)

_F = TypeVar("_F", bound=Callable[..., Any])
HEADS = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT})
SHORT = {role.name.lower().replace("_", "-"): role for role in Role}
"""The roles by the names that the command line takes."""


@attrs.frozen
class Actor:
    """Who acts, and in which role."""

    name: str
    role: Role
    official: Official | None = None


@attrs.frozen(str=False)
class NotListedError(LckmError):
    """Nobody of that name is among the named staff of the day, or not in that role; or a role is missing."""

    fault: Message

    @property
    def said(self) -> Message:
        """Who is meant, or what to give."""
        return self.fault


def name_option(command: _F) -> _F:
    """Add ``--as``."""
    return click.option(
        "--as",
        "name",
        required=True,
        metavar="IMIĘ NAZWISKO",
        help="Kto to robi; gdy spis jednostek ma osoby, musi być wśród nich. Zostaje w historii procedury, a kto publikuje, jest w BIP.",
    )(command)


def acting_options(command: _F) -> _F:
    """Add ``--as`` and ``--role``."""
    command = click.option(
        "--role",
        type=click.Choice(list(SHORT)),
        metavar="ROLA",
        help="W jakiej roli; potrzebna, gdy spis jednostek nie ma osób albo osoba ma kilka ról: "
        + ", ".join(SHORT)
        + ".",
    )(command)
    return name_option(command)


def open_to(verb: Verb) -> Collection[Role]:
    """Return the roles that may make a move, from whatever state."""
    return {role for state in State for role in Role if any(move.verb is verb for move in allowed(state, role))}


def actor(directory: Directory, on: date, name: str, role: str | None, among: Collection[Role] = tuple(Role)) -> Actor:
    """Return who acts: whoever is listed by that name on that day, in the role given, else the first of theirs that may.

    Where the directory names nobody, the role has to be given. Whether the role may do what is asked, the centre says.
    Raises :class:`NotListedError`.
    """
    wanted = SHORT[role] if role else None
    if not directory.people:
        if wanted is None:
            raise NotListedError(_GIVE_ROLE)
        return Actor(named(name), wanted)
    listed = directory.named(named(name), on)
    if not listed:
        raise NotListedError(_nobody(directory, name, on))
    found = directory.role_of(name, on, among={wanted} if wanted else among)
    if found is None or (wanted is not None and found is not wanted):
        raise NotListedError(_not_in_that_role(listed, wanted, on))
    return next(Actor(one.name, found, one) for one in listed if found in one.roles)


def require_own(directory: Directory, on: date, who: Actor, procedure: Procedure, verb: Verb, state: State) -> None:
    """Raise :class:`IllegalMoveError` for a listed head of another unit or cell than the procedure's (zał. 2 § 8 ust. 3)."""
    if who.role not in HEADS or who.official is None:
        return
    heads = [one for one in directory.named(who.name, on) if who.role in one.roles]
    if any(one.unit == procedure.unit and one.cell in (None, procedure.cell) for one in heads):
        return
    whose = procedure.cell or procedure.unit
    said = Message(
        f"{who.name} nie kieruje komórką ani jednostką, do której należy {procedure.id} („{whose}”). "
        f"{verb.value.capitalize()} może jej kierownik (zał. 2 § 8 ust. 3).",
        f"{who.name} is not the head of whose procedure {procedure.id} is (“{whose}”). Its head may make the move {verb.name} (zał. 2 § 8 ust. 3).",
    )
    raise IllegalMoveError(verb.name, state.value, said)


def require_own_edition(directory: Directory, on: date, who: Actor, edition: Edition, verb: Verb) -> None:
    """The same, for an edition."""
    require_own(directory, on, who, edition.procedure, verb, edition.state)


_GIVE_ROLE = Message(
    f"Spis jednostek nie ma osób, więc podaj rolę: --role ROLA ({', '.join(SHORT)}) albo dopisz do spisu people.",
    f"The directory names nobody, so give the role: --role ROLE ({', '.join(SHORT)}), or add people to the directory.",
)


def named(name: str) -> str:
    """Return a name without spaces around it. Raises :class:`NotListedError` for none."""
    if not (name.strip() and name.isprintable()):
        raise NotListedError(Message("Podaj imię i nazwisko po --as.", "Give a name after --as."))
    return " ".join(name.split())


def _nobody(directory: Directory, name: str, on: date) -> Message:
    near = directory.suggest_person(name)
    if near and not directory.named(near, on):
        return Message(
            f"„{near}” nie pełni dnia {on} żadnej roli w spisie osób. Popraw spis albo podaj kogoś innego.",
            f"“{near}” has no role on {on} in the directory. Mend the directory, or give somebody else.",
        )
    return Message(
        f"W spisie osób z {on} nie ma „{name}”. "
        + (f"Czy chodzi o: {near}?" if near else "Dopisz tę osobę do spisu jednostek (people)."),
        f"Nobody is listed as “{name}” on {on}. "
        + (f"Did you mean {near}?" if near else "Add them to the directory (people)."),
    )


def _not_in_that_role(listed: Collection[Official], wanted: Role | None, on: date) -> Message:
    roles = [role for one in listed for role in one.roles]
    name = next(iter(listed)).name
    return Message(
        f"{name} nie jest dnia {on} w roli: {wanted.value if wanted else '-'}. Role w spisie: {', '.join(role.value for role in roles)}.",
        f"{name} is not {wanted.name if wanted else '-'} on {on}. Roles listed: {', '.join(role.name for role in roles)}.",
    )
