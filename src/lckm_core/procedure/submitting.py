"""Handing material in: who may ask for it and by which channel (zał. 2 § 8 and § 11, interpretation I10)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

import attrs

from lckm_core.filling.values import Line
from lckm_core.findings import Finding, FindingKind, Findings, Severity, kind
from lckm_core.marks import Mark
from lckm_core.ordinance import cites
from lckm_core.organisation import OFFICE, Directory, Role, misnamed_cell
from lckm_core.procedure.template import Procedure
from lckm_core.text import Message
from lckm_core.units import DIRECTORY

IN_FORCE_SINCE = date(2023, 1, 19)
"""The day from which the rules apply (zarz. § 6)."""

MAILBOX = "monitoring@uml.lodz.pl"
"""The address for material that cannot be handed in any other way (zał. 2 § 11 ust. 2)."""


class Channel(StrEnum):
    """A way material reaches the resident contact department; the value is the Polish name."""

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
    """A record of material handed in: whose it is, who asked, how and when it came, and what was agreed for it.

    ``unit`` is the Office or a municipal unit whose procedure it is, ``cell`` the cell of it, which the Office must name. ``reference`` is the
    channel's own number: of the EZD case, or of the UPP. ``channel_agreement`` is the Monitoring section's prior consent to
    e-mail, for ``technical_reason``. ``head_agreement`` is the unit head's consent to an initiative of the Director.
    """

    unit: Annotated[Line, Mark("Jednostka")]
    role: Annotated[Role, Mark("Kto wnioskuje")]
    channel: Annotated[Channel, Mark("Sposób przekazania")]
    received_on: Annotated[date, Mark("Data wpływu")]
    cell: Annotated[Line | None, Mark("Komórka")] = None
    reference: Annotated[Line | None, Mark("Znak sprawy w EZD albo numer UPP")] = None
    channel_agreement: Annotated[Agreement | None, Mark("Uzgodnienie poczty elektronicznej")] = None
    technical_reason: Annotated[Line | None, Mark("Przyczyna techniczna")] = None
    head_agreement: Annotated[Agreement | None, Mark("Uzgodnienie z kierownikiem jednostki")] = None


def _kind(number: int, citation: str, pl: str, en: str, severity: Severity | None = None) -> FindingKind:
    return kind(f"LCKM-S{number:03}", citation, Message(pl, en), severity)


# fmt: off  One line a kind.
UNKNOWN_UNIT = _kind(1, "zarz. § 1 ust. 1", "jednostka spoza Urzędu i załącznika nr 1", "a unit that is not in annex 1")
INCLUSION = _kind(
    2,
    "zał. 2 § 8 ust. 2",
    "włączenie procedury jednostki bez zgody kierownika",
    "inclusion without the unit head's word",
)
NOT_A_HEAD = _kind(3, "zał. 2 § 8 ust. 3", "wniosek nie od właściwego kierownika", "a request not from the right head")
ONLY_UPDATES = _kind(
    4,
    "zał. 2 § 8 ust. 4",
    "nowy opis komórki z inicjatywy Dyrektora",
    "the Director's initiative for a cell's new procedure",
)
NOT_ELECTRONIC = _kind(
    5, "zał. 2 § 11 ust. 1", "materiał nie w postaci elektronicznej", "material that is not electronic"
)
CELL_CHANNEL = _kind(
    6,
    "zał. 2 § 11 ust. 1 pkt 1",
    "komórka przekazała materiał inaczej niż w EZD",
    "a cell handed in by another way than EZD",
)
UNIT_CHANNEL = _kind(
    7,
    "zał. 2 § 11 ust. 1 pkt 2",
    "jednostka przekazała materiał inaczej niż na ESP",
    "a unit handed in by another way than ePUAP",
)
EMAIL_TERMS = _kind(
    8,
    "zał. 2 § 11 ust. 2",
    "poczta elektroniczna bez uzgodnienia lub przyczyny",
    "e-mail without prior agreement or a reason",
)
NO_REFERENCE = _kind(
    9, "zał. 2 § 11 ust. 1", "przekazanie bez numeru", "a handover without its number", Severity.WARNING
)
TOO_EARLY = _kind(
    10,
    "zarz. § 6",
    "przekazanie sprzed wejścia zarządzenia w życie",
    "a handover from before the ordinance",
    Severity.WARNING,
)
UNKNOWN_CELL = _kind(
    11,
    "zarz. § 1 ust. 1",
    "materiał Urzędu bez znanej komórki",
    "material of the Office without a known cell",
)
# fmt: on


@cites("zał. 2 § 8 ust. 2", "zał. 2 § 8 ust. 3", "zał. 2 § 8 ust. 4", "zał. 2 § 11 ust. 1", "zał. 2 § 11 ust. 2")
def check_handover(
    handover: Handover,
    *,
    first_inclusion: bool,
    procedure: Procedure | None = None,
    allow_e_delivery: bool = False,
    directory: Directory = DIRECTORY,
) -> Findings:
    """Return what is wrong with the way material was handed in.

    Args:
        handover: the record.
        first_inclusion: whether the procedure is new to the knowledge base.
        procedure: what was handed in, if it is at hand: the record is then to be of its unit and cell.
        allow_e_delivery: whether e-Doręczenia counts as the inbox for municipal units; it came after the ordinance, so
            that it is off unless the host turns it on (interpretation I10).
        directory: the units and cells known, and the days on which the units count.

    Returns:
        Findings whose paths name fields of the record. Provisions: zarz. § 1 ust. 1 and § 6, zał. 2 § 8 ust. 2–4, § 11.

    Raises nothing.
    """
    if directory.unit(handover.unit, handover.received_on) is None:
        near = directory.suggest_unit(handover.unit)
        hint = (
            Message(f" Czy chodzi o: {near}?", f" Did you mean: {near}?")
            if near and near != handover.unit
            else Message("", "")
        )
        said = Message(
            f"„{handover.unit}” nie jest dnia {handover.received_on} w wykazie jednostek, które przekazują materiały.{hint.pl}",
            f"“{handover.unit}” is not a unit that hands material in on {handover.received_on}.{hint.en}",
        )
        return Findings((UNKNOWN_UNIT.at(("unit",), said),))
    return Findings(
        (
            *_cell(handover, directory),
            *_when(handover),
            *_whose(handover, procedure),
            *_who(handover, first_inclusion),
            *_how(handover, allow_e_delivery),
        )
    )


def _cell(handover: Handover, directory: Directory) -> Iterator[Finding]:
    """Yield a finding for a cell that is not known, and for the Office without one: it is the heads of its cells who answer."""
    if handover.cell:
        if said := misnamed_cell(directory, handover.unit, handover.cell):
            yield UNKNOWN_CELL.at(("cell",), said)
    elif handover.unit == OFFICE:
        said = Message(
            "Materiał Urzędu nie ma komórki, której procedury dotyczy. Podaj nazwę wydziału lub równorzędnej komórki.",
            "Material of the Office names no cell whose procedure it is. Give the department.",
        )
        yield UNKNOWN_CELL.at(("cell",), said)


def _whose(handover: Handover, procedure: Procedure | None) -> Iterator[Finding]:
    """Yield a finding for a unit or cell other than the procedure's: each head asks for their own."""
    for field in ("unit", "cell") if procedure else ():
        said, own = getattr(handover, field), getattr(procedure, field)
        if said and own and said != own:
            words = Message(
                f"Opis procedury wskazuje „{own}”, a przekazano go jako opis „{said}”. Popraw to, co wpisano błędnie.",
                f"The procedure is of “{own}” but was handed in as one of “{said}”. Mend whichever is wrong.",
            )
            yield NOT_A_HEAD.at((field,), words)
            return


def _when(handover: Handover) -> Iterator[Finding]:
    """Yield a finding for material that came before the ordinance did: most often the year is mistyped."""
    if handover.received_on < IN_FORCE_SINCE:
        said = Message(
            f"Zasady obowiązują od {IN_FORCE_SINCE}, a materiał wpłynął {handover.received_on}. Sprawdź datę wpływu.",
            f"The rules apply from {IN_FORCE_SINCE} but the material came on {handover.received_on}. Mend the date.",
        )
        yield TOO_EARLY.at(("received_on",), said)


def _who(handover: Handover, first_inclusion: bool) -> Iterator[Finding]:
    """Yield what is wrong with who asks: a head always may; the Director too, within bounds."""
    of_office = handover.unit == OFFICE
    head = Role.HEAD_OF_CELL if of_office else Role.HEAD_OF_UNIT
    if handover.role is head or (handover.role is Role.DIRECTOR and not first_inclusion):
        return
    if handover.role is not Role.DIRECTOR:
        rule = INCLUSION if first_inclusion and not of_office else NOT_A_HEAD
        said = Message(
            f"O wprowadzenie lub zmianę opisu wnioskuje {head.value}, a nie {handover.role.value}. Poproś o wniosek kierownika.",
            f"{head.name} asks for this, not {handover.role.name}. Get the head's request.",
        )
        yield rule.at(("role",), said)
    elif of_office:
        said = Message(
            "Z inicjatywy Dyrektora można opis komórki zaktualizować, a nie wprowadzić. Poproś o wniosek kierownika komórki.",
            "The Director may start an update of a cell's procedure, not bring a new one in. Get the head's request.",
        )
        yield ONLY_UPDATES.at(("role",), said)
    elif handover.head_agreement is None:
        said = Message(
            "Włączenie z inicjatywy Dyrektora wymaga uzgodnienia z kierownikiem jednostki. Uzgodnij je i zapisz, z kim i kiedy.",
            "The Director's initiative needs the unit head's agreement. Get it, and record with whom and when.",
        )
        yield INCLUSION.at(("head_agreement",), said)
    elif handover.head_agreement.agreed_on > handover.received_on:
        said = Message(
            f"Uzgodnienie z kierownikiem ({handover.head_agreement.agreed_on}) jest późniejsze niż przekazanie ({handover.received_on}).",
            f"The head agreed on {handover.head_agreement.agreed_on}, after the handover on {handover.received_on}.",
        )
        yield INCLUSION.at(("head_agreement", "agreed_on"), said)


def _how(handover: Handover, allow_e_delivery: bool) -> Iterator[Finding]:
    """Yield what is wrong with the channel. The Director's own department is a cell of the Office."""
    from_office = handover.unit == OFFICE or handover.role is Role.DIRECTOR
    own = Channel.EDMS if from_office else Channel.EPUAP
    if handover.channel is Channel.PAPER:
        said = Message(
            f"Materiały przekazuje się wyłącznie w postaci elektronicznej. Przekaż je kanałem: {own.value}.",
            f"Material is handed in electronically and in no other form. Use {own.name}.",
        )
        yield NOT_ELECTRONIC.at(("channel",), said)
        return
    if handover.channel is Channel.EMAIL:
        yield from _email(handover, own)
        return
    if handover.channel is not own and not (
        handover.channel is Channel.E_DELIVERY and allow_e_delivery and not from_office
    ):
        rule = CELL_CHANNEL if from_office else UNIT_CHANNEL
        said = Message(
            f"Właściwy kanał to {own.value}, a nie {handover.channel.value}. Przekaż materiał właściwym kanałem.",
            f"The channel is {own.name}, not {handover.channel.name}. Hand the material in by it.",
        )
        yield rule.at(("channel",), said)
    if not handover.reference:
        said = Message(
            f"Brakuje numeru przekazania ({'znak sprawy w EZD' if from_office else 'numer UPP'}). Zapisz go.",
            f"The handover's number ({'of the EZD case' if from_office else 'of the UPP'}) is missing. Record it.",
        )
        yield NO_REFERENCE.at(("reference",), said)


def _email(handover: Handover, own: Channel) -> Iterator[Finding]:
    if not handover.technical_reason:
        said = Message(
            f"Poczta elektroniczna ({MAILBOX}) tylko wtedy, gdy {own.value} zawodzi z przyczyn technicznych. Podaj przyczynę.",
            f"E-mail ({MAILBOX}) is for when {own.name} fails for technical reasons. Give the reason.",
        )
        yield EMAIL_TERMS.at(("technical_reason",), said)
    if handover.channel_agreement is None:
        said = Message(
            "Poczta elektroniczna wymaga uprzedniego uzgodnienia z Oddziałem ds. Monitoringu i Controllingu. Zapisz, z kim i kiedy.",
            "E-mail needs the Monitoring section's prior agreement. Record with whom and when.",
        )
        yield EMAIL_TERMS.at(("channel_agreement",), said)
    elif handover.channel_agreement.agreed_on > handover.received_on:
        said = Message(
            f"Uzgodnienie ({handover.channel_agreement.agreed_on}) jest późniejsze niż przekazanie ({handover.received_on}), a ma być uprzednie.",
            f"The agreement of {handover.channel_agreement.agreed_on} is later than the handover of {handover.received_on}; it must be prior.",
        )
        yield EMAIL_TERMS.at(("channel_agreement", "agreed_on"), said)
