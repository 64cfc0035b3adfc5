"""Sentences of a text, for rules that judge whole ones."""

import re
from collections.abc import Iterator

from lckm_core._patterns import KeywordPattern

_SENTENCE_END = re.compile(r"[.!?;\n]")


def whole_sentences(text: str, pattern: KeywordPattern) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text that a pattern matches whole, each with its place."""
    # Without its first letter a keyword is found at the beginning of a sentence, too.
    hints = [keyword[1:] for keyword in pattern.keywords]
    if not any(map(text.__contains__, hints)):
        return
    start = 0
    for sentence in _SENTENCE_END.split(text):
        words = sentence.strip(" –-*_")
        if any(map(words.__contains__, hints)) and pattern.compiled.fullmatch(words):
            yield start + len(sentence) - len(sentence.lstrip()), words
        start += len(sentence) + 1
