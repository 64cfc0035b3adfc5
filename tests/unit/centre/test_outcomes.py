"""zał. 2 § 6 ust. 1 and 2: outcomes, reopening and another classification in the centre: what is
durable, what is told, and who was first (interpretation I23).
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise, product

import attrs
import pytest

from lckm_core import ContactCentre, Role, anonymise, build
from lckm_core.centre import ReportState
from lckm_core.delivery import DISPATCH_LIMITS, ManualAction, ManualActionRefusedError, Target
from lckm_core.errors import ConflictError, IllegalMoveError, NoSuchReportError
from lckm_core.organisation import PERMISSIONS, Act
from lckm_core.reports import (
    Attribute,
    Classification,
    InvalidOutcomeError,
    InvalidReportError,
    Outcome,
    note_outcome,
)
from lckm_testing import PersonalDataCanary

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
LATER = NOW + timedelta(days=1)
STAFF, UNIT = Role.CALL_CENTRE_STAFF, Role.STAFF_OF_UNIT
FORM = {
    "description": "Drzewo się chwieje.",
    "category": "drzewo",
    "reporter": {"name": "Idalia Latarnia"},
}


@pytest.fixture
def centre(memory):
    centre = ContactCentre(build(memory))
    for number in ("ZG-1", "ZG-2"):
        centre.register(FORM, number=number, now=NOW, terms_version="1")
    memory.events.clear()
    return centre


def noted(centre, outcome=Outcome.DONE, words="Drzewo podparto.", role=UNIT, **given):
    return centre.note_outcome("ZG-1", outcome, words=words, role=role, now=LATER, **given)


def classified(centre, number="ZG-1", *, role=STAFF, **given):
    seen = given.pop("seen", None)
    classification = centre.plugins.reports.get(number).classification
    return centre.reclassify(
        number, attrs.evolve(classification, **given), role=role, now=LATER, seen=seen
    )


def recorded_events(memory):
    return [(event.verb, event.subject, event.role, event.outcome) for event in memory.events]


class TestOutcome:
    def test_it_is_stored_told_and_shown_to_the_resident(self, centre, memory):
        report = noted(centre, by="Anna Nowak")

        assert report == anonymise(centre.plugins.reports.get("ZG-1"))
        assert centre.plugins.reports.get("ZG-1").personal is not None
        assert recorded_events(memory) == [("note_outcome", "ZG-1", UNIT, "done")]
        assert memory.events[0].by == "Anna Nowak"
        status = centre.status("ZG-1")
        assert (status.state, status.outcome) == (ReportState.CLOSED, Outcome.DONE)
        assert (status.words, status.acted_on) == ("Drzewo podparto.", date(2026, 3, 5))

    def test_its_day_is_that_of_lodz(self, centre):
        night = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
        centre.note_outcome("ZG-1", Outcome.DONE, words="Podparto.", role=UNIT, now=night)
        assert centre.status("ZG-1").acted_on == date(2026, 3, 5)

    def test_repeated_it_is_the_same_and_is_told_once(self, centre, memory):
        assert noted(centre, seen=0) == noted(centre, seen=0)
        assert len(memory.events) == 1

    def test_what_the_reporter_gave_is_not_in_the_words(self, centre, memory):
        noted(centre, words="Rozmawialiśmy z p. Latarnią.")

        assert centre.status("ZG-1").words == "Rozmawialiśmy z p. [usunięto: osoba]."

    def test_no_word_is_in_an_event(self, centre, memory):
        canary = PersonalDataCanary()
        noted(centre, words=canary.words)
        centre.reopen("ZG-1", words=canary.words, role=UNIT, now=LATER)

        assert canary.words not in repr(memory.events)

    def test_a_duplicate_is_of_a_report_that_is_there(self, centre):
        with pytest.raises(NoSuchReportError) as unknown:
            noted(centre, Outcome.DUPLICATE, duplicate_of="ZG-9")
        assert unknown.value.number == "ZG-9"

        centre.register(FORM, number="ZG-0", now=NOW, terms_version="1")
        noted(centre, Outcome.DUPLICATE, duplicate_of="ZG-0")
        assert centre.status("ZG-1").duplicate_of == "ZG-0"

    @pytest.mark.parametrize("hours", [0, 1])
    def test_the_first_of_any_duplicates_of_each_other_is_nobodys(self, memory, hours):
        """Whatever their order, their categories, and however many they are."""
        centre = ContactCentre(build(memory))
        numbers = [f"ZG-{at}" for at in range(4)]
        for at, number in enumerate(numbers):
            form = {**FORM, "category": f"kategoria-{at % 2}"}
            moment = NOW + timedelta(hours=hours * at)
            centre.register(form, number=number, now=moment, terms_version="1")
        for number, other in product(numbers, numbers):
            words = {"words": f"Tak jak {other}.", "role": UNIT, "now": LATER}
            try:
                centre.note_outcome(number, Outcome.DUPLICATE, duplicate_of=other, **words)
            except (InvalidOutcomeError, IllegalMoveError) as error:
                refused = error
            else:
                assert other < number
                continue
            if isinstance(refused, InvalidOutcomeError):
                assert [one.path for one in refused.findings] == ["/duplicate_of"]
        assert centre.status(numbers[0]).duplicate_of is None
        assert all(centre.status(number).duplicate_of for number in numbers[1:])

    def test_of_a_chain_the_report_that_is_named_alone_has_to_be_earlier(self, centre, memory):
        for number in ("ZG-0", "ZG-2"):
            centre.register(FORM, number=number, now=NOW, terms_version="1")
        # As an older program stored it.
        memory.reports.reports["ZG-0"] = note_outcome(
            memory.reports.reports["ZG-0"],
            Outcome.DUPLICATE,
            words="Było.",
            role=UNIT,
            now=LATER,
            duplicate_of="ZG-2",
        )
        noted(centre, Outcome.DUPLICATE, duplicate_of="ZG-0")
        assert centre.status("ZG-1").duplicate_of == "ZG-0"

    def test_a_circle_of_others_is_gone_round_once(self, centre, memory, monkeypatch):
        """Two that name each other, as an older program stored them."""
        for number in ("ZG-0", "ZG-00"):
            centre.register(FORM, number=number, now=NOW, terms_version="1")
        for number, other in (("ZG-0", "ZG-00"), ("ZG-00", "ZG-0")):
            memory.reports.reports[number] = note_outcome(
                memory.reports.reports[number],
                Outcome.DUPLICATE,
                words="Było.",
                role=UNIT,
                now=LATER,
                duplicate_of=other,
            )
        get, left = memory.reports.get, iter(range(20))
        monkeypatch.setattr(memory.reports, "get", lambda number: (next(left), get(number))[1])
        noted(centre, Outcome.DUPLICATE, duplicate_of="ZG-0")

    @pytest.mark.parametrize("steps", [1, 2, 3])
    def test_a_circle_that_was_stored_before_is_not_closed(self, centre, memory, steps):
        numbers = [f"ZG-{at}" for at in range(steps + 1)]
        for number in numbers:
            if number not in ("ZG-1", "ZG-2"):
                centre.register(FORM, number=number, now=NOW, terms_version="1")
        for number, later in pairwise(numbers):
            stored = memory.reports.reports[number]
            duplicate = partial(note_outcome, words="Było.", role=UNIT, now=LATER)
            memory.reports.reports[number] = duplicate(
                stored, outcome=Outcome.DUPLICATE, duplicate_of=later
            )
        with pytest.raises(InvalidOutcomeError, match="zapisano, że wcześniejsze jest to"):
            centre.note_outcome(
                numbers[-1],
                Outcome.DUPLICATE,
                words="Było.",
                role=UNIT,
                now=LATER,
                duplicate_of=numbers[0],
            )

    @pytest.mark.parametrize(
        ("error", "given"),
        [
            (IllegalMoveError, {"role": Role.MONITORING_STAFF}),
            (InvalidOutcomeError, {"words": ""}),
            (ValueError, {"by": "Anna\nNowak"}),
            (ConflictError, {"seen": 1}),
            (TypeError, {"outcome": "done"}),
        ],
    )
    def test_what_is_refused_changes_and_tells_nothing(self, centre, memory, error, given):
        was = centre.plugins.reports.get("ZG-1")
        with pytest.raises(error):
            noted(centre, **given)
        assert centre.plugins.reports.get("ZG-1") == was
        assert memory.events == []

    def test_of_no_report_there_is_no_outcome(self, centre):
        with pytest.raises(NoSuchReportError):
            centre.note_outcome("ZG-9", Outcome.DONE, words="?", role=UNIT, now=LATER)

    def test_the_same_form_from_the_page_in_another_language_gives_the_report(self, centre):
        kept = centre.plugins.reports.get("ZG-1")
        form = FORM | {"language": "en"}
        assert centre.register(form, number="ZG-1", now=LATER, terms_version="1") == kept

    def test_the_same_form_sent_again_still_gives_the_report(self, centre):
        noted(centre)
        again = centre.register(FORM, number="ZG-1", now=LATER, terms_version="1")
        assert again == centre.plugins.reports.get("ZG-1")


class TestReopening:
    def test_the_resident_is_told_why(self, centre, memory):
        noted(centre)
        centre.reopen("ZG-1", words="Drzewo znów się chwieje.", role=STAFF, now=LATER, seen=1)

        status = centre.status("ZG-1")
        assert (status.state, status.outcome) == (ReportState.RECEIVED, None)
        assert status.words == "Drzewo znów się chwieje."
        assert recorded_events(memory)[-1] == ("reopen", "ZG-1", STAFF, "done")

    def test_whoever_did_not_see_the_outcome_does_not_undo_it(self, centre):
        noted(centre)
        with pytest.raises(ConflictError, match="ktoś coś przy nim zrobił"):
            centre.reopen("ZG-1", words="Nie.", role=STAFF, now=LATER, seen=0)
        assert centre.status("ZG-1").state is ReportState.CLOSED


class TestReclassifying:
    def test_the_report_goes_where_the_table_sends_it_now(self, centre, memory):
        dispatch = classified(centre, category="inne")

        assert (dispatch.mailbox, dispatch.target) == (None, Target.HELPDESK)
        assert dispatch.routed == "trasa 2: Reszta"
        assert centre.plugins.reports.dispatch("ZG-1") == dispatch
        assert centre.plugins.reports.get("ZG-1").category == "inne"
        assert recorded_events(memory) == [("reclassify", "ZG-1", STAFF, "rerouted")]

    def test_what_came_first_stays(self, centre):
        classified(centre, category="inne", attributes=(Attribute("wiek", "12"),))
        kept = centre.plugins.reports.get("ZG-1")

        assert kept.history[0].was == Classification(category="drzewo")
        assert kept.description == "Drzewo się chwieje."
        assert kept.personal.description == "Drzewo się chwieje."
        again = centre.register(FORM, number="ZG-1", now=LATER, terms_version="1")
        assert again == kept, "the form is still that report's"

    def test_repeated_it_is_the_same_and_is_told_once(self, centre, memory):
        first = classified(centre, category="inne")
        assert classified(centre, category="inne", seen=0) == first
        assert len(memory.events) == 1

    def test_a_resident_is_still_told_the_outcome(self, centre):
        noted(centre)
        before = centre.status("ZG-1")
        classified(centre, attributes=(Attribute("wiek", "12"),))

        assert centre.status("ZG-1") == before

    def test_a_delivery_that_has_ended_stays(self, centre, memory):
        centre.settle_by_hand("ZG-1", Target.MAILBOX, ManualAction.TOLD, now=NOW)
        ended = centre.plugins.reports.dispatch("ZG-1")

        assert classified(centre, category="inne") == ended
        assert centre.plugins.reports.get("ZG-1").category == "inne"
        assert recorded_events(memory)[-1] == ("reclassify", "ZG-1", STAFF, "stays")

    def test_while_a_worker_has_it_nothing_changes(self, centre, memory):
        centre.plugins.reports.claim(
            "w", now=NOW, lasting=timedelta(minutes=5), limit=2, limits=DISPATCH_LIMITS
        )
        was = centre.plugins.reports.get("ZG-1")
        with pytest.raises(ManualActionRefusedError):
            classified(centre, category="inne")
        assert centre.plugins.reports.get("ZG-1") == was
        assert memory.events == []

    def test_a_category_that_the_table_lacks_is_refused(self, centre, memory):
        with pytest.raises(InvalidReportError) as refused:
            classified(centre, category="latarnia")
        [finding] = refused.value.findings
        assert (finding.code, finding.path) == ("LCKM-Z003", "/category")
        assert "drzewo, inne" in finding.message
        assert memory.events == []

    def test_without_a_category_it_is_the_helpdesks(self, centre):
        assert classified(centre, category=None).target is Target.HELPDESK

    @pytest.mark.parametrize(
        ("error", "given"),
        [
            (IllegalMoveError, {"role": UNIT}),
            (ConflictError, {"seen": 3}),
            (InvalidReportError, {"area": "Górna!"}),
        ],
    )
    def test_what_is_refused_changes_and_tells_nothing(self, centre, memory, error, given):
        was = centre.plugins.reports.get("ZG-1"), centre.plugins.reports.dispatch("ZG-1")
        with pytest.raises(error):
            classified(centre, **({"category": "inne"} | given))
        assert was == (centre.plugins.reports.get("ZG-1"), centre.plugins.reports.dispatch("ZG-1"))
        assert memory.events == []

    def test_a_corrected_place_is_stored_and_the_delivery_begins_anew(self, centre, memory):
        was = centre.plugins.reports.dispatch("ZG-1")
        values = centre.plugins.reports.get("ZG-1").classification
        dispatch = centre.reclassify("ZG-1", values, address="Zielona 7", role=STAFF, now=LATER)

        assert dispatch.version != was.version
        assert centre.plugins.reports.get("ZG-1").place.address == "Zielona 7"
        assert recorded_events(memory) == [("reclassify", "ZG-1", STAFF, "rerouted")]

    def test_what_the_reporter_gave_is_not_in_a_corrected_place(self, centre):
        values = centre.plugins.reports.get("ZG-1").classification
        centre.reclassify("ZG-1", values, address="u p. Latarni", role=STAFF, now=LATER)

        assert centre.plugins.reports.get("ZG-1").place.address == "u p. [usunięto: osoba]"

    def test_of_no_report_there_is_no_classification(self, centre):
        with pytest.raises(NoSuchReportError):
            centre.reclassify("ZG-9", Classification(), role=STAFF, now=LATER)


def test_words_redacted_by_hand_go_from_the_history_as_well(centre):
    noted(centre, words="Mówiono o tym u Kasi.")
    centre.redact("ZG-1", ["Kasi"], now=LATER)

    assert centre.status("ZG-1").words == "Mówiono o tym u [usunięto: dane osobowe]."


def test_what_a_store_asks_twice_is_told_once(centre, memory, monkeypatch):
    """A database repeats a transaction that another came in between of."""
    revise = memory.reports.revise

    def repeated(number, move):
        move(anonymise(memory.reports.get(number)), memory.reports.dispatch(number))
        return revise(number, move)

    monkeypatch.setattr(memory.reports, "revise", repeated)
    classified(centre, category="inne")
    assert [verb for verb, *_ in recorded_events(memory)] == ["reclassify"]


class TestWordsOfStaff:
    @pytest.mark.parametrize(
        "phone",
        ["(42) 638-44-44 wew. 12", "42 638 44 44", "+48 42 638-44-44 wew. 3", "638-44-44"],
    )
    def test_the_number_of_the_contact_centre_stays_as_the_ordinance_writes_it(self, centre, phone):
        words = f"Zapytaj pod {phone}."
        assert noted(centre, words=words).history[-1].words == words

    def test_what_would_be_stored_is_told_and_nothing_is_stored(self, centre):
        words = "Dzwoni pani Idalia Latarnia, 505 606 707."
        left = centre.outcome_words("ZG-1", Outcome.DONE, words=words, role=STAFF, now=LATER)
        assert "505" not in left
        assert "Latarnia" not in left
        assert centre.plugins.reports.get("ZG-1").history == ()

    @pytest.mark.parametrize("outcome", [Outcome.DONE, None])
    @pytest.mark.parametrize("role", list(Role))
    def test_whoever_may_say_an_outcome_is_told_and_nobody_else(self, centre, role, outcome):
        def words():
            return centre.outcome_words("ZG-1", outcome, words="Zasypano.", role=role, now=LATER)

        if role in PERMISSIONS[Act.NOTE_OUTCOME][0]:
            assert words() == "Zasypano."
            return
        with pytest.raises(IllegalMoveError) as refused:
            words()
        act = "zapisać wyniku" if outcome else "otworzyć zgłoszenia na nowo"
        assert act in refused.value.text("pl")

    def test_words_that_staff_checked_stay_but_for_the_reporters_own(self, centre):
        words = "Wykonawca: 505 606 707. Pisała Idalia Latarnia."
        stored = noted(centre, words=words, is_checked=True).history[-1].words
        assert "505 606 707" in stored
        assert "Latarnia" not in stored

    def test_words_of_reopening_likewise(self, centre):
        noted(centre)
        report = centre.reopen(
            "ZG-1", words="Dzwoń: 505 606 707.", role=UNIT, now=LATER, is_checked=True
        )
        assert report.history[-1].words == "Dzwoń: 505 606 707."
