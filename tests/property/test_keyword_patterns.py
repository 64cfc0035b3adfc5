"""A keyword pattern finds whatever its pattern finds: each match holds one of its keywords."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from lckm_core._patterns import KeywordPattern, small_letters
from lckm_core.procedures import rules
from lckm_core.procedures.rules import staff_notes
from tests.helpers.pattern_texts import texts_of
from tests.helpers.rows import some_in_every_change
from tests.helpers.tiers import examples


def patterns_in(value: Any) -> Iterator[KeywordPattern]:
    """Yield the keyword patterns in a value of a module."""
    if isinstance(value, KeywordPattern):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from patterns_in(item)


LETTERS = st.characters(codec="iso8859-2")
PATTERNS = [
    pattern
    for module in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}.")
    for value in vars(importlib.import_module(module.name)).values()
    for pattern in patterns_in(value)
]


def test_every_alternative_holds_a_keyword() -> None:
    missed, matches, others = [], 0, 0
    for pattern in PATTERNS:
        for text in texts_of(pattern.compiled, pattern.may_match):
            if pattern.compiled.search(text) is None:
                # It looks ahead or behind at what is not there.
                others += 1
                continue
            matches += 1
            if not pattern.may_match(text):
                missed.append((pattern.pattern[:60], text))
    assert missed == []
    assert matches > 3000
    assert others < matches / 20


@pytest.mark.parametrize(
    "pattern",
    some_in_every_change(
        PATTERNS,
        *range(0, len(PATTERNS), 4),
        reason="another pattern; every fourth, and that each has its keywords in small letters, "
        "stand for it",
    ),
    ids=lambda pattern: pattern.pattern[:40],
)
# What looks ahead or behind is often not met by what is made of a pattern; how often, depends on
# which modules are loaded, whose texts Hypothesis takes for examples.
@settings(
    max_examples=examples(20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_every_match_holds_a_keyword(pattern: KeywordPattern, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern.compiled, alphabet=LETTERS))
    assert pattern.may_match(text)
    assert [match.span() for match in pattern.finditer(text)] == [
        match.span() for match in pattern.compiled.finditer(text)
    ]


@pytest.mark.parametrize("before", ["", "x" * 500, "İ" * 500])
def test_near_its_keywords_a_pattern_finds_the_same(before: str) -> None:
    pattern = staff_notes._FOR_STAFF
    # A match longer than the reach is no text that anybody writes.
    notes = [note[:150] for note in texts_of(pattern.compiled, pattern.may_match)]
    for first, last in zip(notes, [*notes[3:], *notes[:3]], strict=True):
        text = "\n".join((before, first, last, before))
        assert [match.span() for match in pattern.finditer_near(text, 200)] == [
            match.span() for match in pattern.compiled.finditer(text)
        ]


@pytest.mark.parametrize("gap", [0, 9, 10, 11, 100])
@pytest.mark.parametrize("order", ["a", "aa", "aaa", "ab", "ba", "aba", "abab", "bbaa"])
def test_near_each_keyword_a_pattern_finds_the_same(order: str, gap: int) -> None:
    pattern = KeywordPattern("uwaga notatka", "(?:uwaga|notatka) dla")
    words = {"a": "Uwaga dla", "b": "notatka dla"}
    text = (" " + "x" * gap + " ").join(words[letter] for letter in order)
    near = [match.span() for match in pattern.finditer_near(text, 10)]
    assert near == [match.span() for match in pattern.compiled.finditer(text)]
    assert len(near) == len(order)


def test_small_letters_are_those_of_patterns() -> None:
    # Small letters of a text are those of its characters, put together.
    letters = "abcdefghijklmnopqrstuvwxyząćęłńóśźż§.,@-/0123456789"
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    alike = [
        (letter, other)
        for letter in letters
        for other in re.findall(re.escape(letter), every, re.IGNORECASE)
    ]
    assert ("s", "ſ") in alike
    assert ("k", "\u212a") in alike
    assert ("i", "İ") in alike
    assert [(letter, other) for letter, other in alike if small_letters(other) != letter] == []


def test_keywords_are_in_small_letters() -> None:
    assert len(PATTERNS) > 40
    keywords = {word for pattern in PATTERNS for word in pattern.keywords}
    assert [word for word in sorted(keywords) if small_letters(word) != word] == []
