"""Lists of reports: by which conditions, and by what they are counted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import attrs
from attrs.validators import optional

from lckm_core.calendar import validate_aware
from lckm_core.delivery import DispatchState
from lckm_core.ports._optional_values import FoundReport, ListedReport
from lckm_core.ports.reports import ReportStore
from lckm_core.reports import ReportChannel, ReportKind


class ReportFacet(StrEnum):
    """By what the reports of a list are counted."""

    STATE = "state"
    UNIT = "unit"
    CATEGORY = "category"
    KIND = "kind"
    CHANNEL = "channel"
    AREA = "area"
    CLOSED = "closed"


@attrs.frozen(kw_only=True)
class ReportQuery:
    """The conditions that every report of a list meets; one that is ``None`` lets any pass.

    Args:
        numbers: only these.
        states: only those whose delivery is in one of these states.
        units: only those to the mailbox of one of these units or cells, whoever has them now;
            ``None`` among them: those without a mailbox.
        categories: only of these; ``None`` among them: those without a category.
        kinds: only of these.
        channels: only those that came in so.
        areas: only from these areas of the city; ``None`` among them: those without an area.
        closed: whether an outcome is in force (:attr:`Report.closing`).
        attention: whether a person has to see to it: where its delivery, or a notice about it,
            waits for a hand (:attr:`Dispatch.needs_a_hand`), or a notice was never confirmed.
        registered_from: only those registered at this moment or later, aware.
        registered_to: only those registered before this moment, aware.
        acted_from: only those on which staff acted in the second of this moment or later, aware
            (:attr:`Report.history`).

    Raises ``ValueError`` for a naive moment.
    """

    numbers: Collection[str] | None = None
    states: Collection[DispatchState] | None = None
    units: Collection[str | None] | None = None
    categories: Collection[str | None] | None = None
    kinds: Collection[ReportKind] | None = None
    channels: Collection[ReportChannel] | None = None
    areas: Collection[str | None] | None = None
    closed: bool | None = None
    attention: bool | None = None
    registered_from: datetime | None = attrs.field(default=None, validator=optional(validate_aware))
    registered_to: datetime | None = attrs.field(default=None, validator=optional(validate_aware))
    acted_from: datetime | None = attrs.field(default=None, validator=optional(validate_aware))


class ReportFinder(ReportStore, Protocol):
    """A store of reports that lists and counts them; trial reports are left out."""

    def find_reports(
        self,
        query: ReportQuery = ...,
        *,
        before: tuple[datetime, str] | None = ...,
        after: tuple[datetime, str] | None = ...,
        oldest_first: bool = ...,
        skip: int = ...,
        limit: int,
    ) -> Sequence[FoundReport]:
        """Return the reports that meet a query, without personal parts. No key is needed.

        By moment of registration, those of one moment by number; the newest first unless
        *oldest_first*. The page before one is what comes *after* its first report, the oldest
        first.

        Args:
            query: the conditions.
            before: only those older than the report of this moment and number; of one moment, of
                a lesser number.
            after: only those newer than the report of this moment and number.
            oldest_first: whether to turn the order round.
            skip: how many of the first to leave out, for pages with numbers.
            limit: how many at most.

        Raises ``ValueError`` for a naive moment.
        """
        ...

    def count_reports(
        self, query: ReportQuery = ..., *, by: ReportFacet, most: int | None = ...
    ) -> Mapping[str | bool | None, int]:
        """Return how many reports meet a query, by each value of a facet that they have.

        The values are those of :class:`ReportQuery`: ``None`` for those without one. Their sum
        is how many meet it.

        Args:
            query: the conditions.
            by: the facet.
            most: count the newest so many alone, for a page that has to be there at once;
                ``None`` counts all.
        """
        ...


class ReportLists(Protocol):
    """A store of reports that can list them without reading every report in full."""

    def list_reports(
        self,
        query: ReportQuery = ...,
        *,
        before: tuple[datetime, str] | None = ...,
        limit: int,
    ) -> Sequence[ListedReport]:
        """Return what a list shows of the reports that meet a query, the newest first.

        Those and in the order of :meth:`ReportFinder.find_reports`, whose arguments these are.
        """
        ...
