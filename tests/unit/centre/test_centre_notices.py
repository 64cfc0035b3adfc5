"""The centre's verbs for announcements and portal terms: what is kept, and what is refused."""

import pickle
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from lckm_core import (
    ContactCentre,
    Directory,
    InvalidProcedureError,
    Role,
    build,
)
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import Unit
from lckm_core.ports import provide
from lckm_core.procedures.parts import Person
from lckm_core.publication import terms_in_force
from lckm_testing.contracts import samples

NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
NAIVE = datetime(2026, 11, 2, 11, 0)
TODAY, DAY = date(2026, 11, 2), timedelta(days=1)
EWA = Person("Żółć Ewa")
NEWS = samples.announcement(text="Trwa nabór.")
TERMS = samples.terms(text="Zasady.")
HEAD = Role.HEAD_OF_CELL


@pytest.fixture
def memory():
    return MemoryAdapter()


@pytest.fixture
def centre(memory):
    return ContactCentre(build(memory))


def told(memory):
    return [(event.verb, event.subject, event.role) for event in memory.events]


class TestAnnounce:
    def test_it_is_kept_and_told_of(self, centre, memory):
        assert centre.announce(NEWS, role=HEAD, now=NOON) == NEWS
        assert list(memory.notices.announcements()) == [NEWS]
        assert told(memory) == [("announce", "OG-0001", HEAD)]

    def test_another_text_takes_its_place(self, centre, memory):
        new = attrs.evolve(NEWS, text="Nabór zakończony.")
        for one in (NEWS, new):
            centre.announce(one, role=Role.HEAD_OF_MONITORING, now=NOON)
        assert list(memory.notices.announcements()) == [new]

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
    def test_with_faults_it_is_not_placed(self, centre, memory, fault):
        news = attrs.evolve(NEWS, **{"valid_to": None, **fault})
        with pytest.raises(InvalidProcedureError):
            centre.announce(news, role=HEAD, now=NOON)
        assert (list(memory.notices.announcements()), memory.events) == ([], [])

    def test_units_are_those_of_the_host(self, memory):
        centre = ContactCentre(build(memory, provide(directory=Directory((Unit("Zarząd Dróg"),)))))
        news = attrs.evolve(NEWS, unit="Zarząd Dróg", cell=None)
        assert centre.announce(news, role=HEAD, now=NOON) == news
        with pytest.raises(InvalidProcedureError, match="Nie ma jednostki"):
            centre.announce(NEWS, role=HEAD, now=NOON)

    def test_the_day_of_the_request_counts(self, centre):
        made = attrs.evolve(NEWS, valid_to=None, produced_on=TODAY)
        centre.announce(made, role=HEAD, now=NOON)
        with pytest.raises(InvalidProcedureError):
            centre.announce(made, role=HEAD, now=NOON, requested_on=TODAY - DAY)

    @pytest.mark.parametrize(
        ("role", "now", "raised"),
        [(Role.DIRECTOR, NOON, IllegalMoveError), (HEAD, NAIVE, ValueError)],
    )
    def test_whoever_may_not_and_a_naive_moment_place_nothing(
        self, centre, memory, role, now, raised
    ):
        with pytest.raises(raised):
            centre.announce(NEWS, role=role, now=now, requested_on=TODAY)
        assert (list(memory.notices.announcements()), memory.events) == ([], [])


class TestTerms:
    def test_from_a_draft_to_approval(self, centre, memory):
        assert centre.draft_terms(TERMS, now=NOON) == TERMS
        assert terms_in_force(memory.notices.terms(), TODAY) is None
        approved = centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON)
        assert approved == attrs.evolve(TERMS, approved_by=EWA, approved_on=TODAY)
        assert list(memory.notices.terms()) == [approved]
        assert told(memory) == [("draft_terms", "1", None), ("approve_terms", "1", Role.DIRECTOR)]

    def test_reports_are_registered_under_them(self, memory):
        memory = MemoryAdapter(table=samples.TABLE)
        centre = ContactCentre(build(memory))
        centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON)
        assert (
            centre.register({"description": "Dziura."}, number="ZG-1", now=NOON).terms_version
            == "1"
        )

    def test_the_text_approved_is_the_one_handed_in(self, centre, memory):
        """Whatever draft is kept by then: a director approves what they have read."""
        centre.draft_terms(attrs.evolve(TERMS, text="Zasady, które ktoś zmienił."), now=NOON)
        centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON)
        assert [one.text for one in memory.notices.terms()] == [TERMS.text]

    def test_approval_may_be_repeated_that_day_and_changes_nothing_later(self, centre, memory):
        approved = centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON)
        assert centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON) == approved
        with pytest.raises(ConflictError):
            centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON + DAY)
        with pytest.raises(ConflictError):
            centre.draft_terms(attrs.evolve(TERMS, text="Inne zasady."), now=NOON)
        with pytest.raises(IllegalMoveError, match="już zatwierdzony"):
            centre.approve_terms(approved, role=Role.DIRECTOR, by=EWA, now=NOON + DAY)
        assert list(memory.notices.terms()) == [approved]

    def test_who_changes_an_approved_version_is_told_of_the_approval(self, centre):
        """To read it again and repeat would lead nowhere."""
        centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON)
        with pytest.raises(ConflictError) as drafted:
            centre.draft_terms(TERMS, now=NOON + DAY)
        with pytest.raises(ConflictError) as approved:
            centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NOON + DAY)
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
            centre.draft_terms(TERMS, now=NOON)

    @pytest.mark.parametrize("half", [{"approved_by": EWA}, {"approved_on": TODAY}])
    def test_no_approval_comes_in_with_a_draft(self, centre, memory, half):
        with pytest.raises(IllegalMoveError, match="zatwierdza Dyrektor"):
            centre.draft_terms(attrs.evolve(TERMS, **half), now=NOON)
        assert list(memory.notices.terms()) == []

    def test_without_words_they_are_neither_drafted_nor_approved(self, centre, memory):
        empty = attrs.evolve(TERMS, text="…")
        with pytest.raises(InvalidProcedureError):
            centre.draft_terms(empty, now=NOON)
        with pytest.raises(InvalidProcedureError):
            centre.approve_terms(empty, role=Role.DIRECTOR, by=EWA, now=NOON)
        assert (list(memory.notices.terms()), memory.events) == ([], [])

    def test_whoever_may_not_and_a_naive_moment_leave_everything_as_it_was(self, centre, memory):
        with pytest.raises(IllegalMoveError):
            centre.approve_terms(TERMS, role=Role.HEAD_OF_MONITORING, by=EWA, now=NOON)
        with pytest.raises(ValueError, match="naive"):
            centre.approve_terms(TERMS, role=Role.DIRECTOR, by=EWA, now=NAIVE)
        with pytest.raises(ValueError, match="naive"):
            centre.draft_terms(TERMS, now=NAIVE)
        assert (list(memory.notices.terms()), memory.events) == ([], [])
