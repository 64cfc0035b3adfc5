"""zał. 2 § 6: what became of a report, reopening, and another classification, as interpretation
I23 reads it; what came first stays.
"""

from datetime import UTC, datetime

import attrs
import pytest

from lckm_core import Role, anonymise, register
from lckm_core.errors import IllegalMoveError
from lckm_core.organisation import PERMISSIONS, Act
from lckm_core.reports import (
    MOST_ACTS,
    Attribute,
    Classification,
    EventPlace,
    IntakeLimits,
    InvalidOutcomeError,
    InvalidReportError,
    Outcome,
    Point,
    ReportAct,
    ReportActKind,
    ReportKind,
    check_outcome,
    note_outcome,
    reclassify,
    redact_words,
    reopen,
    similar_reports,
)
from lckm_testing import PersonalDataCanary

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 5, 11, 0, tzinfo=UTC)
STAFF = Role.CALL_CENTRE_STAFF
REPORT = register(
    {
        "description": "Nie świeci latarnia.",
        "category": "oswietlenie",
        "place": {"address": "ul. Zielona 5", "kind": "park"},
        "attributes": [{"name": "wiek", "value": "12"}],
        "reporter": {"name": "Idalia Latarnia", "email": "idalia@example.com"},
    },
    number="ZG-1",
    now=NOON,
    terms_version="1",
)


def noted(report=REPORT, outcome=Outcome.DONE, words="Lampa świeci.", role=STAFF, **given):
    return note_outcome(
        report, outcome, words=words, role=role, now=given.pop("now", NOON), **given
    )


class TestOutcome:
    def test_it_is_kept_with_the_moment_the_role_and_the_words(self):
        report = noted()

        assert report.closing == ReportAct(
            kind=ReportActKind.OUTCOME,
            at=NOON,
            role=STAFF,
            words="Lampa świeci.",
            outcome=Outcome.DONE,
        )
        assert report.as_registered == REPORT
        assert REPORT.closing is None

    def test_noted_again_it_is_the_same(self):
        report = noted()
        assert noted(report, now=LATER) == report

    @pytest.mark.parametrize(
        "other",
        [{"outcome": Outcome.NOT_FOUND}, {"words": "Inne słowa."}, {"role": Role.HEAD_OF_UNIT}],
    )
    def test_another_one_needs_reopening_first(self, other):
        with pytest.raises(IllegalMoveError, match="ma już wynik"):
            noted(noted(), **other)

    def test_personal_data_in_the_words_are_redacted(self):
        words = "Dzwoniliśmy pod 601 234 567 do p. Latarni i pisaliśmy na idalia@example.com."
        assert noted(words=words).closing.words == (
            "Dzwoniliśmy pod [usunięto: telefon] do p. [usunięto: osoba] "
            "i pisaliśmy na [usunięto: e-mail]."
        )

    def test_no_invisible_sign_in_the_words_hides_a_datum(self):
        words = "Pisaliśmy na idalia@exa\u200bmple.com do p. Latar\u00adni."
        assert noted(words=words).closing.words == (
            "Pisaliśmy na [usunięto: e-mail] do p. [usunięto: osoba]."
        )

    def test_what_the_reporter_gave_is_known_only_while_it_is_there(self):
        canary = PersonalDataCanary()
        words = f"Mówił {canary.email}."
        assert canary.email not in noted(anonymise(REPORT), words=words).closing.words

    def test_it_stays_when_the_report_becomes_anonymous(self):
        assert anonymise(noted()).closing == noted().closing

    def test_it_can_be_redacted_by_hand(self):
        report = noted(words="Tak mówią u Kasi.")
        assert redact_words(report, ["Kasi"]).closing.words == (
            "Tak mówią u [usunięto: dane osobowe]."
        )

    @pytest.mark.parametrize("outcome", Outcome)
    def test_every_outcome_has_words_in_both_languages(self, outcome):
        assert len(set(outcome.message)) == 2

    @pytest.mark.parametrize(
        ("given", "found"),
        [
            ({"words": " \u200b\n"}, [("LCKM-Z021", "/words")]),
            ({"words": "x" * 2001}, [("LCKM-Z021", "/words")]),
            ({"words": "a\x00b"}, [("LCKM-Z021", "/words")]),
            ({"words": None}, [("LCKM-Z021", "/words")]),
            ({"duplicate_of": "ZG-2"}, [("LCKM-Z022", "/duplicate_of")]),
            ({"outcome": Outcome.DUPLICATE}, [("LCKM-Z022", "/duplicate_of")]),
            (
                {"outcome": Outcome.DUPLICATE, "duplicate_of": "ZG-1"},
                [("LCKM-Z022", "/duplicate_of")],
            ),
            (
                {"outcome": Outcome.DUPLICATE, "duplicate_of": "Jan Kowalski"},
                [("LCKM-Z022", "/duplicate_of")],
            ),
            ({"outcome": Outcome.DUPLICATE, "duplicate_of": "ZG-2"}, []),
            ({"words": "x" * 2000}, []),
            ({"words": "<b>&\n„znaki”"}, []),
        ],
    )
    def test_words_and_numbers_have_limits(self, given, found):
        given = {"outcome": Outcome.DONE, "words": "Lampa świeci."} | given
        findings = check_outcome(**given, number="ZG-1")

        assert [(finding.code, finding.path) for finding in findings] == found
        if found:
            with pytest.raises(InvalidOutcomeError) as refused:
                noted(**given)
            assert refused.value.findings == findings

    def test_what_is_wrong_quotes_no_word(self):
        canary = PersonalDataCanary()
        with pytest.raises(InvalidOutcomeError) as refused:
            noted(words=f"{canary.name}\x00" + "x" * 2000)
        assert canary.name not in str(refused.value)

    def test_a_duplicate_names_the_earlier_report(self):
        report = noted(outcome=Outcome.DUPLICATE, duplicate_of="ZG-0")
        assert report.closing.duplicate_of == "ZG-0"


class TestReopening:
    def test_the_outcome_no_longer_holds_and_stays_in_the_history(self):
        closed = noted()
        opened = reopen(closed, words="Znowu nie świeci.", role=STAFF, now=LATER)

        assert opened.closing is None
        assert opened.history[0] == closed.closing
        assert opened.history[1].kind is ReportActKind.REOPENED
        assert opened.history[1].words == "Znowu nie świeci."

    def test_then_another_outcome_may_be_noted(self):
        opened = reopen(noted(), words="Znowu nie świeci.", role=STAFF, now=LATER)
        again = noted(opened, words="Wymieniono żarówkę.", now=LATER)

        assert [act.kind.value for act in again.history] == ["outcome", "reopened", "outcome"]
        assert again.closing.words == "Wymieniono żarówkę."

    def test_without_an_outcome_there_is_nothing_to_reopen(self):
        with pytest.raises(IllegalMoveError, match="nie ma wyniku"):
            reopen(REPORT, words="Dlaczego?", role=STAFF, now=NOON)

    def test_it_asks_for_words(self):
        with pytest.raises(InvalidOutcomeError):
            reopen(noted(), words=" ", role=STAFF, now=NOON)


class TestReclassifying:
    def test_what_was_stays_and_the_words_of_the_resident_too(self):
        new = attrs.evolve(REPORT.classification, category="drzewo", area="gorna")
        report = reclassify(REPORT, new, role=STAFF, now=LATER)

        assert report.classification == new
        assert report.place == EventPlace("ul. Zielona 5", kind="park", area="gorna")
        assert report.description == REPORT.description
        assert report.personal == REPORT.personal
        assert report.history[-1].was == REPORT.classification
        assert report.as_registered == REPORT

    def test_the_first_classification_is_found_after_several(self):
        report = REPORT
        for category in ("drzewo", None, "inne"):
            new = attrs.evolve(report.classification, category=category)
            report = reclassify(report, new, role=STAFF, now=LATER)

        assert report.as_registered == REPORT
        assert [act.was.category for act in report.history] == ["oswietlenie", "drzewo", None]

    def test_a_report_without_a_place_may_get_one_and_lose_it(self):
        bare = attrs.evolve(REPORT, place=None)
        new = attrs.evolve(bare.classification, place_kind="park")
        placed = reclassify(bare, new, role=STAFF, now=LATER)

        assert placed.place == EventPlace(kind="park")
        assert placed.as_registered == bare
        assert reclassify(placed, bare.classification, role=STAFF, now=LATER).place is None

    def test_the_same_classification_changes_nothing(self):
        assert reclassify(REPORT, REPORT.classification, role=STAFF, now=LATER) == REPORT

    def test_nor_is_another_order_of_attributes(self):
        attributes = (Attribute("gatunek", "lipa"), Attribute("wiek-drzewa", "12"))
        report = attrs.evolve(REPORT, attributes=attributes)
        new = attrs.evolve(report.classification, attributes=attributes[::-1])
        assert reclassify(report, new, role=STAFF, now=LATER) == report

    def test_it_leaves_an_outcome_in_force(self):
        new = attrs.evolve(REPORT.classification, kind=ReportKind.OTHER)
        report = reclassify(noted(), new, role=STAFF, now=LATER)
        assert report.closing == noted().closing

    def test_personal_data_in_attributes_are_redacted(self):
        attributes = (Attribute("uwaga", "tel. 601 234 567"),)
        new = attrs.evolve(REPORT.classification, attributes=attributes)
        report = reclassify(REPORT, new, role=STAFF, now=LATER)

        assert report.attributes == (Attribute("uwaga", "tel. [usunięto: telefon]"),)
        assert reclassify(report, new, role=STAFF, now=LATER) == report, "repeated, it is the same"

    def test_what_came_first_can_be_redacted_by_hand_too(self):
        given = attrs.evolve(REPORT, attributes=(Attribute("uwaga", "u Kasi"),))
        new = attrs.evolve(given.classification, attributes=())
        report = redact_words(reclassify(given, new, role=STAFF, now=LATER), ["Kasi"])

        [attribute] = report.history[0].was.attributes
        assert attribute.value == "u [usunięto: dane osobowe]"

    def test_a_place_is_corrected_and_what_was_stays(self):
        right = placed(REPORT, "ul. Piotrkowska 104")
        again = placed(right, "")
        last = placed(again, "przy szkole")

        assert right.place == EventPlace("ul. Piotrkowska 104", kind="park")
        assert right.classification == REPORT.classification
        assert right.personal == REPORT.personal, "it keeps the words as typed until the term"
        assert again.place == EventPlace(kind="park")
        acts = [(act.was, act.was_address) for act in last.history]
        assert acts == [(None, "ul. Zielona 5"), (None, "ul. Piotrkowska 104"), (None, None)]
        assert all(act.corrects_place for act in last.history)
        assert last.as_registered == REPORT

    def test_the_first_place_is_found_where_there_was_none(self):
        bare = attrs.evolve(REPORT, place=None)
        assert placed(bare, "przy szkole").as_registered == bare

    @pytest.mark.parametrize("address", [None, "ul. Zielona 5", " ul. Zielona 5 "])
    def test_a_place_that_is_the_same_or_not_given_stays(self, address):
        assert placed(REPORT, address) == REPORT
        new = attrs.evolve(REPORT.classification, category="drzewo")
        report = reclassify(REPORT, new, address=address, role=STAFF, now=LATER)
        assert report.place == REPORT.place
        assert report.history[-1].corrects_place is False

    def test_the_point_of_a_place_goes_with_its_address_and_comes_back_with_it(self):
        there = pointed(REPORT)
        moved = placed(there, "ul. Piotrkowska 104")
        assert moved.place == EventPlace("ul. Piotrkowska 104", kind="park")
        assert (moved.history[-1].was_point, moved.former_point) == (POINT, POINT)
        assert moved.as_registered == there
        again = placed(moved, "ul. Piotrkowska 106")
        assert (again.point, again.history[-1].was_point) == (None, None)
        assert again.as_registered == there
        back = placed(again, "ul. Zielona 5")
        assert back.place == there.place
        assert back.as_registered == there

    @pytest.mark.parametrize("address", ["UL. ZIELONA 5", "ul.  Zielona  5", "ul. zielona 5"])
    def test_an_address_that_is_only_spelt_otherwise_keeps_its_point(self, address):
        there = pointed(REPORT)
        assert placed(there, address).point == POINT
        assert placed(placed(there, "ul. Piotrkowska 104"), address).point == POINT

    def test_a_point_stays_where_no_address_says_that_it_is_elsewhere(self):
        there = pointed(REPORT)
        bare = placed(there, "")
        assert (bare.point, bare.history[-1].was_point) == (POINT, None)
        assert placed(bare, "ul. Piotrkowska 104").point is None
        only = attrs.evolve(REPORT, place=EventPlace(point=POINT))
        for address in ("ul. Zielona 5", "ul. Zielona 5, od podwórka"):
            only = placed(only, address)
            assert only.point == POINT, "it never had the address of a form"
        new = attrs.evolve(there.classification, category="drzewo")
        assert reclassify(there, new, role=STAFF, now=LATER).point == POINT

    def test_a_corrected_place_is_like_no_report_at_its_old_point(self):
        there = pointed(REPORT)
        other = attrs.evolve(there, number="ZG-2")
        moved = placed(there, "ul. Piotrkowska 104")
        assert similar_reports(there.category, there.place, [other]) == (other,)
        assert similar_reports(moved.category, moved.place, [other]) == ()

    def test_personal_data_in_a_corrected_place_are_redacted(self):
        report = placed(REPORT, "Zielona 7, Idalia Latarnia, tel. 601 234 567")
        assert report.place.address == "Zielona 7, [usunięto: osoba], tel. [usunięto: telefon]"

    def test_the_place_that_was_can_be_redacted_by_hand_too(self):
        report = redact_words(placed(placed(REPORT, "u Kasi"), "przy szkole"), ["Kasi"])
        assert report.history[-1].was_address == "u [usunięto: dane osobowe]"
        assert report.history[0].was_address == "ul. Zielona 5"

    @pytest.mark.parametrize("address", ["x" * 201, "Zielona\n7", "Zielona\x007"])
    def test_a_place_that_no_form_may_have_is_refused(self, address):
        with pytest.raises(InvalidReportError) as refused:
            placed(REPORT, address)
        assert [one.path for one in refused.value.findings.errors] == ["/place/address"]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"category": "Drzewo lub krzew"},
            {"attributes": (Attribute("wiek", "1"), Attribute("wiek", "2"))},
            {"attributes": (Attribute("wiek", "x" * 81),)},
        ],
    )
    def test_values_that_no_form_may_have_are_refused(self, wrong):
        new = attrs.evolve(REPORT.classification, **wrong)
        with pytest.raises(InvalidReportError):
            reclassify(REPORT, new, role=STAFF, now=LATER)

    def test_the_limits_are_the_hosts(self):
        many = tuple(Attribute(f"cecha-{count}", "1") for count in range(21))
        new = Classification(attributes=many)
        limits = IntakeLimits(most_attributes=21)

        assert reclassify(REPORT, new, role=STAFF, now=LATER, limits=limits).attributes == many
        with pytest.raises(InvalidReportError):
            reclassify(REPORT, new, role=STAFF, now=LATER)


def placed(report, address):
    return reclassify(report, report.classification, address=address, role=STAFF, now=LATER)


POINT = Point(51.7687, 19.4569)


def pointed(report):
    return attrs.evolve(report, place=attrs.evolve(report.place, point=POINT))


ACTS = {
    Act.NOTE_OUTCOME: lambda role: noted(role=role),
    Act.REOPEN_REPORT: lambda role: reopen(noted(), words="Znowu.", role=role, now=NOON),
    Act.RECLASSIFY: lambda role: reclassify(REPORT, Classification(), role=role, now=NOON),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", Role)
def test_only_who_may_does_it(act, role):
    if role in PERMISSIONS[act][0]:
        assert ACTS[act](role).history[-1].role is role
    else:
        with pytest.raises(IllegalMoveError, match="nie może"):
            ACTS[act](role)


def test_the_call_centre_classifies_and_whoever_handles_it_says_what_became_of_it():
    assert PERMISSIONS[Act.RECLASSIFY][0] == {STAFF, Role.HEAD_OF_CALL_CENTRE}
    assert (
        PERMISSIONS[Act.NOTE_OUTCOME][0]
        == PERMISSIONS[Act.REOPEN_REPORT][0]
        == {
            STAFF,
            Role.HEAD_OF_CALL_CENTRE,
            Role.HEAD_OF_CELL,
            Role.HEAD_OF_UNIT,
            Role.STAFF_OF_CELL,
            Role.STAFF_OF_UNIT,
        }
    )


def test_the_history_has_a_limit():
    report = REPORT
    for _ in range(MOST_ACTS // 2):
        report = reopen(noted(report), words="Znowu.", role=STAFF, now=NOON)
    with pytest.raises(IllegalMoveError, match="100"):
        noted(report)


@pytest.mark.parametrize(
    "change", [noted, lambda **now: reopen(noted(), words="?", role=STAFF, **now)]
)
def test_a_naive_moment_is_refused(change):
    with pytest.raises(ValueError, match="naive"):
        change(now=datetime(2026, 3, 4))
