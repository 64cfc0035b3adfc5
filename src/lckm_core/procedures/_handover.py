"""The record of material handed in: whose it is, who asked, how and when it came."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import attrs

from lckm_core.fields import Mark
from lckm_core.forms import Line
from lckm_core.organisation import Role

IN_FORCE_SINCE = date(2023, 1, 19)
"""The day from which the rules apply (zarz. § 6)."""


class Channel(StrEnum):
    """A way in which material reaches the department; the value is the Polish name."""

    EDMS = "EZD"
    EPUAP = "ESP na ePUAP"
    EMAIL = "poczta elektroniczna"
    E_DELIVERY = "e-Doręczenia"
    PAPER = "papier"


@attrs.frozen
class Agreement:
    """With whom something was agreed, and when."""

    agreed_with: Annotated[Line, Mark("Z kim uzgodniono")]
    agreed_on: Annotated[date, Mark("Data uzgodnienia")]


@attrs.frozen(kw_only=True)
class Handover:
    """The record of material handed in: whose it is, who asked, how and when it came.

    ``unit`` is the Office or a municipal unit whose procedure it is, ``cell`` the cell of it, which
    the Office must name. ``asked_by`` is the name of who asks, in ``role``: officials are named for
    what they do in office, and none of it is a resident's datum, so it is kept with the edition and
    never erased. ``reference`` is the channel's own number: of the EZD case, or of the UPP.
    ``channel_agreement`` is the Monitoring section's prior consent to e-mail, for
    ``technical_reason``. ``head_agreement`` is the unit head's consent to an initiative of the
    Director.
    """

    unit: Annotated[Line, Mark("Jednostka")]
    role: Annotated[Role, Mark("Kto wnioskuje")]
    channel: Annotated[Channel, Mark("Sposób przekazania")]
    received_on: Annotated[date, Mark("Data wpływu")]
    cell: Annotated[Line | None, Mark("Komórka")] = None
    asked_by: Annotated[Line | None, Mark("Imię i nazwisko wnioskującego")] = None
    reference: Annotated[Line | None, Mark("Znak sprawy w EZD albo numer UPP")] = None
    channel_agreement: Annotated[Agreement | None, Mark("Uzgodnienie poczty elektronicznej")] = None
    technical_reason: Annotated[Line | None, Mark("Przyczyna techniczna")] = None
    head_agreement: Annotated[Agreement | None, Mark("Uzgodnienie z kierownikiem jednostki")] = None
