"""Checks of a handover: who asked, when, and by which channel (zał. 2 § 8, § 11)."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Protocol

from lckm_core.findings import Finding, FindingKind, Findings
from lckm_core.law import cites
from lckm_core.organisation import (
    DIRECTORY,
    PERMISSIONS,
    Act,
    Directory,
    Role,
    misnamed_cell,
)
from lckm_core.procedures._handover import IN_FORCE_SINCE, Agreement, Channel, Handover
from lckm_core.procedures._handover_kinds import (
    CELL_CHANNEL,
    EMAIL_TERMS,
    INCLUSION,
    NO_REFERENCE,
    NOBODY,
    NOT_A_HEAD,
    NOT_AN_ANNOUNCER,
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


class Material(Protocol):
    """What is handed in: a description or an announcement, of a unit and perhaps a cell."""

    @property
    def unit(self) -> str:
        """The unit that it belongs to; the Office if it belongs to a cell."""
        ...

    @property
    def cell(self) -> str | None:
        """The cell that it belongs to, or ``None`` if it belongs to a unit."""
        ...


@cites("zał. 2 § 7 ust. 1", "zał. 2 § 7 ust. 2", "zał. 2 § 11 ust. 1", "zał. 2 § 11 ust. 2")
def check_announcement_handover(
    handover: Handover,
    announcement: Material,
    *,
    allow_e_delivery: bool = False,
    directory: Directory = DIRECTORY,
    requested_on: date | None = None,
    on: date | None = None,
) -> Findings:
    """Return the findings of the way in which an announcement was handed in.

    A head hands in what is of their own unit and cell, by its channel. What the head of the
    Monitoring section places of their own accord comes by no channel (zał. 2 § 7 ust. 2). The
    arguments are those of :func:`check_handover`.
    """
    if directory.unit(handover.unit, handover.received_on) is None:
        unknown = UNKNOWN_UNIT.at(("unit",), _unknown_unit(handover, directory))
        return Findings((unknown,), form=Handover)
    own_initiative = handover.role is Role.HEAD_OF_MONITORING
    return Findings(
        (
            *_cell(handover, directory),
            *_dates(handover, requested_on, on),
            *_owner(handover, announcement),
            *_asker(handover, directory),
            *_announcer(handover, directory),
            *(() if own_initiative else _channel(handover, allow_e_delivery, directory)),
        ),
        form=Handover,
    )


def _announcer(handover: Handover, directory: Directory) -> Iterator[Finding]:
    """Yield a finding for a role that may not announce: heads may, and the head of Monitoring."""
    head = Role.HEAD_OF_CELL if handover.unit == directory.city.office else Role.HEAD_OF_UNIT
    if handover.role not in (head, Role.HEAD_OF_MONITORING):
        message = Message(
            f"Informację przekazuje {head.value} albo zamieszcza się ją z inicjatywy: "
            f"{Role.HEAD_OF_MONITORING.value}, a nie: {handover.role.value}.",
            f"An announcement is handed in by the {head.english}, or placed on the initiative of "
            f"the {Role.HEAD_OF_MONITORING.english}, not of {handover.role.english}.",
        )
        yield NOT_AN_ANNOUNCER.at(("role",), message)


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
    """Return the findings of the way in which material was handed in.

    Args:
        handover: the record.
        first_inclusion: whether the procedure is new to the knowledge base.
        procedure: what was handed in, if at hand: the record must then be of its unit and cell.
        allow_e_delivery: whether e-Doręczenia counts as the inbox of municipal units. It came
            after the ordinance, so it is off unless the host turns it on (interpretation I10).
        directory: the units and cells, with the days on which the units exist, and named staff.
            Where it names anybody, who asks and who agreed must be among them, in their role.
        requested_on: the day of the request, where it is not that of the receipt.
        on: the current day, to find dates in the future.

    Returns:
        Findings with paths into the record, or ``/requested_on``. Provisions: zarz. § 1 ust. 1 and
        § 6, zał. 2 § 8 ust. 2–4, § 11.
    """
    if directory.unit(handover.unit, handover.received_on) is None:
        unknown = UNKNOWN_UNIT.at(("unit",), _unknown_unit(handover, directory))
        return Findings((unknown,), form=Handover)
    return Findings(
        (
            *_cell(handover, directory),
            *_dates(handover, requested_on, on),
            *_owner(handover, procedure),
            *_asker(handover, directory),
            *_role(handover, first_inclusion, directory),
            *_channel(handover, allow_e_delivery, directory),
        ),
        form=Handover,
    )


def _unknown_unit(handover: Handover, directory: Directory) -> Message:
    near = directory.suggest_unit(handover.unit)
    hint = Message("", "")
    if near and near != handover.unit:
        hint = Message(f" Czy chodzi o „{near}”?", f" Did you mean “{near}”?")
    return Message(
        f"W dniu {handover.received_on} w wykazie jednostek, które przekazują materiały, nie było "
        f"„{handover.unit}”.{hint.pl}",
        f"On {handover.received_on} the directory of units that hand material in did not have "
        f"“{handover.unit}”.{hint.en}",
    )


def _cell(handover: Handover, directory: Directory) -> Iterator[Finding]:
    """Yield a finding for an unknown cell, and for the Office without a cell."""
    if handover.cell:
        unknown = misnamed_cell(directory, handover.unit, handover.cell)
        if unknown:
            yield UNKNOWN_CELL.at(("cell",), unknown)
    elif handover.unit == directory.city.office:
        message = Message(
            "Materiał Urzędu nie ma komórki, której procedury dotyczy. "
            "Podaj nazwę wydziału lub równorzędnej komórki.",
            "Material of the Office names no cell whose procedure it is. Give the department.",
        )
        yield UNKNOWN_CELL.at(("cell",), message)


def _owner(handover: Handover, material: Material | None) -> Iterator[Finding]:
    """Yield a finding for a unit or cell other than that of what was handed in."""
    if material is None:
        return
    for field in ("unit", "cell"):
        recorded, named = getattr(handover, field), getattr(material, field)
        if recorded and named and recorded != named:
            message = Message(
                f"Przekazany tekst wskazuje „{named}”, a przekazano go jako tekst „{recorded}”. "
                "Popraw to, co wpisano błędnie.",
                f"The text is of “{named}” but was handed in as one of “{recorded}”. "
                "Fix whichever is wrong.",
            )
            yield NOT_A_HEAD.at((field,), message)
            return


def _dates(handover: Handover, requested: date | None, on: date | None) -> Iterator[Finding]:
    """Yield a finding for a day before the ordinance, or in the future."""
    # Most often the year is mistyped.
    received = handover.received_on
    days = (
        ("received_on", received, "wpływu", "receipt"),
        ("requested_on", requested, "wniosku", "the request"),
    )
    for field, day, pl, en in days:
        if day is not None and day < IN_FORCE_SINCE:
            message = Message(
                f"Zasady obowiązują od {IN_FORCE_SINCE}, a dzień {pl} to {day}. Popraw datę {pl}.",
                f"The rules apply from {IN_FORCE_SINCE} but the day of {en} is {day}. "
                "Fix the date.",
            )
            yield TOO_EARLY.at((field,), message)
    if on is not None and received > on:
        message = Message(
            f"Dzień wpływu to {received}, a dziś jest {on}. Popraw datę wpływu.",
            f"The day of receipt is {received} but today is {on}. Fix the date.",
        )
        yield NOT_YET.at(("received_on",), message)
    if requested is not None and requested > received:
        message = Message(
            f"Dzień wniosku to {requested}, a wniosek wpłynął {received}. "
            "Popraw datę wniosku albo wpływu.",
            f"The day of the request is {requested} but it came on {received}. "
            "Fix one of the dates.",
        )
        yield NOT_YET.at(("requested_on",), message)


def _asker(handover: Handover, directory: Directory) -> Iterator[Finding]:
    """Yield a finding where nobody is named as asking, or somebody who is not in that role."""
    if not _has_words(handover.asked_by):
        message = Message(
            "Nie wiadomo, kto wnioskuje. Podaj imię i nazwisko: "
            "kierownika komórki albo jednostki lub Dyrektora.",
            "Nobody is named as asking for this. Give the name of the head or of the Director.",
        )
        yield NOBODY.at(("asked_by",), message)
        return
    assert handover.asked_by is not None
    anywhere = handover.role in (Role.DIRECTOR, Role.HEAD_OF_MONITORING)
    of_whom = (None, None) if anywhere else (handover.unit, handover.cell)
    wrong = directory.not_in_role(
        handover.asked_by, handover.received_on, (handover.role,), *of_whom
    )
    if wrong:
        yield NOT_A_HEAD.at(("asked_by",), wrong)


def _has_words(text: str | None) -> bool:
    """Return whether a text has at least two letters."""
    return sum(character.isalpha() for character in text or "") > 1


def _role(handover: Handover, first_inclusion: bool, directory: Directory) -> Iterator[Finding]:
    """Yield a finding for a role that may not ask: heads may, and the Director within limits."""
    of_office = handover.unit == directory.city.office
    head = Role.HEAD_OF_CELL if of_office else Role.HEAD_OF_UNIT
    if handover.role is head or (handover.role is Role.DIRECTOR and not first_inclusion):
        return
    if handover.role is not Role.DIRECTOR:
        rule = INCLUSION if first_inclusion and not of_office else NOT_A_HEAD
        message = Message(
            f"O wprowadzenie lub zmianę opisu wnioskuje {head.value}, a nie {handover.role.value}. "
            "Poproś o wniosek kierownika.",
            f"The {head.english} asks for this, not {handover.role.english}. "
            "Get the head's request.",
        )
        yield rule.at(("role",), message)
    elif of_office:
        message = Message(
            "Z inicjatywy Dyrektora można opis komórki zaktualizować, a nie wprowadzić. "
            "Poproś o wniosek kierownika komórki.",
            "The Director may start an update of a cell's procedure, not bring a new one in. "
            "Get the head's request.",
        )
        yield ONLY_UPDATES.at(("role",), message)
    elif handover.head_agreement is None:
        message = Message(
            "Włączenie z inicjatywy Dyrektora wymaga uzgodnienia z kierownikiem jednostki. "
            "Uzgodnij je i zapisz, z kim i kiedy.",
            "The Director's initiative needs the unit head's agreement. "
            "Get it, and record with whom and when.",
        )
        yield INCLUSION.at(("head_agreement",), message)
    else:
        yield from _agreed(
            INCLUSION, "head_agreement", handover, directory, (head,), handover.unit, handover.cell
        )


def _channel(handover: Handover, allow_e_delivery: bool, directory: Directory) -> Iterator[Finding]:
    """Yield what is wrong with the channel."""
    # The Director's own department is a cell of the Office.
    from_office = handover.unit == directory.city.office or handover.role is Role.DIRECTOR
    channel = Channel.EDMS if from_office else Channel.EPUAP
    if handover.channel is Channel.PAPER:
        message = Message(
            "Materiały przekazuje się wyłącznie w postaci elektronicznej. Przekaż je kanałem: "
            f"{channel.value}.",
            f"Material is handed in electronically and in no other form. Use {channel.name}.",
        )
        yield NOT_ELECTRONIC.at(("channel",), message)
        return
    if handover.channel is Channel.EMAIL:
        yield from _email(handover, channel, directory)
        return
    if handover.channel is not channel and not (
        handover.channel is Channel.E_DELIVERY and allow_e_delivery and not from_office
    ):
        rule = CELL_CHANNEL if from_office else UNIT_CHANNEL
        sender = Message("Komórka Urzędu", "A cell of the Office")
        if not from_office:
            sender = Message("Jednostka miejska", "A municipal unit")
        message = Message(
            f"{sender.pl} przekazuje materiał kanałem: {channel.value}, a nie kanałem: "
            f"{handover.channel.value}. Jeśli przyszedł tak, jak ma, popraw zapis; jeśli nie, "
            "poproś nadawcę, żeby przekazał go jeszcze raz.",
            f"{sender.en} hands material in by {channel.name}, and not by "
            f"{handover.channel.name}. If it came as it should, fix the record; if not, ask the "
            "sender to hand it in again.",
        )
        yield rule.at(("channel",), message)
    if not any(character.isalnum() for character in handover.reference or ""):
        message = Message(
            f"Brakuje numeru przekazania ({'znak sprawy w EZD' if from_office else 'numer UPP'}). "
            "Zapisz go.",
            f"The handover's number ({'of the EZD case' if from_office else 'of the UPP'}) is "
            "missing. Record it.",
        )
        yield NO_REFERENCE.at(("reference",), message)


def _email(handover: Handover, channel: Channel, directory: Directory) -> Iterator[Finding]:
    mailbox = directory.city.material_mailbox
    if not _has_words(handover.technical_reason):
        message = Message(
            f"Pocztą elektroniczną ({mailbox}) przekazuje się materiał tylko wtedy, gdy "
            f"{channel.value} zawodzi z przyczyn technicznych. Podaj przyczynę.",
            f"Material is handed in by e-mail ({mailbox}) only when {channel.name} fails for "
            "technical reasons. Give the reason.",
        )
        yield EMAIL_TERMS.at(("technical_reason",), message)
    if handover.channel_agreement is None:
        message = Message(
            "Poczta elektroniczna wymaga uprzedniego uzgodnienia z Oddziałem ds. "
            "Monitoringu i Controllingu. Zapisz, z kim i kiedy.",
            "E-mail needs the Monitoring section's prior agreement. Record with whom and when.",
        )
        yield EMAIL_TERMS.at(("channel_agreement",), message)
        return
    section = PERMISSIONS[Act.AGREE_DEPARTURE][0]
    yield from _agreed(EMAIL_TERMS, "channel_agreement", handover, directory, section)


def _agreed(
    rule: FindingKind,
    key: str,
    handover: Handover,
    directory: Directory,
    roles: Collection[Role],
    *of_whom: str | None,
) -> Iterator[Finding]:
    """Yield a finding for an agreement that is late, or with nobody who may give it."""
    agreement: Agreement = getattr(handover, key)
    if agreement.agreed_on > handover.received_on:
        message = Message(
            f"Uzgodnienie ({agreement.agreed_on}) jest późniejsze niż przekazanie "
            f"({handover.received_on}), a ma być uprzednie.",
            f"The agreement of {agreement.agreed_on} is later than the handover of "
            f"{handover.received_on}; it must be prior.",
        )
        yield rule.at((key, "agreed_on"), message)
    if not _has_words(agreement.agreed_with):
        message = Message(
            "Zapisz, z kim uzgodniono: imię i nazwisko.", "Record with whom it was agreed, by name."
        )
        yield rule.at((key, "agreed_with"), message)
    elif wrong := directory.not_in_role(
        agreement.agreed_with, agreement.agreed_on, roles, *of_whom
    ):
        yield rule.at((key, "agreed_with"), wrong)
