"""Reports that may be about the same thing: by category and place, and by nothing of a person."""

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.reports import EventPlace, PersonalPart, Point, Reporter, similar_reports
from lckm_testing.contracts import samples

HERE = Point(51.7769, 19.4547)
# Of a degree of latitude: so many metres.
METRE = 1 / 111_195


def report(number, address=None, *, north=None, category="lampa", **fields):
    point = None if north is None else Point(HERE.latitude + north * METRE, HERE.longitude)
    place = EventPlace(address, point) if address or point else None
    bare = samples.bare_report(number)
    return attrs.evolve(bare, category=category, place=place, **fields)


def numbers(one, *others, **options):
    return [other.number for other in similar_reports(one.category, one.place, others, **options)]


def test_points_within_a_hundred_metres_are_close_and_the_closest_comes_first():
    one = report("1", north=0)
    others = [report(str(at), north=at) for at in (99, 101, -40, 5)]
    assert numbers(one, *others) == ["5", "-40", "99"]
    assert numbers(one, *others, within_metres=50) == ["5", "-40"]
    assert numbers(one, *others, limit=1) == ["5"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ul. Piotrkowska 77", "Piotrkowska 77, przy bramie"),
        ("Piotrkowska 77", "przy Piotrkowskiej"),
        ("ŻEROMSKIEGO", "Zeromskiego 5a"),
        ("al. Kościuszki 1", "Aleja Kościuszki 1"),
        ("róg Lipowej i Struga", "ul. Lipowa"),
        ("ul. Górna 5", "na Górnej 5"),
        ("Politechnika", "przy Politechnice"),
    ],
)
def test_a_street_is_the_same_in_any_form(one, other):
    assert numbers(report("1", one), report("2", other)) == ["2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Piotrkowska 77", "Piotrkowska 80"),
        ("ulica Długa", "ulica Krótka"),
        ("Rynek Bałucki", "rynek Górniak"),
        ("bulwar Południowy", "bulwar Północny"),
        ("przy przystanku", "przy przystanku"),
        ("Górna", "Górnicza"),
        ("za [adres] 5", "przed [adres] 5"),
        ("ul. Piotrkowska 77", None),
        (None, None),
    ],
)
def test_another_place_is_another(one, other):
    assert numbers(report("1", one), report("2", other)) == []


def test_two_points_decide_whatever_the_words_say():
    one = report("1", "Piotrkowska 77", north=0)
    assert numbers(one, report("2", "Piotrkowska 77", north=500)) == []
    assert numbers(one, report("3", "Piotrkowska 77")) == ["3"]


def test_another_category_is_not_similar():
    one = report("1", north=0)
    assert numbers(one, report("2", north=0, category="drzewo")) == []
    none = attrs.evolve(one, category=None)
    assert numbers(none, report("2", north=0)) == []
    assert numbers(none, attrs.evolve(report("2", north=0), category=None)) == ["2"]


def test_nothing_of_a_person_makes_two_similar():
    who = PersonalPart(
        "Dziura.", address="Piotrkowska 77", reporter=Reporter(email="ola@example.org")
    )
    assert numbers(report("1", personal=who), report("2", personal=who)) == []


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"within_metres": 0}, {"within_metres": -1.0}])
def test_limits_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="at least 1"):
        similar_reports("lampa", None, [], **wrong)


@given(st.text(max_size=200), st.text(max_size=200))
def test_to_be_similar_is_mutual(one, two):
    first, second = report("1", one or "x"), report("2", two or "x")
    assert bool(numbers(first, second)) == bool(numbers(second, first))
