"""What a report store does after an erasure: notices, and files to destroy."""

from collections.abc import Callable, Sequence

import attrs
import pytest

from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    confirm_erasure,
    open_notices,
)
from lckm_core.errors import NoSuchReportError
from lckm_core.ports import ReportStore
from lckm_core.reports import Attachment
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, when
from lckm_testing.contracts.samples import LASTING, LATER, NOON

_MANY = 120
"""More than any page that a store or a database may have."""


class AfterErasingContract(Contract, abstract=True):
    """Asking receivers to erase, and the files of attachments."""

    survives_restart: bool
    supports_expiry_by_month: bool

    # ── notices ───────────────────────────────────────────────────────────────────────────────────

    def test_receivers_of_personal_data_are_to_be_told(self, store: ReportStore) -> None:
        """Whoever may hold contact data or files of an erased report, until a notice is stored."""
        base = samples.opened("0", samples.ASKS_CONTACT)
        sent = attrs.evolve(base, state=DispatchState.SENT, due_at=None)
        desk = attrs.evolve(samples.opened("0", None), state=DispatchState.HELPDESK, due_at=None)
        made = {
            "sent": sent,
            "doubt": attrs.evolve(base, state=DispatchState.UNKNOWN, in_doubt=True),
            "may": attrs.evolve(desk, mailbox=samples.ASKS_CONTACT, mailbox_may_have_it=True),
            "files": attrs.evolve(sent, mailbox=samples.UNIT, files=True),
            "desk-files": attrs.evolve(desk, files=True),
            "kept": sent,
            "untried": base,
            "none": attrs.evolve(sent, mailbox=samples.UNIT),
            "desk": desk,
        }
        for number, dispatch in made.items():
            store.add(samples.bare_report(number), attrs.evolve(dispatch, report_number=number))
            if number != "kept":
                store.erase(number, now=NOON)
        found = store.pending_erasure_notices(limit=100)
        order = ["desk-files", "doubt", "files", "may", "sent"]
        assert [dispatch.report_number for dispatch in found] == order
        assert all(dispatch == store.dispatch(dispatch.report_number) for dispatch in found)
        assert [
            dispatch.report_number for dispatch in store.pending_erasure_notices(limit=2)
        ] == order[:2]
        assert [
            dispatch.report_number
            for dispatch in store.pending_erasure_notices(after=order[0], limit=100)
        ] == order[1:]
        store.add_notices(open_notices(found[-1], now=NOON))
        assert [
            dispatch.report_number for dispatch in store.pending_erasure_notices(limit=100)
        ] == order[:-1]

    def test_a_receiver_that_comes_later_is_to_be_told_too(self, store: ReportStore) -> None:
        """The mailbox had it and bounced it; now the helpdesk has its files: each is asked."""
        sent = attrs.evolve(_add_erased(store, "0"), files=True)
        store.change("0", lambda _: sent)
        store.add_notices(open_notices(sent, now=NOON))
        assert list(store.pending_erasure_notices(limit=1)) == []
        desk = attrs.evolve(
            sent,
            state=DispatchState.HELPDESK,
            because=HelpdeskReason.BOUNCED,
            mailbox_may_have_it=True,
        )
        store.change("0", lambda _: desk)
        (found,) = store.pending_erasure_notices(limit=100)
        assert found == desk
        store.add_notices(open_notices(desk, now=LATER))
        assert list(store.pending_erasure_notices(limit=100)) == []
        kept = store.dispatch(f"0:{DispatchKind.MAILBOX_NOTICE}")
        assert kept is not None
        assert kept.opened_at == NOON, "what is kept stays"

    def test_who_was_told_keeps_nobody_else_from_being_told(self, store: ReportStore) -> None:
        """As where a program was stopped between two notices of one report."""
        both = attrs.evolve(
            samples.opened("0", samples.ASKS_CONTACT),
            state=DispatchState.HELPDESK,
            because=HelpdeskReason.BOUNCED,
            due_at=None,
            files=True,
        )
        store.add(samples.bare_report("0"), both)
        store.erase("0", now=NOON)
        for notice in open_notices(both, now=NOON):
            (found,) = store.pending_erasure_notices(limit=100)
            assert found.id == "0"
            store.add_notices([notice])
        assert list(store.pending_erasure_notices(limit=100)) == []
        store.change("0", lambda kept: attrs.evolve(kept, reference="7"))
        assert list(store.pending_erasure_notices(limit=100)) == []

    def test_a_notice_is_a_delivery_like_any_other(self, store: ReportStore) -> None:
        """It is claimed and changed by its id, and leaves the report's own delivery alone."""
        sent = _add_erased(store, "0")
        (notice,) = open_notices(sent, now=NOON)
        store.add_notices([notice])
        assert store.dispatch(notice.id) == notice
        (leased,) = store.claim("w", now=NOON, lasting=LASTING, limit=10, limits=DISPATCH_LIMITS)
        assert leased.id == notice.id
        assert leased.lease is not None
        assert (
            list(store.claim("w2", now=NOON, lasting=LASTING, limit=10, limits=DISPATCH_LIMITS))
            == []
        )
        store.change(notice.id, lambda kept: attrs.evolve(kept, reference="N"))
        kept = store.dispatch(notice.id)
        assert kept is not None
        assert kept.reference == "N"
        assert store.dispatch("0") == sent

    def test_notices_of_no_report_are_refused_whole(self, store: ReportStore) -> None:
        sent = _add_erased(store, "0")
        (good,) = open_notices(sent, now=NOON)
        bad = attrs.evolve(good, report_number="absent")
        with pytest.raises(NoSuchReportError):
            store.add_notices([good, bad])
        assert store.dispatch(good.id) is None
        with pytest.raises(NoSuchReportError):
            store.change(bad.id, lambda kept: kept)
        store.add_notices([])

    def test_what_nobody_confirmed_is_listed(self, store: ReportStore) -> None:
        notices = [
            open_notices(_add_erased(store, number), now=NOON)[0]
            for number in ("b", "a", "c", "a-b", "a.b")
        ]
        store.add_notices(notices)
        order = sorted(notice.id for notice in notices)
        assert [notice.id for notice in store.unconfirmed(limit=100)] == order
        assert [notice.id for notice in store.unconfirmed(limit=2)] == order[:2]
        assert [notice.id for notice in store.unconfirmed(after=order[0], limit=100)] == order[1:]
        done = store.change(order[1], lambda kept: confirm_erasure(kept, now=LATER))
        assert store.dispatch(order[1]) == done
        assert [notice.id for notice in store.unconfirmed(limit=100)] == [order[0], *order[2:]]

    # ── files ─────────────────────────────────────────────────────────────────────────────────────

    @pytest.mark.parametrize("how", ["withdrawn", "due", "either"])
    def test_files_are_named_until_they_are_destroyed(
        self, store: ReportStore, canary: PersonalDataCanary, how: str
    ) -> None:
        for number in ("A", "B"):
            store.add(samples.full_report(canary, number), samples.opened(number))
        assert list(store.files_to_delete(limit=100)) == []
        if how == "withdrawn":
            for number in ("A", "B"):
                store.erase(number, now=NOON)
        else:
            if how == "either":
                store.erase("A", now=NOON)
            store.erase_due(now=LATER)
        assert sorted(store.files_to_delete(limit=100)) == ["A-1", "A-2", "B-1", "B-2"]
        assert len(store.files_to_delete(limit=3)) == 3
        store.files_destroyed(["A-2", "B-1", "unknown-1"])
        assert sorted(store.files_to_delete(limit=100)) == ["A-1", "B-2"]
        store.erase("A", now=LATER)
        store.files_destroyed(["A-1", "A-2", "B-2"])
        assert list(store.files_to_delete(limit=100)) == []

    def test_files_of_a_report_without_a_personal_part_are_named_too(
        self, store: ReportStore
    ) -> None:
        report = attrs.evolve(
            samples.bare_report("A"),
            personal=None,
            attachments=(Attachment("A-1", "image/jpeg", 1),),
        )
        store.add(report, samples.opened("A"))
        store.erase("A", now=NOON)
        assert store.get("A") == attrs.evolve(report, attachments=())
        assert list(store.files_to_delete(limit=9)) == ["A-1"]

    # ── many ──────────────────────────────────────────────────────────────────────────────────────

    def test_no_number_of_reports_is_too_many(self, store: ReportStore) -> None:
        """What is due is erased, and what is asked for is told, of more than fits on a page.

        Only of what has no personal part any more are files left, and receivers to be told.
        """
        numbers = [f"R-{at:03}" for at in range(_MANY)]
        for number in numbers:
            report = attrs.evolve(
                samples.bare_report(number),
                attachments=(Attachment(f"{number}-1", "image/jpeg", 1),),
            )
            store.add(report, attrs.evolve(samples.delivered(number), files=True))
        assert store.erase_due(now=LATER) == (1 if self.supports_expiry_by_month else _MANY)
        assert store.erase_due(now=LATER) == 0
        assert sorted(store.files_to_delete(limit=2 * _MANY)) == [
            f"{number}-1" for number in numbers
        ]
        dispatches = store.pending_erasure_notices(limit=2 * _MANY)
        assert [dispatch.id for dispatch in dispatches] == numbers
        notices = [
            notice for dispatch in dispatches for notice in open_notices(dispatch, now=LATER)
        ]
        store.add_notices(notices)
        assert len(store.unconfirmed(limit=2 * _MANY)) == _MANY
        assert (
            len(
                store.claim(
                    "w", now=LATER, lasting=LASTING, limit=2 * _MANY, limits=DISPATCH_LIMITS
                )
            )
            == _MANY
        )
        store.files_destroyed([f"{number}-1" for number in numbers])
        assert list(store.files_to_delete(limit=1)) == []

    @when(survives_restart=True)
    def test_files_and_notices_are_not_forgotten(
        self, store: ReportStore, canary: PersonalDataCanary, reopen: Callable[[], ReportStore]
    ) -> None:
        report = samples.full_report(canary, "A")
        store.add(
            report,
            attrs.evolve(samples.opened("A", None), files=True, state=DispatchState.HELPDESK),
        )
        store.erase("A", now=NOON)
        reopened = reopen()
        assert sorted(reopened.files_to_delete(limit=100)) == ["A-1", "A-2"]
        reopened.add_notices(
            open_notices(_only_dispatch(reopened.pending_erasure_notices(limit=1)), now=NOON)
        )
        assert [notice.id for notice in reopen().unconfirmed(limit=100)] == [
            f"A:{DispatchKind.HELPDESK_NOTICE}"
        ]


def _only_dispatch(found: Sequence[Dispatch]) -> Dispatch:
    (dispatch,) = found
    return dispatch


def _add_erased(store: ReportStore, number: str) -> Dispatch:
    """Store a report that a mailbox got with contact data, and erase it; return its delivery."""
    sent = samples.delivered(number)
    store.add(samples.bare_report(number), sent)
    store.erase(number, now=NOON)
    return sent
