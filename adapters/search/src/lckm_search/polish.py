"""Polish words: their letters without diacritics, and their base forms.

Base forms come from the Morfeusz 2 dictionary or from a stemmer.
"""

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Protocol

from lckm_search.errors import NoAnalyserError

if TYPE_CHECKING:
    from morfeusz2 import Morfeusz

ANALYSERS = ("best", "morfeusz2", "snowball")
"""The names of analysers; ``best`` is Morfeusz 2 where it is installed."""

_NOT_WORD = re.compile(r"[\W_]+")

_WORD = re.compile(r"[^\W_]+")
# Characters of a word that count; no Polish word is longer.
_LONGEST_WORD = 60


def _bare_letters() -> dict[int, str]:
    """Return the Latin letters with diacritics, each with its base letter."""
    bare = {ord("ł"): "l", ord("Ł"): "L", ord("đ"): "d", ord("ø"): "o"}
    for code in range(0x00C0, 0x0250):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and parts[0].isascii() and all(map(unicodedata.combining, parts[1:])):
            bare[code] = parts[0]
    return bare


_BARE = _bare_letters()


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(text.lower())]


def fold(text: str) -> str:
    """Return a text in lower case without diacritics: „Łódź” as „lodz”.

    Each character stays one character.
    """
    return text.translate(_BARE).lower() if not text.isascii() else text.lower()


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each word of a text, and the word without diacritics."""
    for match in _WORD.finditer(fold(text)):
        yield match.start(), match.end(), match.group()[:_LONGEST_WORD]


class Analyser(Protocol):
    """Knows the base forms of words. One object may serve several threads."""

    version: str
    """Part of the version of an index: other versions may know other words."""

    def __hash__(self) -> int:
        """Return a hash, for caching."""
        ...

    def terms(self, word: str) -> frozenset[str]:
        """Return the base forms of a lower-case word, or the word itself; never none."""
        ...

    def forms(self, term: str) -> Iterable[str]:
        """Return the known forms of a term, without diacritics."""
        ...

    def knows(self, word: str) -> bool:
        """Return whether a lower-case word is a known one, and so no typing error."""
        ...


@cache
def analyser(name: str = "best") -> Analyser:
    """Return an analyser by name.

    Raises :class:`NoAnalyserError` for one that is not installed.
    """
    if name not in ANALYSERS:
        raise ValueError(f"{name} is not an analyser: there are {', '.join(ANALYSERS)}")
    if name != "snowball":
        try:
            return Dictionary()
        except ImportError:
            if name == "morfeusz2":
                raise NoAnalyserError(name) from None
    return Stems()


class Dictionary:
    """Lemmas by the Grammatical Dictionary of Polish; loading it takes about 50 MB."""

    def __init__(self) -> None:
        self._thread = threading.local()
        self.version = f"morfeusz2 {self._morfeusz.dict_id()}"
        self._known: dict[str, frozenset[str]] = {}

    def terms(self, word: str) -> frozenset[str]:
        """Return the lemmas of a word."""
        known = self._known.get(word)
        if known is None:
            known = frozenset(self._lemmas(word)) or frozenset((word,))
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def forms(self, term: str) -> Iterable[str]:
        """Return every form of a lemma except the negated ones."""
        found = {fold(term)}
        for form, _, tag, *_ in self._morfeusz.generate(term):
            if form.isalnum() and not tag.endswith(":neg"):
                bare = fold(form)
                found.add(bare)
                found.update(bare + ending for ending in _personal_endings(tag))
        return found

    def knows(self, word: str) -> bool:
        """Return whether the dictionary has a word."""
        return any(tag != "ign" for _, _, (_, _, tag, *_) in self._morfeusz.analyse(word))

    def _lemmas(self, word: str) -> Iterable[str]:
        # „Łodzi” is a form of the city's name in capitals only.
        for spelling in {word, word.capitalize()}:
            for _, _, (_, lemma, tag, *_) in self._morfeusz.analyse(spelling):
                if tag != "ign" and not tag.startswith(_ENDINGS):
                    yield _NOT_WORD.sub("", lemma.partition(":")[0]).lower() or word

    @property
    def _morfeusz(self) -> "Morfeusz":
        """The Morfeusz object of this thread; one cannot serve two threads."""
        if not hasattr(self._thread, "morfeusz"):
            import morfeusz2

            self._thread.morfeusz = morfeusz2.Morfeusz()
        found: Morfeusz = self._thread.morfeusz
        return found


_REMEMBERED = 200_000
# Tags of verb endings such as „-em” in „zgubiłem”, which are no words of their own.
_ENDINGS = ("aglt", "interp")


def _personal_endings(tag: str) -> tuple[str, ...]:
    """Return the personal endings of a past form: „zgubił” also gives „zgubiłem”."""
    if not tag.startswith("praet"):
        return ()
    if tag.startswith("praet:pl"):
        return ("smy", "scie")
    return ("em", "es") if ":m" in tag.partition("praet:sg")[2][:3] else ("m", "s")


# The „e” that „podatek” has and „podatku” has not.
_FLEETING = re.compile(r"(?<=...)ek$")


class Stems:
    """Stems by the Snowball algorithm for Polish.

    Quick and small, but „pies” and „psa” have different stems.
    """

    def __init__(self) -> None:
        import snowballstemmer

        self.version = "snowball 2"
        self._new_stemmer: Callable[[], Any] = partial(snowballstemmer.stemmer, "polish")
        self._thread = threading.local()
        self._known: dict[str, frozenset[str]] = {}

    def terms(self, word: str) -> frozenset[str]:
        """Return the stem of a word, without diacritics, which vary between forms."""
        known = self._known.get(word)
        if known is None:
            if not hasattr(self._thread, "stemmer"):
                self._thread.stemmer = self._new_stemmer()
            stem = fold(self._thread.stemmer.stemWord(word)) or fold(word)
            known = frozenset((_FLEETING.sub("k", stem),))
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def forms(self, term: str) -> Iterable[str]:
        """Return the stem alone: its endings are not known."""
        return (term,)

    def knows(self, word: str) -> bool:
        """Return False: no word is known."""
        return False
