"""Texts of a file, tidied: what is forgiven, and what a clerk is told of the rest, with numbers and
places.
"""

from typing import Any

import pytest

from lckm_core.amendments import UpdateRequest
from lckm_core.fields import Mark, fields_by_key, object_shape
from lckm_core.forms import normaliser
from lckm_core.forms._issues import STAND_IN, unknown_key
from lckm_core.procedures.template import Procedure
from lckm_core.reports import ReportForm, Route
from lckm_core.text import CHARACTERS, counted


def tidied(
    model: type = Procedure, **data: Any
) -> tuple[dict[str, Any], list[tuple[Any, str, str]]]:
    """Return the tidy data, and what is said: path, Polish, English."""
    faults: list[Any] = []
    tidy = normaliser(object_shape(model), Mark(""))(data, (), faults)
    return tidy, [(path, message.pl, message.en) for path, _, message, *_ in faults]


def messages(**data: Any) -> list[tuple[Any, str, str]]:
    return tidied(**data)[1]


@pytest.mark.parametrize(("start", "place"), [("", 1), ("ab", 3), ("😀ł", 3)])
def test_a_character_that_shows_nothing_is_named_with_its_place(start, place):
    assert messages(title=f"{start}\u200bx") == [
        (
            ("title",),
            f"niewidoczny znak U+200B na {place}. miejscu w polu. Usuń go",
            f"invisible character U+200B at character {place} of the field. Remove it",
        )
    ]


def test_a_tag_is_quoted_as_far_as_it_tells():
    ((_, polish, english),) = messages(title="To <b>ważne")
    assert "HTML <b" in polish
    assert "… na 4. miejscu w polu" in polish
    assert "… at character 4 of the field" in english
    assert "U+" not in polish


def test_each_strange_thing_is_told_in_the_order_of_its_kind():
    said = [
        polish.partition(" na ")[0] for _, polish, _ in messages(title="a\u200b<i>\u202e<b>\u200b")
    ]
    assert [one.rpartition(" ")[2] for one in said] == [
        "U+200B",
        "U+202E",
        "U+200B",
        "<i>…",
        "<b>…",
    ]


@pytest.mark.parametrize(
    ("text", "length"),
    [("x" * 651, 651), ("x" * 660, 660), ("[" + "x" * 51 + "](https://a.pl)" + "x" * 600, 651)],
)
def test_a_text_with_marks_is_too_long_by_what_is_read(text, length):
    assert messages(summary=text) == [
        (
            ("summary",),
            f"tekst ma {length} znaków ze spacjami, a może mieć najwyżej 650. "
            f"Skróć go o {counted(length - 650, CHARACTERS).pl}",
            f"the text has {length} characters with spaces; the limit is 650. "
            f"Shorten it by {counted(length - 650, CHARACTERS).en}",
        )
    ]
    assert messages(summary=text.replace("x" * (length - 650), "", 1)) == []


@pytest.mark.parametrize(
    ("key", "polish", "english"),
    [
        ("tytul", "Czy chodzi o: title?", "Did you mean: title?"),
        ("sumary", "Czy chodzi o: summary?", "Did you mean: summary?"),
    ],
)
def test_a_key_nearly_known_is_suggested(key, polish, english):
    ((path, pl, en),) = messages(**{key: "x"})
    assert path == (key,)
    assert pl.startswith(f"formularz nie ma klucza „{key}”. ")
    assert en.startswith(f"the form has no key “{key}”. ")
    assert (pl.endswith(polish), en.endswith(english)) == (True, True)


def test_of_a_key_like_none_all_are_named():
    ((_, polish, english),) = messages(qqq="x")
    assert polish.startswith("formularz nie ma klucza „qqq”. Można tu podać: id, ")
    assert english.startswith("the form has no key “qqq”. Known here: id, ")
    assert polish.endswith(", in_edms")
    assert english.endswith(", in_edms")


@pytest.mark.parametrize(("length", "shown"), [(59, 59), (60, 60), (61, 60), (500, 60)])
def test_of_a_long_key_sixty_characters_are_shown(length, shown):
    ((_, polish, _),) = messages(**{"q" * length: "x"})
    assert f"„{'q' * shown}”." in polish


@pytest.mark.parametrize(("count", "told"), [(19, 19), (20, 20), (21, 21), (50, 21)])
def test_of_many_unknown_keys_twenty_are_told(count, told):
    found = messages(**{f"q{number}": "x" for number in range(count)})
    assert len(found) == told
    if count > 20:
        path, polish, english = found[-1]
        assert path == ()
        assert f"{count} kluczy nie ma" in polish
        assert "wymieniono pierwsze 20" in polish
        assert f"{count} keys here are not in the form" in english


@pytest.mark.parametrize(
    ("value", "tidy"),
    [
        (None, None),
        (True, True),
        (2**53, 2**53),
        (-(2**53), -(2**53)),
        (2**53 + 1, STAND_IN),
        (1.5, 1.5),
        (float("inf"), STAND_IN),
        (float("nan"), STAND_IN),
        (object(), STAND_IN),
        ([1, [2]], []),
        ((1,), []),
        ({"a": 1}, {}),
        ("\ud800", "?"),
    ],
)
def test_another_value_where_a_day_is_wanted_is_one_that_json_can_hold(value, tidy):
    data, _ = tidied(valid_to=value)
    assert data.get("valid_to") == tidy


@pytest.mark.parametrize(
    ("value", "tidy"),
    [
        ("  a\r\nb ", "a\nb"),
        ([" a", {"b": None, 7: " c "}], ["a", {"int": "c"}]),
        ((1.5, float("inf")), [1.5, STAND_IN]),
        ({"a": {"b": None}}, {"a": {}}),
    ],
)
def test_a_value_of_any_type_is_kept_whole(value, tidy):
    data, found = tidied(UpdateRequest, changes=[{"field": "/steps", "insert": value}])
    assert data["changes"][0]["insert"] == tidy
    assert not found


@pytest.mark.parametrize(
    ("text", "flag"),
    [("tak", True), (" NIE ", False), ("true", True), ("False", False), ("może", "może"), (1, 1)],
)
def test_a_flag(text, flag):
    assert tidied(internal=text)[0]["internal"] == flag


@pytest.mark.parametrize(
    ("key", "value", "tidy", "polish"),
    [
        ("fees", " BRAK ", "brak", None),
        ("fees", "nie dotyczy", "nie dotyczy", "wpisz „brak”, a nie „nie dotyczy”"),
        ("appointments", "Brak.", "brak", "wpisz „nie dotyczy”, a nie „brak”"),
        ("submission", "brak", "brak", "wpisz „nie dotyczy”, a nie „brak”"),
        (
            "valid_to",
            "brak",
            "brak",
            "nie może tu być „brak”. Pomiń pole albo podaj jego treść",
        ),
        (
            "other_documents",
            "nie dotyczy",
            "nie dotyczy",
            "nie może tu być „nie dotyczy”. Pomiń pole albo podaj jego treść",
        ),
        ("appeal", "Brak", "brak", None),
        (
            "title",
            "nie dotyczy",
            "nie dotyczy",
            "nie może tu być „nie dotyczy”, a pola nie można pominąć. Podaj jego treść",
        ),
        (
            "additional_info",
            "brak",
            "brak",
            "nie może tu być „brak”. Pomiń pole albo podaj jego treść",
        ),
        ("appeal", "nie dotyczy", "nie dotyczy", "wpisz „brak”, a nie „nie dotyczy”"),
    ],
)
def test_the_empty_words(key, value, tidy, polish):
    data, found = tidied(**{key: value})
    assert data[key] == tidy
    assert [said for _, said, _ in found] == ([polish] if polish else [])


@pytest.mark.parametrize(
    ("day", "polish"),
    [
        ("2026-02-28", None),
        ("2026-02-29", "dnia 2026-02-29 nie ma w kalendarzu. Wpisz dzień, który istnieje"),
        ("19 stycznia", None),
    ],
)
def test_a_day_that_is_not_in_the_calendar(day, polish):
    assert [said for _, said, _ in messages(valid_to=day)] == ([polish] if polish else [])


def test_a_text_of_one_line():
    ((path, polish, _),) = messages(title="a\nb")
    assert (path, polish) == (("title",), "tekst ma być w jednym wierszu. Usuń podział wiersza")
    assert messages(summary="a\nb") == []


@pytest.mark.parametrize(
    ("model", "key", "meant"),
    [
        (Route, "address", "mailbox"),
        (Route, "jednostka", "unit"),
        (Route, "Komorka", "cell"),
        (Route, "categries", "categories"),
        (Procedure, "nazwa", "title"),
        (Procedure, "nazwa_procedury", "title"),
        (Procedure, "podstawa prawna", "legal_basis"),
        (ReportForm, "opis", None),
        (ReportForm, "tresc", "description"),
    ],
)
def test_a_key_is_meant_by_its_label_too(model, key, meant):
    """Whoever knows the form on paper writes what stands there, in any case and without Polish
    marks.
    """
    said = unknown_key(key, fields_by_key(model))
    hint = (
        (f"Czy chodzi o: {meant}?", f"Did you mean: {meant}?")
        if meant
        else ("Można tu podać", "Known here")
    )
    assert hint[0] in said.pl
    assert hint[1] in said.en


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ul. Smugowa 26a\n91-433 Łódź", "ul. Smugowa 26a, 91-433 Łódź"),
        ("ul. Smugowa 26a,\r\n91-433 Łódź\n", "ul. Smugowa 26a, 91-433 Łódź"),
        ("\nul. Smugowa 26a ,\n\n  91-433 Łódź", "ul. Smugowa 26a, 91-433 Łódź"),
        (
            "Urząd Miasta Łodzi\nWydział Spraw Obywatelskich;\nul. Smugowa 26a\nŁódź",
            "Urząd Miasta Łodzi, Wydział Spraw Obywatelskich; ul. Smugowa 26a, Łódź",
        ),
        ("wejście:\nod podwórza", "wejście: od podwórza"),
        ("ul. Smugowa 26a, 91-433 Łódź", "ul. Smugowa 26a, 91-433 Łódź"),
    ],
)
def test_an_address_in_lines_as_in_the_template_is_one(typed, read):
    tidy, said = tidied(
        places=[{"unit": "Urząd Miasta Łodzi", "address": typed}],
        submission=[{"way": "by_post", "places": [typed]}],
        fees=[{"rows": [], "recipient": typed}],
    )
    assert said == []
    assert tidy["places"][0]["address"] == read
    assert tidy["submission"][0]["places"] == [read]
    assert tidy["fees"][0]["recipient"] == read


def test_no_other_text_of_one_line_is_joined():
    ((path, _, _),) = messages(places=[{"cell": "Wydział\nInformatyki", "address": "a\nb"}])
    assert path == ("places", 0, "cell")
