"""The centre's verbs for announcements and portal terms: what is kept, and what is refused."""

import pickle
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from lckm_core import (
    Audience,
    Channel,
    ContactCentre,
    Directory,
    Handover,
    InvalidProcedureError,
    Role,
    build,
)
from lckm_core.centre import NoSuchAnnouncementError
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import Unit
from lckm_core.ports import provide
from lckm_core.procedures.parts import Person
from lckm_core.publication import State, Transition, terms_in_force
from lckm_testing.contracts import samples

NOW = datetime(2026, 11, 1, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
NAIVE = datetime(2026, 11, 2, 11, 0)
TODAY, DAY = date(2026, 11, 2), timedelta(days=1)
EWA = Person("Żółć Ewa")
NEWS = attrs.evolve(
    samples.announcement(text="Trwa nabór."),
    valid_from=None,
    valid_to=date(2026, 12, 31),
    produced_on=TODAY,
)
TERMS = samples.terms(text="Zasady.")
HEAD = Role.HEAD_OF_CELL


@pytest.fixture
def memory():
    return MemoryAdapter()


def recorded_events(memory):
    return [(event.verb, event.subject, event.role) for event in memory.events]


HANDOVER = Handover(
    unit=NEWS.unit,
    cell=NEWS.cell,
    role=HEAD,
    channel=Channel.EDMS,
    received_on=TODAY,
    reference="WI.1.2026",
    asked_by="Anna Wzorcowa",
)
STAFF = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": NOW}


def handed_in(centre, news=NEWS, handover=HANDOVER, now=NOW, **given):
    return centre.hand_in_announcement(
        news, handover=handover, by="Ewa Pokazowa", role=Role.MONITORING_STAFF, now=now, **given
    )


class TestAnnouncements:
    def test_it_is_kept_told_of_and_not_shown_before_it_is_published(self, centre, memory):
        edition = handed_in(centre)
        assert (edition.state, edition.announcement, edition.handover) == (
            State.RECEIVED,
            NEWS,
            HANDOVER,
        )
        assert shown(centre) == []
        published = centre.publish_announcement("OG-0001", **STAFF)
        assert (published.state, published.published_by, published.published_on) == (
            State.PUBLISHED,
            "Ewa Pokazowa",
            TODAY,
        )
        assert shown(centre) == ["OG-0001"]
        centre.withdraw_announcement("OG-0001", **STAFF, because="pomyłka")
        assert shown(centre) == []
        assert recorded_events(memory) == [
            ("hand_in", "OG-0001", Role.MONITORING_STAFF),
            ("publish", "OG-0001", Role.MONITORING_STAFF),
            ("withdraw", "OG-0001", Role.MONITORING_STAFF),
        ]
        (edition,) = memory.notices.announcements()
        assert [(act.verb, act.note) for act in edition.acts] == [
            (Transition.HAND_IN, None),
            (Transition.PUBLISH, None),
            (Transition.WITHDRAW, "pomyłka"),
        ]

    def test_another_text_takes_its_place_once_it_is_published(self, centre, memory):
        handed_in(centre)
        centre.publish_announcement("OG-0001", **STAFF)
        new = attrs.evolve(NEWS, title="Nabór zakończony")
        assert handed_in(centre, new).number == 2
        assert titles(centre) == [NEWS.title]
        centre.publish_announcement("OG-0001", **STAFF)
        assert titles(centre) == ["Nabór zakończony"]
        assert [one.state for one in memory.notices.announcements()] == [
            State.REPLACED,
            State.PUBLISHED,
        ]

    def test_the_same_call_makes_no_second_one(self, centre, memory):
        first = handed_in(centre, attrs.evolve(NEWS, id=""))
        assert (first.id, handed_in(centre, attrs.evolve(NEWS, id=""))) == ("OG-0001", first)
        centre.give_back_announcement("OG-0001", **STAFF, because="zły tytuł")
        again = handed_in(centre)
        assert (again.number, again.state) == (2, State.RECEIVED)
        centre.publish_announcement("OG-0001", **STAFF)
        assert handed_in(centre, attrs.evolve(NEWS, id="")).state is State.PUBLISHED
        assert handed_in(centre, attrs.evolve(NEWS, id="", title="Inna")).id == "OG-0002"

    def test_under_a_number_drawn_before_it_stays_the_same_one(self, centre, memory):
        new = attrs.evolve(NEWS, id="")
        first = handed_in(centre, new, number="OG-0007")
        assert (first.id, first.number) == ("OG-0007", 1)
        returned = centre.give_back_announcement("OG-0007", **STAFF, because="zły tytuł")
        assert handed_in(centre, new, number="OG-0007") == returned
        assert memory.notices.announcements() == (returned,)
        assert [event.verb for event in memory.events] == ["hand_in", "give_back"]

    @pytest.mark.parametrize(
        ("text", "handover"),
        [
            ({"title": "Inna"}, HANDOVER),
            ({}, attrs.evolve(HANDOVER, reference="WI.2.2026")),
        ],
    )
    def test_nobody_takes_the_number_of_another(self, centre, memory, text, handover):
        first = handed_in(centre, attrs.evolve(NEWS, id=""), number="OG-0007")
        with pytest.raises(ConflictError) as refused:
            handed_in(centre, attrs.evolve(NEWS, id="", **text), handover, number="OG-0007")
        assert refused.value.subject == "OG-0007"
        assert memory.notices.announcements() == (first,)

    def test_two_calls_at_once_under_one_number_are_one(self, centre, memory, monkeypatch):
        new, save = attrs.evolve(NEWS, id=""), memory.notices.save_announcements
        overtaking = []

        def overtaken(changes):
            monkeypatch.undo()
            overtaking.append(handed_in(centre, new, number="OG-0007"))
            save(changes)

        monkeypatch.setattr(memory.notices, "save_announcements", overtaken)
        assert [handed_in(centre, new, number="OG-0007")] == overtaking
        assert memory.notices.announcements() == tuple(overtaking)

    def test_a_number_that_came_with_another_is_not_given_again(self, centre):
        assert handed_in(centre).id == "OG-0001"
        assert handed_in(centre, attrs.evolve(NEWS, id="", title="Inna")).id == "OG-0002"

    @pytest.mark.parametrize(
        "fault",
        [
            {"unit": "Nieznana"},
            {"text": "…"},
            {"valid_to": date(2023, 1, 1)},
            {"produced_on": TODAY + DAY},
        ],
        ids=lambda fault: next(iter(fault)),
    )
    def test_with_faults_it_is_not_taken_in(self, centre, memory, fault):
        news = attrs.evolve(NEWS, **{"valid_to": None, **fault})
        with pytest.raises(InvalidProcedureError):
            handed_in(centre, news)
        assert (list(memory.notices.announcements()), memory.events) == ([], [])

    @pytest.mark.parametrize(
        ("fault", "code"),
        [
            ({"channel": Channel.PAPER}, "LCKM-S005"),
            ({"channel": Channel.EPUAP}, "LCKM-S006"),
            ({"channel": Channel.EMAIL}, "LCKM-S008"),
            ({"received_on": TODAY + DAY}, "LCKM-S013"),
            ({"asked_by": None}, "LCKM-S012"),
            ({"role": Role.HEAD_OF_UNIT}, "LCKM-S014"),
            ({"cell": "Wydział Budżetu"}, "LCKM-S003"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_it_comes_from_its_head_by_a_channel(self, centre, memory, fault, code):
        with pytest.raises(InvalidProcedureError) as refused:
            handed_in(centre, handover=attrs.evolve(HANDOVER, **fault))
        assert code in {one.code for one in refused.value.findings}
        assert memory.events == []

    def test_of_the_head_of_monitoring_s_own_accord_no_channel_is_asked_for(self, centre):
        own = attrs.evolve(HANDOVER, role=Role.HEAD_OF_MONITORING, reference=None)
        assert handed_in(centre, handover=own).state is State.RECEIVED
        unit = attrs.evolve(NEWS, unit="Schronisko dla Zwierząt", cell=None)
        assert handed_in(centre, unit, attrs.evolve(own, unit="Schronisko dla Zwierząt", cell=None))

    def test_units_are_those_of_the_host(self, memory):
        centre = ContactCentre(build(memory, provide(directory=Directory((Unit("Zarząd Dróg"),)))))
        news = attrs.evolve(NEWS, unit="Zarząd Dróg", cell=None)
        own = attrs.evolve(
            HANDOVER,
            unit="Zarząd Dróg",
            cell=None,
            role=Role.HEAD_OF_UNIT,
            channel=Channel.EPUAP,
        )
        assert handed_in(centre, news, own).announcement == news
        with pytest.raises(InvalidProcedureError, match="Nie ma jednostki"):
            handed_in(centre)

    def test_the_day_of_the_request_counts(self, centre):
        made = attrs.evolve(NEWS, valid_to=None, produced_on=TODAY)
        handed_in(centre, made)
        with pytest.raises(InvalidProcedureError):
            handed_in(centre, made, requested_on=TODAY - DAY)

    @pytest.mark.parametrize(
        ("role", "now", "raised"),
        [(Role.DIRECTOR, NOW, IllegalMoveError), (HEAD, NAIVE, ValueError)],
    )
    def test_whoever_may_not_and_a_naive_moment_hand_nothing_in(
        self, centre, memory, role, now, raised
    ):
        with pytest.raises(raised):
            handed_in(centre, handover=attrs.evolve(HANDOVER, role=role), now=now)
        assert (list(memory.notices.announcements()), memory.events) == ([], [])

    @pytest.mark.parametrize("verb", ["publish_announcement", "withdraw_announcement"])
    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.MONITORING_STAFF}))
    def test_nobody_but_named_staff_publishes_and_withdraws(self, centre, memory, verb, role):
        handed_in(centre)
        if verb == "withdraw_announcement":
            centre.publish_announcement("OG-0001", **STAFF)
        before = memory.notices.announcements()
        with pytest.raises(IllegalMoveError, match=r"zał\. 2 § 12"):
            getattr(centre, verb)("OG-0001", **STAFF | {"role": role})
        assert memory.notices.announcements() == before

    @pytest.mark.parametrize("verb", ["give_back", "publish", "withdraw"])
    def test_one_that_is_not_there(self, centre, verb):
        with pytest.raises(NoSuchAnnouncementError, match="OG-0009"):
            getattr(centre, f"{verb}_announcement")("OG-0009", **STAFF)

    def test_moves_that_there_are_not(self, centre):
        handed_in(centre)
        with pytest.raises(IllegalMoveError, match="Nie można wycofać"):
            centre.withdraw_announcement("OG-0001", **STAFF)
        centre.publish_announcement("OG-0001", **STAFF)
        for verb in ("publish", "give_back"):
            with pytest.raises(IllegalMoveError):
                getattr(centre, f"{verb}_announcement")("OG-0001", **STAFF)

    def test_editors_see_one_whose_days_are_over_and_no_other(self, centre):
        handed_in(centre)
        day = NEWS.valid_to + DAY
        assert centre.publication((Audience.EDITORS,), on=day).notices[Audience.EDITORS] == ()
        centre.publish_announcement("OG-0001", **STAFF | {"now": NOW - 700 * DAY})
        notices = centre.publication((Audience.EDITORS, Audience.PORTAL), on=day).notices
        assert [one.id for one in notices[Audience.EDITORS]] == ["OG-0001"]
        assert notices[Audience.PORTAL] == ()


def shown(centre):
    """Return the numbers on the portal on a day of the window, from the day of publication on."""
    return [one.id for one in _portal(centre)]


def titles(centre):
    return [one.heading for one in _portal(centre)]


def _portal(centre):
    return centre.publication((Audience.PORTAL,), on=TODAY).notices[Audience.PORTAL]


class TestTerms:
    def test_from_a_draft_to_approval(self, centre, memory):
        assert centre.draft_terms(TERMS, now=NOW) == TERMS
        assert terms_in_force(memory.notices.terms(), TODAY) is None
        approved = centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOW)
        assert approved == attrs.evolve(TERMS, approved_by=EWA, approved_on=TODAY)
        assert list(memory.notices.terms()) == [approved]
        assert recorded_events(memory) == [
            ("draft_terms", "1", None),
            ("approve_terms", "1", Role.DIRECTOR),
        ]

    def test_reports_are_registered_under_them(self, memory):
        memory = MemoryAdapter(table=samples.TABLE)
        centre = ContactCentre(build(memory))
        centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOW)
        assert (
            centre.register({"description": "Dziura."}, number="ZG-1", now=NOW).terms_version == "1"
        )

    def test_the_text_approved_is_the_one_handed_in(self, centre, memory):
        """Whatever draft is kept by then: a director approves what they have read."""
        centre.draft_terms(attrs.evolve(TERMS, text="Zasady, które ktoś zmienił."), now=NOW)
        centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOW)
        assert [one.text for one in memory.notices.terms()] == [TERMS.text]

    def test_approval_may_be_repeated_that_day_and_changes_nothing_later(self, centre, memory):
        approved = centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOW)
        assert centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOW) == approved
        with pytest.raises(ConflictError):
            centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOW + DAY)
        with pytest.raises(ConflictError):
            centre.draft_terms(attrs.evolve(TERMS, text="Inne zasady."), now=NOW)
        with pytest.raises(IllegalMoveError, match="już zatwierdzony"):
            centre.approve_terms(approved, role=Role.DIRECTOR, by=EWA, now=NOW + DAY)
        assert list(memory.notices.terms()) == [approved]

    def test_who_changes_an_approved_version_is_told_of_the_approval(self, centre):
        """To read it again and repeat would lead nowhere."""
        older = attrs.evolve(TERMS, version="0")
        for one in (older, TERMS):
            centre.approve_terms(one, role=Role.DIRECTOR, by=EWA, now=NOW)
        with pytest.raises(ConflictError) as drafted:
            centre.draft_terms(TERMS, now=NOW + DAY)
        with pytest.raises(ConflictError) as approved:
            centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOW + DAY)
        for refused in (drafted.value, approved.value, pickle.loads(pickle.dumps(approved.value))):
            assert refused.subject == "1"
            assert (
                str(refused)
                == "Regulamin 1 jest już zatwierdzony (2026-11-02). Zmiany wprowadź nową wersją."
            )
            assert (
                refused.text("en")
                == "Terms 1 are approved already (2026-11-02). Make changes in a new version."
            )

    def test_a_store_that_refuses_for_another_reason_is_heard(self, memory, monkeypatch):
        def refuse(terms):
            raise ConflictError(terms.version)

        centre = ContactCentre(build(memory))
        monkeypatch.setattr(memory.notices, "save_terms", refuse)
        with pytest.raises(ConflictError, match="w międzyczasie"):
            centre.draft_terms(TERMS, now=NOW)

    @pytest.mark.parametrize("half", [{"approved_by": EWA}, {"approved_on": TODAY}])
    def test_no_approval_comes_in_with_a_draft(self, centre, memory, half):
        with pytest.raises(IllegalMoveError, match="zatwierdza Dyrektor"):
            centre.draft_terms(attrs.evolve(TERMS, **half), now=NOW)
        assert list(memory.notices.terms()) == []

    def test_without_words_they_are_neither_drafted_nor_approved(self, centre, memory):
        empty = attrs.evolve(TERMS, text="…")
        with pytest.raises(InvalidProcedureError):
            centre.draft_terms(empty, now=NOW)
        with pytest.raises(InvalidProcedureError):
            centre.approve_terms(empty, role=Role.DIRECTOR, by=EWA, now=NOW)
        assert (list(memory.notices.terms()), memory.events) == ([], [])

    def test_whoever_may_not_and_a_naive_moment_leave_everything_as_it_was(self, centre, memory):
        with pytest.raises(IllegalMoveError):
            centre.approve_terms(TERMS, role=Role.HEAD_OF_MONITORING, by=EWA, now=NOW)
        with pytest.raises(ValueError, match="naive"):
            centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NAIVE)
        with pytest.raises(ValueError, match="naive"):
            centre.draft_terms(TERMS, now=NAIVE)
        assert (list(memory.notices.terms()), memory.events) == ([], [])
