"""zał. 2 § 6: the place of an event, by a city's list of streets."""

import string

import pytest
from hypothesis import given, strategies as st

from lckm_core.streets import NameForms, Street, StreetList, has_name, may_be_same_name

STREETS = StreetList(
    (
        Street("Piotrkowska", "ul.", ("Śródmieście", "Górna")),
        Street("Zielona", "ul.", ("Śródmieście",)),
        Street("Tadeusza Kościuszki", "al."),
        Street("Andrzeja Struga", "ul."),
        Street("Jana Pawła II", "al."),
        Street("Juliana Tuwima", "ul.", other_names=("Główna Dawna",)),
        Street("11 Listopada", "ul."),
        Street("Wolności", "pl."),
        Street("Wolności", "ul."),
        Street("Nawrot", "ul."),
        Street("Stary Rynek"),
        Street("Solidarności", "rondo"),
        Street("gen. Jana Henryka Dąbrowskiego", "ul."),
        Street("Księży Młyn", "ul."),
        Street("Wschodnia", "ul."),
    )
)


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Piotrkowska 12", "ul. Piotrkowska", "12"),
        ("  ul.Piotrkowska  104a m. 5", "ul. Piotrkowska", "104a m. 5"),
        ("PIOTRKOWSKA", "ul. Piotrkowska", ""),
        ("przy ul. Piotrkowskiej 12/14", "ul. Piotrkowska", "12/14"),
        ("na Wschodniej", "ul. Wschodnia", ""),
        ("na Zielonej, przy kiosku", "ul. Zielona", "przy kiosku"),
        ("tadeusza kosciuszki 5", "al. Tadeusza Kościuszki", "5"),
        ("na Księżym Młynie", "ul. Księży Młyn", ""),
        ("T. Kościuszki nr 5", "al. Tadeusza Kościuszki", "nr 5"),
        ("Kościuszki Tadeusza", "al. Tadeusza Kościuszki", ""),
        ("11 listopada 7", "ul. 11 Listopada", "7"),
        ("Plac Wolności 1", "pl. Wolności", "1"),
        ("rondzie Solidarności", "rondo Solidarności", ""),
        ("Gen. J. H. Dąbrowskiego 1", "ul. gen. Jana Henryka Dąbrowskiego", "1"),
        ("jana pawła ii 3", "al. Jana Pawła II", "3"),
    ],
)
def test_a_street_is_known_as_people_write_it(line, name, rest):
    found = STREETS.match(line)
    assert (found.street and found.street.full_name, found.rest) == (name, rest)
    assert found.choices == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Piotrkowka 5", ["ul. Piotrkowska"]),
        ("Piotrokwska", ["ul. Piotrkowska"]),
        ("Nawrocie 3", ["ul. Nawrot"]),
        ("Wolności 3", ["pl. Wolności", "ul. Wolności"]),
        ("ul. Kościuszki", ["al. Tadeusza Kościuszki"]),
        ("ul. Solidarności", ["rondo Solidarności"]),
        ("Główna Dawna 2", ["ul. Juliana Tuwima"]),
        ("Andrzeja 4", ["ul. Andrzeja Struga"]),
        ("II", ["al. Jana Pawła II"]),
        ("Kościuszki 5", ["al. Tadeusza Kościuszki"]),
        ("Dąbrowskiego", ["ul. gen. Jana Henryka Dąbrowskiego"]),
        ("Pawła 3", ["al. Jana Pawła II"]),
        ("św. Pawła 3", ["al. Jana Pawła II"]),
        ("św. Jana Pawła II 3", ["al. Jana Pawła II"]),
        ("Zielony 3", ["ul. Zielona"]),
        ("Zielone 3", ["ul. Zielona"]),
        ("Wschodni 3", ["ul. Wschodnia"]),
        ("Starej Rynek", ["Stary Rynek"]),
    ],
)
def test_a_doubt_is_left_where_there_is_one(line, names):
    found = STREETS.match(line)
    assert found.street is None
    assert [street.full_name for street in found.choices] == names


@pytest.mark.parametrize("line", [
    "", " ", "12", "róg Piotrkowskiej i Zielonej", "za sklepem", "ul.", "x", "Nieznana 5", ",",
    "Piotrkowska róg Zielonej", "\u202e\x00", "1" * 5000, "a " * 5000,
])  # fmt: skip
def test_other_words_are_no_street(line):
    found = STREETS.match(line)
    assert found.street is None
    assert found.choices == ()


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("p", []),
        ("pi", ["ul. Piotrkowska"]),
        ("ul. zie", ["ul. Zielona"]),
        ("piotrkowskiej 10", ["ul. Piotrkowska 10"]),
        ("wolno", ["pl. Wolności", "ul. Wolności"]),
        ("ul. wolno", ["ul. Wolności", "pl. Wolności"]),
        ("ko", ["al. Tadeusza Kościuszki"]),
        ("11", ["ul. 11 Listopada"]),
        ("11 li", ["ul. 11 Listopada"]),
        ("piotrkowka 5", ["ul. Piotrkowska 5"]),
        ("qqqq", []),
    ],
)
def test_what_is_not_finished_becomes_a_street(typed, lines):
    assert STREETS.suggest(typed) == lines


@pytest.mark.parametrize(("typed", "is_advised"), [("Plna", True), ("Pln", False)])
def test_a_misspelt_name_has_advice_from_four_letters_on(typed, is_advised):
    polna = Street("Polna", "ul.")
    assert StreetList((polna,)).match(typed).choices == ((polna,) if is_advised else ())


def test_a_saint_without_the_word_is_a_doubt():
    streets = StreetList((Street("św. Teresy", "ul."),))
    assert streets.match("Teresy 3").choices
    assert streets.match("Świętej Teresy 3").street


def test_what_follows_a_name_stays_whole_however_long():
    rest = "3, " + "przy przystanku " * 20 + "koniec"
    found = STREETS.match("Piotrkowka " + rest)
    assert [found.line(street) for street in found.choices] == ["ul. Piotrkowska " + rest]


def test_single_letters_cost_little_in_the_longest_list(monkeypatch):
    many = StreetList(Street(f"{sign}lica {number}xx", "ul.") for sign in "abcd"
                      for number in range(500))  # fmt: skip
    looked = []
    monkeypatch.setattr(many, "_beginning_with", lambda word: looked.append(word) or set())
    assert many.match("a, " * 12).choices == ()
    assert looked == []


def test_no_more_are_suggested_than_asked_for():
    many = StreetList(Street(f"Leśna {sign}x", "ul.") for sign in "abcdefghijklm")
    assert len(many.suggest("leśna", limit=5)) == 5
    assert len(many.match("leśna").choices) == 8


def test_what_is_asked_leaves_nothing_behind():
    before = len(STREETS._by_spelling), len(STREETS._by_stem)
    for line in ("Nieznana ulica", "Qwertyuiop 5"):
        STREETS.match(line)
        STREETS.suggest(line)
    assert (len(STREETS._by_spelling), len(STREETS._by_stem)) == before


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("na Bałutach, przy szkole", "Bałuty", True),
        ("NA BALUTACH", "Bałuty", True),
        ("w Śródmieściu", "Śródmieście", True),
        ("na Starym Polesiu", "Stare Polesie", True),
        ("na Polesiu", "Stare Polesie", False),
        ("przy szkole", "Bałuty", False),
        ("", "Bałuty", False),
    ],
)
def test_a_name_is_found_in_a_text_in_any_case(text, name, wanted):
    assert has_name(text, name) is wanted


_NAMES = st.sampled_from(("retkinia", "retkini", "rokicie", "nawrocie", "gorna", "gornicza")) | (
    st.text(string.ascii_lowercase, min_size=1, max_size=12)
)


@given(st.lists(_NAMES, max_size=6), _NAMES)
def test_many_words_are_held_against_names_as_each_word_is(names, word):
    expected = any(may_be_same_name(word, name) for name in names)
    assert NameForms(names).has(word) is expected


def test_names_that_begin_otherwise_are_not_even_looked_at(monkeypatch):
    looked_at = []

    def compare(word, name):
        looked_at.append(name)
        return may_be_same_name(word, name)

    monkeypatch.setattr("lckm_core.streets._words.may_be_same_name", compare)
    forms = NameForms([f"{first}{second}kowa" for first in "abcdef" for second in "aeiou"])
    assert not forms.has("lipowa")
    assert forms.has("bakowej")
    assert set(looked_at) == {"bakowa"}
