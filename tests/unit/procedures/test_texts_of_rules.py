"""The texts that rules read: in what order they are, and what is found among them."""

import pytest

from lckm_core import check
from lckm_core.procedures.parts import Step
from lckm_core.procedures.rules.texts import texts_of

VALUES = {
    "title": "Wydanie pełnomocnictwa",
    "steps": (Step("Złóż wniosek", "przez pełnomocnika"), Step("Czekaj")),
    "useful_info": ("PEŁNOMOCNIK także", "opłata"),
    "internal": False,
}


def test_every_text_comes_in_the_order_of_the_values() -> None:
    assert list(texts_of(VALUES)) == [
        (("title",), "Wydanie pełnomocnictwa"),
        (("steps", 0, "name"), "Złóż wniosek"),
        (("steps", 0, "comment"), "przez pełnomocnika"),
        (("steps", 1, "name"), "Czekaj"),
        (("useful_info", 0), "PEŁNOMOCNIK także"),
        (("useful_info", 1), "opłata"),
    ]


def test_what_is_looked_for_as_typed_is_found_in_some_fields_or_in_all() -> None:
    texts = texts_of(VALUES)
    assert [path for path, _ in texts.holding(("ełnomocnik", "opłat"))] == [
        ("steps", 0, "comment"),
        ("useful_info", 1),
    ]
    assert [path for path, _ in texts.holding(("ełnomocn", "ydanie"), "steps", "title")] == [
        ("steps", 0, "comment"),
        ("title",),
    ]
    assert texts.holding(("ełnomocnik",), "summary", "useful_info") == []


def test_keywords_are_found_in_any_case_and_each_text_comes_once() -> None:
    found = texts_of(VALUES).holding_in_any_case(("pełnomocn", "także"), "useful_info", "steps")
    assert [path for path, _ in found] == [("useful_info", 0), ("steps", 0, "comment")]


@pytest.mark.parametrize("info", [("a\0b", "Ustawa"), ("USTAWA\0", "b"), ("ustawa", "\0")])
def test_a_text_may_hold_the_sign_that_stands_between_texts(info: tuple[str, str]) -> None:
    found = texts_of({"useful_info": info}).holding_in_any_case(("ustawa",), "useful_info")
    assert [text for _, text in found] == [text for text in info if "ustawa" in text.lower()]


def test_no_keyword_is_found_across_two_texts() -> None:
    texts = texts_of({"useful_info": ("pełno", "mocnik")})
    assert texts.holding(("pełnomocnik",)) == []
    assert texts.holding_in_any_case(("pełnomocnik",), "useful_info") == []


def test_fields_but_some_are_those_that_have_texts() -> None:
    assert texts_of(VALUES).fields_but({"title"}) == ["steps", "useful_info"]


PROXY = "Wniosek może złożyć pełnomocnik."


@pytest.mark.parametrize(("fee", "expected"), [("Opłata", True), (7, False)])
def test_a_rule_on_texts_waits_for_the_fields_that_it_needs_whole(
    fee: object, expected: bool
) -> None:
    fees = [{"rows": [{"kind": fee, "amount": "10.00", "account": None}]}]
    found = check({"summary": PROXY, "fees": fees})
    assert ("LCKM-R017" in {finding.code for finding in found}) is expected
