"""Dictionaries of names: the built-in one and Morfeusz."""

import re
import threading
from enum import Flag, auto
from functools import cache
from typing import TYPE_CHECKING, Protocol

from lckm_core.redaction._name_lists import ALSO_WORDS, MEN, STREETS, SURNAMES, WOMEN
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._surname_lists import SURNAMES_AND_WORDS, SURNAMES_OF_THE_REGISTER

if TYPE_CHECKING:
    from morfeusz2 import Morfeusz

# The names most often given in Poland.

# Old Slavic names have two parts; these come second.
# „Niemiły” is none.
_SLAVIC = r"(?i)(?!(?:nie|prze)mi[łl])\w{2,}(?:[sc][łl]aw|mir|mi[łl])(?:|a|owi|em|ie|y|ze|[ęą]|o)"

_SURNAME_ENDINGS = (
    r"(?i)\w{2,}(?:(?:[sc]|dz)k(?:i|a|iego|iej|iemu|im|ą|ich|imi|ie)|(?:[sc]|dz)cy"
    r"|(?:wicz|czyk|czak|czuk|siak|szak|niak)(?:|a|owi|iem|em|u|owie|ów)|(?:ak|ek|ik|yk|arz|icz"
    r"|in|on|er)[óo]wn(?:a|y|ie|ę|ą|o)|\w(?:cz|[wdrlmt])enko)"
)
# What is joined to the stem of a common surname, in letters without marks.
_CASES = frozenset(
    ["a", "owi", "em", "iem", "u", "owie", "ow", "i", "y", "e", "ie", "ego", "emu", "ym", "ej"]
)
_LONGEST_CASE = 4

_OF_SOMEBODY = r"(?:skiego|ckiego|dzkiego|skiej|ckiej|dzkiej|wicza|czyka|czaka|szaka|niaka)$"

_FOLD = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_SOFT_ENDINGS = {"r": "rze", "k": "ce", "g": "dze", "t": "cie", "d": "dzie", "ł": "le"}
# The longest first: „Grześka”, „Mańka”, „Maćka”.
_VANISHING_VOWELS = {
    "siek": "śk",
    "niek": "ńk",
    "ciek": "ćk",
    "ziek": "źk",
    "iek": "k",
    "ek": "k",
    "eł": "ł",
    "er": "r",
}


class NameSense(Flag):
    """What a word can be; empty if a dictionary does not know it."""

    FIRST_NAME = auto()
    SURNAME = auto()
    PLACE = auto()
    WORD = auto()

    @property
    def is_a_name(self) -> bool:
        """Whether the word can be a person's name."""
        return bool(self & (NameSense.FIRST_NAME | NameSense.SURNAME))


# Small words that are forms of a first name as well: of Ania, Ida, Pola, Taras.
_SHOUTED = frozenset(
    ("ani", "ide", "idzie", "ido", "pole", "polu", "tarasu", "tarasie", "mini", "miny", "mają")
)


class NameDictionary(Protocol):
    """A dictionary that knows names in every grammatical case."""

    def sense(self, word: str) -> NameSense:
        """Return everything that *word*, as written in a text, can be."""


class CommonNames:
    """The built-in dictionary: common first names, and typical surnames."""

    def sense(self, word: str) -> NameSense:
        """Return whether *word* is a first name or looks like a surname."""
        sense = NameSense(0)
        if is_first_name(word):
            sense |= NameSense.FIRST_NAME
            if _fold(word) in _also_words():
                sense |= NameSense.WORD
        if looks_like_a_surname(word):
            sense |= NameSense.SURNAME
        return sense


COMMON_NAMES = CommonNames()


class PolishNames:
    """The names in the Grammatical Dictionary of Polish, in every case.

    Loading it takes 0.05 s and about 50 MB, so make one and keep it. It remembers no word it was
    asked about, and several threads may use it.

    Raises:
        ModuleNotFoundError: ``morfeusz2`` is missing; ``pip install "lckm-core[strike]"``.
    """

    def __init__(self) -> None:
        self._own = threading.local()
        self._morfeusz()

    def sense(self, word: str) -> NameSense:
        """Return everything that *word*, or a part of it, can be."""
        result = COMMON_NAMES.sense(word)
        if result & NameSense.FIRST_NAME:
            # Nearly every first name is also a rare word or a village somewhere.
            return result
        for part in word.split("-"):
            lookup = part.capitalize() if part.isupper() else part
            for _, _, (form, _, tag, kinds, _) in self._morfeusz().analyse(lookup):
                result |= _sense_of_reading(form, tag, kinds)
        return result

    def _morfeusz(self) -> "Morfeusz":
        """Return this thread's analyser: one cannot serve two threads."""
        if not hasattr(self._own, "morfeusz"):
            import morfeusz2

            self._own.morfeusz = morfeusz2.Morfeusz()
        analyser: Morfeusz = self._own.morfeusz
        return analyser


_MORFEUSZ_NAMES = {
    "imię": NameSense.FIRST_NAME,
    "nazwisko": NameSense.SURNAME,
    "nazwa_geograficzna": NameSense.PLACE,
}


def _sense_of_reading(form: str, tag: str, kinds: list[str]) -> NameSense:
    """Return what one reading by Morfeusz makes of a word."""
    result = NameSense(0)
    if tag == "ign" or tag.startswith("brev"):
        return result
    names = [re.sub(r"_\(.*", "", kind) for kind in kinds]
    for sense in [_MORFEUSZ_NAMES[name] for name in names if name in _MORFEUSZ_NAMES]:
        result |= sense
    return result or NameSense.WORD


def is_first_name(word: str) -> bool:
    """Return whether *word* is a form of a common first name."""
    small = _fold(word)
    if small in _first_names():
        return True
    may_be_slavic = "law" in small or "mir" in small or "mil" in small
    return may_be_slavic and compiled(_SLAVIC).fullmatch(word) is not None


def is_a_surname_alone(word: str) -> bool:
    """Return whether a word with nothing around it is a surname, and no street of Łódź.

    Streets are adjectives, as surnames are, or surnames in another case.
    """
    small = _fold(word)
    if small in _streets() or compiled(_OF_SOMEBODY).search(small):
        return False
    if "-" in word:
        return any(len(part) > 3 and is_a_surname_alone(part) for part in word.split("-"))
    return looks_like_a_surname(word)


def is_first_name_itself(word: str) -> bool:
    """Return whether *word* is a common first name in the nominative, and no other word."""
    small = _fold(word)
    # „Idą mrozy”: no name ends so in the nominative.
    return small in _nominatives() and small not in _also_words() and word[-1] not in "ąĄ"


def may_be_a_whole_name(first: str, second: str) -> bool:
    """Return whether two words may be a name: „Franciszek Jurek”, „Sewerynski Olaf”."""
    # „Grażyna Zawisza”, „Nowak Maja”: a name rather than what else the word can be.
    is_title = second.istitle() and _fold(second) in _nominatives()
    if is_first_name_itself(first):
        return is_title or is_first_name_itself(second)
    return is_title and is_a_surname_alone(first) and not is_first_name(first)


def is_their_surname(word: str, *, after: str) -> bool:
    """Return whether *word* is the surname that two words *after* which it stands lack.

    „Halina Ruta Borzęcka”, and not „Anna Zielińska Nowacka”.
    """
    has_one = compiled(_SURNAME_ENDINGS).fullmatch(after) is not None
    return word.istitle() and is_a_surname_alone(word) and not has_one


def is_nothing_but_a_surname(word: str) -> bool:
    """Return whether *word*, in small letters too, is a surname in the nominative and no word."""
    return _fold(word) in _surnames_alone()


def is_a_case_of_a_surname(word: str) -> bool:
    """Return whether *word*, in small letters too, is some form of a surname and no word."""
    return _is_a_case_of(word, _surnames_alone())


def may_be_their_surname(word: str) -> bool:
    """Return whether *word* after a first name may be the surname, though it is a word, too."""
    return looks_like_a_surname(word) or _fold(word) in _surnames_and_words()


def is_known_as_a_name(word: str, dictionary: NameDictionary) -> bool:
    """Return whether *word* is known as a name, or ends as surnames do."""
    return dictionary.sense(word).is_a_name or looks_like_a_surname(word)


def may_be_a_surname_here(word: str, dictionary: NameDictionary) -> bool:
    """Return whether *word* may be a surname by its capital, and *dictionary* has no objection."""
    is_something = dictionary.sense(word) & (NameSense.WORD | NameSense.PLACE)
    return word.istitle() and not is_something and may_be_their_surname(word)


def is_a_shouted_word(first: str, second: str) -> bool:
    """Return whether *first*, in capitals, is a small word and no name: „ANI RAZU”."""
    return (
        first.isupper()
        # „NIE MAJĄ WODY”, and no „MAJA WRONA”.
        and not _SHOUTED.isdisjoint((_fold(first), first.casefold()))
        and not (looks_like_a_surname(second) or may_be_their_surname(second))
    )


def is_surely_a_name(sense: NameSense) -> bool:
    """Return whether a word can be a name and nothing but a name."""
    return sense.is_a_name and not sense & (NameSense.WORD | NameSense.PLACE)


def is_surely_a_first_name(sense: NameSense) -> bool:
    return NameSense.FIRST_NAME in sense and is_surely_a_name(sense)


def looks_like_a_surname(word: str) -> bool:
    """Return whether *word* is a common surname or ends like one."""
    if _is_like_a_surname(word):
        return True
    has_parts = "-" in word and not word.islower()
    return has_parts and any(map(_is_like_a_surname, word.split("-")))


def _is_like_a_surname(word: str) -> bool:
    # The list is looked at first, for it is quicker than the pattern.
    return _is_a_common_surname(word) or compiled(_SURNAME_ENDINGS).fullmatch(word) is not None


@cache
def _first_names() -> frozenset[str]:
    """Return the forms of the first names."""
    women = {_fold(form) for name in WOMEN.split() for form in _forms_of_a_woman(name)}
    men = {_fold(form) for name in MEN.split() for form in _forms_of_a_man(name)}
    # Made of a set, its table is half of what one made of an iterator has: 1 MB of 2.
    return frozenset(women | men)


@cache
def _nominatives() -> frozenset[str]:
    """Return the first names as they are given."""
    return frozenset(map(_fold, [*WOMEN.split(), *MEN.split()]))


@cache
def _also_words() -> frozenset[str]:
    """Return the first names that are also words, such as „róża”."""
    return frozenset(map(_fold, ALSO_WORDS.split()))


@cache
def _streets() -> frozenset[str]:
    """Return the adjectives that are streets and places of Łódź."""
    return frozenset(_fold(name) for name in STREETS.split())


@cache
def _common_surnames() -> frozenset[str]:
    """Return the stems of the common surnames, to which their endings are joined."""
    stems = {*SURNAMES.split(), *SURNAMES_OF_THE_REGISTER.split()}
    stems |= {re.sub(r"[eo]([^aeiouyąęó])$", r"\1", name) for name in stems if len(name) > 3}
    stems |= {name[:-1] for name in stems if name.endswith(("a", "o"))}
    # Made of a set, as in _first_names.
    return frozenset({_fold(stem) for stem in stems})


@cache
def _surnames_alone() -> frozenset[str]:
    """Return the surnames of the register that no other word is, in the nominative."""
    return frozenset({_fold(name) for name in SURNAMES_OF_THE_REGISTER.split()})


@cache
def _surnames_and_words() -> frozenset[str]:
    """Return the common surnames that are words, too, in the nominative."""
    return frozenset(_fold(name) for name in SURNAMES_AND_WORDS.split())


def _is_a_common_surname(word: str) -> bool:
    """Return whether *word* is one of the common surnames in some case."""
    return _is_a_case_of(word, _common_surnames())


def _is_a_case_of(word: str, stems: frozenset[str]) -> bool:
    """Return whether *word* is one of *stems* with or without an ending."""
    small = _fold(word)
    return small in stems or any(
        small[-length:] in _CASES and small[:-length] in stems
        for length in range(1, _LONGEST_CASE + 1)
    )


def _fold(word: str) -> str:
    return word.translate(_FOLD).casefold()


# The forms of a name are those of the singular, and some that do not exist: rather too many
# than too few.


def _forms_of_a_woman(name: str) -> set[str]:
    """Return the forms of a name in -a."""
    stem = name.removesuffix("a")
    if stem == name:
        return {name}
    return {
        name,
        # „Zosi”.
        stem if stem.endswith("i") else name,
        _soft_form(stem),
        *(stem + ending for ending in ("y", "i", "ę", "ą", "o", "e", "u")),
    }


def _forms_of_a_man(name: str) -> set[str]:
    if name.endswith("a"):
        return _forms_of_a_woman(name)
    if name[-1] in "yi":
        stem = name if name.endswith("i") else name[:-1]
        return {name, *(stem + ending for ending in ("ego", "emu", "ym", "m"))}
    stem = next(
        (
            name.removesuffix(end) + rest
            for end, rest in _VANISHING_VOWELS.items()
            if name.endswith(end)
        ),
        name,
    )
    stem_endings = ("a", "owi", "em", "iem", "ie", "e", "u", "ze", "iu")
    # „Stasia”, „Leosiowi”.
    softened = (name + ending for ending in ("ia", "iowi") if name[-1] in "śńćź")
    return {
        name,
        *softened,
        *(name + ending for ending in ("a", "owi", "em", "ze")),
        _soft_form(stem),
        *(stem + ending for ending in stem_endings),
    }


def _soft_form(stem: str) -> str:
    """Return the form in -e of a name: Monice, Robercie."""
    return stem[:-1] + _SOFT_ENDINGS[stem[-1]] if stem[-1] in _SOFT_ENDINGS else stem + "ie"
