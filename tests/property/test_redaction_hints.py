"""A hint finds whatever its pattern finds: where it finds nothing, no pattern is tried."""

import re

import pytest
from hypothesis import given, settings, strategies as st

from lckm_core.redaction import _online_addresses as online, _signatures as signatures
from lckm_core.redaction._patterns import any_of
from lckm_core.redaction._words import plain
from tests.helpers.rows import some_in_every_change
from tests.helpers.tiers import examples

LETTERS = st.characters(codec="iso8859-2") | st.sampled_from("абвгдежзийклмнопрстуфхцчшщьюя")


CLOSINGS = signatures.CLOSING_WORDS.split()


@pytest.mark.parametrize(
    "words",
    some_in_every_change(
        CLOSINGS, *range(0, len(CLOSINGS), 3), reason="another closing; every third stands for it"
    ),
)
@settings(max_examples=examples(20))
@given(data=st.data())
def test_every_closing_holds_the_hint(words: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(any_of(words)), alphabet=LETTERS))
    assert re.search(signatures.CLOSING_HINT, plain(text))


@settings(max_examples=examples(200))
@given(text=st.from_regex(re.compile(signatures.CLOSING), alphabet=LETTERS))
def test_every_end_of_a_letter_holds_the_hint(text: str) -> None:
    assert re.search(signatures.CLOSING_HINT, plain(text))


@settings(max_examples=examples(200))
@given(text=st.from_regex(re.compile(online.ACCOUNT), alphabet=LETTERS))
def test_every_account_holds_the_hint(text: str) -> None:
    assert re.search(online.ACCOUNT_HINT, plain(text))


def test_a_hint_finds_other_letters_that_count_as_the_same() -> None:
    for text in ("POZDRAWIAM", "ſciskam", "dzİękuję", "Дякую", "Than\u212as", "~"):
        assert re.search(signatures.CLOSING, text), text
        assert re.search(signatures.CLOSING_HINT, plain(text)), text
