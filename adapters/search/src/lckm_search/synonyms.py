"""Synonyms: residents' words with the official terms, read from a YAML file."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TypeGuard

import attrs
import yaml

from lckm_search.hints import Hints, Phrase
from lckm_search.polish import Analyser, fold, words

_NEGATIONS = frozenset({"nie", "bez"})
# „brak wody” in a synonym also stands for „nie ma wody” and „bez wody” in a question.
_LACK = ("brak", "bez", "nie")
# Stop words with at least this many letters matter within a phrase: „dostać mieszkanie” is not
# „mieszkanie”.
_MEANT = 4

_DATA = files(__package__) / "data"
_KEYS = ("said", "means", "hints")
# The parser in C where PyYAML has it: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@attrs.frozen
class Meaning:
    """A phrase that residents use, and the phrases that it means."""

    phrase: Phrase
    means: tuple[Phrase, ...]


class Synonyms:
    """The synonyms of one file, analysed by one analyser."""

    def __init__(self, text: str, analyser: Analyser) -> None:
        """Read the synonyms.

        Raises ``ValueError`` for anything but a list of ``said``, ``means`` and, if any, ``hints``.
        """
        self.digest = sha256(text.encode()).hexdigest()[:16]
        self.circumstances = frozenset(
            chain.from_iterable(analyser.terms(word) for word in words_of("circumstances.txt"))
        )
        self._by_term: dict[str, list[Meaning]] = defaultdict(list)
        self._file_forms: set[tuple[str, str]] = set()
        self.hints = Hints()
        for spoken, means, hints in synonym_groups(text):
            phrases = tuple(filter(None, (phrase(expression, analyser) for expression in means)))
            self.hints.add(
                phrases,
                self._hinting(spoken, analyser) - self.circumstances
                | self._hinting(hints, analyser),
            )
            for expression in [*spoken, *hints]:
                self._file_forms.update(
                    (fold(word), term)
                    for word in words(expression)
                    for term in analyser.terms(word)
                )
            for expression in spoken:
                if slots := self._slots(expression, analyser):
                    meaning = Meaning(slots, phrases)
                    for term in slots[0]:
                        self._by_term[term].append(meaning)
        self._forms: frozenset[tuple[str, str]] = frozenset()
        self.terms = frozenset(
            term
            for meanings in self._by_term.values()
            for meaning in meanings
            for slot in meaning.phrase
            for term in slot
        ).union(self.hints.terms)

    def _hinting(self, phrases: list[str], analyser: Analyser) -> set[str]:
        return {term for hint in phrases for slot in phrase(hint, analyser) for term in slot}

    def _slots(self, text: str, analyser: Analyser) -> Phrase:
        """Return the words of a phrase that must be in a question.

        Short stop words count only where the other words say little: „po babci” is not „babcia”.
        """
        needed_words = [word for word in words(text) if not _is_optional(word)]
        little = all(
            is_stop_word(word) or not self.circumstances.isdisjoint(analyser.terms(word))
            for word in needed_words
        )
        required = [word for word in words(text) if little or not _is_optional(word)]
        lack = frozenset(chain.from_iterable(map(analyser.terms, _LACK)))
        return tuple(lack if word in _LACK[:2] else analyser.terms(word) for word in required)

    def forms(self, analyser: Analyser) -> frozenset[tuple[str, str]]:
        """Return every form of residents' words, without diacritics, with its term."""
        if not self._forms:
            made = {(form, term) for term in self.terms for form in analyser.forms(term)}
            self._forms = frozenset(
                made.union(form for form in self._file_forms if form[1] in self.terms)
            )
        return self._forms

    def of(self, term: str, query: Collection[str]) -> Iterator[Meaning]:
        """Yield the meanings of phrases that begin with *term* and are all in *query*."""
        for meaning in self._by_term.get(term, ()):
            if all(not slot.isdisjoint(query) for slot in meaning.phrase[1:]):
                yield meaning


def read_synonyms(path: str | None, analyser: Analyser) -> Synonyms:
    """Return the synonyms of a file, or this package's own."""
    return (
        Synonyms(Path(path).read_text(encoding="utf-8"), analyser)
        if path is not None
        else _built_in(analyser)
    )


@cache
def _built_in(analyser: Analyser) -> Synonyms:
    return Synonyms(own_synonyms(), analyser)


def own_synonyms() -> str:
    """Return the text of this package's own file of synonyms."""
    return (_DATA / "synonyms.yaml").read_text(encoding="utf-8")


def phrase(text: str, analyser: Analyser) -> Phrase:
    """Return the words of a phrase without stop words."""
    return tuple(analyser.terms(word) for word in words(text) if not is_stop_word(word))


def is_stop_word(word: str) -> bool:
    """Return whether a word means nothing to a search."""
    return fold(word) in stop_words()


def _is_optional(word: str) -> bool:
    """Return whether a word of a phrase may be missing from a question.

    „w” and „na” may; „nie” and „dostać” may not.
    """
    return is_stop_word(word) and len(word) < _MEANT and word not in _NEGATIONS


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words, without diacritics."""
    return frozenset(words_of("stopwords.txt"))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of one of this package's lists."""
    return tuple((_DATA / name).read_text(encoding="utf-8").split())


def synonym_groups(text: str) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield ``said``, ``means`` and ``hints`` of each entry of a file of synonyms.

    Raises ``ValueError`` for anything but a list of such entries.
    """
    data = yaml.load(text, Loader=_LOADER)  # noqa: S506 (one of the safe loaders)
    if not isinstance(data, list):
        raise ValueError("synonyms are a list of entries with „said” and „means”")
    for number, group in enumerate(data, 1):
        spoken, means, hints = (
            map(group.get, _KEYS) if isinstance(group, dict) else (None, None, None)
        )
        if not (_are_words(spoken) and _are_words(means) and (hints is None or _are_words(hints))):
            raise ValueError(
                f"entry {number} of the synonyms is no pair of lists of words, „said” and "
                "„means”, with „hints” or without"
            )
        yield spoken, means, hints or []


def _are_words(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
