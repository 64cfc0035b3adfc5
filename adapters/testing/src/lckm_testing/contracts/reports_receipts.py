"""What a report store does with a receipt to mail: a delivery of its own."""

from collections.abc import Callable

import attrs
import pytest

from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.errors import AlreadyRegisteredError
from lckm_core.ports import ReportStore
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, when
from lckm_testing.contracts.reports_helpers import claimed
from lckm_testing.contracts.samples import LATER, NOON


class ReceiptContract(Contract, abstract=True):
    """Keeping a receipt with its report, and what becomes of it."""

    survives_restart: bool

    def test_a_receipt_is_stored_with_its_report(self, store: ReportStore) -> None:
        report, dispatch = samples.bare_report("0"), samples.opened("0")
        receipt = samples.receipt("0")
        store.add(report, dispatch, receipt)
        store.add(samples.bare_report("1"), samples.opened("1"))
        assert store.dispatch(receipt.id) == receipt
        assert store.dispatch("0") == dispatch
        assert store.get("0") == report
        assert store.dispatch(samples.receipt("1").id) is None

    def test_a_number_taken_gets_no_receipt(self, store: ReportStore) -> None:
        """A form that is sent again is the same report, which had its receipt or asked for none."""
        store.add(samples.bare_report("0"), samples.opened("0"))
        with pytest.raises(AlreadyRegisteredError):
            store.add(samples.bare_report("0"), samples.opened("0"), samples.receipt("0"))
        assert store.dispatch(samples.receipt("0").id) is None

    def test_a_receipt_is_claimed_until_it_is_void(self, store: ReportStore) -> None:
        receipt = samples.receipt("0")
        store.add(samples.bare_report("0"), samples.delivered("0"), receipt)
        (leased,) = claimed(store, limit=10)
        assert leased.id == receipt.id
        assert leased.receipt == receipt.receipt
        store.change(receipt.id, _void)
        dispatch = store.dispatch(receipt.id)
        assert dispatch is not None
        assert dispatch.state is DispatchState.VOID
        assert claimed(store, now=LATER, limit=10) == ()

    def test_a_receipt_is_no_notice(self, store: ReportStore) -> None:
        """Nobody confirms it, and it leaves untouched who is to be asked to erase data."""
        store.add(samples.bare_report("0"), samples.delivered("0"), samples.receipt("0"))
        assert list(store.unconfirmed(limit=10)) == []
        store.erase("0", now=NOON)
        assert [notice.id for notice in store.pending_erasure_notices(limit=10)] == ["0"]
        store.change(samples.receipt("0").id, _void)
        assert [notice.id for notice in store.pending_erasure_notices(limit=10)] == ["0"]

    @when(survives_restart=True)
    def test_a_receipt_is_not_forgotten(
        self, store: ReportStore, reopen: Callable[[], ReportStore]
    ) -> None:
        store.add(samples.bare_report("0"), samples.opened("0"), samples.receipt("0"))
        reopened = reopen()
        assert reopened.dispatch(samples.receipt("0").id) == samples.receipt("0")
        assert {dispatch.id for dispatch in claimed(reopened, limit=10)} == {
            "0",
            samples.receipt("0").id,
        }


def _void(dispatch: Dispatch) -> Dispatch:
    return attrs.evolve(dispatch, state=DispatchState.VOID, due_at=None, lease=None)
