"""Outcomes of reports: what became of each, and another classification (zał. 2 § 6)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._reports import Reports
from lckm_core.delivery import Dispatch, reroute
from lckm_core.errors import ConflictError, NoSuchReportError
from lckm_core.law import cites
from lckm_core.organisation import Act, Role, require_may
from lckm_core.ports import Event, EventVerb, require_staff_name, under_way
from lckm_core.publication import office_phones
from lckm_core.redaction import PersonalKind, strike
from lckm_core.reports import (
    INTAKE_LIMITS,
    Classification,
    IntakeLimits,
    KeptWords,
    Outcome,
    Report,
    corrected_address,
    note_outcome,
    outcome_words,
    reclassify,
    reopen,
    require_category,
    require_earlier,
)
from lckm_core.text import Message

_Change = Callable[[Report], Report]


class Outcomes(Reports):
    """What the centre records of the handling of reports."""

    @cites("zał. 2 § 6 ust. 1")
    def note_outcome(
        self,
        number: str,
        outcome: Outcome,
        *,
        words: str,
        role: Role,
        now: datetime,
        by: str | None = None,
        seen: int | None = None,
        duplicate_of: str | None = None,
        is_checked: bool = False,
    ) -> Report:
        """Record what became of a report, in words that its reporter is told.

        Durable when this returns. The words are redacted first, also what the reporter gave about
        themselves (interpretation I23).

        Args:
            number: the report's number.
            outcome: what became of it.
            words: what the reporter is told: 1 to 2,000 characters. For a matter that is not the
                city's, they say whose it is.
            role: who says so: the call centre, or a cell or unit.
            now: the current moment, aware.
            by: the member of staff who does it.
            seen: how many acts the history had when it was looked at; with ``None`` nothing is
                compared.
            duplicate_of: the number of the earlier report; for a duplicate alone.
            is_checked: whether staff have seen what redaction finds in the words
                (:meth:`outcome_words`) and say that nothing of it is a resident's. What the
                reporter gave of themselves is redacted all the same.

        Returns:
            What ``anonymise`` leaves of the report. Repeated with the same outcome and words, the
            stored one.

        Raises:
            NoSuchReportError: when there is no report of that number, or of *duplicate_of*.
            IllegalMoveError: for another role, while another outcome is in force, and when the
                history is full.
            InvalidOutcomeError: for words, or a number of an earlier report, that do not fit; also
                when that report is not earlier.
            ConflictError: when somebody else acted on it since it was *seen*.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_may(role, Act.NOTE_OUTCOME, number)
        require_staff_name(by)
        stored = self._stored_report(number)
        kept = self._kept_words(words, now, is_checked=is_checked)
        words = outcome_words(stored, outcome, words=words, duplicate_of=duplicate_of, kept=kept)
        if duplicate_of is not None:
            require_earlier(stored, self._chain(duplicate_of))
        change = partial(
            note_outcome,
            outcome=outcome,
            words=words,
            role=role,
            now=now,
            duplicate_of=duplicate_of,
            kept=kept,
        )
        act = Event(verb=EventVerb.NOTE_OUTCOME, subject=number, at=now, role=role, by=by)
        with under_way(act):
            report, is_new = self._change_report(number, change, seen)
        if is_new:
            self._tell_of(act, outcome.value)
        return report

    def outcome_words(
        self,
        number: str,
        outcome: Outcome | None,
        *,
        words: str,
        role: Role,
        now: datetime,
        duplicate_of: str | None = None,
    ) -> str:
        """Return the words of an outcome as they would be stored, for staff to check.

        Args:
            number: the report's number.
            outcome: what became of it; ``None`` for the words of reopening.
            words: what the reporter would be told.
            role: who would say so, as for :meth:`note_outcome`.
            now: the current moment, aware.
            duplicate_of: the number of the earlier report; for a duplicate alone.

        Returns:
            The words without personal data, with the Office's own telephones. Provision:
            zał. 2 § 6 ust. 5 (interpretation I23).

        Raises:
            NoSuchReportError: when there is no report of that number.
            IllegalMoveError: for another role.
            InvalidOutcomeError: for words, or a number of an earlier report, that do not fit.
            ValueError: for a naive moment.
        """
        require_may(role, Act.REOPEN_REPORT if outcome is None else Act.NOTE_OUTCOME, number)
        return outcome_words(
            self._stored_report(number),
            outcome,
            words=words,
            duplicate_of=duplicate_of,
            kept=self._kept_words(words, now),
        )

    @cites("zał. 2 § 6 ust. 1")
    def reopen(
        self,
        number: str,
        *,
        words: str,
        role: Role,
        now: datetime,
        by: str | None = None,
        seen: int | None = None,
        is_checked: bool = False,
    ) -> Report:
        """Record that the outcome of a report does not hold, and why; it stays in the history.

        Durable when this returns. Arguments and what is returned as for :meth:`note_outcome`.
        Raises :class:`NoSuchReportError`, :class:`InvalidOutcomeError`, :class:`ConflictError` and
        ``ValueError`` as that does, and :class:`IllegalMoveError` also when no outcome is in force.
        """
        require_may(role, Act.REOPEN_REPORT, number)
        require_staff_name(by)
        kept = self._kept_words(words, now, is_checked=is_checked)
        words = outcome_words(self._stored_report(number), None, words=words, kept=kept)
        change = partial(reopen, words=words, role=role, now=now, kept=kept)
        act = Event(verb=EventVerb.REOPEN, subject=number, at=now, role=role, by=by)
        with under_way(act):
            report, _ = self._change_report(number, change, seen)
        self._tell_of(act)
        return report

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def reclassify(
        self,
        number: str,
        classification: Classification,
        *,
        role: Role,
        now: datetime,
        by: str | None = None,
        seen: int | None = None,
        address: str | None = None,
        limits: IntakeLimits = INTAKE_LIMITS,
    ) -> Dispatch:
        """Give a report another category, kind, place or attributes, and reroute it.

        Durable when this returns, in one act with the delivery begun anew. The first values stay in
        the history. A delivery that has ended stays as it is: its receiver has the report, and
        passes it on.

        Args:
            number: the report's number.
            classification: the values from now on: ``attrs.evolve(report.classification, …)``.
            role: who does it: the call centre.
            now: the current moment, aware.
            by: the member of staff who does it.
            seen: as for :meth:`note_outcome`.
            address: the address of the place from now on, redacted as a form's; blank for none,
                ``None`` to keep the one that is there. A different address removes the reporter's
                point on the map.
            limits: what the host accepts.

        Returns:
            The delivery. Repeated with the same values, the stored one.

        Raises:
            NoSuchReportError: when there is no report of that number.
            IllegalMoveError: for another role, and when the history is full.
            InvalidReportError: for values that do not fit, and a category that the table lacks.
            ManualActionRefusedError: when a worker has the delivery, or its receiver may have it.
            ConflictError: when somebody else acted on it since it was *seen*.
            MissingAdapterError: without a store of reports or a table of routes.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_may(role, Act.RECLASSIFY, number)
        require_aware(now)
        require_staff_name(by)
        table = self.plugins.routes.table()
        require_category(classification.category, table)
        if address is not None:
            # What the store hands on below lacks what the reporter gave of themselves.
            address = corrected_address(self._stored_report(number), address, limits=limits)
        change = partial(
            reclassify,
            classification=classification,
            role=role,
            now=now,
            address=address,
            limits=limits,
        )
        outcomes: list[str] = []

        def move(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
            changed = _unless_outdated(report, change, seen)
            outcomes.clear()
            if changed == report:
                return report, dispatch
            if dispatch.is_final:
                outcomes.append("stays")
                return changed, dispatch
            outcomes.append("rerouted")
            routing = self._route(changed, table)
            return changed, reroute(dispatch, routing.mailbox, now=now, **routing.recorded)

        act = Event(verb=EventVerb.RECLASSIFY, subject=number, at=now, role=role, by=by)
        with under_way(act):
            _, dispatch = self.plugins.reports.revise(number, move)
        for outcome in outcomes:
            self._tell_of(act, outcome)
        return dispatch

    def _kept_words(self, words: str, now: datetime, *, is_checked: bool = False) -> KeptWords:
        """Return which findings of redaction stay in words written by staff."""
        day = civil_day(now)
        # It takes reading all procedures, so only if a telephone would be redacted.
        has_phone = PersonalKind.PHONE.mark in strike(words)
        has_store = has_phone and self.plugins.answers("provide_procedures")
        editions = self.plugins.procedures.all_editions() if has_store else ()
        return KeptWords(office_phones(editions, day), is_checked)

    def _stored_report(self, number: str) -> Report:
        report = self.plugins.reports.get(number)
        if report is None:
            raise NoSuchReportError(number)
        return report

    def _chain(self, number: str) -> Iterator[Report]:
        """Yield a report, then that whose duplicate it is, and so on; none twice."""
        report: Report | None = self._stored_report(number)
        known: set[str] = set()
        while report is not None and report.number not in known:
            known.add(report.number)
            yield report
            earlier = report.closing.duplicate_of if report.closing else None
            report = self.plugins.reports.get(earlier) if earlier else None

    def _change_report(self, number: str, change: _Change, seen: int | None) -> tuple[Report, bool]:
        """Store a report after *change*; return it, and whether it differs from before."""
        before: list[Report] = []

        def move(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
            before[:] = [report]
            return _unless_outdated(report, change, seen), dispatch

        report, _ = self.plugins.reports.revise(number, move)
        return report, report != before[0]


def _unless_outdated(report: Report, change: _Change, seen: int | None) -> Report:
    """Return a report after *change*; raise if somebody acted on it since it was *seen*.

    A repeated act changes nothing, so it is never outdated.
    """
    changed = change(report)
    if changed != report and seen is not None and seen != len(report.history):
        raise ConflictError(report.number, _OUTDATED)
    return changed


_OUTDATED = Message(
    "Od odczytania tego zgłoszenia ktoś coś przy nim zrobił. Przeczytaj jego przebieg i powtórz.",
    "Somebody acted on this report since you read it. Read its history and repeat.",
)
