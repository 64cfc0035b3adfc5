"""One delivery of a report: where it goes, how far it has come, and who works on it."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import attrs
from attrs.validators import min_len

from lckm_core.calendar import require_aware
from lckm_core.ordinance import cites
from lckm_core.report.dispatch.answers import Refusal
from lckm_core.report.values import NUMBER


class DispatchState(StrEnum):
    """How far a delivery has come; the last two are final."""

    PENDING = "pending"
    LEASED = "leased"
    UNKNOWN = "unknown"
    SENT = "sent"
    HELPDESK = "helpdesk"


class Target(StrEnum):
    """Who is to get the report."""

    MAILBOX = "mailbox"
    HELPDESK = "helpdesk"


class HandOver(StrEnum):
    """Why the helpdesk gets a report (interpretation I14)."""

    NO_MAILBOX = "no mailbox"
    REFUSED = "refused"
    TOO_OFTEN = "too often"
    TOO_LONG = "too long"
    IN_DOUBT = "in doubt"


class Work(StrEnum):
    """What a worker has a lease for."""

    SEND = "send"
    ASK = "ask"


@attrs.frozen
class Mailbox:
    """The mailbox of an organisational cell or a municipal unit.

    ``contact``: its route asked for the reporter's contact data, which it gets only so (interpretation I15).
    """

    unit: str = attrs.field(validator=min_len(1))
    address: str = attrs.field(validator=min_len(3))
    contact: bool = False


def utc(moment: datetime) -> datetime:
    """Return *moment* in UTC, where adding and comparing never meets a clock change; raise ``ValueError`` for a naive one."""
    return require_aware(moment).astimezone(UTC)


@attrs.frozen
class Lease:
    """Whose turn it is. ``worker`` names a process, not a person; ``token`` counts the leases of one dispatch from 1."""

    worker: str = attrs.field(validator=min_len(1))
    token: int
    work: Work
    until: datetime = attrs.field(converter=utc)


def _is_report_number(dispatch: "Dispatch", attribute: Any, value: str) -> None:
    if NUMBER.pattern is None or not re.fullmatch(NUMBER.pattern, value):
        raise ValueError(f"not a report's number: {value!r}")


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
@attrs.frozen(kw_only=True)
class Dispatch:
    """One delivery, as a store keeps it; it holds no personal data of a resident. Moments are aware, and kept in UTC.

    Args:
        report_number: the number of the report.
        mailbox: where routing sent it, ``None`` when straight to the helpdesk.
        opened_at: when the delivery began.
        state: how far it has come.
        because: why it is the helpdesk's; ``None`` while it is the mailbox's.
        since: when its present wait or lease began, or its outcome came.
        due_at: when a worker may claim it next; ``None`` in a final state.
        token: the number of the last lease given.
        attempts: how many leases were given for the present target.
        lease: whose turn it is, in the state LEASED only.
        in_doubt: whether the present target may have it from an earlier attempt.
        mailbox_may_have_it: the same of the mailbox, once the helpdesk has taken over.
        mailbox_refusal: why the mailbox last refused it.
        reference: the number under which its receiver keeps it, when there is one.
        routed: why routing sent it there, in Polish, as the table of routes has it.
        told_at: when its unit took the notice to erase the contact data it was sent.
    """

    report_number: str = attrs.field(validator=_is_report_number)
    mailbox: Mailbox | None
    opened_at: datetime = attrs.field(converter=utc)
    state: DispatchState = DispatchState.PENDING
    because: HandOver | None = None
    since: datetime = attrs.field(converter=utc)
    due_at: datetime | None = attrs.field(converter=attrs.converters.optional(utc))
    token: int = 0
    attempts: int = 0
    lease: Lease | None = None
    in_doubt: bool = False
    mailbox_may_have_it: bool = False
    mailbox_refusal: Refusal | None = None
    reference: str | None = None
    routed: str = ""
    told_at: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(utc))

    @property
    def target(self) -> Target:
        """Who is to get it next, or got it."""
        return Target.MAILBOX if self.because is None else Target.HELPDESK

    @property
    def may_hold_contact(self) -> bool:
        """True when contact data may have reached the unit's mailbox (interpretation I15)."""
        tried = self.state is DispatchState.SENT or self.in_doubt or self.mailbox_may_have_it
        return self.mailbox is not None and self.mailbox.contact and tried

    @property
    def is_final(self) -> bool:
        """True once it is sent, or the helpdesk's."""
        return self.state in (DispatchState.SENT, DispatchState.HELPDESK)

    @property
    def key(self) -> str:
        """The idempotency key: the same for each attempt at the same target, and fit for the left part of a Message-ID.

        Made from the report's number and the address of the mailbox, and so from no personal data of a resident.
        """
        # Two dots side by side are fine in a number but not in a Message-ID, which knows "=" besides.
        number = self.report_number.replace(".", "=")
        if self.target is Target.HELPDESK or self.mailbox is None:
            return f"{number}.helpdesk"
        return f"{number}.{blake2b(self.mailbox.address.casefold().encode(), digest_size=5).hexdigest()}"
