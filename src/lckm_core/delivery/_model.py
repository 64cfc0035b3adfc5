"""The record of one delivery, of a report or of a notice about it."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import attrs
from attrs.validators import max_len, min_len

from lckm_core.calendar import require_aware
from lckm_core.delivery._results import Refusal
from lckm_core.forms import to_data
from lckm_core.law import cites
from lckm_core.reports import in_key, is_report_number, number_in
from lckm_core.text import Message


class DispatchState(StrEnum):
    """How far a delivery has come; the last three are final."""

    PENDING = "pending"
    LEASED = "leased"
    UNKNOWN = "unknown"
    SENT = "sent"
    HELPDESK = "helpdesk"
    VOID = "void"
    """Only for a receipt: it is not sent, or came back (:mod:`lckm_core.delivery._receipts`)."""

    @property
    def message(self) -> Message:
        """The state in words."""
        return _STATES[self]


_STATES = {
    DispatchState.PENDING: Message("czeka na wysłanie", "waits to be sent"),
    DispatchState.LEASED: Message("w doręczaniu", "in hand"),
    DispatchState.UNKNOWN: Message("niepewne, czy doszło", "in doubt"),
    DispatchState.SENT: Message("w skrzynce", "in the mailbox"),
    DispatchState.HELPDESK: Message("w helpdesku", "in the helpdesk"),
    DispatchState.VOID: Message("niewysłane", "not sent"),
}


class DispatchKind(StrEnum):
    """What is delivered: a report, a notice to erase (I15), or a reporter's receipt."""

    REPORT = "report"
    MAILBOX_NOTICE = "mailbox-notice"
    HELPDESK_NOTICE = "helpdesk-notice"
    RECEIPT = "receipt"


class Target(StrEnum):
    """Who gets the report."""

    MAILBOX = "mailbox"
    HELPDESK = "helpdesk"


class HelpdeskReason(StrEnum):
    """Why the helpdesk gets a report (interpretation I14)."""

    NO_MAILBOX = "no mailbox"
    REFUSED = "refused"
    TOO_OFTEN = "too often"
    TOO_LONG = "too long"
    IN_DOUBT = "in doubt"
    BOUNCED = "bounced"
    BY_HAND = "by hand"


class Work(StrEnum):
    """What a lease is for: sending, or asking the target."""

    SEND = "send"
    ASK = "ask"


@attrs.frozen
class Mailbox:
    """The mailbox of a cell or a municipal unit.

    ``contact`` says whether its route asks for the reporter's contact data; without it the mailbox
    gets none (interpretation I15).
    """

    unit: str = attrs.field(validator=min_len(1))
    address: str = attrs.field(validator=min_len(3))
    contact: bool = False


_LONGEST_SUBJECT = 200


def _is_one_line(text: "ReceiptText", attribute: Any, value: str) -> None:
    if value.splitlines() != [value] or not value.strip() or len(value) > _LONGEST_SUBJECT:
        raise ValueError(f"a subject is one line of at most {_LONGEST_SUBJECT} characters")


@attrs.frozen
class ReceiptText:
    """What a reporter who asked for it is mailed about a report.

    It waits in the outbox, so it has neither the report's words nor contact data.

    Args:
        subject: one line of at most 200 characters.
        text: plain text of at most 4,000, in the language of the reporter's visit.
    """

    subject: str = attrs.field(validator=_is_one_line)
    text: str = attrs.field(validator=[min_len(1), max_len(4000)])


def utc(moment: datetime) -> datetime:
    """Return *moment* in UTC, which has no clock changes.

    Raises ``ValueError`` for a naive moment.
    """
    return require_aware(moment).astimezone(UTC)


@attrs.frozen
class Lease:
    """The right of one worker to work on a delivery until a moment.

    ``worker`` names a process, not a person; ``token`` counts the leases of a dispatch from 1.
    """

    worker: str = attrs.field(validator=min_len(1))
    token: int
    work: Work
    until: datetime = attrs.field(converter=utc)


def _is_report_number(dispatch: "Dispatch", attribute: Any, value: str) -> None:
    if not is_report_number(value):
        raise ValueError(f"not a report's number: {value!r}")


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
@attrs.frozen(kw_only=True)
class Dispatch:
    """The record of one delivery, without personal data.

    Args:
        report_number: the number of the report.
        kind: what is delivered.
        mailbox: where routing sent it; ``None`` when straight to the helpdesk.
        opened_at: when the delivery began. Moments are aware, and kept in UTC.
        state: how far it has come.
        because: why it is the helpdesk's; ``None`` while it is the mailbox's.
        since: when the present wait or lease began, or the outcome came.
        due_at: when a worker may claim it next; ``None`` in a final state.
        token: the number of the last lease.
        attempts: how many leases there were for the present target.
        untried: in how many of these the target was not asked at all.
        lease: the lease in force, in the state LEASED only.
        in_doubt: whether the present target may have it from an earlier attempt.
        mailbox_may_have_it: the same of the mailbox, once the helpdesk has taken over.
        mailbox_refusal: why the mailbox last refused it.
        helpdesk_refusal: why the helpdesk last refused it.
        needs_a_hand: whether only a person can find out if the helpdesk has it.
        reference: the receiver's own number, when there is one.
        routed: why routing sent it there, in Polish, from the table of routes.
        about: the name of the report's category, from the table of routes.
        files: whether the report came with files, which go along.
        tried_from: from when the time for the mailbox counts, where that is later than
            ``opened_at``: no worker came in time, or a file was waited for.
        files_away_since: when a worker first found that one of them cannot be read for now.
        confirmed_at: for a notice, when its receiver confirmed the erasure.
        receipt: for a receipt, what it says; to whom is read when it is sent.
    """

    report_number: str = attrs.field(validator=_is_report_number)
    kind: DispatchKind = DispatchKind.REPORT
    mailbox: Mailbox | None
    opened_at: datetime = attrs.field(converter=utc)
    state: DispatchState = DispatchState.PENDING
    because: HelpdeskReason | None = None
    since: datetime = attrs.field(converter=utc)
    due_at: datetime | None = attrs.field(converter=attrs.converters.optional(utc))
    token: int = 0
    attempts: int = 0
    untried: int = 0
    lease: Lease | None = None
    in_doubt: bool = False
    mailbox_may_have_it: bool = False
    mailbox_refusal: Refusal | None = None
    helpdesk_refusal: Refusal | None = None
    needs_a_hand: bool = False
    reference: str | None = None
    routed: str = ""
    about: str = ""
    files: bool = False
    tried_from: datetime | None = attrs.field(
        default=None, converter=attrs.converters.optional(utc)
    )
    files_away_since: datetime | None = attrs.field(
        default=None, converter=attrs.converters.optional(utc)
    )
    confirmed_at: datetime | None = attrs.field(
        default=None, converter=attrs.converters.optional(utc)
    )
    receipt: ReceiptText | None = None

    @property
    def is_notice(self) -> bool:
        """Whether it asks a receiver to erase personal data (I15)."""
        return self.kind in (DispatchKind.MAILBOX_NOTICE, DispatchKind.HELPDESK_NOTICE)

    @property
    def target(self) -> Target:
        """Who gets it next, or got it."""
        return Target.MAILBOX if self.because is None else Target.HELPDESK

    @property
    def receiver(self) -> str | None:
        """The cell or unit that has it or will get it; ``None``: the helpdesk."""
        if self.mailbox is None or self.target is Target.HELPDESK:
            return None
        return self.mailbox.unit

    @property
    def mailbox_may_hold_data(self) -> bool:
        """Whether contact data or files may be in the mailbox (I15)."""
        if self.mailbox is None or not (self.mailbox.contact or self.files):
            return False
        return (
            self.state is DispatchState.SENT
            or (self.in_doubt and self.target is Target.MAILBOX)
            or self.mailbox_may_have_it
            # A bounced message had been accepted once, and anybody can forge a bounce.
            or self.because is HelpdeskReason.BOUNCED
        )

    @property
    def helpdesk_may_hold_data(self) -> bool:
        """Whether files may be at the helpdesk, which gets no contact data.

        Source: interpretation I15.
        """
        doubt = self.in_doubt and self.target is Target.HELPDESK
        return self.files and (self.state is DispatchState.HELPDESK or doubt)

    @property
    def is_final(self) -> bool:
        """Whether it is sent or void, or the helpdesk has it."""
        return self.state in (DispatchState.SENT, DispatchState.HELPDESK, DispatchState.VOID)

    @property
    def version(self) -> str:
        """A digest of all of it, by which a change since it was read shows."""
        text = json.dumps(to_data(self), sort_keys=True)
        return blake2b(text.encode(), digest_size=16).hexdigest()

    @property
    def id(self) -> str:
        """The id in a store: the report's number, and the kind of anything else."""
        return dispatch_id(self.report_number, self.kind)

    @property
    def key(self) -> str:
        """The idempotency key: the same for each attempt at the same target.

        It fits the left part of a Message-ID, and is made from the report's number and the
        mailbox's address, so from no personal data of a resident.
        """
        if self.kind is not DispatchKind.RECEIPT and (
            self.target is Target.HELPDESK or self.mailbox is None
        ):
            return self._key("helpdesk")
        return self.mailbox_key

    @property
    def mailbox_key(self) -> str:
        """The key of the letter to the mailbox, or of the receipt; empty without either.

        It stays the same after the helpdesk has taken over.
        """
        if self.kind is DispatchKind.RECEIPT:
            return self._key("reporter")
        if self.mailbox is None:
            return ""
        return self._key(
            blake2b(self.mailbox.address.casefold().encode(), digest_size=5).hexdigest()
        )

    def _key(self, receiver: str) -> str:
        parts = [in_key(self.report_number), receiver]
        return ".".join(parts if self.kind is DispatchKind.REPORT else [*parts, self.kind.value])


def dispatch_id(report_number: str, kind: DispatchKind = DispatchKind.REPORT) -> str:
    """Return the id of a delivery in a store, as :attr:`Dispatch.id`."""
    return report_number if kind is DispatchKind.REPORT else f"{report_number}:{kind.value}"


def id_of_key(key: str) -> str | None:
    """Return the id of the delivery with this key; ``None`` for any other text."""
    written, _, rest = key.partition(".")
    _, _, kind = rest.partition(".")
    number = number_in(written)
    if not rest or in_key(number) != written or not is_report_number(number):
        return None
    try:
        return dispatch_id(number, DispatchKind(kind or DispatchKind.REPORT))
    except ValueError:
        return None
