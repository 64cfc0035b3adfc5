"""What the words of Polish texts are forms of: by the dictionary of Morfeusz 2, or by cutting off endings."""

import re
import threading
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Protocol

from lckm_search.errors import NoAnalyserError
from lckm_search.words import fold

if TYPE_CHECKING:
    from morfeusz2 import Morfeusz

ANALYSERS = ("best", "morfeusz2", "snowball")
"""The names of analysers; ``best`` is Morfeusz 2 where it is installed."""

_NOT_WORD = re.compile(r"[\W_]+")


class Analyser(Protocol):
    """Knows what words are forms of. One object may serve several threads."""

    version: str
    """What an index made with it is worth: another version may know other words."""

    def __hash__(self) -> int:
        """Tell it from others."""
        ...

    def terms(self, word: str) -> frozenset[str]:
        """Return what a word in small letters may be a form of, the word itself where that is not known; never none."""
        ...

    def forms(self, term: str) -> Iterable[str]:
        """Return the forms of a term, as many as are known, without Polish marks."""
        ...

    def knows(self, word: str) -> bool:
        """Return whether a word in small letters is known to be one, and so no typing error."""
        ...


@cache
def analyser(name: str = "best") -> Analyser:
    """Return the analyser of a name. Raises :class:`NoAnalyserError` for one that is not installed."""
    if name not in ANALYSERS:
        raise ValueError(f"{name} is no analyser: there are {', '.join(ANALYSERS)}")
    if name != "snowball":
        try:
            return Dictionary()
        except ImportError:
            if name == "morfeusz2":
                raise NoAnalyserError(name) from None
    return Stems()


class Dictionary:
    """Every lemma of a word, by the Grammatical Dictionary of Polish. Loading it takes some 50 MB."""

    def __init__(self) -> None:
        self._own = threading.local()
        self.version = f"morfeusz2 {self._morfeusz.dict_id()}"
        self._known: dict[str, frozenset[str]] = {}

    def terms(self, word: str) -> frozenset[str]:
        """Return its lemmas."""
        known = self._known.get(word)
        if known is None:
            known = frozenset(self._lemmas(word)) or frozenset((word,))
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def forms(self, term: str) -> Iterable[str]:
        """Return every form of a lemma but the negated ones."""
        found = {fold(term)}
        for form, _, tag, *_ in self._morfeusz.generate(term):
            if form.isalnum() and not tag.endswith(":neg"):
                bare = fold(form)
                found.add(bare)
                found.update(bare + ending for ending in _persons(tag))
        return found

    def knows(self, word: str) -> bool:
        """Return whether the dictionary has it."""
        return any(tag != "ign" for _, _, (_, _, tag, *_) in self._morfeusz.analyse(word))

    def _lemmas(self, word: str) -> Iterable[str]:
        # „Łodzi” is a form of the city's name in capitals only.
        for spelling in {word, word.capitalize()}:
            for _, _, (_, lemma, tag, *_) in self._morfeusz.analyse(spelling):
                if tag != "ign" and not tag.startswith(_ENDINGS):
                    yield _NOT_WORD.sub("", lemma.partition(":")[0]).lower() or word

    @property
    def _morfeusz(self) -> "Morfeusz":
        """This thread's: one cannot serve two threads."""
        if not hasattr(self._own, "morfeusz"):
            import morfeusz2

            self._own.morfeusz = morfeusz2.Morfeusz()
        found: Morfeusz = self._own.morfeusz
        return found


_REMEMBERED = 200_000
_ENDINGS = ("aglt", "interp")
"""What is cut off verbs, as „-em” of „zgubiłem”, and is no word of its own."""


def _persons(tag: str) -> tuple[str, ...]:
    """Return the endings of the persons that a past form takes, which the dictionary lists apart: „zgubił” and „zgubiłem”."""
    if not tag.startswith("praet"):
        return ()
    if tag.startswith("praet:pl"):
        return ("smy", "scie")
    return ("em", "es") if ":m" in tag.partition("praet:sg")[2][:3] else ("m", "s")


_FLEETING = re.compile(r"(?<=...)ek$")
"""The „e” of „podatek” and „budynek” that „podatku” and „budynku” have not."""


class Stems:
    """The stem of a word, by the Snowball algorithm for Polish: quick and small, but „pies” and „psa” stay strangers."""

    def __init__(self) -> None:
        import snowballstemmer

        self.version = "snowball 2"
        self._make: Callable[[], Any] = partial(snowballstemmer.stemmer, "polish")
        self._own = threading.local()
        self._known: dict[str, frozenset[str]] = {}

    def terms(self, word: str) -> frozenset[str]:
        """Return its stem, without Polish marks: they change from form to form („śnieg”, „śniegi”; „droga”, „dróg”)."""
        known = self._known.get(word)
        if known is None:
            if not hasattr(self._own, "stemmer"):
                self._own.stemmer = self._make()
            stem = fold(self._own.stemmer.stemWord(word)) or fold(word)
            known = frozenset((_FLEETING.sub("k", stem),))
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def forms(self, term: str) -> Iterable[str]:
        """Return the stem alone: no ending is known to belong to it."""
        return (term,)

    def knows(self, word: str) -> bool:
        """Return that it knows none."""
        return False
