"""What a report store does when a process is killed: each act is done or not done."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from multiprocessing.connection import Connection

import attrs
import pytest

from lckm_core.delivery import Dispatch, DispatchState, Refusal
from lckm_core.ports import ReportStore
from lckm_core.reports import Report, anonymise
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, goes_on, when
from lckm_testing.contracts.reports_helpers import (
    BEGINS,
    LimitsThatLetIn,
    added,
    claimed,
    killed,
    one_more,
    started,
)
from lckm_testing.contracts.samples import LASTING, LATER, NOON

_AHEAD = 10
"""How many reports are kept before they are acted on, one after another."""
_SEED = "killed"


class KilledContract(Contract, abstract=True):
    """Being killed in the middle of each act."""

    safe_between_processes: bool

    @when(safe_between_processes=True)
    @pytest.mark.parametrize(("after", "share"), [(1, 0.3), (12, 0.5)])
    def test_killed_in_the_middle_nothing_is_half_done(
        self, store: ReportStore, opener: Callable[[], ReportStore], after: int, share: float
    ) -> None:
        """What was acknowledged is there; the rest is whole or missing; the next goes on."""
        acknowledged = killed(partial(_add_all, opener), after=after, share=share)
        reopened = opener()
        for at in range(len(acknowledged) + 1):
            report, dispatch = reopened.get(f"R-{at}"), reopened.dispatch(f"R-{at}")
            if at < len(acknowledged) or report is not None or dispatch is not None:
                assert report == _full_report(f"R-{at}")
                assert dispatch is not None
                assert dispatch.report_number == f"R-{at}"
        added(reopened, "after")
        everything = claimed(reopened, now=NOON + 3 * LASTING, limit=10**6)
        assert {*acknowledged, "after"} <= {dispatch.report_number for dispatch in everything}

    @when(safe_between_processes=True)
    @pytest.mark.parametrize("how", ["erase", "erase_due"])
    def test_killed_while_it_erases_nothing_is_half_erased(
        self, store: ReportStore, opener: Callable[[], ReportStore], how: str
    ) -> None:
        """Each report has its personal part, or is anonymised with files and notices pending."""
        acknowledged = killed(partial(_erase_all, opener, how), after=3, share=0.5)
        reopened = opener()
        self._all_or_nothing(reopened, acknowledged)
        reopened.erase_due(now=LATER)
        self._all_or_nothing(
            reopened,
            [number for number in _numbers(acknowledged) if reopened.get(number) is not None],
        )

    def _all_or_nothing(self, store: ReportStore, erased: list[str]) -> None:
        files_left, noticed_numbers = (
            set(store.files_to_delete(limit=10**6)),
            {dispatch.id for dispatch in store.pending_erasure_notices(limit=10**6)},
        )
        for number in _numbers(erased):
            report, full_report = store.get(number), _full_report(number)
            files = {file.reference for file in full_report.attachments}
            if number in erased or report == anonymise(full_report):
                assert report == anonymise(full_report)
                assert files <= files_left
                assert number in noticed_numbers
            else:
                assert report in (full_report, None)
                assert files.isdisjoint(files_left)
                assert number not in noticed_numbers

    @when(safe_between_processes=True)
    def test_killed_while_it_changes_nothing_is_half_changed(
        self, store: ReportStore, opener: Callable[[], ReportStore]
    ) -> None:
        acknowledged = killed(partial(_change_all, opener), after=3, share=0.5)
        reopened = opener()
        for number in _numbers(acknowledged):
            kept, before = reopened.dispatch(number), samples.delivered(number)
            if number in acknowledged:
                assert kept == _bounce(before)
            else:
                assert kept in (before, _bounce(before), None)
        assert _bounce(reopened.change("R-0", _bounce)) == reopened.dispatch("R-0")

    @when(safe_between_processes=True)
    @pytest.mark.parametrize("where", ["change", "claim"])
    def test_dead_in_the_middle_of_an_act_it_holds_up_nobody(
        self, store: ReportStore, opener: Callable[[], ReportStore], where: str
    ) -> None:
        """A process that ends between reading and writing a delivery leaves it as it was."""
        before = added(store, "0")
        process, _ = started(partial(_die_within, opener, where))
        process.join()
        assert process.exitcode == _DEAD, "it was to end within the act"
        reopened = opener()
        assert goes_on(lambda: reopened.dispatch("0")) == before
        assert goes_on(lambda: reopened.change("0", one_more)).token == 1
        assert len(goes_on(lambda: claimed(reopened))) == 1


def _numbers(acknowledged: list[str]) -> list[str]:
    """Return the numbers that were acted on, or may have been."""
    return [f"R-{at}" for at in range(len(acknowledged) + 2 * _AHEAD)]


def _full_report(number: str) -> Report:
    return samples.full_report(PersonalDataCanary(_SEED), number)


def _bounce(dispatch: Dispatch) -> Dispatch:
    """A move that fills many fields, each of which a store may write by itself."""
    return attrs.evolve(
        dispatch,
        state=DispatchState.UNKNOWN,
        since=LATER,
        due_at=LATER,
        token=7,
        attempts=7,
        in_doubt=True,
        mailbox_refusal=Refusal.FULL,
        reference="R",
    )


# ── what the other process does ───────────────────────────────────────────────────────────────────

_DEAD = 7
"""What a process exits with that ends by itself, where a test wants it to."""


def _add_all(opener: Callable[[], ReportStore], pipe: Connection) -> None:
    store = opener()
    for at in count():
        pipe.send(BEGINS)
        store.add(_full_report(f"R-{at}"), samples.opened(f"R-{at}"))
        claimed(store)
        pipe.send([f"R-{at}"])


def _erase_all(opener: Callable[[], ReportStore], how: str, pipe: Connection) -> None:
    store = opener()
    for numbers in _batches():
        for number in numbers:
            store.add(_full_report(number), attrs.evolve(samples.delivered(number), files=True))
        if how == "erase_due":
            pipe.send(BEGINS)
            store.erase_due(now=LATER)
            pipe.send(numbers)
            continue
        for number in numbers:
            pipe.send(BEGINS)
            store.erase(number, now=NOON)
            pipe.send([number])


def _change_all(opener: Callable[[], ReportStore], pipe: Connection) -> None:
    store = opener()
    for numbers in _batches():
        for number in numbers:
            store.add(samples.bare_report(number), samples.delivered(number))
        for number in numbers:
            pipe.send(BEGINS)
            store.change(number, _bounce)
            pipe.send([number])


def _batches() -> Iterator[list[str]]:
    for first in count(step=_AHEAD):
        yield [f"R-{at}" for at in range(first, first + _AHEAD)]


def _die_within(opener: Callable[[], ReportStore], where: str, _: Connection) -> None:
    store, die = opener(), partial(os._exit, _DEAD)
    if where == "change":
        store.change("0", lambda _: die())
    else:
        store.claim("w", now=NOON, lasting=LASTING, limit=1, limits=LimitsThatLetIn(die))
