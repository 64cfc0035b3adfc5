"""What was delivered after a copy was made is not forgotten when the copy is put back: its receivers are asked to erase."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import attrs
import pytest

from lckm_core import Accepted, Dispatch, DispatchKind, DispatchState, Refusal, Refused, Target, open_notices, settle
from lckm_core.report.dispatch import LIMITS, claim
from lckm_core.testing import PersonalDataCanary
from lckm_core.testing.contracts import samples
from lckm_sql import SqlAdapter

NOON = samples.NOON
SOON = NOON + timedelta(days=2)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "db").mkdir()
    return tmp_path


def opened(here: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{here}/db/r.sqlite")


def kept(adapter: SqlAdapter, number: str, dispatch: Dispatch | None = None) -> None:
    dispatch = dispatch or samples.opened(number, samples.ASKS_CONTACT)
    adapter.reports.add(samples.full_report(PersonalDataCanary(number), number), dispatch)


def settled(adapter: SqlAdapter, result: Accepted | Refused, now: datetime) -> None:
    """Claim one delivery and settle it."""
    (leased,) = adapter.reports.claim("w", now=now, lasting=samples.LASTING, limit=1, limits=LIMITS)
    move: Callable[[Dispatch], Dispatch] = partial(settle, token=leased.token, result=result, now=now, jitter=0.0)
    adapter.reports.change(leased.id, move)


def to_be_asked(adapter: SqlAdapter, number: str) -> list[DispatchKind]:
    found = {one.id: one for one in adapter.reports.untold(limit=99)}
    return [one.kind for one in open_notices(found[number], now=SOON)] if number in found else []


def test_what_the_database_still_there_sent_since_is_taken_over(here: Path) -> None:
    adapter = opened(here)
    for number in "AB":
        kept(adapter, number)
    adapter.backup(here / "copy")
    settled(adapter, Accepted("Q-1"), NOON)
    sent = adapter.reports.dispatch("A")
    assert sent is not None
    assert sent.state is DispatchState.SENT
    adapter.restore(here / "copy", now=SOON)
    assert [adapter.reports.dispatch(one) for one in "AB"] == [sent, samples.opened("B", samples.ASKS_CONTACT)]
    told = [(one.event.verb, one.event.outcome) for one in adapter.trail.audit(subject="A")]
    assert told == [("register", "to mailbox"), ("dispatch", "sent")]
    adapter.reports.erase("A", now=SOON)
    assert to_be_asked(adapter, "A") == [DispatchKind.MAILBOX_NOTICE]
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


@pytest.mark.parametrize("ended", ["refused", "untried", "by hand"])
def test_where_nobody_knows_every_mailbox_on_the_way_is_asked(here: Path, ended: str) -> None:
    """The database is lost. Whatever becomes of the delivery now, the mailbox may have got one since the copy."""
    adapter = opened(here)
    kept(adapter, "A")
    adapter.backup(here / "copy")
    settled(adapter, Accepted("Q-1"), NOON)
    adapter.close()
    for path in [*(here / "db").glob("r.sqlite*")]:
        path.rename(here / path.name)
    again = opened(here)
    withdrawn = ["A"] if ended == "untried" else []
    assert again.restore(here / "copy", now=SOON, withdrawn=withdrawn) == len(withdrawn)
    if ended == "refused":
        settled(again, Refused(Refusal.OTHER, permanent=True), SOON)
        handed_over = again.reports.dispatch("A")
        assert handed_over is not None
        assert handed_over.target is Target.HELPDESK
    if ended != "untried":
        again.reports.erase("A", now=SOON)
    assert to_be_asked(again, "A") == [DispatchKind.MAILBOX_NOTICE]
    again.close()


def test_a_helpdesk_that_may_have_it_is_asked_first_and_a_mailbox_gets_it_once_more(adapter: SqlAdapter) -> None:
    """After another program put a copy back, in either make of database."""
    kept(adapter, "A")
    kept(adapter, "B", attrs.evolve(samples.opened("B", None), files=True))
    for _ in range(2):
        assert adapter.reports.leave_in_doubt() == 2
    states = [one.state for one in map(adapter.reports.dispatch, "AB") if one is not None and one.in_doubt]
    assert states == [DispatchState.PENDING, DispatchState.UNKNOWN]
    for number in "AB":
        adapter.reports.erase(number, now=SOON)
    assert to_be_asked(adapter, "A") == [DispatchKind.MAILBOX_NOTICE]
    assert to_be_asked(adapter, "B") == [DispatchKind.HELPDESK_NOTICE]
    assert adapter.trail.audit(subject="A")[-1].event.verb == "withdraw_consent"


def test_what_had_ended_is_in_no_doubt_and_a_lease_runs_out(adapter: SqlAdapter) -> None:
    for number in "AB":
        kept(adapter, number)
    settled(adapter, Accepted("Q-1"), NOON)
    adapter.reports.claim("dead", now=NOON, lasting=samples.LASTING, limit=1, limits=LIMITS)
    before = [adapter.reports.dispatch(one) for one in "AB"]
    adapter.reports.leave_in_doubt()
    assert [adapter.reports.dispatch(one) for one in "AB"] == before
    assert before[1] is not None
    later = claim(before[1], "w", now=NOON + timedelta(minutes=10), lasting=samples.LASTING)
    assert isinstance(later, Dispatch)
    assert later.in_doubt


def test_notices_and_their_confirmations_come_along(here: Path) -> None:
    """Who said that the data are gone is not asked again, and nobody is asked twice."""
    adapter = opened(here)
    for number in "AB":
        kept(adapter, number)
        settled(adapter, Accepted(), NOON)
    adapter.reports.erase("B", now=NOON)
    adapter.backup(here / "copy")
    adapter.reports.erase("A", now=NOON)
    for number in "AB":
        dispatch = adapter.reports.dispatch(number)
        assert dispatch is not None
        adapter.reports.add_notices(open_notices(dispatch, now=NOON))
    id_ = f"A:{DispatchKind.MAILBOX_NOTICE.value}"
    adapter.reports.change(id_, lambda notice: attrs.evolve(notice, confirmed_at=SOON))
    before = adapter.reports.dispatch(id_)
    adapter.restore(here / "copy", now=SOON)
    assert adapter.reports.dispatch(id_) == before
    assert [one.id for one in adapter.reports.unconfirmed(limit=9)] == [f"B:{DispatchKind.MAILBOX_NOTICE.value}"]
    assert [to_be_asked(adapter, one) for one in "AB"] == [[], []]
    adapter.close()


def test_a_report_of_the_same_number_that_is_another_one_gives_nothing_away(here: Path) -> None:
    adapter = opened(here)
    kept(adapter, "A")
    adapter.backup(here / "copy")
    adapter.close()
    for path in [*(here / "db").glob("r.sqlite*")]:
        path.rename(here / path.name)
    other = opened(here)
    report = samples.full_report(PersonalDataCanary("A"), "A")
    moved = attrs.evolve(report, registered_at=report.registered_at + timedelta(hours=1))
    other.reports.add(moved, samples.opened("A", samples.ASKS_CONTACT))
    settled(other, Accepted("Q-1"), SOON)
    other.restore(here / "copy", now=SOON)
    found = other.reports.dispatch("A")
    assert found is not None
    assert (found.state, found.in_doubt) == (DispatchState.PENDING, True)
    other.close()


def test_an_older_copy_put_back_in_between_makes_nothing_undone(here: Path) -> None:
    """Where the copy is the one that knows more, it is believed."""
    adapter = opened(here)
    kept(adapter, "A")
    adapter.backup(here / "older")
    settled(adapter, Accepted("Q-1"), SOON)
    sent = adapter.reports.dispatch("A")
    adapter.backup(here / "newer")
    adapter.close()
    for path in [*(here / "db").glob("r.sqlite*")]:
        path.rename(here / path.name)
    again = opened(here)
    again.restore(here / "older", now=SOON)
    again.restore(here / "newer", now=SOON)
    assert again.reports.dispatch("A") == sent
    again.close()
