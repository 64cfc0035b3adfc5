"""Streets are found however they are written, and no bytes of a file and no line is too odd."""

import string

from hypothesis import assume, given, strategies as st

from lckm_core.streets import Street, StreetList, read_streets, streets_as_csv
from lckm_core.text import folded

NAMES = (
    *("Piotrkowska", "Żubardzka", "Księży Młyn", "Tadeusza Kościuszki", "11 Listopada"),
    *("Łąkowa", "Juliana Tuwima", "Źródłowa", "Święty Krzyż Wielki", "Nawrot", "Śląska"),
)
STREETS = StreetList(Street(name, "ul.") for name in NAMES)
CASES = st.sampled_from((str.lower, str.upper, str.title, folded, str))


@given(st.sampled_from(NAMES), CASES, st.sampled_from(("", "ul. ", "ulica ", "Ul.", "przy ulicy ")))
def test_any_case_and_missing_marks_name_the_street(name, change, before):
    found = STREETS.match(before + change(name) + " 7a")
    assert found.street is not None
    assert (found.street.name, found.rest) == (name, "7a")


@given(st.sampled_from(NAMES), st.data())
def test_any_beginning_of_a_name_suggests_it(name, data):
    end = data.draw(st.integers(2, len(name)))
    typed = data.draw(CASES)(name[:end])
    assume(len("".join(filter(str.isalnum, typed))) > 1)
    assert f"ul. {name}" in STREETS.suggest(typed, limit=len(NAMES))


@given(st.sampled_from([name for name in NAMES if len(name) > 7 and name.isalpha()]), st.data())
def test_a_letter_that_is_wrong_leaves_the_street_among_the_choices(name, data):
    at = data.draw(st.integers(1, len(name) - 4))
    letter = data.draw(st.sampled_from(["", *string.ascii_lowercase]))
    typed = name[:at] + letter + name[at + 1 :]
    found = STREETS.match(typed)
    assert name in [street.name for street in (*found.choices, found.street) if street]


@given(st.text(max_size=300))
def test_no_line_is_too_odd(line):
    found = STREETS.match(line)
    assert found.street is None or not found.choices
    assert len(STREETS.suggest(line)) <= 8


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd(data):
    for head in (b"", b"nazwa;dzielnica\n", b"\xff\xfe"):
        found = read_streets(head + data)
        assert found.streets or found.faults
        assert not (found.streets and found.faults) or all(one.line for one in found.faults)


NAME = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=30)


DISTRICTS = st.lists(NAME, max_size=2, unique=True).map(tuple)
LIST = st.lists(
    st.builds(Street, NAME, districts=DISTRICTS),
    min_size=1,
    max_size=5,
    unique_by=lambda street: street.full_name,
)


@given(LIST)
def test_what_is_written_is_read_again(streets):
    normal = read_streets(streets_as_csv(streets).encode())
    assert normal.faults == ()
    again = read_streets(streets_as_csv(normal.streets).encode())
    assert again == normal
