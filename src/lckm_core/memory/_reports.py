"""Reports with their deliveries in dictionaries, under one lock."""

from collections.abc import Callable, Collection, Sequence
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
from lckm_core.ports.optional import FoundReport
from lckm_core.reports import (
    Report,
    anonymise,
    is_due,
    is_trial,
    redact_words,
)


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
        *,
        numbers: Collection[str] | None = None,
        categories: Collection[str] | None = None,
        closed: bool | None = None,
        registered_from: datetime | None = None,
        registered_to: datetime | None = None,
        acted_from: datetime | None = None,
        before: tuple[datetime, str] | None = None,
        skip: int = 0,
        limit: int,
    ) -> Sequence[FoundReport]:
        """Return the reports that meet every condition, newest first."""
        for moment in (registered_from, registered_to, acted_from, before and before[0]):
            if moment is not None:
                require_aware(moment)
        with self._lock:
            kept = [
                report
                for report in self.reports.values()
                if not is_trial(report.number)
                and (numbers is None or report.number in numbers)
                and (categories is None or report.category in categories)
                and (closed is None or (report.closing is not None) is closed)
                and (registered_from is None or registered_from <= report.registered_at)
                and (registered_to is None or report.registered_at < registered_to)
                and (acted_from is None or _acted_from(report, acted_from))
                and (before is None or (report.registered_at, report.number) < before)
            ]
            kept.sort(key=lambda report: (report.registered_at, report.number), reverse=True)
            return [
                FoundReport(anonymise(report), self.deliveries[report.number])
                for report in kept[skip : skip + limit]
            ]

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
            was = self.reports[number]
            report, dispatch = move(anonymise(was), self.deliveries[number])
            self.reports[number] = attrs.evolve(
                report, personal=was.personal, attachments=was.attachments
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


def _acted_from(report: Report, moment: datetime) -> bool:
    """Return whether staff acted on a report in the second of a moment or later."""
    return bool(report.history) and report.history[-1].at >= moment.replace(microsecond=0)
