"""The options that say how material came: from whom, by which channel, under which number, and what was agreed (§ 8, § 11)."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from lckm_cli.options import Day
from lckm_core import OFFICE, Agreement, Channel, Handover, Procedure, Role, State, Verb
from lckm_editorial.acting import HEADS, SHORT, actor, require_own
from lckm_editorial.opening import Desk

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
        help=f"Jak wpłynęło: {', '.join(CHANNELS)}. Bez tej opcji ezd dla Urzędu, epuap dla jednostki.",
    ),
    click.option("--reference", metavar="ZNAK", help="Znak sprawy w EZD albo numer UPP."),
    click.option("--received-on", type=Day(), help="Dzień wpływu; bez tej opcji dzisiaj."),
    click.option("--asked-by", metavar="IMIĘ NAZWISKO", help="Kto wnioskuje; jego rolę mówi spis osób."),
    click.option(
        "--asked-role",
        type=click.Choice(list(SHORT)),
        metavar="ROLA",
        help="W jakiej roli wnioskuje; bez tej opcji i bez --asked-by kierownik komórki albo jednostki.",
    ),
    click.option("--head-agreed", metavar="KTO", help="Kierownik jednostki, z którym uzgodniono inicjatywę Dyrektora."),
    click.option("--head-agreed-on", type=Day(), help="Kiedy."),
    click.option("--technical-reason", metavar="TEKST", help="Dlaczego e-mail, a nie właściwy kanał."),
    click.option("--channel-agreed", metavar="KTO", help="Z kim w Oddziale ds. Monitoringu uzgodniono e-mail."),
    click.option("--channel-agreed-on", type=Day(), help="Kiedy."),
    click.option(
        "--e-delivery/--no-e-delivery", default=False, help="Czy jednostki mogą przekazywać przez e-Doręczenia."
    ),
)


def handover_options(command: _F) -> _F:
    """Add the options; they come to the command as keywords, of which :func:`handover` takes all but ``e_delivery``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def handover(
    desk: Desk,
    procedure: Procedure,
    *,
    channel: str | None,
    reference: str | None,
    received_on: date | None,
    asked_by: str | None,
    asked_role: str | None,
    head_agreed: str | None,
    head_agreed_on: date | None,
    technical_reason: str | None,
    channel_agreed: str | None,
    channel_agreed_on: date | None,
) -> Handover:
    """Return the record of how a procedure came. Whether it may come so, the centre says.

    Raises :class:`NotListedError` for a name that the directory does not have, ``IllegalMoveError`` for the head of another cell or unit.
    """
    of_office = procedure.unit == OFFICE
    received = received_on or desk.today
    return Handover(
        unit=procedure.unit,
        cell=procedure.cell,
        role=_asker(desk, procedure, asked_by, asked_role, received),
        channel=CHANNELS[channel] if channel else Channel.EDMS if of_office else Channel.EPUAP,
        received_on=received,
        reference=reference,
        channel_agreement=_agreement("--channel-agreed", channel_agreed, channel_agreed_on),
        technical_reason=technical_reason,
        head_agreement=_agreement("--head-agreed", head_agreed, head_agreed_on),
    )


def _asker(desk: Desk, procedure: Procedure, name: str | None, role: str | None, on: date) -> Role:
    if name is None:
        if role is not None:
            return SHORT[role]
        return Role.HEAD_OF_CELL if procedure.unit == OFFICE else Role.HEAD_OF_UNIT
    directory = desk.centre.plugins.directory
    who = actor(directory, on, name, role, HEADS | {Role.DIRECTOR})
    require_own(directory, on, who, procedure, Verb.HAND_IN, State.RECEIVED)
    return who.role


def _agreement(option: str, who: str | None, on: date | None) -> Agreement | None:
    if (who is None) is not (on is None):
        raise click.UsageError(f"Opcje {option} i {option}-on podaje się razem.")
    return Agreement(who, on) if who is not None and on is not None else None
