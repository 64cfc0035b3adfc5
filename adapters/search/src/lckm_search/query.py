"""What a question may mean: its words, corrected where mistyped, and their synonyms."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log
from typing import NamedTuple

import attrs

from lckm_search.hints import Hinted, Phrase
from lckm_search.polish import Analyser, fold, words
from lckm_search.stores import Tables
from lckm_search.synonyms import Meaning, Synonyms, is_stop_word

MOST_WORDS = 24
"""How many different words of a question count; the rest are ignored."""

_EXACT, _UNMARKED, _SYNONYM = 1.0, 0.9, 0.75
# What each further word of a phrase in the question adds to its weight, and the most it may
# reach.
_PER_WORD, _MOST_PER_PHRASE = 0.2, 1.4
# The weight of a word by the number of wrong letters.
_MISTYPED = (1.0, 0.75, 0.55)
# The weight of a word about who asks, where or when: „mąż”, „blok”, „tydzień”.
_CIRCUMSTANCE = 0.3
# The weight of a word in no title and no synonym: most such words are small talk.
_NO_TITLE = 0.5
# The weight of a related word: „wykup” for „wykupić”.
_RELATED = 0.6
# How many letters may follow the common beginning of related words, which has at least 4.
_ENDING = 3
# Prefixes of verbs without diacritics, the longest first: „pobazgrany”, „zabazgrany”.
_PREFIXES = (
    "przy",
    "prze",
    "roz",
    "pod",
    "nad",
    "wy",
    "za",
    "na",
    "po",
    "od",
    "ob",
    "do",
    "u",
    "z",
    "s",
)
# The fewest letters that removing a prefix may leave.
_ROOT = 5
_AFTER_LETTERS = "\U0010ffff"
# Another city's numbers have other letters; they are told from other words by hyphen and length.
_ID = re.compile(r"\b(?:KA[-\s]?([0-9]{1,5})|[A-Z]{1,8}-([0-9]{5}))\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\+?\(?[0-9][0-9 ()/.-]{1,40}[0-9](?: ?(?:wew\.|w\.) ?[0-9]{1,6})?", re.IGNORECASE
)
_LONG = 5
_LETTERS = re.compile(r"[^\W\d_]{2}")
_OF_A_TELEPHONE = re.compile(
    r"\b(?:tel|wew|w\.|numer|nr\b|dzwoni|zadzwoni|połącz|polacz|dodzwoni)", re.I
)
_BARE = re.compile(r"\s*[0-9]{1,5}\s*")


class Counts(NamedTuple):
    """In how many procedures each term is, and how many there are."""

    entries: Mapping[str, int]
    total: int

    def rarity(self, terms: Iterable[str]) -> float:
        """Return the weight of having one of these terms; 0 where no procedure has one."""
        found = [self.entries[term] for term in terms if term in self.entries]
        return log(1 + self.total / max(found)) if found else 0.0


@attrs.frozen
class Alternative:
    """One way to express a concept: for each word its terms with their weights."""

    slots: tuple[Mapping[str, float], ...]
    quality: float = _EXACT
    typed: bool = False
    """Whether these are the words of the question themselves."""
    named: bool = True
    """Whether the question names it, and does not only hint at it."""


@attrs.frozen
class Concept:
    """What one word of a question may mean; empty where the index does not have it."""

    alternatives: tuple[Alternative, ...]
    importance: float = 1.0
    """The weight of the word: less when it is about who asks, where or when."""

    def terms(self) -> set[str]:
        """Return all terms of the concept."""
        return set(
            chain.from_iterable(
                slot for alternative in self.alternatives for slot in alternative.slots
            )
        )


def id_digits_in(text: str) -> list[str]:
    """Return the five digits of each procedure number in a question.

    A question that is nothing but digits is such a number too.
    """
    found = [match[1] or match[2] for match in _ID.finditer(text)]
    if not found and _BARE.fullmatch(text):
        found = [text.strip()]
    return [f"{int(number):05}" for number in found]


def numbers_in(text: str) -> list[tuple[str, bool]]:
    """Return the telephone and account numbers in a question, as typed.

    With each: whether it may be the end of a longer number. A short one among other words is an
    amount, a house or an age, unless a word tells that it is a telephone's.
    """
    rest = _ID.sub(" ", text)
    of_a_telephone = _OF_A_TELEPHONE.search(rest) or not _LETTERS.search(rest)
    return [
        (number, bool(of_a_telephone) or sum(map(str.isdecimal, number)) >= _LONG)
        for number in _NUMBER.findall(rest)
    ]


@attrs.define
class Vocabulary:
    """All word forms of one version of an index, for correcting typing errors."""

    version: str
    forms: list[str]
    by_length: dict[int, list[str]]

    @classmethod
    def of(cls, tables: Tables, version: str) -> "Vocabulary":
        """Return the vocabulary of an index."""
        forms = tables.all_forms()
        by_length: dict[int, list[str]] = {}
        for form in forms:
            by_length.setdefault(len(form), []).append(form)
        return cls(version, forms, by_length)

    def related(self, word: str) -> list[str]:
        """Return the forms with the same beginning as *word*.

        Where there are none, those with the beginning of *word* without its prefix.
        """
        if found := self._beginning(word):
            return found
        bare = [
            word[len(prefix) :]
            for prefix in _PREFIXES
            if word.startswith(prefix) and len(word) - len(prefix) >= _ROOT
        ]
        return next((found for root in bare if (found := self._beginning(root))), [])

    def _beginning(self, word: str) -> list[str]:
        shared = max(4, len(word) - _ENDING)
        if len(word) < shared:
            return []
        begins = word[:shared]
        first, end = (bisect_left(self.forms, edge) for edge in (begins, begins + _AFTER_LETTERS))
        return [form for form in self.forms[first:end] if len(form) <= shared + _ENDING]

    def similar(self, word: str) -> dict[str, float]:
        """Return the forms most similar to *word*, with their weights.

        They differ by one letter, or by two when the word is long.
        """
        # 3 MB of a process, of which only a word that is in no text has need.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        for distance in range(1, most + 1):
            lengths = range(len(word) - distance, len(word) + distance + 1)
            forms = list(chain.from_iterable(self.by_length.get(length, ()) for length in lengths))
            if distance > 1:  # nobody mistypes the first letter and one more
                forms = [form for form in forms if form[0] == word[0]]
            found = process.extract(
                word, forms, scorer=OSA.distance, score_cutoff=distance, limit=12
            )
            if found:
                return {form: _MISTYPED[distance] for form, *_ in found}
        return {}


@attrs.frozen
class Interpreter:
    """Interprets questions put to one index."""

    tables: Tables
    analyser: Analyser
    synonyms: Synonyms
    vocabulary: Callable[[], Vocabulary]

    def concepts(self, text: str, total: int) -> tuple[list[Concept], Counts]:
        """Return what the words of a question may mean, and how common the terms are."""
        typed = list(dict.fromkeys(words(_ID.sub(" ", text))))
        stops = [word for word in typed if is_stop_word(word)][:MOST_WORDS]
        asked = [word for word in typed if not is_stop_word(word)][:MOST_WORDS]
        asked = asked or typed[:MOST_WORDS]
        slots = self._slots(asked)
        unmarked = self.tables.terms_of({fold(word) for word in stops}).values()
        query = set(chain.from_iterable(slots)).union(*map(self.analyser.terms, stops), *unmarked)
        meanings = self._meanings(slots, query)
        hinted = self.synonyms.hints.of(slots)
        phrases = chain(
            (phrase for found in meanings for meaning in found for phrase in meaning.means),
            _phrases(hinted),
        )
        wanted = query.union(*(term for phrase in phrases for term in phrase))
        entries = self.tables.counts(wanted)
        titled = self.tables.titled(set(chain.from_iterable(slots)))
        concepts = []
        for word, slot, found, hints in zip(asked, slots, meanings, hinted, strict=True):
            alternatives = (
                [Alternative((slot,), typed=True)] if entries.keys() & slot.keys() else []
            )
            for meaning in found:
                quality = max(
                    slot[term] for word in meaning.phrase for term in word if term in slot
                )
                quality *= min(_MOST_PER_PHRASE, 1 + _PER_WORD * (len(meaning.phrase) - 1))
                alternatives += [
                    _synonym(phrase, quality)
                    for phrase in meaning.means
                    if _is_indexed(phrase, entries)
                ]
            alternatives += [
                attrs.evolve(_synonym(*hint), named=False)
                for hint in hints
                if _is_indexed(hint[0], entries)
            ]
            concepts.append(
                Concept(
                    _best(alternatives),
                    1.0 if found or hints else self._importance(word, slot, titled),
                )
            )
        return concepts, Counts(entries, total)

    def _importance(self, word: str, slot: Mapping[str, float], titled: Collection[str]) -> float:
        about = self.synonyms.circumstances
        if word in about or not about.isdisjoint(slot):
            return _CIRCUMSTANCE
        return _NO_TITLE if slot and slot.keys().isdisjoint(titled) else 1.0

    def _slots(self, asked: Sequence[str]) -> list[dict[str, float]]:
        """Return the terms of each word with their weights."""
        unmarked = self.tables.terms_of({fold(word) for word in asked})
        exact = {word: self.analyser.terms(word) for word in asked}
        known = (
            self.tables.counts(set().union(*exact.values(), *unmarked.values())).keys()
            | self.synonyms.terms
        )
        return [
            self._slot(word, exact[word], unmarked.get(fold(word), set()), known) for word in asked
        ]

    def _slot(
        self, word: str, exact: Collection[str], unmarked: Collection[str], known: Collection[str]
    ) -> dict[str, float]:
        slot = {term: _UNMARKED for term in unmarked if term in known}
        slot.update({term: _EXACT for term in exact if term in known})
        if slot:
            return slot
        similar = dict.fromkeys(self.vocabulary().related(fold(word)), _RELATED)
        if not self.analyser.knows(word):
            similar.update(self.vocabulary().similar(fold(word)))
        for form, terms in self.tables.terms_of(similar).items():
            for term in terms:
                slot[term] = max(slot.get(term, 0.0), similar[form])
        return slot

    def _meanings(
        self, slots: Sequence[Mapping[str, float]], query: Collection[str]
    ) -> list[list[Meaning]]:
        """Return what each word may mean as part of a phrase in the question."""
        meanings = {
            id(meaning): meaning for term in query for meaning in self.synonyms.of(term, query)
        }
        return [
            [
                meaning
                for meaning in meanings.values()
                if any(not slot.keys().isdisjoint(terms) for terms in meaning.phrase)
            ]
            for slot in slots
        ]


def _phrases(hinted: Iterable[Iterable[Hinted]]) -> Iterator[Phrase]:
    return (phrase for hints in hinted for phrase, _ in hints)


def _best(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return each alternative once, with its best weight."""
    best: dict[tuple[frozenset[str], ...], Alternative] = {}
    for alternative in alternatives:
        key = tuple(map(frozenset, alternative.slots))
        known = best.setdefault(key, alternative)
        best[key] = attrs.evolve(
            known,
            quality=max(known.quality, alternative.quality),
            named=known.named or alternative.named,
        )
    return tuple(best.values())


def _synonym(phrase: Phrase, quality: float) -> Alternative:
    return Alternative(tuple(dict.fromkeys(terms, _EXACT) for terms in phrase), _SYNONYM * quality)


def _is_indexed(phrase: Phrase, entries: Mapping[str, int]) -> bool:
    return any(not entries.keys().isdisjoint(terms) for terms in phrase)
