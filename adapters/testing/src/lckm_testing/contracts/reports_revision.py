"""What a report store does when staff act on a report: with its delivery, in one act."""

from collections.abc import Callable
from pathlib import Path
from time import sleep

import attrs
import pytest

from lckm_core.delivery import Dispatch
from lckm_core.errors import NoSuchReportError
from lckm_core.organisation import Role
from lckm_core.ports import ReportStore
from lckm_core.reports import (
    Classification,
    Outcome,
    Report,
    ReportAct,
    ReportActKind,
    anonymise,
)
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, Meanwhile, at_once, when
from lckm_testing.contracts.reports_helpers import added, claimed, is_written, one_more
from lckm_testing.contracts.samples import NOON

_MOMENT = 0.002
"""Seconds: long enough for another thread to come in between, where it can."""


def _acted(report: Report, words: str = samples.HOSTILE) -> Report:
    """Return a report with one more act, that fills every field."""
    act = ReportAct(
        kind=ReportActKind.OUTCOME,
        at=NOON,
        role=Role.STAFF_OF_UNIT,
        words=words,
        outcome=Outcome.DUPLICATE,
        duplicate_of="ŁCKM/2026/1",
        was=report.classification,
    )
    return attrs.evolve(report, history=(*report.history, act))


def _revised(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
    """A move that changes the history, what decides the route, and the delivery."""
    new = Classification(category="inne", place_kind="park", attributes=report.attributes[:1])
    return _acted(report).classified(new), one_more(dispatch)


class RevisingContract(Contract, abstract=True):
    """What becomes of a report and its delivery when staff act on it."""

    survives_restart: bool
    keeps_files: bool

    def test_a_report_and_its_delivery_are_revised_and_the_rest_stays(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        """The personal part and the attachments, too, and every other report."""
        reports = samples.reports(canary)
        for report in reports:
            store.add(report, samples.opened(report.number))
        first, second, third, *others = reports
        for report in (first, second, third):
            opened = samples.opened(report.number)
            wanted, moved = _revised(anonymise(report), opened)
            assert store.revise(report.number, _revised) == (wanted, moved)
            assert store.get(report.number) == attrs.evolve(
                wanted, personal=report.personal, attachments=report.attachments
            )
            assert store.dispatch(report.number) == moved
        assert [store.get(other.number) for other in others] == others
        assert [store.dispatch(other.number) for other in others] == [
            samples.opened(other.number) for other in others
        ]

    def test_who_revises_gets_no_personal_part(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))
        seen = []

        def look(shown: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
            seen.append((shown, dispatch))
            return shown, dispatch

        store.revise(report.number, look)
        assert set(map(repr, seen)) == {repr((anonymise(report), samples.opened(report.number)))}
        assert store.get(report.number) == report

    def test_revised_after_erasing_it_stays_anonymous(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))
        store.erase(report.number, now=NOON)
        store.revise(report.number, _revised)
        wanted, _ = _revised(anonymise(report), samples.opened(report.number))
        assert store.get(report.number) == wanted

    def test_erased_after_revising_its_history_stays(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))
        wanted, _ = store.revise(report.number, _revised)
        store.erase(report.number, now=NOON)
        assert store.get(report.number) == wanted
        assert {file.reference for file in report.attachments} == set(
            store.files_to_delete(limit=10)
        )

    def test_a_revision_that_raises_changes_nothing(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))

        def refuse(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
            _revised(report, dispatch)
            raise KeyError

        with pytest.raises(KeyError):
            store.revise(report.number, refuse)
        assert store.get(report.number) == report
        assert store.dispatch(report.number) == samples.opened(report.number)
        store.revise(report.number, _revised)

    def test_a_report_that_is_not_there_is_not_revised(self, store: ReportStore) -> None:
        with pytest.raises(NoSuchReportError) as missing:
            store.revise("0", _revised)
        assert missing.value.number == "0"

    def test_no_act_of_staff_is_lost(self, store: ReportStore) -> None:
        """Not even when each takes its time."""
        added(store, "0")

        def slowly(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
            sleep(_MOMENT)
            return _acted(report), one_more(dispatch)

        done = at_once(4, lambda _: [store.revise("0", slowly) for _ in range(5)])
        assert not [error for error in done if isinstance(error, Exception)]
        report, dispatch = store.get("0"), store.dispatch("0")
        assert report is not None
        assert dispatch is not None
        assert (len(report.history), dispatch.token) == (20, 20)

    def test_a_claim_amid_a_revision_is_not_written_over(self, store: ReportStore) -> None:
        """A worker that comes in between gets the delivery before or after, or none."""
        added(store, "0")
        claiming = Meanwhile(lambda: claimed(store))

        def move(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
            claiming()
            return _acted(report), attrs.evolve(dispatch, reference="R")

        store.revise("0", move)
        leased = claiming.result()
        kept = store.dispatch("0")
        assert kept is not None
        assert (kept.reference, kept.token) == ("R", len(leased)), (
            "the revision or the lease was written over"
        )

    def test_a_revision_does_not_bring_back_what_was_erased(self, store: ReportStore) -> None:
        added(store, "0")
        erasing = Meanwhile(lambda: store.erase("0", now=NOON))

        def move(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
            erasing()
            return _acted(report), dispatch

        store.revise("0", move)
        erasing.result()
        report = store.get("0")
        assert report is not None
        assert (report.is_anonymous, len(report.history)) == (True, 1)

    @when(survives_restart=True)
    def test_what_was_revised_is_there_after_a_restart(
        self, store: ReportStore, canary: PersonalDataCanary, reopen: Callable[[], ReportStore]
    ) -> None:
        report = samples.full_report(canary)
        store.add(report, samples.opened(report.number))
        store.revise(report.number, _revised)
        reopened = reopen()
        assert reopened.get(report.number) == store.get(report.number)
        kept = reopened.get(report.number)
        assert kept is not None
        assert len(kept.history) == len(report.history) + 1

    @when(keeps_files=True)
    def test_no_byte_of_words_of_staff_redacted_by_hand_is_left(
        self, store: ReportStore, canary: PersonalDataCanary, owned_files: Path
    ) -> None:
        """Nor of any earlier state of the report."""
        added(store, "0")
        # Twice, for a page of a journal may end within the name.
        for _ in range(2):
            store.revise("0", lambda report, dispatch: (_acted(report, canary.name), dispatch))
            store.revise("0", lambda report, dispatch: (_acted(report), dispatch))
        assert is_written(canary, owned_files)
        store.redact("0", [canary.name], now=NOON)
        assert canary.search(owned_files) == ()
