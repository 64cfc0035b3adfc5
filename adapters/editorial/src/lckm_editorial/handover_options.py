"""Options that record how material came: who asked, channel, reference (§ 8, § 11)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

import attrs
import click

from lckm_cli.toolkit import Day, current_language, either
from lckm_core.errors import IllegalMoveError
from lckm_core.organisation import Directory, Role
from lckm_core.procedures import (
    Agreement,
    Channel,
    Handover,
)
from lckm_core.publication import Transition
from lckm_core.text import Message
from lckm_editorial.actor import (
    HEADS,
    ROLE_NAMES,
    clean_name,
    find_actor,
)
from lckm_editorial.command_session import CommandSession
from lckm_editorial.commands.options import pack_options

_F = TypeVar("_F", bound=Callable[..., Any])
CHANNELS = {
    "ezd": Channel.EDMS,
    "epuap": Channel.EPUAP,
    "e-mail": Channel.EMAIL,
    "e-doreczenia": Channel.E_DELIVERY,
    "papier": Channel.PAPER,
}
_OPTIONS = (
    click.option(
        "--channel",
        type=click.Choice(list(CHANNELS)),
        metavar="SPOSÓB",
        help=f"Jak wpłynęło: {', '.join(CHANNELS)}. Bez tej opcji ezd dla Urzędu, epuap dla "
        "jednostki.",
    ),
    click.option("--reference", metavar="ZNAK", help="Znak sprawy w EZD albo numer UPP."),
    click.option("--received-on", type=Day(), help="Dzień wpływu; bez tej opcji dzisiaj."),
    click.option(
        "--asked-by",
        multiple=True,
        metavar="IMIĘ NAZWISKO",
        help="Kto wnioskuje; zostaje zapisane. Bez tej opcji wnioskuje ten, kto przekazuje. "
        "Podana kilka razy: każdy o swoje opisy.",
    ),
    click.option(
        "--asked-role",
        type=click.Choice(list(ROLE_NAMES)),
        metavar="ROLA",
        help="W jakiej roli wnioskuje; bez tej opcji mówi to spis osób, a gdy ich nie ma: "
        "kierownik komórki albo jednostki.",
    ),
    click.option(
        "--head-agreed",
        metavar="KTO",
        help="Kierownik jednostki, z którym uzgodniono inicjatywę Dyrektora.",
    ),
    click.option("--head-agreed-on", type=Day(), help="Kiedy."),
    click.option(
        "--technical-reason", metavar="TEKST", help="Dlaczego e-mail, a nie właściwy kanał."
    ),
    click.option(
        "--channel-agreed",
        metavar="KTO",
        help="Z kim w Oddziale ds. Monitoringu uzgodniono e-mail.",
    ),
    click.option("--channel-agreed-on", type=Day(), help="Kiedy."),
    click.option(
        "--e-delivery/--no-e-delivery",
        default=False,
        help="Czy jednostki mogą przekazywać przez e-Doręczenia.",
    ),
)


class Material(Protocol):
    """What is handed in: a description or an announcement."""

    @property
    def id(self) -> str:
        """Its number, empty for a new one."""
        ...

    @property
    def unit(self) -> str:
        """The Office or the municipal unit that it belongs to."""
        ...

    @property
    def cell(self) -> str | None:
        """The cell of that unit, if any."""
        ...


_SECTION = (Role.MONITORING_STAFF, Role.HEAD_OF_MONITORING)
_TAKING_IN = (*_SECTION, Role.DIRECTOR)
_BY_WHAT = {Role.DIRECTOR: "zał. 2 § 8 ust. 3", Role.HEAD_OF_MONITORING: "zał. 2 § 7"}
"""The provision on who asks for procedures and, by whose initiative it names, for news."""


@attrs.frozen
class Submitter:
    """Who hands material in, with every role the directory gives them that day."""

    name: str
    roles: frozenset[Role]

    @property
    def takes_in(self) -> bool:
        """Whether they may take in what others ask for: the section and the Director (I17)."""
        return not self.roles.isdisjoint(_TAKING_IN)

    def role_for(self, handover: Handover) -> Role | None:
        """Return the role in which they take in what came so; ``None`` where none is listed."""
        if handover.asked_by == self.name:
            return handover.role
        return next((role for role in _TAKING_IN if role in self.roles), None)


def find_submitter(session: CommandSession, name: str) -> Submitter:
    """Return who takes material in, as listed. Raises :class:`NotListedError`."""
    directory = session.centre.plugins.directory
    if not directory.people:
        return Submitter(clean_name(name), frozenset())
    listed = find_actor(directory, session.today, name, None).name
    return Submitter(
        listed,
        frozenset(
            role for person in directory.named(listed, session.today) for role in person.roles
        ),
    )


@attrs.frozen
class HandoverOptions:
    """The values of the options, as given on the command line."""

    channel: str | None
    reference: str | None
    received_on: date | None
    asked_by: tuple[str, ...]
    asked_role: str | None
    head_agreed: str | None
    head_agreed_on: date | None
    technical_reason: str | None
    channel_agreed: str | None
    channel_agreed_on: date | None
    e_delivery: bool


def handover_options(command: _F) -> _F:
    """Add the options; their values come as ``handover``, a :class:`HandoverOptions`."""
    command = pack_options(HandoverOptions, "handover")(command)
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def make_handover(
    session: CommandSession,
    material: Material,
    submitter: Submitter,
    options: HandoverOptions,
    *,
    initiative: Role = Role.DIRECTOR,
) -> Handover:
    """Return the record of how material came; the centre judges it.

    Besides heads, the role *initiative* may ask on its own initiative. Raises ``IllegalMoveError``
    where nobody asks for it, and where *submitter* neither takes material in nor asks.
    """
    received = options.received_on or session.today
    directory = session.centre.plugins.directory
    names = requesters(submitter, options.asked_by, initiative=initiative)
    asked_by, role = _requester(
        directory, material, names, options.asked_role, received, initiative
    )
    if directory.people and asked_by != submitter.name and not submitter.takes_in:
        refused = _takes_nothing_in(submitter, initiative)
        raise IllegalMoveError(Transition.HAND_IN.name, material.id, refused)
    return Handover(
        unit=material.unit,
        cell=material.cell,
        role=role,
        asked_by=asked_by,
        channel=_channel(options.channel, material, directory.city.office),
        received_on=received,
        reference=options.reference,
        channel_agreement=_agreement(
            "--channel-agreed", options.channel_agreed, options.channel_agreed_on
        ),
        technical_reason=options.technical_reason,
        head_agreement=_agreement("--head-agreed", options.head_agreed, options.head_agreed_on),
    )


def _channel(name: str | None, material: Material, office: str) -> Channel:
    if name:
        return CHANNELS[name]
    return Channel.EDMS if material.unit == office else Channel.EPUAP


def _requester(
    directory: Directory,
    material: Material,
    names: Sequence[str],
    role: str | None,
    on: date,
    initiative: Role,
) -> tuple[str, Role]:
    """Return who asks for material, and in which role.

    Of several, it is the first whose material it is, or simply the first, so that the
    centre can say why not.
    """
    head = Role.HEAD_OF_CELL if material.unit == directory.city.office else Role.HEAD_OF_UNIT
    candidates = []
    for name in names:
        officials = directory.named(name, on)
        listed = officials[0].name if officials else " ".join(name.split())
        if role:
            acts_as = ROLE_NAMES[role]
        else:
            acts_as = directory.role_of(name, on, among=(head, initiative)) or head
        candidates.append((listed, acts_as))
    return next(
        (
            candidate
            for candidate in candidates
            if _is_theirs(directory, material, *candidate, on, initiative)
        ),
        candidates[0],
    )


def _is_theirs(
    directory: Directory, material: Material, name: str, role: Role, on: date, initiative: Role
) -> bool:
    whose = () if role is initiative else (material.unit, material.cell)
    return role in HEADS | {initiative} and directory.not_in_role(name, on, (role,), *whose) is None


def requesters(
    submitter: Submitter, names: Sequence[str], *, initiative: Role = Role.DIRECTOR
) -> Sequence[str]:
    """Return who asks: those named, or else the taker, if they may ask.

    Raises ``IllegalMoveError`` where that is nobody.
    """
    if names:
        return names
    if not submitter.roles & (HEADS | {initiative}):
        raise IllegalMoveError(Transition.HAND_IN.name, "", _nobody_asks(initiative))
    return (submitter.name,)


def _nobody_asks(initiative: Role) -> Message:
    provision = _BY_WHAT[initiative]
    return Message(
        "Podaj, kto wnioskuje: --asked-by IMIĘ NAZWISKO (kierownik komórki albo jednostki lub "
        f"{initiative}, {provision}).",
        "Say who asks for it: --asked-by NAME (the head of the cell or unit, or the "
        f"{initiative.english}, {provision}).",
    )


def _takes_nothing_in(submitter: Submitter, initiative: Role) -> Message:
    provisions = f"{_BY_WHAT[initiative]}, § 11 ust. 1"
    roles = ", ".join(sorted(_SECTION))
    english = ", ".join(sorted(role.english for role in _SECTION))
    return Message(
        f"{submitter.name} nie przyjmuje materiałów. Robi to {roles} albo ten, kto sam wnioskuje "
        f"({provisions}).",
        f"{submitter.name} does not take material in. Who does: {english}, or whoever asks "
        f"({provisions}).",
    )


def _agreement(option: str, person: str | None, on: date | None) -> Agreement | None:
    if (person is None) is not (on is None):
        message = (
            f"Opcje {option} i {option}-on podaje się razem.",
            f"The options {option} and {option}-on go together.",
        )
        raise click.UsageError(either(current_language(), *message))
    return Agreement(person, on) if person is not None and on is not None else None
