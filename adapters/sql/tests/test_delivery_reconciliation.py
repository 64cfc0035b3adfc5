"""What was delivered after a copy was made is not forgotten when the copy is put back: its
receivers are asked to erase.
"""

import os
import shutil
from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import attrs
import pytest

from lckm_core import anonymise
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Accepted,
    Dispatch,
    DispatchKind,
    DispatchState,
    Refusal,
    Refused,
    Target,
    claim,
    open_notices,
    settle,
)
from lckm_sql import (
    BackupError,
    IntegrityFindingKind,
    Restored,
    SqlAdapter,
)
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

NOON = samples.NOON
SOON = NOON + timedelta(days=2)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "db").mkdir()
    return tmp_path


@pytest.fixture(params=["clear", "encrypted"])
def keys(request: pytest.FixtureRequest) -> list[str]:
    return [b64encode(os.urandom(32)).decode()] if request.param == "encrypted" else []


def opened(here: Path, keys: Sequence[str] = ()) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{here}/db/r.sqlite", keys=keys)


def add_report(adapter: SqlAdapter, number: str, dispatch: Dispatch | None = None) -> None:
    dispatch = dispatch or samples.opened(number, samples.ASKS_CONTACT)
    adapter.reports.add(samples.full_report(PersonalDataCanary(number), number), dispatch)


def settled(adapter: SqlAdapter, result: Accepted | Refused, now: datetime) -> None:
    """Claim one delivery and settle it."""
    (leased,) = adapter.reports.claim(
        "w", now=now, lasting=samples.LASTING, limit=1, limits=DISPATCH_LIMITS
    )
    move: Callable[[Dispatch], Dispatch] = partial(
        settle, token=leased.token, result=result, now=now, jitter=0.0
    )
    adapter.reports.change(leased.id, move)


def to_be_asked(adapter: SqlAdapter, number: str) -> list[DispatchKind]:
    found = {one.id: one for one in adapter.reports.pending_erasure_notices(limit=99)}
    return [one.kind for one in open_notices(found[number], now=SOON)] if number in found else []


def test_what_the_database_still_there_sent_since_is_taken_over(here: Path) -> None:
    adapter = opened(here)
    for number in "AB":
        add_report(adapter, number)
    adapter.backup(here / "copy")
    settled(adapter, Accepted("Q-1"), NOON + timedelta(minutes=1))
    sent = adapter.reports.dispatch("A")
    assert sent is not None
    assert sent.state is DispatchState.SENT
    adapter.restore(here / "copy", now=SOON)
    assert [adapter.reports.dispatch(one) for one in "AB"] == [
        sent,
        samples.opened("B", samples.ASKS_CONTACT),
    ]
    told = [(one.event.verb, one.event.outcome) for one in adapter.trail.audit(subject="A")]
    assert told == [("register", "to mailbox"), ("dispatch", "sent")]
    adapter.reports.erase("A", now=SOON)
    assert to_be_asked(adapter, "A") == [DispatchKind.MAILBOX_NOTICE]
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


@pytest.mark.parametrize("ended", ["refused", "untried", "by hand"])
def test_where_nobody_knows_every_mailbox_on_the_way_is_asked(here: Path, ended: str) -> None:
    """The database is lost.

    Whatever becomes of the delivery now, the mailbox may have got one since the copy.
    """
    adapter = opened(here)
    add_report(adapter, "A")
    adapter.backup(here / "copy")
    settled(adapter, Accepted("Q-1"), NOON)
    adapter.close()
    for path in [*(here / "db").glob("r.sqlite*")]:
        path.rename(here / path.name)
    again = opened(here)
    withdrawn = ["A"] if ended == "untried" else []
    assert again.restore(here / "copy", now=SOON, withdrawn=withdrawn).withdrawn == len(withdrawn)
    if ended == "refused":
        settled(again, Refused(Refusal.OTHER, permanent=True), SOON)
        handed_over = again.reports.dispatch("A")
        assert handed_over is not None
        assert handed_over.target is Target.HELPDESK
    if ended != "untried":
        again.reports.erase("A", now=SOON)
    assert to_be_asked(again, "A") == [DispatchKind.MAILBOX_NOTICE]
    again.close()


def test_a_helpdesk_that_may_have_it_is_asked_first_and_a_mailbox_gets_it_once_more(
    adapter: SqlAdapter,
) -> None:
    """After another program put a copy back, in either make of database."""
    add_report(adapter, "A")
    add_report(adapter, "B", attrs.evolve(samples.opened("B", None), files=True))
    for _ in range(2):
        assert adapter.reports.leave_in_doubt() == 2
    states = [
        one.state for one in map(adapter.reports.dispatch, "AB") if one is not None and one.in_doubt
    ]
    assert states == [DispatchState.PENDING, DispatchState.UNKNOWN]
    for number in "AB":
        adapter.reports.erase(number, now=SOON)
    assert to_be_asked(adapter, "A") == [DispatchKind.MAILBOX_NOTICE]
    assert to_be_asked(adapter, "B") == [DispatchKind.HELPDESK_NOTICE]
    assert adapter.trail.audit(subject="A")[-1].event.verb == "withdraw_consent"


@on_either()
def test_what_had_ended_is_in_no_doubt_and_a_lease_runs_out(adapter: SqlAdapter) -> None:
    for number in "AB":
        add_report(adapter, number)
    settled(adapter, Accepted("Q-1"), NOON)
    adapter.reports.claim(
        "dead", now=NOON, lasting=samples.LASTING, limit=1, limits=DISPATCH_LIMITS
    )
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
        add_report(adapter, number)
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
    assert [one.id for one in adapter.reports.unconfirmed(limit=9)] == [
        f"B:{DispatchKind.MAILBOX_NOTICE.value}"
    ]
    assert [to_be_asked(adapter, one) for one in "AB"] == [[], []]
    adapter.close()


def test_reports_registered_since_are_taken_over_whole(here: Path, keys: list[str]) -> None:
    """They were acknowledged, and who was sent their data is to be asked to erase them, as of
    any other.
    """
    adapter = opened(here, keys)
    add_report(adapter, "A")
    adapter.backup(here / "copy")
    later = attrs.evolve(
        samples.full_report(PersonalDataCanary("D"), "D"), registered_at=NOON + timedelta(days=60)
    )
    for number in "BC":
        add_report(adapter, number)
    adapter.reports.add(later, samples.opened("D"))
    for number in "AB":
        settled(adapter, Accepted(number), NOON)
    adapter.reports.erase("C", now=NOON)
    left = [*adapter.reports.files_to_delete(limit=9)]
    before = [(adapter.reports.get(one), adapter.reports.dispatch(one)) for one in "ABCD"]
    told = {one: [entry.event for entry in adapter.trail.audit(subject=one)] for one in "BCD"}
    assert adapter.restore(here / "copy", now=SOON) == Restored(
        1, 0, 0, (), ("B", "C", "D"), withdrawals_known=True
    )
    assert [(adapter.reports.get(one), adapter.reports.dispatch(one)) for one in "ABCD"] == before
    assert {
        one: [entry.event for entry in adapter.trail.audit(subject=one)] for one in "BCD"
    } == told
    assert adapter.reports.files_to_delete(limit=9) == left
    assert adapter.reports.verify(now=NOON) == []
    adapter.reports.erase("B", now=SOON)
    assert to_be_asked(adapter, "B") == [DispatchKind.MAILBOX_NOTICE]
    assert PersonalDataCanary("B").search(here / "db") == ()
    add_report(adapter, "E")
    assert adapter.reports.erase_due(now=later.registered_at + timedelta(days=300)) == 2
    assert [adapter.reports.get(one) for one in "D"] == [anonymise(later)]
    adapter.close()


def test_they_are_taken_over_without_the_key_that_opens_them(here: Path) -> None:
    key = b64encode(os.urandom(32)).decode()
    adapter = opened(here, [key])
    add_report(adapter, "A")
    adapter.backup(here / "copy")
    add_report(adapter, "B")
    adapter.close()
    assert opened(here).restore(here / "copy", now=SOON).taken_over == ("B",)
    again = opened(here, [key])
    assert again.reports.get("B") == samples.full_report(PersonalDataCanary("B"), "B")
    again.close()


def test_one_whose_personal_part_cannot_be_read_is_taken_over_without_and_named(here: Path) -> None:
    adapter = opened(here)
    add_report(adapter, "A")
    adapter.backup(here / "copy")
    for number in "BC":
        add_report(adapter, number)
    adapter.close()
    (partition,) = (here / "db" / "r.sqlite-months").glob("*.sqlite")
    partition.write_bytes(b"garbage" * 2000)
    assert adapter.restore(here / "copy", now=SOON).taken_over == ("B", "C")
    assert [adapter.reports.get(one) is not None for one in "ABC"] == [True] * 3
    assert [(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)] == [
        (IntegrityFindingKind.LOST, "B"),
        (IntegrityFindingKind.LOST, "C"),
    ]
    adapter.close()


@pytest.mark.slow(reason="stopped at every step; test_backup_manifest.py kills it at three")
@pytest.mark.parametrize("step", ["rename", "rmtree", "unlink"])
def test_a_restore_stopped_anywhere_loses_none_of_them(
    here: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    adapter = opened(here)
    add_report(adapter, "A")
    adapter.backup(here / "copy")
    add_report(adapter, "B")
    owner, left = shutil if step == "rmtree" else Path, 0
    real = getattr(owner, step)
    stopped = True
    while stopped:
        calls = iter(range(99))

        def stops(*args: object, **kwargs: object) -> object:
            if next(calls) == left:  # noqa: B023  called before the next turn
                raise KeyboardInterrupt
            return real(*args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(owner, step, stops)
            try:
                adapter.restore(here / "copy", now=SOON)
            except KeyboardInterrupt:
                left += 1
            else:
                stopped = False
        adapter.close()
        adapter.restore(here / "copy", now=SOON)
        assert [adapter.reports.get(one) for one in "AB"] == [
            samples.full_report(PersonalDataCanary(one), one) for one in "AB"
        ]
        assert adapter.reports.verify(now=NOON) == []
        adapter.close()
    assert left


def test_a_report_of_the_same_number_that_is_another_one_is_refused_and_gives_nothing_away(
    here: Path,
) -> None:
    """Both were acknowledged, and one of them would be gone: that is for a person to say."""
    adapter = opened(here)
    add_report(adapter, "A")
    adapter.backup(here / "copy")
    adapter.close()
    aside(here, "first")
    other = opened(here)
    report = samples.full_report(PersonalDataCanary("A"), "A")
    moved = attrs.evolve(report, registered_at=report.registered_at + timedelta(hours=1))
    other.reports.add(moved, samples.opened("A", samples.ASKS_CONTACT))
    settled(other, Accepted("Q-1"), SOON)
    with pytest.raises(BackupError, match=f"{here}/db/r.sqlite: pod numerami A są") as refused:
        other.restore(here / "copy", now=SOON)
    assert refused.value.__context__ is None
    assert other.reports.get("A") == moved
    other.close()
    aside(here, "second")
    other.restore(here / "copy", now=SOON)
    found = other.reports.dispatch("A")
    assert found is not None
    assert (found.state, found.in_doubt) == (DispatchState.PENDING, True)
    other.close()


def aside(here: Path, name: str) -> None:
    """Move the database away, as who has lost it."""
    (here / name).mkdir()
    for path in [*(here / "db").glob("r.sqlite*")]:
        path.rename(here / name / path.name)


def test_an_older_copy_put_back_in_between_makes_nothing_undone(here: Path) -> None:
    """Where the copy is the one that knows more, it is believed."""
    adapter = opened(here)
    add_report(adapter, "A")
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


def test_all_that_is_on_the_way_is_in_doubt_page_by_page(
    adapter: SqlAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lckm_sql.delivery_reconciliation._PAGE", 2)
    for number in "ABCDE":
        add_report(adapter, number)
    assert adapter.reports.leave_in_doubt() == 5
    found = [adapter.reports.dispatch(number) for number in "ABCDE"]
    assert [one.in_doubt for one in found if one] == 5 * [True]
