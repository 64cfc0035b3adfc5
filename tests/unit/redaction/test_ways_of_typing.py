"""Texts are redacted alike however they are typed: quoted, in capitals, in broken lines."""

import re
import textwrap
from collections.abc import Callable
from functools import cache, partial
from zlib import crc32

import pytest

from lckm_core.redaction import personal_spans, strike
from tests.unit.redaction.test_striking_sentences import TUNED, Sentence, judged

Typing = Callable[[str], str]


def _replaced(pattern: str, by: str) -> Typing:
    return partial(re.compile(pattern, re.MULTILINE).sub, by)


# What changes no word. A comma in an e-mail address stands for a full stop.
TYPINGS: dict[str, Typing] = {
    "two blanks": _replaced(" ", "  "),
    "no-break spaces": _replaced(" ", "\u00a0"),
    "tabs": _replaced(" ", "\t"),
    "thin spaces": _replaced(" ", "\u2009"),
    "lines that end with a blank": _replaced(r"$", " "),
    "a quoted mail": _replaced(r"^", "> "),
    "a mail quoted twice": _replaced(r"^", ">> "),
    "lines of Windows": _replaced(r"\n", "\r\n"),
    "an empty line more": _replaced(r"\n\n", "\n\n\n\n"),
    "blanks before signs": _replaced(r"(?<=\w)([,;!?])(?=\s|$)", r" \1"),
    "soft hyphens": _replaced(r"(?<=\w\w)(?=\w\w)", "\u00ad"),
    "pictures": _replaced(r"(?<=[.!?])(?=\s[^\W\d_a-z])", " \U0001f642"),
}


def broken_at(width: int) -> Typing:
    """Return what a mail program does to lines longer than *width*."""
    wrap = partial(textwrap.fill, width=width, break_long_words=False, break_on_hyphens=False)
    return lambda text: "\n".join(map(wrap, text.split("\n")))


BROKEN_LINES = (broken_at(72), broken_at(60))
# What changes capitals or lines, and how much of what is found by others is still found.
OTHER_FORMS: dict[str, tuple[Typing, float]] = {
    "lines broken at 72 letters": (BROKEN_LINES[0], 0.985),
    "lines broken at 60 letters": (BROKEN_LINES[1], 0.975),
    "capitals": (str.upper, 0.94),
    "small letters": (str.lower, 0.888),
    "small letters, and a capital where a sentence begins": (
        lambda text: re.sub(
            r"(^|[.!?\n]\s?)([^\W\d_])",
            lambda found: found[1] + found[2].upper(),
            text.lower(),
        ),
        0.81,
    ),
}


def labelled(step: int) -> list[Sentence]:
    """Return some of the sentences with something to find and with nothing.

    Which ones they are is told by their letters: a new sentence changes no other's place.
    """
    return [
        sentence
        for name in TUNED
        for sentence, _ in judged(name, extra=False)
        if crc32(sentence.text.encode()) % step == 0
    ]


_struck = cache(strike)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("typing", TYPINGS.values(), ids=TYPINGS)
def test_the_same_is_redacted_and_the_same_stays(typing, long_run):
    texts = [sentence.text for sentence in labelled(20 if long_run else 60)]
    expected = {typing(text): letters(_struck(text)) for text in texts}
    assert {text: letters(strike(text)) for text in expected} == expected


@pytest.mark.parametrize(("typing", "recall"), OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_most_of_what_is_found_is_found_in_other_forms(typing, recall, long_run):
    is_of_lines = typing in BROKEN_LINES
    found = missed = 0
    for text, labels in labelled(5 if long_run else 8):
        other = typing(text)
        # Of lines that are shorter nothing is told.
        if len(other) != len(text) or (other == text and is_of_lines):
            continue
        before, after = covered(text), covered(other)
        data = [set(range(start, end)) for start, end, _ in labels]
        known = [datum for datum in data if datum <= before]
        found += sum(datum <= after for datum in known)
        missed += sum(not datum <= after for datum in known)
    assert found / (found + missed) >= recall, (found, missed)


def covered(text: str) -> set[int]:
    return {at for start, end, _ in personal_spans(text) for at in range(start, end)}


def test_a_span_is_of_the_text_as_it_was_typed():
    text = "> Dzwonić:  601\u00a0234 567,\r\n> Jan  Lis"
    assert [text[start:end] for start, end, _ in personal_spans(text)] == [
        "601\u00a0234 567",
        "Jan  Lis",
    ]
