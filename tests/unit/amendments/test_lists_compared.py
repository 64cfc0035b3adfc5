"""Which item of a list became which: the fewest words that say a change of a list."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core.amendments import amend, compare
from lckm_core.forms import judge, to_data
from lckm_core.procedures import from_data
from lckm_core.procedures.template import Procedure

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)
END = {"name": "Koniec sprawy"}


def changes(key: str, old: list[Any], new: list[Any]) -> list[dict[str, Any]]:
    """Return how the list *old* of a field becomes *new*; that it does is proved on the way."""
    before, after = (
        from_data(judge(MINIMAL | {key: value}, Procedure).data) for value in (old, new)
    )
    request = compare(before, after)
    assert amend(before, request) == after
    return to_data(request).get("changes", [])


def step(name: str, comment: str | None = None, *, online: bool = False) -> dict[str, Any]:
    given = {"name": name, "comment": comment, "online": online}
    return {key: value for key, value in given.items() if value}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_item_of_which_half_stays_is_changed_where_it_stands(place):
    old, new = [step("Alfa"), END], [step("Alfa"), END]
    old.insert(place, step("Złóż wniosek", "w sali"))
    new.insert(place, step("Podpisz zgodę", "w sali"))
    assert changes("steps", old, new) == [
        {
            "field": f"/steps/{place}/name",
            "of": ["Złóż wniosek"],
            "remove": "Złóż wniosek",
            "insert": "Podpisz zgodę",
        }
    ]


def test_changes_inside_items_come_in_the_order_of_the_list():
    old = [step("Złóż wniosek", "w sali"), step("Alfa", "a"), step("Beta", "b"), END]
    new = [step("Podpisz zgodę", "w sali"), step("Alfa", "c"), step("Beta", "d"), END]
    fields = ["/steps/0/name", "/steps/1/comment", "/steps/2/comment"]
    assert [change["field"] for change in changes("steps", old, new)] == fields


@pytest.mark.parametrize("gone", [(1, 8), (1, 9), (2, 8, 11), (0, 3, 10)])
@pytest.mark.parametrize("place", [0, 1, 4, 5, 8, 9])
def test_in_a_long_list_items_go_and_others_come(gone, place):
    old = [step(f"Krok {letter}") for letter in "ABCDEFGHIJKLM"]
    new = [item for index, item in enumerate(old) if index not in gone]
    new.insert(place, step("Nowy krok"))
    (change,) = changes("steps", old, new)
    assert change["items"][:-1] == [{"remove": old[index]} for index in gone]
    assert change["items"][-1]["insert"] == step("Nowy krok")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (step("Złóż wniosek", "w sali"), step("Podpisz zgodę", "przy oknie")),
        (step("Złóż wniosek"), step("Podpisz zgodę")),
        (step("Złóż wniosek", "w sali", online=True), step("Podpisz zgodę", "w sali")),
        (step("Złóż wniosek", online=True), step("Podpisz zgodę", "w sali", online=True)),
    ],
)
def test_an_item_of_which_less_stays_is_another_one(old, new):
    assert changes("steps", [old, END], [new, END]) == [
        {
            "field": "/steps",
            "items": [{"remove": old}, {"insert": new, "before": "Koniec sprawy", "at": "start"}],
        }
    ]


def test_an_item_alike_elsewhere_is_another_one():
    old, new = step("Złóż wniosek", "w sali"), step("Podpisz zgodę", "w sali")
    assert changes("steps", [END, old], [new, END]) == [
        {
            "field": "/steps",
            "items": [{"remove": old}, {"insert": new, "before": "Koniec sprawy", "at": "start"}],
        }
    ]


def test_an_item_keeps_its_name_wherever_it_goes():
    old, new = [step("Alfa"), step("Beta"), END], [step("Beta", "z"), step("Alfa", "z"), END]
    assert changes("steps", old, new) == [
        {"field": "/steps/0/comment", "of": ["Alfa"], "insert": "z"},
        {"field": "/steps/1/comment", "of": ["Beta"], "insert": "z"},
        {
            "field": "/steps",
            "items": [{"move": "Alfa", "after": "Beta", "before": "Koniec sprawy"}],
        },
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_word_changed_in_its_place(place):
    old = ["a b", "c d", "e f"]
    new = [*old[:place], "x y", *old[place + 1 :]]
    assert changes("useful_info", old, new) == [
        {"field": f"/useful_info/{place}", "remove": old[place], "insert": "x y"}
    ]


@pytest.mark.parametrize(
    ("new", "items"),
    [
        (["e f", "a b", "c d"], [{"move": "e f", "before": "a b", "at": "start"}]),
        (
            ["a b", "e f", "x y"],
            [{"remove": "c d"}, {"insert": "x y", "after": "e f", "at": "end"}],
        ),
        (
            ["n m", "a b", "c d", "o p", "e f"],
            [
                {"insert": "n m", "before": "a b", "at": "start"},
                {"insert": "o p", "after": "c d", "before": "e f"},
            ],
        ),
        (["a b", "e f"], [{"remove": "c d"}]),
        (["c d", "a b"], [{"remove": "e f"}, {"move": "a b", "after": "c d", "at": "end"}]),
        (
            ["a b", "n m", "o p", "c d", "e f"],
            [
                {"insert": "n m", "after": "a b", "before": "c d"},
                {"insert": "o p", "after": "a b", "before": "c d"},
            ],
        ),
    ],
)
def test_words_that_come_go_and_move(new, items):
    assert changes("useful_info", ["a b", "c d", "e f"], new) == [
        {"field": "/useful_info", "items": items}
    ]


@pytest.mark.parametrize(("old", "new"), [(["a b", "a b"], ["a b"]), (["a b", "c d"], [])])
def test_a_list_emptied_or_with_equal_items_is_given_whole(old, new):
    (change,) = changes("useful_info", old, new)
    assert change == {"field": "/useful_info", "remove": old} | ({"insert": new} if new else {})
