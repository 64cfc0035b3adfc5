"""What the centre hands on as it was given: why a report goes where it goes, the host's
limits, and every page there is.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from lckm_core import (
    Edition,
    Role,
    route,
)
from lckm_core.centre._delivery_worker import DeliveryWorker
from lckm_core.delivery import DISPATCH_LIMITS, DispatchLimits, DispatchState
from lckm_core.errors import ConflictError
from lckm_core.ports import EditionChange
from lckm_core.publication import State
from lckm_testing import FakeClock
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FORM = {"description": "Drzewo się chwieje.", "category": "drzewo"}
MANY = 150
"""More than the centre asks a store for at once."""


def registered(centre, number="ZG-1", *, now=NOW, form=FORM):
    heads = [b"\xff\xd8\xff"] * len(form.get("attachments", ()))
    return centre.register(form, number=number, now=now, terms_version="1", heads=heads)


class TestWhyItGoesThere:
    @pytest.mark.parametrize("form", [FORM, {"description": "Coś."}])
    def test_the_reason_of_the_table_is_kept_with_the_delivery(self, centre, memory, form):
        report = registered(centre, form=form)
        because = route(report, samples.TABLE).because.pl
        assert memory.reports.dispatch("ZG-1").routed == because != ""

    def test_the_helpdesk_reads_it(self, centre, memory):
        report = registered(centre, form={"description": "Coś."})
        centre.dispatch_due("w", clock=FakeClock(NOW))
        (ticket,) = memory.helpdesk.tickets.values()
        assert route(report, samples.TABLE).because.pl in ticket.text


class TestLimits:
    """Those of the call count, and not the usual ones."""

    def test_a_wait_that_a_clock_set_is_over_by_the_grace_of_the_call(self, centre):
        registered(centre, now=NOW + MINUTE)
        assert centre.dispatch_due("w", clock=FakeClock(NOW)) == ()
        exact = DispatchLimits(grace=timedelta(seconds=1))
        (done,) = centre.dispatch_due("w", clock=FakeClock(NOW), limits=exact)
        assert done.state is DispatchState.SENT

    def test_a_lease_may_last_as_long_as_the_call_allows(self, centre):
        registered(centre)
        with pytest.raises(ValueError, match="a lease"):
            centre.dispatch_due("w", clock=FakeClock(NOW), lasting=HOUR)
        patient = DispatchLimits(longest_lease=HOUR)
        (done,) = centre.dispatch_due("w", clock=FakeClock(NOW), lasting=HOUR, limits=patient)
        assert done.state is DispatchState.SENT

    @pytest.mark.parametrize(("grace", "sent"), [(DISPATCH_LIMITS.grace, 0), (HOUR, 1)])
    def test_who_may_send_is_judged_by_the_grace_of_the_call(self, centre, memory, grace, sent):
        """The clock went back by ten minutes between the claim and the sending."""
        registered(centre)
        limits = DispatchLimits(grace=grace)
        (leased,) = memory.reports.claim("w", now=NOW, lasting=MINUTE, limit=1, limits=limits)
        clock = FakeClock(NOW - 10 * MINUTE)
        DeliveryWorker(
            memory.reports, memory.mailer, memory.helpdesk, (), clock, lambda: 0, limits
        ).work(leased)
        assert len(memory.mailer.letters) == sent


class TestMoreThanAPage:
    def test_every_receiver_is_told_every_file_destroyed_and_every_silence_listed(
        self, centre, memory
    ):
        form = {
            **FORM,
            "reporter": {"phone": "600 100 200"},
            "attachments": [{"name": "zdjęcie.jpg", "size": 3}],
        }
        numbers = [f"ZG-{at:03}" for at in range(MANY)]
        for number in numbers:
            registered(centre, number, form=form)
            memory.attachments.files[f"{number}-1"] = b"\xff\xd8\xff"
        assert len(centre.dispatch_due("w", clock=FakeClock(NOW), limit=2 * MANY)) == MANY
        later = NOW + 250 * DAY
        assert centre.anonymise_due(now=later) == MANY
        assert memory.attachments.files == {}
        assert list(memory.reports.files_to_delete(limit=1)) == []
        assert list(centre.open_erasure_notices(now=later)) == numbers
        assert centre.open_erasure_notices(now=later) == ()
        unconfirmed = centre.unconfirmed(opened_before=later + DAY)
        assert [one.report_number for one in unconfirmed] == numbers


class TestPublishInOneAct:
    """The new edition, and those that it leaves no day to."""

    STAFF = Role.MONITORING_STAFF

    @pytest.fixture
    def kept(self, memory):
        """An edition that is shown, and a newer one that waits to be."""
        shown = Edition(
            procedure=samples.procedure(),
            number=1,
            state=State.PUBLISHED,
            published_by="Żółć Ewa",
            published_on=date(2026, 3, 1),
        )
        newer = Edition(
            procedure=samples.procedure(title="Nowy tytuł"), number=2, state=State.CHECKED
        )
        memory.procedures.save([EditionChange(shown), EditionChange(newer)])
        return shown, newer

    def test_they_are_kept_together(self, centre, memory, kept, monkeypatch):
        acts, save = [], memory.procedures.save

        def counted(changes):
            acts.append(sorted((one.edition.number, one.edition.state.name) for one in changes))
            save(changes)

        monkeypatch.setattr(memory.procedures, "save", counted)
        centre.publish(kept[0].id, role=self.STAFF, by="Żółć Ewa", now=NOW)
        assert acts == [[(1, "REPLACED"), (2, "PUBLISHED")]]

    def test_where_the_older_one_was_changed_meanwhile_the_newer_is_not_published(
        self, centre, memory, kept, monkeypatch
    ):
        save = memory.procedures.save

        def late(changes):
            monkeypatch.undo()
            centre.withdraw(kept[0].id, role=self.STAFF, by="Ewa Pokazowa", now=NOW)
            save(changes)

        monkeypatch.setattr(memory.procedures, "save", late)
        with pytest.raises(ConflictError):
            centre.publish(kept[0].id, role=self.STAFF, by="Żółć Ewa", now=NOW)
        assert [one.state for one in memory.procedures.editions(kept[0].id)] == [
            State.WITHDRAWN,
            State.CHECKED,
        ]
