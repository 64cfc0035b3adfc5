"""Handing material in: who may ask for it and by which channel (zał. 2 § 8 and § 11, interpretation I10)."""

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

import attrs

from lckm_core.fields import Mark
from lckm_core.findings import Finding, FindingKind, Findings
from lckm_core.forms import Line
from lckm_core.law import cites
from lckm_core.organisation import (
    DIRECTORY,
    OFFICE,
    PERMISSIONS,
    Act,
    Directory,
    Role,
    misnamed_cell,
)
from lckm_core.procedures._handover_findings import (
    CELL_CHANNEL,
    EMAIL_TERMS,
    INCLUSION,
    NO_REFERENCE,
    NOBODY,
    NOT_A_HEAD,
    NOT_ELECTRONIC,
    NOT_YET,
    ONLY_UPDATES,
    TOO_EARLY,
    UNIT_CHANNEL,
    UNKNOWN_CELL,
    UNKNOWN_UNIT,
)
from lckm_core.procedures.template import Procedure
from lckm_core.text import Message

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

    ``unit`` is the Office or a municipal unit whose procedure it is, ``cell`` the cell of it, which the Office must name. ``asked_by`` is
    the name of who asks, in ``role``: officials are named here for what they do in office, and none of it is a resident's datum, so it is
    kept with the edition and never erased. ``reference`` is the channel's own number: of the EZD case, or of the UPP. ``channel_agreement`` is the Monitoring section's prior consent to
    e-mail, for ``technical_reason``. ``head_agreement`` is the unit head's consent to an initiative of the Director.
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


@cites(
    "zał. 2 § 8 ust. 2",
    "zał. 2 § 8 ust. 3",
    "zał. 2 § 8 ust. 4",
    "zał. 2 § 11 ust. 1",
    "zał. 2 § 11 ust. 2",
)
def check_handover(
    handover: Handover,
    *,
    first_inclusion: bool,
    procedure: Procedure | None = None,
    allow_e_delivery: bool = False,
    directory: Directory = DIRECTORY,
    requested_on: date | None = None,
    on: date | None = None,
) -> Findings:
    """Return what is wrong with the way material was handed in.

    Args:
        handover: the record.
        first_inclusion: whether the procedure is new to the knowledge base.
        procedure: what was handed in, if it is at hand: the record is then to be of its unit and cell.
        allow_e_delivery: whether e-Doręczenia counts as the inbox for municipal units; it came after the ordinance, so
            that it is off unless the host turns it on (interpretation I10).
        directory: the units and cells known, with the days on which the units count, and named staff: where it has any, who asks and
            who agreed are to be among them, in the role that it takes.
        requested_on: the day of the request, where another is said than that of the receipt.
        on: the day it is, if what has not come yet is to be found.

    Returns:
        Findings whose paths name fields of the record, or ``/requested_on``. Provisions: zarz. § 1 ust. 1 and § 6, zał. 2 § 8 ust. 2–4, § 11.

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
        return Findings((UNKNOWN_UNIT.at(("unit",), said),), form=Handover)
    return Findings(
        (
            *_cell(handover, directory),
            *_when(handover, requested_on, on),
            *_whose(handover, procedure),
            *_asker(handover, directory),
            *_who(handover, first_inclusion, directory),
            *_how(handover, allow_e_delivery, directory),
        ),
        form=Handover,
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


def _when(handover: Handover, requested: date | None, on: date | None) -> Iterator[Finding]:
    """Yield a finding for what came, or was asked for, before the ordinance was, or is yet to be: most often the year is mistyped."""
    received = handover.received_on
    days = (
        ("received_on", received, "wpływu", "receipt"),
        ("requested_on", requested, "wniosku", "the request"),
    )
    for field, day, pl, en in days:
        if day is not None and day < IN_FORCE_SINCE:
            said = Message(
                f"Zasady obowiązują od {IN_FORCE_SINCE}, a dzień {pl} to {day}. Popraw datę {pl}.",
                f"The rules apply from {IN_FORCE_SINCE} but the day of {en} is {day}. Mend the date.",
            )
            yield TOO_EARLY.at((field,), said)
    if on is not None and received > on:
        said = Message(
            f"Dzień wpływu to {received}, a dziś jest {on}. Popraw datę wpływu.",
            f"The day of receipt is {received} but today is {on}. Mend the date.",
        )
        yield NOT_YET.at(("received_on",), said)
    if requested is not None and requested > received:
        said = Message(
            f"Dzień wniosku to {requested}, a wniosek wpłynął {received}. Popraw datę wniosku albo wpływu.",
            f"The day of the request is {requested} but it came on {received}. Mend one of the dates.",
        )
        yield NOT_YET.at(("requested_on",), said)


def _asker(handover: Handover, directory: Directory) -> Iterator[Finding]:
    """Yield a finding for a request of nobody's, and for one of somebody who is not the head, or Director, that they are said to be."""
    if not _says(handover.asked_by):
        said = Message(
            "Nie wiadomo, kto wnioskuje. Podaj imię i nazwisko: kierownika komórki albo jednostki lub Dyrektora.",
            "Nobody is named as asking for this. Give the name of the head or of the Director.",
        )
        yield NOBODY.at(("asked_by",), said)
        return
    assert handover.asked_by is not None
    whose = (None, None) if handover.role is Role.DIRECTOR else (handover.unit, handover.cell)
    if wrong := directory.not_in_role(
        handover.asked_by, handover.received_on, (handover.role,), *whose
    ):
        yield NOT_A_HEAD.at(("asked_by",), wrong)


def _says(text: str | None) -> bool:
    """Return whether a text says anything: a dot or a single letter does not."""
    return sum(character.isalpha() for character in text or "") > 1


def _who(handover: Handover, first_inclusion: bool, directory: Directory) -> Iterator[Finding]:
    """Yield what is wrong with who asks: a head always may; the Director too, within bounds."""
    of_office = handover.unit == OFFICE
    head = Role.HEAD_OF_CELL if of_office else Role.HEAD_OF_UNIT
    if handover.role is head or (handover.role is Role.DIRECTOR and not first_inclusion):
        return
    if handover.role is not Role.DIRECTOR:
        rule = INCLUSION if first_inclusion and not of_office else NOT_A_HEAD
        said = Message(
            f"O wprowadzenie lub zmianę opisu wnioskuje {head.value}, a nie {handover.role.value}. Poproś o wniosek kierownika.",
            f"The {head.english} asks for this, not {handover.role.english}. Get the head's request.",
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
    else:
        yield from _agreed(
            INCLUSION, "head_agreement", handover, directory, (head,), handover.unit, handover.cell
        )


def _how(handover: Handover, allow_e_delivery: bool, directory: Directory) -> Iterator[Finding]:
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
        yield from _email(handover, own, directory)
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
    if not any(character.isalnum() for character in handover.reference or ""):
        said = Message(
            f"Brakuje numeru przekazania ({'znak sprawy w EZD' if from_office else 'numer UPP'}). Zapisz go.",
            f"The handover's number ({'of the EZD case' if from_office else 'of the UPP'}) is missing. Record it.",
        )
        yield NO_REFERENCE.at(("reference",), said)


def _email(handover: Handover, own: Channel, directory: Directory) -> Iterator[Finding]:
    if not _says(handover.technical_reason):
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
        return
    section = PERMISSIONS[Act.AGREE_DEPARTURE][0]
    yield from _agreed(EMAIL_TERMS, "channel_agreement", handover, directory, section)


def _agreed(
    rule: FindingKind,
    key: str,
    handover: Handover,
    directory: Directory,
    roles: Collection[Role],
    *whose: str | None,
) -> Iterator[Finding]:
    """Yield what is wrong with an agreement: it is prior, and with somebody who may give it."""
    agreement: Agreement = getattr(handover, key)
    if agreement.agreed_on > handover.received_on:
        said = Message(
            f"Uzgodnienie ({agreement.agreed_on}) jest późniejsze niż przekazanie ({handover.received_on}), a ma być uprzednie.",
            f"The agreement of {agreement.agreed_on} is later than the handover of {handover.received_on}; it must be prior.",
        )
        yield rule.at((key, "agreed_on"), said)
    if not _says(agreement.agreed_with):
        said = Message(
            "Zapisz, z kim uzgodniono: imię i nazwisko.", "Record with whom it was agreed, by name."
        )
        yield rule.at((key, "agreed_with"), said)
    elif wrong := directory.not_in_role(agreement.agreed_with, agreement.agreed_on, roles, *whose):
        yield rule.at((key, "agreed_with"), wrong)
