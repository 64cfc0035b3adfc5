"""Reports with their deliveries in dictionaries, under one lock."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from threading import Lock

import attrs

from lckm_core.calendar import require_aware
from lckm_core.delivery import (
    Dispatch,
    DispatchLimits,
    NotClaimed,
    claim,
    claimable,
    dispatch_id,
    notices_wanted,
)
from lckm_core.errors import AlreadyRegisteredError, NoSuchReportError
from lckm_core.ports.optional import FoundReport, ReportFacet, ReportQuery
from lckm_core.reports import (
    Report,
    anonymise,
    is_due,
    is_trial,
    redact_words,
)

_ANY = ReportQuery()


@attrs.define(slots=False, eq=False, repr=False)
class MemoryReports:
    """Reports, deliveries and files to destroy, by number, id and reference.

    A store of another kind may load itself into one.
    """

    reports: dict[str, Report] = attrs.Factory(dict)
    deliveries: dict[str, Dispatch] = attrs.Factory(dict)
    left: list[str] = attrs.Factory(list)
    _lock: Lock = attrs.field(factory=Lock, init=False)

    def __repr__(self) -> str:
        return f"MemoryReports({len(self.reports)} reports)"

    def add(self, report: Report, dispatch: Dispatch, receipt: Dispatch | None = None) -> None:
        """Keep a new report with its deliveries."""
        with self._lock:
            if report.number in self.reports:
                raise AlreadyRegisteredError(report.number)
            self.reports[report.number], self.deliveries[report.number] = report, dispatch
            if receipt is not None:
                self.deliveries[receipt.id] = receipt

    def get(self, number: str) -> Report | None:
        """Return the report of that number."""
        with self._lock:
            return self.reports.get(number)

    def find_reports(
        self,
        query: ReportQuery = _ANY,
        *,
        before: tuple[datetime, str] | None = None,
        after: tuple[datetime, str] | None = None,
        oldest_first: bool = False,
        skip: int = 0,
        limit: int,
    ) -> Sequence[FoundReport]:
        """Return the reports that meet a query, the newest first."""
        for end in (before, after):
            if end is not None:
                require_aware(end[0])
        with self._lock:
            kept = [
                found
                for found in self._found_reports(query)
                if (before is None or _position(found) < before)
                and (after is None or _position(found) > after)
            ]
        kept.sort(key=_position, reverse=not oldest_first)
        return kept[skip : skip + limit]

    def count_reports(
        self, query: ReportQuery = _ANY, *, by: ReportFacet, most: int | None = None
    ) -> Mapping[str | bool | None, int]:
        """Return how many reports meet a query, by each value of a facet."""
        with self._lock:
            kept = sorted(self._found_reports(query), key=_position, reverse=True)
        return Counter(_facets(found)[by] for found in kept[:most])

    def _found_reports(self, query: ReportQuery) -> Iterator[FoundReport]:
        waiting = {
            kept.report_number for kept in self.deliveries.values() if _needs_attention(kept)
        }
        for report in self.reports.values():
            found = FoundReport(anonymise(report), self.deliveries[report.number])
            is_waiting = report.number in waiting
            if not is_trial(report.number) and _meets(found, query, is_waiting=is_waiting):
                yield found

    def dispatch(self, id: str) -> Dispatch | None:
        """Return the delivery of that id."""
        with self._lock:
            return self.deliveries.get(id)

    def claim(
        self, worker: str, *, now: datetime, lasting: timedelta, limit: int, limits: DispatchLimits
    ) -> Sequence[Dispatch]:
        """Lease deliveries to a worker, those due longest first."""
        with self._lock:
            due = [
                kept for kept in self.deliveries.values() if claimable(kept, now=now, limits=limits)
            ]
            due.sort(key=lambda kept: (kept.due_at, kept.id))
            leased = []
            for kept in due[:limit]:
                claimed = claim(kept, worker, now=now, lasting=lasting, limits=limits)
                if not isinstance(claimed, NotClaimed):
                    self.deliveries[kept.id] = claimed
                    leased.append(claimed)
            return leased

    def change(self, id: str, move: Callable[[Dispatch], Dispatch]) -> Dispatch:
        """Let *move* change a delivery, and keep what comes of it."""
        with self._lock:
            if id not in self.deliveries:
                raise NoSuchReportError(id)
            self.deliveries[id] = moved = move(self.deliveries[id])
            return moved

    def revise(
        self, number: str, move: Callable[[Report, Dispatch], tuple[Report, Dispatch]]
    ) -> tuple[Report, Dispatch]:
        """Let *move* change a report and its delivery, and keep what comes of them."""
        with self._lock:
            if number not in self.reports:
                raise NoSuchReportError(number)
            stored_report = self.reports[number]
            report, dispatch = move(anonymise(stored_report), self.deliveries[number])
            self.reports[number] = attrs.evolve(
                report, personal=stored_report.personal, attachments=stored_report.attachments
            )
            self.deliveries[number] = dispatch
            return report, dispatch

    def redact(self, number: str, words: Sequence[str], *, now: datetime) -> Report:
        """Redact words in the texts of one report."""
        with self._lock:
            if number not in self.reports:
                raise NoSuchReportError(number)
            self.reports[number] = redacted = redact_words(self.reports[number], words)
            return anonymise(redacted)

    def erase(self, number: str, *, now: datetime) -> bool:
        """Drop the personal part of one report."""
        with self._lock:
            if number not in self.reports:
                raise NoSuchReportError(number)
            return self._anonymised(number)

    def erase_due(self, *, now: datetime) -> int:
        """Drop every personal part whose term has passed."""
        with self._lock:
            due = [number for number, report in self.reports.items() if is_due(report, now=now)]
            return sum(self._anonymised(number) for number in due)

    def pending_erasure_notices(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the deliveries of reports whose receivers have yet to be asked to erase."""
        with self._lock:
            return [
                kept
                for number, kept in sorted(self.deliveries.items())
                if number > after
                and any(
                    dispatch_id(kept.report_number, kind) not in self.deliveries
                    for kind in notices_wanted(kept)
                )
                and self.reports[number].is_anonymous
            ][:limit]

    def add_notices(self, notices: Sequence[Dispatch]) -> None:
        """Keep the deliveries of notices."""
        with self._lock:
            for notice in notices:
                if notice.report_number not in self.reports:
                    raise NoSuchReportError(notice.report_number)
            for notice in notices:
                self.deliveries.setdefault(notice.id, notice)

    def unconfirmed(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the notices that nobody has confirmed."""
        with self._lock:
            return [
                kept
                for id, kept in sorted(self.deliveries.items())
                if id > after and kept.is_notice and kept.confirmed_at is None
            ][:limit]

    def files_to_delete(self, *, limit: int) -> Sequence[str]:
        """Return references of files that are yet to be destroyed."""
        with self._lock:
            return self.left[:limit]

    def files_destroyed(self, references: Sequence[str]) -> None:
        """Take note that these files are destroyed."""
        with self._lock:
            self.left = [reference for reference in self.left if reference not in references]

    def _anonymised(self, number: str) -> bool:
        report = self.reports[number]
        self.left += (file.reference for file in report.attachments)
        self.reports[number] = anonymise(report)
        return not report.is_anonymous


def _needs_attention(kept: Dispatch) -> bool:
    return kept.needs_a_hand or (kept.is_notice and kept.confirmed_at is None)


def _position(found: FoundReport) -> tuple[datetime, str]:
    return found.report.registered_at, found.report.number


def _facets(found: FoundReport) -> Mapping[ReportFacet, str | bool | None]:
    """Return the value of each facet of a report."""
    report, mailbox = found.report, found.dispatch.mailbox
    return {
        ReportFacet.STATE: found.dispatch.state,
        ReportFacet.UNIT: mailbox.unit if mailbox else None,
        ReportFacet.CATEGORY: report.category,
        ReportFacet.KIND: report.kind,
        ReportFacet.CHANNEL: report.channel,
        ReportFacet.AREA: report.classification.area,
        ReportFacet.CLOSED: report.closing is not None,
    }


def _meets(found: FoundReport, query: ReportQuery, *, is_waiting: bool) -> bool:
    """Return whether a report meets every condition of a query."""
    report, facets = found.report, _facets(found)
    among = {
        ReportFacet.STATE: query.states,
        ReportFacet.UNIT: query.units,
        ReportFacet.CATEGORY: query.categories,
        ReportFacet.KIND: query.kinds,
        ReportFacet.CHANNEL: query.channels,
        ReportFacet.AREA: query.areas,
        ReportFacet.CLOSED: None if query.closed is None else [query.closed],
    }
    first, end = query.registered_from, query.registered_to
    return (
        (query.numbers is None or report.number in query.numbers)
        and all(values is None or facets[facet] in values for facet, values in among.items())
        and (query.attention is None or is_waiting is query.attention)
        and (first is None or first <= report.registered_at)
        and (end is None or report.registered_at < end)
        and (query.acted_from is None or _acted_from(report, query.acted_from))
    )


def _acted_from(report: Report, moment: datetime) -> bool:
    """Return whether staff acted on a report in the second of a moment or later."""
    return bool(report.history) and report.history[-1].at >= moment.replace(microsecond=0)
