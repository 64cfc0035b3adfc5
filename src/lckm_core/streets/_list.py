"""Streets, and which of them a line that somebody typed names."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from lckm_core.streets._words import name_words, spellings, stem, words_of
from lckm_core.text import folded

_LONGEST_LINE: Final = 200
# Words of a line in which a name is looked for, and streets to choose from.
_MOST_WORDS: Final = 12
_MOST_CHOICES: Final = 8
_NUMBER: Final = ("nr", "nr.", "numer")


@attrs.frozen
class Street:
    """A street of a city.

    Args:
        name: its name without the kind, such as „Tadeusza Kościuszki”.
        kind: its kind in short: ``ul.``, ``al.``, ``pl.``, ``rondo``; empty where none is known.
        districts: the parts of the city it lies in, as the list writes them.
        other_names: earlier names, and other spellings.
    """

    name: str
    kind: str = ""
    districts: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name with its kind: „al. Tadeusza Kościuszki”."""
        return f"{self.kind} {self.name}" if self.kind else self.name


@attrs.frozen
class StreetMatch:
    """What a list of streets knows of a line with a street and a number.

    Args:
        street: the street, where there is no doubt.
        choices: those that may be meant, where there is doubt; empty where none is known.
        rest: what follows the name, such as the number, as typed.
    """

    street: Street | None = None
    choices: tuple[Street, ...] = ()
    rest: str = ""

    def line(self, street: Street) -> str:
        """Return the line that was typed, with the name of a street as the list has it."""
        return f"{street.full_name} {self.rest}".strip()


@attrs.frozen
class _Name:
    """One name of a street, in words that are compared."""

    street: Street
    words: tuple[str, ...]
    is_other: bool

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.words))

    @property
    def main_word(self) -> str:
        """The last word that is no numeral: „pawla” of „Jana Pawła II”."""
        return next((word for word in reversed(self.words) if len(word) > 3), self.words[-1])


class StreetList:
    """A city's streets, searched by their names in any case, without Polish letters, misspelt."""

    def __init__(self, streets: Iterable[Street]) -> None:
        self._streets = tuple(streets)
        self._names = tuple(self._all_names())
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_stem: dict[str, set[int]] = defaultdict(set)
        self._by_spelling: dict[str, list[str]] = defaultdict(list)
        for at, name in enumerate(self._names):
            for word in name.words:
                self._by_word[word].add(at)
                self._by_stem[stem(word)].add(at)
        for known in self._by_stem:
            for spelling in set(spellings(known)):
                self._by_spelling[spelling].append(known)
        self._vocabulary = sorted(self._by_word)

    def __len__(self) -> int:
        return len(self._streets)

    def __iter__(self) -> Iterator[Street]:
        return iter(self._streets)

    def match(self, line: str) -> StreetMatch:
        """Return the street that a line names, or those that it may mean.

        The name may stand in another case („przy Piotrkowskiej 12”), without a first name, or with
        its initial. Letters that are missing or wrong, an earlier name, another kind of street
        („ul.” of a square) and a name that several streets have leave a doubt.
        """
        for find in (self._named, self._misspelt):
            for head, rest in _splits(line):
                found = find(head)
                if found.street or found.choices:
                    return attrs.evolve(found, rest=rest)
        return StreetMatch()

    def suggest(self, line: str, *, limit: int = _MOST_CHOICES) -> list[str]:
        """Return lines that a line may become, whose last word is perhaps not finished."""
        for find in (self._begun, self._misspelt_choices):
            for head, rest in _splits(line):
                streets = find(head)[:limit]
                if streets:
                    return [StreetMatch(rest=rest).line(street) for street in streets]
        return []

    def _all_names(self) -> Iterator[_Name]:
        for street in self._streets:
            yield _Name(street, name_words(street.full_name)[1], is_other=False)
            for other in street.other_names:
                yield _Name(street, name_words(other)[1], is_other=True)

    # ── names that are spelt right ──────────────────────────────────────────────────────────────

    def _named(self, head: str) -> StreetMatch:
        kind, words = name_words(head)
        names = self._of_all(words, self._spelt)
        if not any(len(word) > 1 for word in words) or not names:
            return StreetMatch()
        typed = frozenset(words)
        stems = frozenset(map(stem, words))
        # From the surest: the whole name, the whole name in another case, its main word.
        sure = (
            lambda name: typed == frozenset(name.words),
            lambda name: stems == name.stems,
            lambda name: stem(name.main_word) in stems,
        )
        for is_meant in sure:
            meant = [name for name in names if is_meant(name)]
            if meant:
                return _decided(meant, kind)
        return StreetMatch(choices=_streets(names, kind))

    def _spelt(self, word: str) -> set[int]:
        if len(word) == 1 and word.isalpha():
            return self._beginning_with(word)
        return self._by_word.get(word, set()) | self._by_stem.get(stem(word), set())

    # ── names that are not finished, or misspelt ────────────────────────────────────────────────

    def _begun(self, head: str) -> tuple[Street, ...]:
        kind, words = name_words(head)
        if not any(len(word) > 1 for word in words):
            return ()
        at_end = head[-1:].isalnum()
        last = self._beginning_with(words[-1]) if at_end else self._spelt(words[-1])
        last = last | self._spelt(words[-1])
        names = self._of_all(words[:-1], self._spelt, last)
        begun = " ".join(words)
        names.sort(
            key=lambda name: (
                not name.words[-1].startswith(words[-1]) and not _joined(name).startswith(begun),
                name.is_other,
                len(name.words),
                _joined(name),
            )
        )
        return _streets(names, kind, most=None)

    def _misspelt(self, head: str) -> StreetMatch:
        return StreetMatch(choices=self._misspelt_choices(head))

    def _misspelt_choices(self, head: str) -> tuple[Street, ...]:
        kind, words = name_words(head)
        if not any(len(word) > 3 for word in words):
            return ()
        names = self._of_all(words, self._near)
        names.sort(key=lambda name: (abs(len(name.words) - len(words)), _joined(name)))
        return _streets(names, kind)

    def _near(self, word: str) -> set[int]:
        stems: set[str] = set()
        if word.isalpha():
            stems.update(*(self._by_spelling.get(one, ()) for one in spellings(stem(word))))
        return self._spelt(word).union(*(self._by_stem[known] for known in stems))

    def _beginning_with(self, letters: str) -> set[int]:
        found: set[int] = set()
        for word in self._vocabulary[bisect_left(self._vocabulary, letters) :]:
            if not word.startswith(letters):
                break
            found |= self._by_word[word]
        return found

    def _of_all(
        self,
        words: Iterable[str],
        find: Callable[[str], set[int]],
        found: set[int] | None = None,
    ) -> list[_Name]:
        """Return the names that have each of these words."""
        for word in words:
            found = find(word) if found is None else found & find(word)
            if not found:
                return []
        return [self._names[at] for at in sorted(found or ())]


def _splits(line: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a line into a name and what follows it, the longest name first."""
    line = line[:_LONGEST_LINE]
    words = line.split()[:_MOST_WORDS]
    for count in range(len(words), 0, -1):
        rest = words[count:]
        is_number = bool(rest) and (rest[0][0].isdigit() or folded(rest[0]) in _NUMBER)
        is_whole = not rest or is_number or words[count - 1].endswith(",")
        if is_whole and words_of(words[count - 1]):
            begins = line.split(maxsplit=count)
            tail = begins[count] if len(begins) > count else ""
            head = " ".join(words[:count])
            # A blank at the end says that the last word is finished.
            yield (head if tail or line[-1:] == head[-1:] else head + " ", tail.strip())


def _decided(names: list[_Name], kind: str | None) -> StreetMatch:
    """Return the street of names that fit equally well, or the choice between them."""
    own = [name for name in names if not name.is_other]
    of_kind = [name for name in own if kind in (None, name.street.kind) or not name.street.kind]
    streets = list(dict.fromkeys(name.street for name in of_kind))
    if len(streets) == 1:
        return StreetMatch(streets[0])
    return StreetMatch(choices=_streets(of_kind or names, None))


def _streets(
    names: Iterable[_Name], kind: str | None, *, most: int | None = _MOST_CHOICES
) -> tuple[Street, ...]:
    """Return the streets of names; where a kind was typed, those of it come first."""
    streets = dict.fromkeys(name.street for name in names)
    ordered = sorted(streets, key=lambda street: kind is not None and street.kind != kind)
    return tuple(ordered[:most])


def _joined(name: _Name) -> str:
    return folded(" ".join(name.words))
