"""What a store tells commands, a row each: values with these attributes, as ``lckm_sql`` has them. Nothing personal is in any."""

from datetime import date, timedelta
from typing import Protocol

from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.ports import Event
from lckm_core.reports import Report
from lckm_core.text import Message


class Kept(Protocol):
    """What can be told of a report without any key."""

    @property
    def report(self) -> Report:
        """What stays of it."""
        ...

    @property
    def has_personal(self) -> bool:
        """Whether it has a personal part."""
        ...

    @property
    def files(self) -> int:
        """How many files it has."""
        ...


class Found(Protocol):
    """A report without its personal part, and its delivery."""

    @property
    def report(self) -> Report:
        """The report."""
        ...

    @property
    def dispatch(self) -> Dispatch:
        """Its delivery."""
        ...


class Count(Protocol):
    """How many reports."""

    @property
    def day(self) -> date:
        """Of which day of Europe/Warsaw."""
        ...

    @property
    def unit(self) -> str | None:
        """To which unit; ``None``: straight to the helpdesk."""
        ...

    @property
    def state(self) -> DispatchState:
        """In which state."""
        ...

    @property
    def within(self) -> timedelta | None:
        """Within which time they reached their outcome: a minute, ten, an hour, a day; ``None`` for longer, or none yet."""
        ...

    @property
    def count(self) -> int:
        """That many."""
        ...


class StoreFault(Protocol):
    """What is wrong in a store."""

    @property
    def kind(self) -> str:
        """Its kind, for programs."""
        ...

    @property
    def subject(self) -> str:
        """In what: a number, a file, a month."""
        ...

    @property
    def message(self) -> Message:
        """What it is, and what to do."""
        ...


class Entry(Protocol):
    """An entry of the audit trail."""

    @property
    def id(self) -> int:
        """Its number; those of later entries are greater."""
        ...

    @property
    def event(self) -> Event:
        """What was done."""
        ...


class Restored(Protocol):
    """What a restore did."""

    @property
    def erased(self) -> int:
        """How many months and reports past their term it destroyed."""
        ...

    @property
    def withdrawn(self) -> int:
        """How many reports whose consent was withdrawn."""
        ...

    @property
    def not_in_copy(self) -> tuple[str, ...]:
        """Those whose consent was withdrawn and that no store has."""
        ...

    @property
    def taken_over(self) -> tuple[str, ...]:
        """Those that the copy has not, and the database that was there has."""
        ...
