"""Lists of procedures and requests, and what waits for whom: each task for those who may do it, of
a cell or unit for its own alone.
"""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from lckm_core import ContactCentre, Role, build
from lckm_core.calendar import Window
from lckm_core.call_centre import REMINDERS, BriefingRequest, DataRequest
from lckm_core.centre import Task, TaskKind
from lckm_core.delivery import HelpdeskReason, ManualAction, Target
from lckm_core.errors import ConflictError
from lckm_core.organisation import Official
from lckm_core.ports import AnnouncementChange, EditionChange, MissingAdapterError
from lckm_core.procedures.parts import Person, SubmissionDeadline
from lckm_core.publication import (
    WINDOW_DAYS,
    Edition,
    EditionAct,
    OutlineQuery,
    State,
    Transition,
    outlines_of,
)
from lckm_core.search_words import SearchWords
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
DAY = timedelta(days=1)
TODAY = date(2026, 3, 4)
ROADS = "Zarząd Dróg i Transportu"
OFFICE, CELL = "Urząd Miasta Łodzi", "Wydział Informatyki"
ANNA = Person("Wzorcowa Anna")
STATES = {
    "KA-00001": State.RECEIVED,
    "KA-00002": State.CORRECTED,
    "KA-00003": State.CHECKED,
    "KA-00004": State.RETURNED,
    "KA-00005": State.PUBLISHED,
}


def announcement(state):
    """Return an announcement whose last day is to come, that is not published."""
    stored = samples.announcement_edition()
    text = attrs.evolve(stored.announcement, valid_to=TODAY + 30 * DAY)
    return attrs.evolve(stored, announcement=text, state=state, published_on=None, ended_on=None)


@pytest.fixture
def full(centre):
    """A centre in which something waits for everybody."""
    plugins = centre.plugins
    plugins.procedures.save(
        [EditionChange(edition(*kept, since=NOW - DAY)) for kept in STATES.items()]
    )
    plugins.notices.save_announcements([AnnouncementChange(announcement(State.RECEIVED))])
    plugins.notices.save_terms(attrs.evolve(samples.terms(), approved_by=None, approved_on=None))
    asked = {"unit": ROADS, "asked_by": ANNA, "asked_on": TODAY}
    for request in (
        DataRequest(number="PD-1", **asked, question="Od kiedy?"),
        DataRequest(number="PD-2", **asked, question="Gdzie?", closed_on=TODAY),
        DataRequest(number="PD-3", **{**asked, "unit": OFFICE}, cell=CELL, question="Kto?"),
        BriefingRequest(number="PI-1", **asked, subject="Pas", reason="Nowe zasady."),
        BriefingRequest(
            number="PI-2", **asked, subject="Most", reason="Nowy.", briefer=ANNA, named_on=TODAY
        ),
    ):
        plugins.requests.add(request)
    for number in ("ZG-1", "ZG-2"):
        centre.register({"description": "Dziura."}, number=number, now=NOW, terms_version="1")
    plugins.reports.change("ZG-2", lambda kept: attrs.evolve(kept, needs_a_hand=True))
    return centre


def edition(id_, state=State.RECEIVED, number=1, since=NOW, unit=ROADS, cell=None, **text):
    # The sample has what is wrong in all its fields.
    sound = attrs.evolve(
        samples.procedure(id_),
        summary="Wniosek o zajęcie pasa drogowego.",
        submission_deadline=(SubmissionDeadline(text="W dowolnym momencie."),),
        related=(),
    )
    procedure = attrs.evolve(sound, unit=unit, cell=cell, **text)
    act = EditionAct(verb=Transition.CHECK, at=since)
    return Edition(procedure=procedure, number=number, state=state, acts=(act,))


def waiting(centre, role, unit=OFFICE, cell=None):
    official = Official("Przykładowy Jan", (role,), unit, cell)
    return {(task.kind, task.subject) for task in centre.tasks_for(role, official, on=TODAY)}


class TestProcedures:
    def test_each_is_listed_once_by_its_newest_edition_without_its_text(self, centre):
        store = centre.plugins.procedures
        store.save([EditionChange(edition("KA-00002", State.PUBLISHED))])
        store.save([EditionChange(edition("KA-00002", number=2, since=NOW + DAY))])
        store.save([EditionChange(edition("KA-00001", State.RETURNED))])
        first, second = centre.list_procedures(limit=9)
        assert (first.id, first.state, first.in_state_since) == ("KA-00001", State.RETURNED, NOW)
        assert (second.id, second.number, second.in_state_since) == ("KA-00002", 2, NOW + DAY)
        assert (second.unit, second.cell) == (ROADS, None)
        assert second.title == samples.procedure("KA-00002").title
        assert (first, second) == outlines_of(store.all_editions())

    def test_they_are_found_by_state_unit_window_and_wait(self, centre):
        kept = [
            edition("KA-00001", State.RECEIVED, valid_to=TODAY),
            edition("KA-00002", State.PUBLISHED, valid_to=TODAY + DAY, unit=OFFICE, cell=CELL),
            edition("KA-00003", State.PUBLISHED, valid_to=None, since=NOW - DAY, unit=OFFICE),
        ]
        centre.plugins.procedures.save([EditionChange(one) for one in kept])

        def found(**conditions):
            page = centre.list_procedures(OutlineQuery(**conditions), limit=9)
            return [outline.id[-1] for outline in page]

        assert found() == ["1", "2", "3"]
        assert found(states=[State.PUBLISHED]) == ["2", "3"]
        assert found(units=[ROADS]) == ["1"]
        title = samples.procedure("KA-00002").title
        assert found(words=SearchWords.of(title)) == ["1", "2", "3"]
        assert found(words=SearchWords.of(f"{title} nieznane")) == []
        assert found(cells=[CELL]) == ["2"]
        assert found(cells=[None]) == ["1", "3"]
        assert found(ends_in=Window(TODAY, TODAY)) == []
        assert found(ends_in=Window(TODAY, TODAY + DAY)) == ["2"]
        assert found(in_state_before=NOW) == ["3"]
        assert found(states=[State.PUBLISHED], cells=[None]) == ["3"]
        assert found(states=[]) == []

    def test_what_residents_see_counts_though_a_newer_edition_waits(self, centre):
        ends, follows = TODAY + DAY, TODAY + 2 * DAY
        kept = [
            edition("KA-00001", State.PUBLISHED, valid_to=ends),
            edition("KA-00001", State.RETURNED, number=2),
            edition("KA-00002", State.WITHDRAWN),
            edition("KA-00002", State.RECEIVED, number=2),
            edition("KA-00003", State.PUBLISHED),
            edition("KA-00003", State.PUBLISHED, number=2, valid_to=ends),
            edition("KA-00004", State.PUBLISHED),
            edition("KA-00004", State.PUBLISHED, number=2, valid_from=follows),
            edition("KA-00005", State.WITHDRAWN),
            edition("KA-00005", State.EXPIRED, number=2),
            edition("KA-00005", State.RECEIVED, number=3),
        ]
        centre.plugins.procedures.save([EditionChange(one) for one in kept])

        def found(**conditions):
            page = centre.list_procedures(OutlineQuery(**conditions), limit=9)
            return [outline.id[-1] for outline in page]

        days = Window(TODAY, TODAY + 9 * DAY)
        assert found(ends_in=days) == ["1", "3"]
        assert found(states=[State.WITHDRAWN]) == ["2"]
        assert found(states=[State.PUBLISHED]) == ["1", "3", "4"]
        assert found(states=[State.EXPIRED]) == ["5"]
        assert found(states=[State.RECEIVED]) == ["2", "5"]
        third = centre.list_procedures(after="KA-00002", limit=1)[0].ending(TODAY)
        assert (third.edition.number, third.last) == (2, ends)

    def test_pages_follow_one_another(self, full):
        first = full.list_procedures(limit=2)
        assert [one.id for one in first] == ["KA-00001", "KA-00002"]
        assert [one.id for one in full.list_procedures(after="KA-00002", limit=2)] == [
            "KA-00003",
            "KA-00004",
        ]

    def test_a_naive_moment_is_refused(self):
        with pytest.raises(ValueError, match="time zone"):
            OutlineQuery(in_state_before=NOW.replace(tzinfo=None))


class TestRequests:
    def test_they_are_listed_by_number_unit_and_whether_they_are_met(self, full):
        def found(**conditions):
            return [one.number for one in full.list_requests(limit=9, **conditions)]

        assert found() == ["PD-1", "PD-2", "PD-3", "PI-1", "PI-2"]
        assert found(is_open=True) == ["PD-1", "PD-3", "PI-1", "PI-2"]
        assert found(is_open=False) == ["PD-2"]
        assert found(unit=OFFICE) == ["PD-3"]
        assert found(cell=CELL) == ["PD-3"]
        assert found(unit=ROADS, cell=CELL) == []
        assert found(cell=CELL, unit=OFFICE) == ["PD-3"]
        assert found(unit=ROADS, after="PD-1") == ["PD-2", "PI-1", "PI-2"]

    def test_a_page_is_full_however_many_are_passed_over(self, centre):
        asked = {"asked_by": ANNA, "asked_on": TODAY, "question": "Kiedy?"}
        for at in range(250):
            unit = ROADS if at % 100 == 99 else OFFICE
            centre.plugins.requests.add(DataRequest(number=f"PD-{at:03}", unit=unit, **asked))
        page = centre.list_requests(unit=ROADS, limit=2)
        assert [one.number for one in page] == ["PD-099", "PD-199"]


class TestTasks:
    def test_those_of_the_monitoring_section(self, full):
        check = (TaskKind.CHECK_PROCEDURE, "KA-00001")
        publish = {
            (TaskKind.PUBLISH_PROCEDURE, "KA-00003"),
            (TaskKind.PUBLISH_ANNOUNCEMENT, samples.announcement_edition().id),
        }
        assert waiting(full, Role.MONITORING_STAFF) == {check, *publish}
        assert check in waiting(full, Role.HEAD_OF_MONITORING)

    def test_those_of_a_unit_and_of_no_other(self, full):
        assert waiting(full, Role.HEAD_OF_UNIT, ROADS) == {
            (TaskKind.AGREE_TO_CORRECTION, "KA-00002"),
            (TaskKind.HAND_IN_AGAIN, "KA-00004"),
            (TaskKind.ANSWER_REQUEST, "PD-1"),
            (TaskKind.NAME_BRIEFER, "PI-1"),
        }
        assert waiting(full, Role.STAFF_OF_UNIT, ROADS) == {(TaskKind.ANSWER_REQUEST, "PD-1")}
        assert waiting(full, Role.HEAD_OF_UNIT, "Zarząd Zieleni Miejskiej") == set()

    def test_those_of_a_cell(self, full):
        assert waiting(full, Role.STAFF_OF_CELL, OFFICE, CELL) == {
            (TaskKind.ANSWER_REQUEST, "PD-3")
        }
        assert waiting(full, Role.STAFF_OF_CELL, OFFICE, "Wydział Budżetu") == set()

    def test_those_of_the_call_centre(self, full):
        report = (TaskKind.SEE_TO_REPORT, "ZG-2")
        assert waiting(full, Role.CALL_CENTRE_STAFF) == {report}
        assert waiting(full, Role.HEAD_OF_CALL_CENTRE) == {
            report,
            (TaskKind.CONFIRM_BRIEFING, "PI-2"),
        }

    def test_those_of_the_director(self, full):
        assert waiting(full, Role.DIRECTOR) == {(TaskKind.APPROVE_TERMS, samples.terms().version)}

    def test_what_nobody_may_agree_to_or_publish_as_it_stands_is_to_be_corrected(self, full):
        kept = [
            edition("KA-00006", State.CORRECTED, summary="Niewidoczny\ufeff znak."),
            edition("KA-00007", State.CHECKED, valid_to=TODAY - DAY),
            edition("KA-00008", State.CHECKED, valid_to=TODAY),
        ]
        full.plugins.procedures.save([EditionChange(one) for one in kept])
        correct = {(TaskKind.CORRECT_PROCEDURE, f"KA-0000{at}") for at in (6, 7)}
        publish = (TaskKind.PUBLISH_PROCEDURE, "KA-00008")
        new = {one.procedure.id for one in kept}

        def found(role, unit=OFFICE):
            return {task for task in waiting(full, role, unit) if task[1] in new}

        assert found(Role.MONITORING_STAFF) == {*correct, publish}
        assert found(Role.HEAD_OF_MONITORING) == correct
        assert found(Role.HEAD_OF_UNIT, ROADS) == set()

    def test_what_is_about_to_end_waits_for_its_head(self, full):
        last = TODAY + WINDOW_DAYS * DAY
        kept = [
            edition("KA-00006", State.PUBLISHED, valid_to=last),
            edition("KA-00007", State.PUBLISHED, valid_to=last + DAY),
            edition("KA-00008", State.PUBLISHED, valid_to=last),
            edition("KA-00008", State.RECEIVED, number=2),
            edition("KA-00009", State.PUBLISHED, valid_to=last, unit=OFFICE, cell=CELL),
        ]
        full.plugins.procedures.save([EditionChange(one) for one in kept])
        role = Role.HEAD_OF_UNIT
        tasks = full.tasks_for(role, Official("Przykładowy Jan", (role,), ROADS), on=TODAY)
        (task,) = [one for one in tasks if one.kind is TaskKind.UPDATE_PROCEDURE]
        assert (task.subject, task.due_on, task.waits_from) == ("KA-00006", last, TODAY)
        for other in (Role.STAFF_OF_UNIT, Role.MONITORING_STAFF, Role.DIRECTOR):
            kinds = {kind for kind, _ in waiting(full, other, ROADS)}
            assert TaskKind.UPDATE_PROCEDURE not in kinds

    def test_an_announcement_past_its_last_day_waits_to_be_given_back_then_for_nobody(self, full):
        received = announcement(State.RECEIVED)
        for number, last in (("OG-0011", TODAY), ("OG-0012", TODAY - DAY)):
            text = attrs.evolve(
                received.announcement, id=number, unit=ROADS, cell=None, valid_to=last
            )
            edition = attrs.evolve(received, announcement=text)
            full.plugins.notices.save_announcements([AnnouncementChange(edition)])
        found = waiting(full, Role.MONITORING_STAFF)
        assert (TaskKind.PUBLISH_ANNOUNCEMENT, "OG-0011") in found
        assert (TaskKind.PUBLISH_ANNOUNCEMENT, "OG-0012") not in found
        assert (TaskKind.GIVE_BACK_ANNOUNCEMENT, "OG-0012") in found
        role = Role.MONITORING_STAFF
        tasks = full.tasks_for(role, Official("Pokazowa Ewa", (role,), OFFICE), on=TODAY)
        assert [task.due_on for task in tasks if task.subject == "OG-0012"] == [TODAY - DAY]
        clerk = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": NOW}
        full.give_back_announcement("OG-0012", because="Minęła.", **clerk)
        for role, unit in ((Role.MONITORING_STAFF, OFFICE), (Role.HEAD_OF_UNIT, ROADS)):
            assert "OG-0012" not in {subject for _, subject in waiting(full, role, unit)}

    def test_an_announcement_given_back_waits_for_whoever_may_send_it_again(self, full):
        again = TaskKind.HAND_IN_ANNOUNCEMENT_AGAIN
        given_back = announcement(State.RETURNED)
        handover = given_back.handover
        text = attrs.evolve(given_back.announcement, unit=ROADS, cell=None)
        own = attrs.evolve(
            given_back,
            announcement=attrs.evolve(text, id="OG-0009", unit=OFFICE, cell="Oddział Monitoringu"),
            handover=attrs.evolve(handover, role=Role.HEAD_OF_MONITORING),
        )
        theirs = attrs.evolve(
            given_back,
            announcement=attrs.evolve(text, id="OG-0008"),
            handover=attrs.evolve(handover, role=Role.HEAD_OF_UNIT),
        )
        full.plugins.notices.save_announcements([AnnouncementChange(one) for one in (own, theirs)])
        assert (again, "OG-0008") in waiting(full, Role.HEAD_OF_UNIT, ROADS)
        assert (again, "OG-0009") in waiting(full, Role.HEAD_OF_MONITORING)
        for role, unit in (
            (Role.HEAD_OF_UNIT, "Zarząd Zieleni Miejskiej"),
            (Role.STAFF_OF_UNIT, ROADS),
            (Role.MONITORING_STAFF, OFFICE),
        ):
            assert again not in {kind for kind, _ in waiting(full, role, unit)}
        assert (again, "OG-0008") not in waiting(full, Role.HEAD_OF_MONITORING)
        assert (again, "OG-0009") not in waiting(full, Role.HEAD_OF_CELL, OFFICE)

    def test_a_request_without_answer_comes_back_to_whoever_asks(self, full):
        follow_up = TaskKind.FOLLOW_UP_REQUEST
        late = TODAY - REMINDERS.first_after * DAY
        asked = {"unit": ROADS, "asked_by": ANNA, "asked_on": late}
        about = {"subject": "Tunel", "reason": "Nowy."}
        for request in (
            DataRequest(number="PD-7", **asked, question="Od kiedy?"),
            DataRequest(number="PD-8", **{**asked, "asked_on": late + DAY}, question="Gdzie?"),
            BriefingRequest(number="PI-7", **asked, **about),
            BriefingRequest(number="PI-8", **asked, **about, briefer=ANNA, named_on=TODAY),
        ):
            full.plugins.requests.add(request)

        def followed(role):
            return {id_ for kind, id_ in waiting(full, role, ROADS) if kind is follow_up}

        assert followed(Role.CALL_CENTRE_STAFF) == {"PD-7"}
        assert followed(Role.HEAD_OF_CALL_CENTRE) == {"PD-7", "PI-7"}
        assert followed(Role.HEAD_OF_UNIT) == set()

    def test_each_says_on_which_day_it_is_to_be_seen(self, full):
        begins = TODAY + DAY
        checked = edition("KA-00006", State.CHECKED, valid_from=begins)
        full.plugins.procedures.save([EditionChange(checked)])
        role = Role.MONITORING_STAFF
        tasks = full.tasks_for(role, Official("Przykładowy Jan", (role,), OFFICE), on=TODAY)
        assert {one.subject: one.due_on for one in tasks}["KA-00006"] == begins
        role = Role.DIRECTOR
        (task,) = full.tasks_for(role, Official("Przykładowy Jan", (role,)), on=TODAY)
        assert task.due_on == samples.terms().valid_from

    def test_the_longest_wait_comes_first_with_its_provision(self, full):
        role = Role.HEAD_OF_UNIT
        official = Official("Przykładowy Jan", (role,), ROADS)
        tasks = full.tasks_for(role, official, on=TODAY)
        assert [task.waits_from for task in tasks] == sorted(task.waits_from for task in tasks)
        assert all(task.cites.startswith("za") for task in tasks)
        title = samples.procedure("KA-00002").title
        assert tasks[0] == Task(
            kind=TaskKind.AGREE_TO_CORRECTION,
            subject="KA-00002",
            cites="zał. 2 § 8 ust. 3",
            waits_from=TODAY - DAY,
            due_on=samples.procedure("KA-00002").valid_from,
            title=title,
        )

    def test_what_waits_since_nobody_knows_when_comes_before_it(self, full):
        old = attrs.evolve(edition("KA-00009", State.CORRECTED), acts=())
        full.plugins.procedures.save([EditionChange(old)])
        official = Official("Przykładowy Jan", (Role.HEAD_OF_UNIT,), ROADS)
        first, *_ = full.tasks_for(Role.HEAD_OF_UNIT, official, on=TODAY)
        assert (first.subject, first.waits_from) == ("KA-00009", None)

    def test_of_many_reports_the_oldest_come_first_by_their_day_in_lodz(self, full):
        late = NOW + DAY
        for number, at in (("ZG-3", NOW - DAY), ("ZG-4", late)):
            full.register({"description": "Dziura."}, number=number, now=at, terms_version="1")
            full.plugins.reports.change(number, lambda was: attrs.evolve(was, needs_a_hand=True))
        role = Role.CALL_CENTRE_STAFF
        official = Official("Przykładowy Jan", (role,), OFFICE)
        (oldest,) = full.tasks_for(role, official, on=TODAY, most_reports=1)
        assert (oldest.subject, oldest.waits_from) == ("ZG-3", TODAY - DAY)
        tasks = full.tasks_for(role, official, on=TODAY)
        assert [task.waits_from for task in tasks] == [TODAY - DAY, TODAY, TODAY + DAY]

    def test_a_briefing_waits_to_be_held_since_somebody_was_named(self, full):
        asked = {"unit": ROADS, "asked_by": ANNA, "asked_on": TODAY - 2 * DAY}
        named = {"subject": "Tunel", "reason": "Nowy.", "briefer": ANNA, "named_on": TODAY - DAY}
        full.plugins.requests.add(BriefingRequest(number="PI-3", **asked, **named))
        role = Role.HEAD_OF_CALL_CENTRE
        tasks = full.tasks_for(role, Official("Przykładowy Jan", (role,), OFFICE), on=TODAY)
        assert {task.subject: task.waits_from for task in tasks}["PI-3"] == TODAY - DAY

    def test_nothing_waits_where_there_is_nothing(self, centre):
        for role in Role:
            assert waiting(centre, role) == set()

    def test_what_no_adapter_keeps_waits_for_nobody(self):
        bare = ContactCentre(build())
        for role in Role:
            assert waiting(bare, role) == set()
        with pytest.raises(MissingAdapterError):
            bare.list_procedures(limit=1)

    def test_who_has_not_the_role_that_day_is_refused(self, full):
        gone = Window(None, TODAY - DAY)
        official = Official("Przykładowy Jan", (Role.DIRECTOR,), window=gone)
        with pytest.raises(ValueError, match="2026-03-04"):
            full.tasks_for(Role.DIRECTOR, official, on=TODAY)
        with pytest.raises(ValueError, match="no role"):
            full.tasks_for(Role.MONITORING_STAFF, attrs.evolve(official, window=Window()), on=TODAY)


class TestStaleDeliveries:
    def test_whoever_acts_on_what_they_saw_acts_once(self, full):
        version = full.plugins.reports.dispatch("ZG-1").version
        settled = full.settle_by_hand(
            "ZG-1", Target.HELPDESK, ManualAction.TOLD, now=NOW, seen=version
        )
        assert settled.because is HelpdeskReason.NO_MAILBOX
        with pytest.raises(ConflictError, match="Odczytaj je"):
            full.settle_by_hand("ZG-1", Target.HELPDESK, ManualAction.TOLD, now=NOW, seen=version)

    def test_what_another_settled_meanwhile_is_not_routed_again(self, full):
        version = full.plugins.reports.dispatch("ZG-1").version
        full.reroute("ZG-1", now=NOW + DAY, seen=version)
        kept = full.plugins.reports.dispatch("ZG-1")
        with pytest.raises(ConflictError):
            full.reroute("ZG-1", now=NOW + 2 * DAY, seen=version)
        assert full.plugins.reports.dispatch("ZG-1") == kept
        assert full.reroute("ZG-1", now=NOW + 2 * DAY, seen=kept.version)

    def test_every_change_makes_another_version(self, full):
        kept = full.plugins.reports.dispatch("ZG-1")
        others = [
            attrs.evolve(kept, token=1),
            attrs.evolve(kept, since=NOW + DAY),
            attrs.evolve(kept, reference="1"),
            attrs.evolve(kept, confirmed_at=NOW),
        ]
        versions = {one.version for one in (kept, *others)}
        assert len(versions) == 5
        assert attrs.evolve(kept).version == kept.version
