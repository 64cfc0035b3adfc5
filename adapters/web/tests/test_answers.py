"""What a page carries, and what becomes of it."""

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.fields import fields_by_key
from lckm_core.reports import (
    INTAKE_LIMITS,
    ReportForm,
    check_report_form,
)
from lckm_web._answers import Answers
from lckm_web._faults import MOST_CHARACTERS, faults, page_of
from lckm_web._words import Words

POLISH = Words("pl")

DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TEXTS = st.text(st.characters(exclude_characters=f"\r\0{DIRECTION}", exclude_categories=["Cs"]))
SLUGS = st.from_regex(r"[a-z0-9_-]{1,10}", fullmatch=True)
TOKENS = st.lists(TEXTS.filter(bool), max_size=5, unique=True).map(tuple)
NOT_TEXTS = {
    "attributes": st.dictionaries(SLUGS, TEXTS.filter(bool), max_size=5),
    "files": TOKENS,
    "unused_points": TOKENS,
}
# Each field, so that one that no page carries is seen.
ANSWERS = st.builds(
    Answers,
    **{
        field.name: TEXTS if field.type is str else NOT_TEXTS[field.name]
        for field in attrs.fields(Answers)
    },
)


def found_in(answers, language="pl"):
    asked = tuple(answers.attributes)
    findings = check_report_form(answers.report_form(language=language, asked=asked)).errors
    return faults(findings, answers, asked=asked, limits=INTAKE_LIMITS, words=POLISH)


@given(ANSWERS)
def test_what_a_page_carries_comes_back_to_the_letter(answers):
    assert Answers.read(answers.pairs()) == answers


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20))))
def test_any_fields_can_be_read(pairs):
    Answers.read(pairs)


@given(ANSWERS)
def test_any_answers_make_a_form_that_can_be_judged_and_each_fault_has_a_page(answers):
    found = found_in(answers)
    form = answers.report_form(language="pl", asked=answers.attributes)

    assert bool(found) == bool(check_report_form(form).errors)
    assert {page_of(fault) for fault in found} <= {"form", "details", "contact"}
    assert all(fault.field and fault.message for fault in found)


def test_line_breaks_of_a_browser_count_once():
    assert Answers.read([("description", "a\r\nb")]).description == "a\nb"


@given(ANSWERS)
def test_words_alone_bring_nothing_that_nobody_sees(answers):
    unseen = {"files", "unused_points", "number", "proof", "trap", "receipt"}
    shown = attrs.asdict(answers.words_only())
    blank = attrs.asdict(Answers())
    assert {name: shown[name] for name in unseen} == {name: blank[name] for name in unseen}
    assert all(shown[name] == getattr(answers, name) for name in shown.keys() - unseen)


@pytest.mark.parametrize("category", ["", "nie-wiem"])
def test_who_does_not_know_the_category_gives_none(category):
    answers = Answers(description="Lampa", category=category, place_kind="inne-miejsce")
    form = answers.report_form(language="pl", asked=())
    assert form["category"] is None
    assert form["place"] is None


def test_no_more_values_are_taken_than_a_form_has():
    names = [f"attribute-a{at}" for at in range(21)]
    pairs = [("file", str(at)) for at in range(21)] + [(name, "x") for name in names]
    answers = Answers.read([*pairs, ("attribute-A b", "x")])
    assert answers.files == tuple(str(at) for at in range(20))
    assert len(answers.attributes) == 20


@pytest.mark.parametrize(("field", "key"), [("file", "files"), ("unused_point", "unused_points")])
def test_what_came_twice_counts_once(field, key):
    pairs = [(field, value) for value in ("b", "a", "b")]
    assert getattr(Answers.read(pairs), key) == ("b", "a")


def test_a_street_that_was_chosen_is_taken_unless_another_was_typed_since():
    pairs = [("street", "Zielon 5"), ("asked_street", "Zielon 5"), ("street_choice", "Zielona 5")]
    assert Answers.read(pairs).street == Answers.read(pairs).asked_street == "Zielona 5"
    assert Answers.read([*pairs, ("street", "Piotrkowska 1")]).street == "Piotrkowska 1"


def test_the_limit_is_that_of_the_form():
    assert fields_by_key(ReportForm)["description"].mark.max_chars == MOST_CHARACTERS


def test_a_point_that_is_no_point_is_left_out():
    for text in ("", "x", "1,2,3", "51.7", "999,19", "51.7,19.4x"):
        assert Answers(point=text).coordinates is None, text
    assert Answers(point=" 51.77000,19.45000 ").coordinates == (51.77, 19.45)


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"description": "Lampa\x07"}, "description", "W opisie są znaki"),
        ({"description": "x" * 4001}, "description", "Opis jest za długi. Znaków za dużo: 1."),
        ({"description": "x" * 3999 + "\x07"}, "description", "W opisie są znaki"),
        ({"place": "x" * 199 + "\x07"}, "street", "W opisie miejsca są znaki"),
        ({"place": "róg\x07"}, "street", "W opisie miejsca są znaki"),
        ({"place": "x" * 201}, "street", "Skróć opis miejsca."),
        ({"attributes": {"rozmiar": "2\x07"}}, "attribute-rozmiar", "W polu „Rozmiar” są znaki"),
        (
            {"attributes": {"rozmiar": "2" * 82}},
            "attribute-rozmiar",
            "Pole „Rozmiar” jest za długie. Znaków za dużo: 2.",
        ),
        ({"phone": "42\x07"}, "phone", "W polu „Numer telefonu (nieobowiązkowo)” są znaki"),
        (
            {"name": "x" * 201},
            "name",
            "Pole „Imię i nazwisko (nieobowiązkowo)” jest za długie. Znaków za dużo: 1.",
        ),
    ],
)
def test_each_text_is_blamed_for_what_is_wrong_with_it(answers, field, message):
    (fault,) = found_in(Answers(**{"description": "Lampa", **answers}))
    assert fault.field == field
    assert fault.message.startswith(message)


def test_too_many_files_are_counted():
    answers = Answers(description="Lampa")
    form = answers.report_form(language="pl", asked=(), sizes=[("a.jpg", 1)] * 6)
    (fault,) = faults(check_report_form(form).errors, answers, asked=(),
                      limits=INTAKE_LIMITS, words=POLISH)  # fmt: skip
    assert fault.field == "new_files"
    assert fault.message == "Plików może być najwyżej 5. Usuń nadmiarowe."


def test_what_no_page_asks_for_is_blamed_on_no_field():
    (fault,) = found_in(Answers(description="Lampa"), language="?")
    assert not fault.field
    assert fault.message.startswith("Nie możemy tak przyjąć zgłoszenia.")


def test_marks_of_direction_are_left_out():
    """They come along with a telephone out of a list of contacts, and no page shows them."""
    marked = f"{DIRECTION}601 234{DIRECTION} 567{DIRECTION}"
    answers = Answers.read([("phone", marked), ("attribute-wiek", marked), ("description", marked)])
    assert (answers.phone, answers.attributes["wiek"]) == ("601 234 567", "601 234 567")
    assert answers.description == "601 234 567"
