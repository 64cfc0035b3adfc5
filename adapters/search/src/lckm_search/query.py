"""What a question may mean: its words as terms of the index, mended where they are mistyped, with what else they are called."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs
from rapidfuzz import process
from rapidfuzz.distance import OSA

from lckm_search.frequencies import Counts
from lckm_search.hints import Hinted, Phrase
from lckm_search.polish import Analyser
from lckm_search.stores import Tables
from lckm_search.synonyms import Meaning, Synonyms, is_stop_word
from lckm_search.words import fold, words

MOST_WORDS = 24
"""Different words of a question that count; those after them are passed over."""

_EXACT, _UNMARKED, _SYNONYM = 1.0, 0.9, 0.75
_SAID_MORE, _MOST_SAID = 0.2, 1.4
"""What more a phrase counts with each word that is said of it, for it is no chance then, and how much at most."""
_MISTYPED = (1.0, 0.75, 0.55)
"""What a word counts by how many letters of it are wrong."""
_CIRCUMSTANCE = 0.3
"""What a word counts that tells of who asks, where or when: „mąż”, „blok”, „tydzień”."""
_NO_TITLE = 0.5
"""What a word counts that stands in no title and is said of nothing: most such are of the talk round the matter."""
_KIN = 0.6
"""What a word of the same family counts: „wykup” for „wykupić”."""
_ENDING = 3
"""How many letters a word and its kin may have after what they have in common; that is 4 letters or more."""
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
"""What verbs are made of others with, the longest first, without Polish marks: „pobazgrany”, „zabazgrany”."""
_ROOT = 5
"""How many letters of a word are left at least, for its family to be looked for."""
_AFTER_LETTERS = "\U0010ffff"
_ID = re.compile(r"\bKA[-\s]?([0-9]{1,5})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\+?\(?[0-9][0-9 ()/.-]{1,40}[0-9](?: ?(?:wew\.|w\.) ?[0-9]{1,6})?", re.IGNORECASE
)
_BARE = re.compile(r"\s*[0-9]{1,5}\s*")


@attrs.frozen
class Alternative:
    """One way to say a concept: for each of its words the terms that stand for it, with what each is worth."""

    slots: tuple[Mapping[str, float], ...]
    quality: float = _EXACT
    typed: bool = False
    """Whether it is the words of the question themselves."""
    said: bool = True
    """Whether the question says it, and does not only hint at it."""


@attrs.frozen
class Concept:
    """What one word of a question may mean; nothing where it stands nowhere."""

    alternatives: tuple[Alternative, ...]
    says: float = 1.0
    """How much it says of the matter: less when it is about who asks, where or when."""

    def terms(self) -> set[str]:
        """Return every term of it."""
        return set(chain.from_iterable(slot for one in self.alternatives for slot in one.slots))


def ids_in(text: str) -> list[str]:
    """Return the numbers of procedures in a question, as the base writes them; of a question of digits alone that number, too."""
    found = _ID.findall(text) or ([text.strip()] if _BARE.fullmatch(text) else [])
    return [f"KA-{int(number):05}" for number in found]


def numbers_in(text: str) -> list[str]:
    """Return the telephone and account numbers in a question, as they are typed."""
    return _NUMBER.findall(_ID.sub(" ", text))


@attrs.define
class Vocabulary:
    """Every form of an index by its length, to find what a mistyped word was to be. It is made once for a version of an index."""

    version: str
    forms: list[str]
    by_length: dict[int, list[str]]

    @classmethod
    def of(cls, tables: Tables, version: str) -> "Vocabulary":
        """Return the one of an index."""
        forms = tables.all_forms()
        by_length: dict[int, list[str]] = {}
        for form in forms:
            by_length.setdefault(len(form), []).append(form)
        return cls(version, forms, by_length)

    def kin(self, word: str) -> list[str]:
        """Return the forms that begin as *word* does, and differ in the ending; where there are none, as it does without its prefix."""
        if found := self._beginning(word):
            return found
        bare = [
            word[len(one) :]
            for one in _PREFIXES
            if word.startswith(one) and len(word) - len(one) >= _ROOT
        ]
        return next((found for root in bare if (found := self._beginning(root))), [])

    def _beginning(self, word: str) -> list[str]:
        shared = max(4, len(word) - _ENDING)
        if len(word) < shared:
            return []
        begins = word[:shared]
        first, end = (bisect_left(self.forms, edge) for edge in (begins, begins + _AFTER_LETTERS))
        return [form for form in self.forms[first:end] if len(form) <= shared + _ENDING]

    def near(self, word: str) -> dict[str, float]:
        """Return the forms that differ from *word* the least, by a letter, or by two when it is long, with what each is worth."""
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
class Asking:
    """Understands questions put to one index at one moment."""

    tables: Tables
    analyser: Analyser
    synonyms: Synonyms
    vocabulary: Callable[[], Vocabulary]

    def concepts(self, text: str, total: int) -> tuple[list[Concept], Counts]:
        """Return what the words of a question may mean, and how common the terms are."""
        said = list(dict.fromkeys(words(_ID.sub(" ", text))))
        asked = [word for word in said if not is_stop_word(word)][:MOST_WORDS] or said[:MOST_WORDS]
        between = [word for word in said if is_stop_word(word)][:MOST_WORDS]
        slots = self._slots(asked)
        unmarked = self.tables.terms_of({fold(word) for word in between}).values()
        query = set(chain.from_iterable(slots)).union(*map(self.analyser.terms, between), *unmarked)
        meanings = self._meanings(slots, query)
        hinted = self.synonyms.hints.of(slots)
        phrases = chain(
            (phrase for found in meanings for one in found for phrase in one.means),
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
                quality = max(slot[term] for said in meaning.said for term in said if term in slot)
                quality *= min(_MOST_SAID, 1 + _SAID_MORE * (len(meaning.said) - 1))
                alternatives += [
                    _said_otherwise(phrase, quality)
                    for phrase in meaning.means
                    if _stands(phrase, entries)
                ]
            alternatives += [
                attrs.evolve(_said_otherwise(*hint), said=False)
                for hint in hints
                if _stands(hint[0], entries)
            ]
            concepts.append(
                Concept(
                    _best(alternatives), 1.0 if found or hints else self._says(word, slot, titled)
                )
            )
        return concepts, Counts(entries, total)

    def _says(self, word: str, slot: Mapping[str, float], titled: Collection[str]) -> float:
        about = self.synonyms.circumstances
        if word in about or not about.isdisjoint(slot):
            return _CIRCUMSTANCE
        return _NO_TITLE if slot and slot.keys().isdisjoint(titled) else 1.0

    def _slots(self, asked: Sequence[str]) -> list[dict[str, float]]:
        """Return the terms that each word may be a form of, with what each is worth."""
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
        near = dict.fromkeys(self.vocabulary().kin(fold(word)), _KIN)
        if not self.analyser.knows(word):
            near.update(self.vocabulary().near(fold(word)))
        for form, terms in self.tables.terms_of(near).items():
            for term in terms:
                slot[term] = max(slot.get(term, 0.0), near[form])
        return slot

    def _meanings(
        self, slots: Sequence[Mapping[str, float]], query: Collection[str]
    ) -> list[list[Meaning]]:
        """Return what each word may mean, as a part of any phrase that the question says."""
        said = {id(one): one for term in query for one in self.synonyms.of(term, query)}.values()
        return [
            [one for one in said if any(not slot.keys().isdisjoint(terms) for terms in one.said)]
            for slot in slots
        ]


def _phrases(hinted: Iterable[Iterable[Hinted]]) -> Iterator[Phrase]:
    return (phrase for hints in hinted for phrase, _ in hints)


def _best(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return each way once, as the best that says it."""
    best: dict[tuple[frozenset[str], ...], Alternative] = {}
    for one in alternatives:
        key = tuple(map(frozenset, one.slots))
        known = best.setdefault(key, one)
        best[key] = attrs.evolve(
            known, quality=max(known.quality, one.quality), said=known.said or one.said
        )
    return tuple(best.values())


def _said_otherwise(phrase: Phrase, quality: float) -> Alternative:
    return Alternative(tuple(dict.fromkeys(terms, _EXACT) for terms in phrase), _SYNONYM * quality)


def _stands(phrase: Phrase, entries: Mapping[str, int]) -> bool:
    return any(not entries.keys().isdisjoint(terms) for terms in phrase)
