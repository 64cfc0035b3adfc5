"""Streets, and which of them a line that somebody typed names."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from lckm_core.streets._words import is_form_of, is_saint, name_words, spellings, stem, words_of
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
    """What a list of streets makes of a line with a street and a number.

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
    is_saint: bool = False

    def is_whole(self, words: tuple[str, ...]) -> bool:
        """Return whether the words make up the whole name, in any case, initials allowed."""
        name_parts = list(self.words)
        for word in sorted(words, key=len, reverse=True):
            fitting = [part for part in name_parts if is_form_of(word, part)]
            if not fitting:
                return False
            name_parts.remove(fitting[0])
        return not name_parts

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

        The name may stand in another case („przy Piotrkowskiej 12”), or with initials of first
        names. Words that are missing, „św.” among them, another gender („Zielony”), letters that
        are missing or wrong, an earlier name, another kind of street („ul.” of a square) and a name
        that several streets have leave a doubt.
        """
        for find in (self._named_streets, self._misspelt):
            for head, rest in _splits(line):
                found = find(head)
                if found.street or found.choices:
                    return attrs.evolve(found, rest=rest)
        return StreetMatch()

    def suggest(self, line: str, *, limit: int = _MOST_CHOICES) -> list[str]:
        """Return completions of a line whose last word may not be finished."""
        for find in (self._streets_beginning, self._misspelt_choices):
            for head, rest in _splits(line):
                streets = find(head)[:limit]
                if streets:
                    return [StreetMatch(rest=rest).line(street) for street in streets]
        return []

    def _all_names(self) -> Iterator[_Name]:
        for street in self._streets:
            for at, text in enumerate((street.full_name, *street.other_names)):
                yield _Name(street, name_words(text)[1], at > 0, is_saint(text))

    # ── names that are spelt right ──────────────────────────────────────────────────────────────

    def _named_streets(self, head: str) -> StreetMatch:
        kind, words = name_words(head)
        names = self._of_all(words, self._spelt)
        if not names:
            return StreetMatch()
        saint = is_saint(head)
        full_matches = [name for name in names if name.is_saint is saint and name.is_whole(words)]
        exact = [name for name in full_matches if set(words) == set(name.words)]
        if full_matches:
            return _decided(exact or full_matches, kind)
        stems = set(map(stem, words))
        names.sort(key=lambda name: stem(name.main_word) not in stems)
        return StreetMatch(choices=_streets(names, kind))

    def _spelt(self, word: str) -> set[int]:
        return self._by_word.get(word, set()) | self._by_stem.get(stem(word), set())

    # ── names that are not finished, or misspelt ────────────────────────────────────────────────

    def _streets_beginning(self, head: str) -> tuple[Street, ...]:
        kind, words = name_words(head)
        if not any(len(word) > 1 for word in words):
            return ()
        last = words[-1]
        if len(last) > 1 and head[-1:].isalnum():
            found = self._spelt(last) | self._beginning_with(last)
            names = self._of_all(words[:-1], self._spelt, found)
        else:
            names = self._of_all(words, self._spelt)
        begun = " ".join(words)
        names.sort(
            key=lambda name: (
                not name.words[-1].startswith(words[-1])
                and not _joined_words(name).startswith(begun),
                name.is_other,
                len(name.words),
                _joined_words(name),
            )
        )
        return _streets(names, kind, most=None)

    def _misspelt(self, head: str) -> StreetMatch:
        return StreetMatch(choices=self._misspelt_choices(head))

    def _misspelt_choices(self, head: str) -> tuple[Street, ...]:
        kind, words = name_words(head)
        if not any(len(word) > 3 for word in words):
            return ()
        names = self._of_all(words, self._near_names)
        names.sort(key=lambda name: (abs(len(name.words) - len(words)), _joined_words(name)))
        return _streets(names, kind)

    def _near_names(self, word: str) -> set[int]:
        stems: set[str] = set()
        if word.isalpha():
            stems.update(
                *(self._by_spelling.get(spelling, ()) for spelling in spellings(stem(word)))
            )
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
        words: tuple[str, ...],
        find: Callable[[str], set[int]],
        found: set[int] | None = None,
    ) -> list[_Name]:
        """Return the names that have each of these words; a letter may begin any word."""
        letters = {word for word in words if len(word) == 1 and word.isalpha()}
        for word in {*words} - letters:
            found = find(word) if found is None else found & find(word)
            if not found:
                return []
        names = (self._names[at] for at in sorted(found or ()))
        return [name for name in names if letters <= {word[0] for word in name.words}]


def _splits(line: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to split a line into a name and the rest, the longest name first."""
    words = line[:_LONGEST_LINE].split()[:_MOST_WORDS]
    if len(line) > _LONGEST_LINE and len(words) < _MOST_WORDS:
        # The last word may be cut.
        words = words[:-1]
    for count in range(len(words), 0, -1):
        [tail] = line.split(maxsplit=count)[count:] or [""]
        follower = (*folded(tail[:_LONGEST_LINE]).split(maxsplit=1), "")[0]
        is_number = tail[:1].isdigit() or follower in _NUMBER
        is_whole = not tail or is_number or words[count - 1].endswith(",")
        if is_whole and words_of(words[count - 1]):
            head = " ".join(words[:count])
            # A blank at the end says that the last word is finished.
            yield (head if tail or line[-1:] == head[-1:] else head + " ", tail.strip())


def _decided(names: list[_Name], kind: str | None) -> StreetMatch:
    """Return the street of names that fit equally well, or the choice between them."""
    own_names = [name for name in names if not name.is_other]
    of_kind = [
        name for name in own_names if kind in (None, name.street.kind) or not name.street.kind
    ]
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


def _joined_words(name: _Name) -> str:
    return folded(" ".join(name.words))
