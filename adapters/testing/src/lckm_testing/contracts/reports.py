"""The contract of a store of reports."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Dispatch,
    DispatchLimits,
    DispatchState,
    Work,
    claim,
    claimable,
)
from lckm_core.errors import AlreadyRegisteredError, NoSuchReportError
from lckm_core.ports import ReportStore
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import goes_on, to_fill_in
from lckm_testing.contracts.reports_after_erasure import AfterErasingContract
from lckm_testing.contracts.reports_concurrency import BetweenProcessesContract, RacingContract
from lckm_testing.contracts.reports_helpers import added, claimed, one_more
from lckm_testing.contracts.reports_killed import KilledContract
from lckm_testing.contracts.reports_personal_data import ErasingContract
from lckm_testing.contracts.reports_receipts import ReceiptContract
from lckm_testing.contracts.reports_revision import RevisingContract
from lckm_testing.contracts.samples import LASTING, NOON, NUMBERS

MICROSECOND = timedelta(microseconds=1)


class ReportStoreContract(
    RacingContract,
    ErasingContract,
    AfterErasingContract,
    RevisingContract,
    ReceiptContract,
    BetweenProcessesContract,
    KilledContract,
    abstract=True,
):
    """What every :class:`lckm_core.ports.ReportStore` does.

    Fixtures: ``store``, and those of its capabilities.
    """

    survives_restart: bool
    """What it keeps is there when it is opened again; needs the fixture ``reopen``."""
    safe_between_processes: bool
    """Several processes may use it at once; needs the fixture ``opener`` and a restart."""
    keeps_files: bool
    """It has files of its own; needs the fixture ``owned_files``."""
    supports_expiry_by_month: bool
    """``erase_due`` counts months, not reports."""

    @pytest.fixture
    def store(self) -> ReportStore:
        """An empty store, another for each test."""
        to_fill_in("store", "an empty store of reports, another for each test")

    @pytest.fixture
    def reopen(self, store: ReportStore) -> Callable[[], ReportStore]:
        """What opens the same store again, like a program that runs after this one."""
        to_fill_in(
            "reopen",
            "a function that opens the place of the fixture `store` again, after a restart",
        )

    @pytest.fixture
    def opener(self, store: ReportStore) -> Callable[[], ReportStore]:
        """The same for other processes: it has to pickle, such as ``partial(MyStore, path)``."""
        to_fill_in("opener", "a function that pickles and opens the same place in another process")

    @pytest.fixture
    def owned_files(self, store: ReportStore) -> Path:
        """The folder with every file the store has, journals and copies, too."""
        to_fill_in("owned_files", "the folder with every file of the fixture `store`")

    @pytest.fixture
    def canary(self) -> PersonalDataCanary:
        """Personal data to be looked for."""
        return PersonalDataCanary()

    # ── keeping ───────────────────────────────────────────────────────────────────────────────────

    @pytest.mark.parametrize("index", range(len(NUMBERS)))
    def test_a_report_comes_back_as_it_was(
        self, store: ReportStore, canary: PersonalDataCanary, index: int
    ) -> None:
        """Big and hostile texts unchanged; moments as the same instant; every field."""
        report = samples.reports(canary)[index]
        store.add(report, samples.opened(report.number))
        assert store.get(report.number) == report

    @pytest.mark.parametrize("index", range(len(samples.dispatches("0"))))
    def test_a_delivery_comes_back_in_every_state(self, store: ReportStore, index: int) -> None:
        report, dispatch = samples.bare_report("0"), samples.dispatches("0")[index]
        store.add(report, dispatch)
        assert store.dispatch("0") == dispatch
        assert store.change("0", lambda kept: attrs.evolve(kept, reference="Z")).reference == "Z"
        assert store.dispatch("0") == attrs.evolve(dispatch, reference="Z")

    def test_there_is_nothing_of_another_number(self, store: ReportStore) -> None:
        added(store, "0")
        assert store.get("00") is None
        assert store.dispatch("00") is None

    def test_numbers_that_look_alike_stay_apart(self, store: ReportStore) -> None:
        for at, number in enumerate(NUMBERS):
            report = attrs.evolve(samples.bare_report(number), category=f"k-{at}")
            store.add(report, samples.opened(number))
        for at, number in enumerate(NUMBERS):
            kept, dispatch = store.get(number), store.dispatch(number)
            assert kept is not None
            assert dispatch is not None
            assert (kept.number, kept.category, dispatch.report_number) == (
                number,
                f"k-{at}",
                number,
            )

    def test_a_number_taken_leaves_what_is_kept(
        self, store: ReportStore, canary: PersonalDataCanary
    ) -> None:
        kept = samples.full_report(canary)
        store.add(kept, samples.opened(kept.number))
        (leased,) = claimed(store)
        with pytest.raises(AlreadyRegisteredError) as refused:
            store.add(samples.bare_report(kept.number), samples.opened(kept.number, None))
        assert refused.value.number == kept.number
        assert (store.get(kept.number), store.dispatch(kept.number)) == (kept, leased)

    # ── claiming ──────────────────────────────────────────────────────────────────────────────────

    def test_those_due_longest_come_first(self, store: ReportStore) -> None:
        order = ["c", "10", "9", "a"]
        for at in (2, 0, 3, 1):
            now = NOON + at * MICROSECOND
            store.add(samples.bare_report(order[at]), samples.opened(order[at], now=now))
        later = NOON + timedelta(hours=1)
        first = claimed(store, now=later, limit=3)
        assert [dispatch.report_number for dispatch in first] == order[:3]
        assert [dispatch.report_number for dispatch in claimed(store, now=later, limit=3)] == order[
            3:
        ]

    def test_a_claim_is_the_one_of_the_library(self, store: ReportStore) -> None:
        kept = added(store, "0")
        (leased,) = claimed(store, worker="worker:ż", now=NOON + MICROSECOND)
        assert leased == claim(kept, "worker:ż", now=NOON + MICROSECOND, lasting=LASTING)
        assert store.dispatch("0") == leased

    def test_no_more_than_asked_for(self, store: ReportStore) -> None:
        for number in "abcde":
            added(store, number)
        assert len(claimed(store, limit=2)) == 2
        assert len(claimed(store, limit=100)) == 3
        assert claimed(store, limit=100) == ()

    def test_what_is_not_due_is_not_claimed(self, store: ReportStore) -> None:
        """Neither a microsecond early, nor what is under lease, nor what is at its end."""
        added(store, "0", NOON + MICROSECOND)
        assert claimed(store) == ()
        (leased,) = claimed(store, now=NOON + MICROSECOND)
        due = leased.due_at
        assert due is not None
        assert claimed(store, now=due - MICROSECOND) == ()
        (second_claim,) = claimed(store, now=due)
        assert second_claim.lease is not None
        assert (second_claim.token, second_claim.lease.work) == (leased.token + 1, Work.ASK)
        store.change(
            "0", lambda kept: attrs.evolve(kept, state=DispatchState.SENT, lease=None, due_at=None)
        )
        assert claimed(store, now=NOON + timedelta(days=9999)) == ()

    @pytest.mark.parametrize("grace", [0, 120, 7200])
    def test_a_wait_set_by_a_clock_that_went_back_is_over(
        self, store: ReportStore, grace: int
    ) -> None:
        """If it is more than twice the grace ahead, by the limits of this call."""
        limits = DispatchLimits(grace=timedelta(seconds=grace))
        just, beyond = NOON + 2 * limits.grace, NOON + 2 * limits.grace + MICROSECOND
        for number, moment in (("just", just), ("beyond", beyond)):
            dispatch = attrs.evolve(
                samples.opened(number), since=moment, due_at=NOON + timedelta(days=99)
            )
            assert claimable(dispatch, now=NOON, limits=limits) is (number == "beyond")
            store.add(samples.bare_report(number), dispatch)
        final = attrs.evolve(
            samples.opened("final"), since=beyond, state=DispatchState.SENT, due_at=None
        )
        store.add(samples.bare_report("final"), final)
        assert [dispatch.report_number for dispatch in claimed(store, limits=limits)] == ["beyond"]

    def test_a_moment_counts_in_any_zone(self, store: ReportStore) -> None:
        from lckm_core.calendar import warsaw

        added(store, "0")
        (leased,) = claimed(store, now=NOON.astimezone(warsaw()))
        assert leased.since == NOON
        with pytest.raises(ValueError, match="naive"):
            store.claim(
                "w", now=NOON.replace(tzinfo=None), lasting=LASTING, limit=1, limits=DISPATCH_LIMITS
            )

    # ── changing ──────────────────────────────────────────────────────────────────────────────────

    def test_a_move_that_raises_changes_nothing(self, store: ReportStore) -> None:
        """What it raises comes out as it is, and nothing stays locked."""
        kept = added(store, "0")

        class BadMoveError(Exception):
            pass

        def bad(dispatch: Dispatch) -> Dispatch:
            raise BadMoveError

        with pytest.raises(BadMoveError):
            store.change("0", bad)
        assert goes_on(lambda: store.dispatch("0")) == kept
        assert store.change("0", one_more).token == 1

    def test_a_delivery_that_is_not_there_is_not_changed(self, store: ReportStore) -> None:
        with pytest.raises(NoSuchReportError) as missing:
            store.change("0", lambda dispatch: dispatch)
        assert missing.value.number == "0"
        assert store.dispatch("0") is None
