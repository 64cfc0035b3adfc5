"""What is done more than once to a report has an entry in the trail each time, with its name."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import attrs
import pytest

from lckm_core import ContactCentre, Role, build, impl
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Accepted,
    DispatchKind,
    HelpdeskReason,
    Refusal,
    Refused,
    after_bounce,
    open_notices,
    settle,
)
from lckm_sql import SqlAdapter
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

NOON = samples.NOON
STAFF = Role.CALL_CENTRE_STAFF
"""Who may reroute."""


def at(minutes: int) -> datetime:
    return NOON + minutes * timedelta(minutes=1)


class Routes:
    """The only other port that rerouting needs."""

    def table(self) -> object:
        return samples.TABLE

    @impl
    def provide_routes(self) -> "Routes":
        return self


@pytest.fixture
def store(adapter: SqlAdapter) -> SqlAdapter:
    """A database with a report that nobody has yet."""
    opened = samples.opened("Z", samples.ASKS_CONTACT)
    adapter.reports.add(samples.full_report(PersonalDataCanary(), "Z"), opened)
    return adapter


def told(adapter: SqlAdapter) -> list[tuple[str, str, datetime, str | None]]:
    """Return what the trail has of the report after it was registered."""
    events = [one.event for one in adapter.trail.audit(subject="Z")]
    return [(str(one.verb), one.outcome, one.at, one.by) for one in events[1:]]


def begin_anew(adapter: SqlAdapter, now: datetime) -> None:
    """Open the delivery again, whatever came of it."""
    opened = samples.opened("Z", samples.ASKS_CONTACT)
    adapter.reports.change(
        "Z",
        lambda kept: attrs.evolve(
            opened, opened_at=now, since=now, due_at=now, token=kept.token + 1
        ),
    )


def attempt(adapter: SqlAdapter, result: Accepted | Refused, now: datetime) -> None:
    """Claim the delivery, and settle it."""
    (leased,) = adapter.reports.claim(
        "w", now=now, lasting=samples.LASTING, limit=1, limits=DISPATCH_LIMITS
    )
    adapter.reports.change(
        leased.id, partial(settle, token=leased.token, result=result, now=now, jitter=0.0)
    )


@on_either()
def test_each_reroute_has_an_entry_that_names_who_did_it(store: SqlAdapter) -> None:
    centre = ContactCentre(build(store, Routes()))
    names = ["Teresa Nowak", "Karol Lis", "Ewa Wilk"]
    for minute, by in enumerate(names, start=1):
        centre.reroute("Z", now=at(minute), by=by, role=STAFF)
    lines = told(store)
    assert [(verb, moment, by) for verb, _, moment, by in lines] == [
        ("route_again", at(minute), by) for minute, by in enumerate(names, start=1)
    ]
    assert len({outcome for _, outcome, _, _ in lines}) == 1
    assert [one for one in store.reports.verify(now=NOON) if one.kind == "broken trail"] == []


@on_either()
def test_a_reroute_repeated_after_a_lost_answer_is_one_act(store: SqlAdapter) -> None:
    centre = ContactCentre(build(store, Routes()))
    for _ in range(2):
        centre.reroute("Z", now=at(1), by="Teresa Nowak", role=STAFF)
    ((verb, _, moment, by),) = told(store)
    assert (verb, moment, by) == ("route_again", at(1), "Teresa Nowak")


@on_either()
def test_a_letter_that_comes_back_again_is_taken_back_again(store: SqlAdapter) -> None:
    def bounce(now: datetime) -> None:
        store.reports.change("Z", partial(after_bounce, reason=Refusal.FULL, now=now))

    bounce(at(1))
    # The helpdesk's already, so nothing is taken from anybody.
    bounce(at(2))
    begin_anew(store, at(3))
    bounce(at(4))
    assert told(store) == [
        ("take_back", "pending", at(1), None),
        ("route_again", "to mailbox", at(3), None),
        ("take_back", "pending", at(4), None),
    ]


@on_either()
def test_what_is_sent_again_is_told_again(store: SqlAdapter) -> None:
    attempt(store, Refused(Refusal.FULL), at(1))
    begin_anew(store, at(2))
    attempt(store, Refused(Refusal.FULL), at(3))
    attempt(store, Accepted(), at(4))
    begin_anew(store, at(5))
    attempt(store, Accepted(), at(6))
    assert [line[:3] for line in told(store)] == [
        ("dispatch", "pending", at(1)),
        ("route_again", "to mailbox", at(2)),
        ("dispatch", "pending", at(3)),
        ("dispatch", "sent", at(4)),
        ("route_again", "to mailbox", at(5)),
        ("dispatch", "sent", at(6)),
    ]


@on_either()
def test_attempts_that_fail_alike_are_told_once_until_it_is_handed_over(store: SqlAdapter) -> None:
    """A server that is down for days does not fill the trail."""
    for minute in range(1, 4):
        attempt(store, Refused(Refusal.FULL), at(minute))
    attempt(store, Refused(Refusal.NO_SUCH_ADDRESS, permanent=True), at(9))
    kept = store.reports.dispatch("Z")
    assert kept is not None
    assert kept.because is HelpdeskReason.REFUSED
    assert [line[:3] for line in told(store)] == [
        ("dispatch", "pending", at(1)),
        ("dispatch", "pending", at(9)),
    ]


@on_either()
def test_who_is_asked_to_erase_later_has_an_entry_of_its_own(store: SqlAdapter) -> None:
    attempt(store, Accepted(), at(1))
    store.reports.erase("Z", now=at(2))
    kept = store.reports.dispatch("Z")
    assert kept is not None
    (unit,) = open_notices(kept, now=at(3))
    later = attrs.evolve(
        unit, kind=DispatchKind.HELPDESK_NOTICE, because=HelpdeskReason.BY_HAND, opened_at=at(4)
    )
    for notices in ([unit], [unit, later]):
        store.reports.add_notices(notices)
    asked = [moment for verb, _, moment, _ in told(store) if verb == "tell_units"]
    assert asked == [at(3), at(4)]


def test_a_restore_tells_nothing_twice_of_what_came_since_the_copy(tmp_path: Path) -> None:
    """The deliveries tell how it ended, and the trail each step on the way."""
    (tmp_path / "db").mkdir()
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/r.sqlite")
    adapter.reports.add(samples.full_report(PersonalDataCanary(), "Z"), samples.opened("Z"))
    adapter.backup(tmp_path / "copy")
    begin_anew(adapter, at(1))
    begin_anew(adapter, at(2))
    attempt(adapter, Accepted(), at(3))
    before = told(adapter)
    assert [line[0] for line in before] == ["route_again", "route_again", "dispatch"]
    adapter.restore(tmp_path / "copy", now=at(9))
    assert told(adapter) == before
    adapter.close()
