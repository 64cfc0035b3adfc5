"""What the optional methods of adapters return; nothing personal is in any of it."""

from datetime import date, timedelta
from typing import Protocol

import attrs

from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.ports.events import Event
from lckm_core.reports import Report
from lckm_core.text import Message


@attrs.frozen
class ReportOutline:
    """What can be read of a report without any key."""

    report: Report
    """The report without its personal part."""
    has_personal: bool
    """Whether it still has a personal part."""
    files: int
    """How many attachments it has."""


@attrs.frozen
class FoundReport:
    """A report without its personal part, and its delivery."""

    report: Report
    dispatch: Dispatch


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
