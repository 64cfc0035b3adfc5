"""Words of street names: kinds, ranks, stems, and spellings one letter away."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lckm_core.text import folded

_WORD = re.compile(r"[^\W_]+")
# No name of a street has a longer word; what is longer is cut.
_LONGEST_WORD: Final = 40
_KINDS: Final = {
    "ul.": "ul ulica ulicy ulice",
    "al.": "al aleja alei aleje",
    "pl.": "pl plac placu placem",
    "os.": "os osiedle osiedlu osiedla",
    "rondo": "rondo ronda rondzie rondem",
    "skwer": "skwer skweru skwerze",
    "park": "park parku parkiem",
    "rynek": "rynek rynku",
    "szosa": "szosa szosy szosie",
    "bulw.": "bulw bulwar bulwaru bulwarze",
    "wyb.": "wyb wybrzeze wybrzeza wybrzezu",
    "pasaż": "pasaz pasazu pasazem",
}
KINDS: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}
"""Words for kinds of streets in small letters without Polish marks, with their short form."""
_RANKS: Final = frozenset(
    (
        *("gen", "generala", "marsz", "marszalka", "plk", "pulkownika", "kpt", "kapitana", "por"),
        *("ks", "ksiedza", "bp", "biskupa", "abp", "arcybiskupa", "kard", "kardynala", "sw"),
        *("swietego", "swietej", "dr", "doktora", "prof", "profesora", "hm", "im", "imienia"),
    )
)
_BEFORE: Final = frozenset(("na", "przy", "w", "we", "kolo", "obok", "naprzeciw", "naprzeciwko"))
# Endings of names in their cases, the longest first, without Polish marks.
_ENDINGS: Final = (
    *("iego", "iemu", "ego", "emu", "iej", "ich", "ych", "imi", "ymi", "iem", "ami", "ach", "owi"),
    *("ej", "im", "ym", "em", "om", "ie", "iu", "ia", "a", "e", "i", "o", "u", "y"),
)
_SHORTEST_STEM: Final = 3
_FEWEST_SHARED: Final = 5
_LONGEST_ENDING: Final = 3
_SAINTS: Final = frozenset(("sw", "swietego", "swietej"))
# Endings that stand for a name's own one in other cases of the same gender; of other names, all
# but the feminine „-ej”.
_CASES: Final = {
    "a": ("a", "ej"),
    "y": ("y", "ego", "emu", "ym", "ych", "ymi", "ach", "ami", "om"),
    "e": ("e", "ego", "emu", "ym", "ych", "ymi"),
}
_HARD: Final = {"i": "y", "im": "ym", "ich": "ych", "imi": "ymi"}


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters without Polish marks."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(folded(text))]


def name_words(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the kind of street that a text begins with, if any, and the words of the name.

    A word such as „przy” before the kind, and ranks such as „gen.”, are left out.
    """
    words = words_of(text)
    if len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    kind = KINDS.get(words[0]) if len(words) > 1 else None
    if kind:
        words = words[1:]
    return kind, tuple(word for word in words if word not in _RANKS) or tuple(words)


def stem(word: str) -> str:
    """Return a word without the ending of its case: „piotrkowsk” of „piotrkowskiej”."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def is_form_of(word: str, name: str) -> bool:
    """Return whether a word is a name's in one of its cases, or its initial."""
    if word == name or (len(word) == 1 and word.isalpha() and name.startswith(word)):
        return True
    base = stem(name)
    if stem(word) != base:
        return False
    ending, name_ending = (_hard(text[len(base) :]) for text in (word, name))
    return ending in _CASES[name_ending] if name_ending in _CASES else ending != "ej"


def may_be_same_name(word: str, other: str) -> bool:
    """Return whether two words may be one name in two cases, „retkinia” and „retkini”.

    It forgives letters that change before an ending: „politechnika” and „politechnice”.
    """
    shared = max(_FEWEST_SHARED, max(len(word), len(other)) - _LONGEST_ENDING)
    return word[:shared] == other[:shared] or stem(word) == stem(other)


class NameForms:
    """Names that many words are held against, by :func:`may_be_same_name`.

    Args:
        names: in small letters without Polish marks.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._alike: dict[str, list[str]] = {}
        for name in names:
            # Two words of one name begin alike or have one stem; few others need a look.
            for beginning in {name[:_FEWEST_SHARED], stem(name)}:
                self._alike.setdefault(beginning, []).append(name)

    def has(self, word: str) -> bool:
        """Return whether a word may be one of the names in another case."""
        return any(
            may_be_same_name(word, name)
            for beginning in {word[:_FEWEST_SHARED], stem(word)}
            for name in self._alike.get(beginning, ())
        )


def is_saint(text: str) -> bool:
    """Return whether the name of a street is that of a saint."""
    return not _SAINTS.isdisjoint(words_of(text))


def has_name(text: str, name: str) -> bool:
    """Return whether a name stands in a text, in any case: „Bałuty” in „na Bałutach”."""
    wanted, stems = ([stem(word) for word in words_of(part)] for part in (name, text))
    count = len(wanted)
    return any(stems[at : at + count] == wanted for at in range(len(stems) - count + 1))


def _hard(ending: str) -> str:
    """Return an ending as it is after a hard consonant: „ej” of „iej”."""
    return _HARD.get(ending) or (ending[1:] if ending[:1] == "i" else ending)


def spellings(word: str) -> Iterator[str]:
    """Yield a word, and the word without each of its letters.

    Two words that share one of these are a letter apart: added, left out, another, or two swapped.
    """
    yield word
    if len(word) > _SHORTEST_STEM and word.isalpha():
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]
