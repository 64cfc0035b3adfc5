"""Sentences of a text, for rules that judge whole ones."""

import re
from collections.abc import Collection, Iterator

from lckm_core._patterns import KeywordPattern

_SENTENCE_END = re.compile(r"[.!?;\n]")
MARKS = " –-*_"
"""What stands around the words of a sentence in a list, or in emphasis."""
# They follow the sign, for the engine then looks behind few places.
NO_ABBREVIATION = (
    r"(?i:(?<!\bok\.)(?<!\bmax\.)(?<!\bmaks\.)(?<!\bpok\.)(?<!\bul\.)(?<!\bal\.)(?<!\bnr\.)"
    r"(?<!\btel\.)(?<!\bkom\.))"
    r"(?!(?i:(?<=\bmin\.)|(?<=\btyg\.)|(?<=\bmies\.)|(?<=\brob\.)"
    r"|(?<=\d\sr\.)|(?<=\d\s\sr\.))[^\S\n]+[a-zęóąśłżźćń\d(])"
)
"""Behind a stop: that it is of no abbreviation.

„W ciągu 2 tyg. od …” and „na 2027 r. trwa” go on; before a capital a sentence ends.
"""
STOP_BEFORE_BLANK = re.compile(rf"[.!?]{NO_ABBREVIATION}(?=\s|$)|[;\n]")
"""The end of a sentence in which addresses, days and „max.” may have stops of their own."""


def sentences_of(text: str, end: re.Pattern[str] = _SENTENCE_END) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text without blanks around them, each with its place.

    Args:
        text: the text.
        end: one sign that ends a sentence.
    """
    start = 0
    for sentence in end.split(text):
        yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
        start += len(sentence) + 1


def sentences_holding(text: str, parts: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text that hold one of some parts of words, each with its place."""
    if not any(map(text.__contains__, parts)):
        return
    start = 0
    for sentence in _SENTENCE_END.split(text):
        if any(map(sentence.__contains__, parts)):
            words = sentence.strip()
            yield start + sentence.index(words), words.strip(MARKS)
        start += len(sentence) + 1


def whole_sentences(text: str, pattern: KeywordPattern) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text that a pattern matches whole, each with its place."""
    # Without its first letter a keyword is found at the beginning of a sentence, too.
    for start, words in sentences_holding(text, [keyword[1:] for keyword in pattern.keywords]):
        if pattern.compiled.fullmatch(words):
            yield start, words
