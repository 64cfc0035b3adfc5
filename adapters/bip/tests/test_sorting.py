"""Polish order."""

import pytest
from hypothesis import given, strategies as st

from lckm_bip.collation import initial, polish, slug


def test_polish_letters_follow_those_they_look_like():
    ordered = [
        "2 sprawy",
        "Abonament",
        "Ął",
        "Bilet",
        "Czas",
        "ćma",
        "Lody",
        "lód",
        "Łan",
        "Łódź",
        "mapa",
        "owoc",
    ]
    ordered += ["Ósemka", "Sad", "święto", "zakaz", "Ziemia", "źrebię", "Żaba"]
    mixed = ordered[::-1]
    assert sorted(mixed, key=polish) == ordered


def test_a_word_comes_before_a_longer_one_and_case_does_not_count():
    assert sorted(["Karta rodziny", "karta", "Kartal", "KARTA DLA"], key=polish) == [
        "karta",
        "KARTA DLA",
        "Karta rodziny",
        "Kartal",
    ]


def test_letters_of_other_languages_stand_with_their_own():
    assert sorted(["Zürich", "zupa", "Zwrot", "Éclair", "Ekran"], key=polish) == [
        "Éclair",
        "Ekran",
        "zupa",
        "Zürich",
        "Zwrot",
    ]


@given(st.lists(st.text()))
def test_the_order_is_total(texts):
    other = texts[::-1]
    assert sorted(texts, key=polish) == sorted(other, key=polish)


@pytest.mark.parametrize(
    ("title", "letter"),
    [("Łódź", "Ł"), ("„źródło”", "Ź"), ("500+", "0–9"), ("…", "0–9"), ("Éclair", "E"), ("", "0–9")],
)
def test_what_a_title_stands_under(title, letter):
    assert initial(title) == letter


@given(st.text())
def test_a_slug_is_fit_for_an_address(text):
    made = slug(text)
    assert made.isascii()
    assert made == made.lower()
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
