"""Vocabularies of short statements: what each word of one is, whatever their order.

A statement with a word that the vocabulary does not hold is not understood, for that word may say
of whom, of what or when it is true.
"""

import re
from collections.abc import Mapping

from lckm_core._patterns import small_letters

_WORD = re.compile(r"[^\W_]+(?:[-.@][^\W_]+)*")
_ADDRESS = re.compile(r"[.@]")
_LONGEST = 200
"""The characters of the longest statement that is read."""


class Vocabulary:
    """Words by what they are in a statement, „wymaga” a need, „bez” a denial."""

    __slots__ = ("_beginnings", "_whole")

    def __init__(self, silent: str, meanings: Mapping[str, str]) -> None:
        """Declare a vocabulary.

        Args:
            silent: the words that say nothing, in small letters, with blanks between them; one
                that ends in „-” stands for all words that begin so, „#” for what begins with a
                digit, „@” for addresses of pages and of mail.
            meanings: what words are, and the words, written in the same way.
        """
        self._whole: dict[str, str] = {}
        self._beginnings: dict[str, str] = {}
        for meaning, words in (("", silent), *meanings.items()):
            for word in words.split():
                place = self._beginnings if word.endswith("-") else self._whole
                place[word.rstrip("-")] = meaning

    def read(self, statement: str) -> tuple[str, ...] | None:
        """Return what the words of a statement are, in their order.

        Returns:
            The meanings of the words that have one; ``None`` if a word is not in the vocabulary,
            or the statement is longer than 200 characters.
        """
        if len(statement) > _LONGEST:
            return None
        meanings = []
        for word in _WORD.findall(small_letters(statement)):
            meaning = self._meaning(word)
            if meaning is None:
                return None
            if meaning:
                meanings.append(meaning)
        return tuple(meanings)

    def words(self, statement: str) -> list[tuple[str, str | None]]:
        """Return the words of a statement in small letters, each with what it is.

        What a word is that the vocabulary does not hold is ``None``; the name of a thing may be
        of such words, which the reader then asks for elsewhere.
        """
        return [(word, self._meaning(word)) for word in _WORD.findall(small_letters(statement))]

    def _meaning(self, word: str) -> str | None:
        if not word.isalpha():
            word = "#" if word[0].isdigit() else "@" if _ADDRESS.search(word) else word
        if word in self._whole:
            return self._whole[word]
        beginnings = (word[:length] for length in range(len(word), 1, -1))
        return next((self._beginnings[b] for b in beginnings if b in self._beginnings), None)
