"""What the optional methods of adapters return; nothing personal is in any of it."""

from datetime import date, datetime, timedelta
from typing import Protocol, Self

import attrs

from lckm_core.calendar import validate_aware
from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.ports.events import Event
from lckm_core.reports import Outcome, Report, ReportChannel, ReportKind, is_withdrawn
from lckm_core.text import Message


@attrs.frozen(kw_only=True)
class RouteTableChange:
    """A change of the table of routes.

    Args:
        text: the table as it is from then on, a file as people write it, with its comments.
        replaced: the text that it replaced.
        at: when, aware.
        by: the member of staff who changed it.
        reason: why, in their words.
    """

    text: str
    replaced: str
    at: datetime = attrs.field(validator=validate_aware)
    by: str
    reason: str


@attrs.frozen
class ReportOutline:
    """What can be read of a report without any key."""

    report: Report
    """The report without its personal part."""
    has_personal: bool
    """Whether it still has a personal part that may be read."""
    files: int
    """How many attachments it has."""
    awaits_erasure: bool = False
    """Whether consent was withdrawn and the personal part, which nobody may read, is to be erased
    by the next :meth:`~lckm_core.ports.ReportStore.erase_due`."""

    @classmethod
    def of(cls, report: Report) -> Self:
        """Return the outline of a report that was read whole."""
        withdrawn = is_withdrawn(report)
        return cls(
            report,
            has_personal=not (report.is_anonymous or withdrawn),
            files=len(report.attachments),
            awaits_erasure=withdrawn,
        )


@attrs.frozen
class FoundReport:
    """A report without its personal part, and its delivery."""

    report: Report
    dispatch: Dispatch


@attrs.frozen(kw_only=True)
class ListedReport:
    """What a list shows of a report and its delivery.

    Args:
        number: its number.
        registered_at: when it came in, aware.
        kind: whether it asks for a repair.
        channel: how it came in.
        language: the language that it is written in.
        category: its category.
        area: the area of the city.
        address: the place in words, redacted.
        description: its words, redacted.
        closed: whether an outcome is in force (:attr:`Report.closing`).
        outcome: that outcome.
        state: how far its delivery has come.
        receiver: the cell or unit that has it or will get it; ``None``: the helpdesk.
    """

    number: str
    registered_at: datetime
    kind: ReportKind
    channel: ReportChannel
    language: str
    category: str | None
    area: str | None
    address: str | None
    description: str
    closed: bool
    outcome: Outcome | None
    state: DispatchState
    receiver: str | None

    @classmethod
    def of(cls, found: FoundReport) -> Self:
        """Return what a list shows of a report that was found."""
        report, place, closing = found.report, found.report.place, found.report.closing
        return cls(
            number=report.number,
            registered_at=report.registered_at,
            kind=report.kind,
            channel=report.channel,
            language=report.language,
            category=report.category,
            area=place.area if place else None,
            address=place.address if place else None,
            description=report.description,
            closed=closing is not None,
            outcome=closing.outcome if closing else None,
            state=found.dispatch.state,
            receiver=found.dispatch.receiver,
        )


class ReportCount(Protocol):
    """How many reports came in on a day, to a unit, in one state."""

    @property
    def day(self) -> date:
        """The day in Europe/Warsaw."""
        ...

    @property
    def unit(self) -> str | None:
        """The unit; ``None``: straight to the helpdesk."""
        ...

    @property
    def state(self) -> DispatchState:
        """The state of their deliveries."""
        ...

    @property
    def within(self) -> timedelta | None:
        """The least of :data:`OUTCOME_TIMES` in which they ended; ``None``: longer, or not yet."""
        ...

    @property
    def count(self) -> int:
        """The number of reports."""
        ...


class StoreFault(Protocol):
    """A fault found in a store."""

    @property
    def kind(self) -> str:
        """Its kind, for programs."""
        ...

    @property
    def subject(self) -> str:
        """Where it is: a number, a file or a month."""
        ...

    @property
    def message(self) -> Message:
        """What it is, and what to do."""
        ...


class AuditEntry(Protocol):
    """An entry of the audit trail."""

    @property
    def id(self) -> int:
        """Its number; later entries have greater ones."""
        ...

    @property
    def event(self) -> Event:
        """What was done."""
        ...


class RestoreResult(Protocol):
    """What a restore did."""

    @property
    def reports(self) -> int:
        """How many reports the backup has."""
        ...

    @property
    def erased(self) -> int:
        """How many months and reports past their term it destroyed."""
        ...

    @property
    def withdrawn(self) -> int:
        """How many reports with a withdrawn consent it anonymised."""
        ...

    @property
    def not_in_copy(self) -> tuple[str, ...]:
        """Reports with a withdrawn consent that no store has."""
        ...

    @property
    def taken_over(self) -> tuple[str, ...]:
        """Reports copied from the previous database, for the backup lacks them."""
        ...

    @property
    def withdrawals_known(self) -> bool:
        """Whether the previous database told whose consent was withdrawn since the backup."""
        ...
