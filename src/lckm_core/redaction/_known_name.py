"""The reporter's own name: two of its words together in any case and order, one alone only where it is said or signed as a name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from lckm_core.redaction._first_names import is_first_name
from lckm_core.redaction._signatures import is_signed
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._tokens import (
    Token,
    sequences,
    stand_together,
    tokens_of,
)
from lckm_core.redaction._word_endings import forms
from lckm_core.redaction._word_patterns import any_of

_TITLE_WORDS = (
    "dr mgr inz prof hab ks mec lek arch pan pani panstwo p pp mr mrs ms jr sr i oraz and"
)
_PARTICLE_WORDS = "de van von der den du la al el da di do dos bin ibn o d"
_NOBODYS_WORDS = """
    mieszkaniec mieszkanka mieszkancy mieszkanki lokator lokatorka lokatorzy najemca najemcy wlasciciel wlascicielka wlasciciele sasiad sasiadka
    sasiedzi rodzic rodzice uczniowie pasazer pasazerka pasazerowie klient klientka klienci rada zarzad wspolnota spoldzielnia szkola przedszkole
    urzad firma
"""
_TITLES, _PARTICLES, _NOBODYS = (
    frozenset(words.split()) for words in (_TITLE_WORDS, _PARTICLE_WORDS, _NOBODYS_WORDS)
)
_MOST_WORDS = 5
"""A field with more words holds something else than a name: a board, a sentence."""
_SHORTEST_WITH_ENDINGS, _SHORTEST_GLUED, _SHORTEST_WITH_AN_INITIAL = 3, 7, 6
_APART = re.compile(r"[.!?]\s|\n\s*\n")
"""What ends a sentence or a paragraph: across it no two words make a name."""
_SAYS = re.compile(
    rf"(?<!\w){any_of('jestem mówi pisze z_tej_strony zgłasza zgłosił[ao]? podpisan[oay] zgłaszając[aey] wnioskodawca imię nazwisko')}[\s:,–-]{{1,3}}$"
)
_AT_A_PLACE = re.compile(
    r"(?<!\w)(?i:na|przy|przed|za|pod|ko[łl]o|obok|wzd[łl]u[żz]|r[óo]g|rogu)\s$"
)
_AND = re.compile(r"\s(?i:i|oraz|and)\s")
_STREETS = re.compile(
    r"(?<!\w)(?i:ul|ulic[aąęy]|al|alej[ai]|alei|pl|placu?|os|rond\w+|skwer\w*|park\w*|im|imienia|pomnik\w*|szko[łl]\w+)\.?\s(?:\w+\.\s)?$"
)
_NUMBERED = re.compile(r"\s(?:nr\s)?\d{1,4}[a-zA-Z]?(?![\w-]|[\s.]?\d)")


@attrs.frozen(repr=False)
class KnownName:
    """A name made ready to be looked for.

    Args:
        whole: its pieces one after another, whatever they are.
        known: each form of each of its words, and which words that is one of.
        glued: two words, or a word and an initial, written as one.
        strong: the words that tell something alone.
        initials: the first letter of each.
        said: the words that may be said alone, as the field has them.
    """

    whole: Sequence[frozenset[str]]
    known: Mapping[str, frozenset[int]]
    glued: frozenset[str]
    strong: frozenset[int]
    initials: Mapping[str, frozenset[int]]
    said: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str) -> "KnownName":
        """Return a name as a field of the form has it."""
        given = [piece.plain for piece in tokens_of(name)]
        parts = [part for part in given if part not in _TITLES]
        whole = [frozenset({part}) for part in given] if len(given) > 1 else []
        if parts and parts[0] in _NOBODYS and not any(map(is_first_name, parts)):
            return cls([], {}, frozenset(), frozenset(), {})
        if len(parts) > _MOST_WORDS or not all(map(str.isalpha, parts)):
            return cls(whole, {}, frozenset(), frozenset(), {})
        known, initials = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        for at, part in enumerate(parts):
            initials[part[0]].add(at)
            for form in forms(part) if len(part) >= _SHORTEST_WITH_ENDINGS else [part]:
                known[form].add(at)
        strong = {at for at, part in enumerate(parts) if len(part) > 1 and part not in _PARTICLES}
        telling = [parts[at] for at in sorted(strong)]
        return cls(
            whole,
            _frozen(known),
            _glued(telling),
            frozenset(strong),
            _frozen(initials),
            frozenset(telling),
        )

    def spans(
        self, text: str, pieces: Sequence[Token], *, alone: bool = True
    ) -> Iterator[PersonalSpan]:
        """Yield where the name stands, and with *alone* also where one word of it is said or signed as a name."""
        for found in sequences(pieces, self.whole):
            yield _span(found)
        runs = list(self._runs(text, pieces))
        full = {
            at
            for at, run in enumerate(runs)
            if self._are_together(run) and not _is_a_streets(text, run)
        }
        joined = {
            to
            for at in full
            for to in (at - 1, at + 1)
            if 0 <= to < len(runs) and _with(text, runs[min(at, to)], runs[max(at, to)])
        }
        for at, run in enumerate(runs):
            if at in full or at in joined:
                yield _span(run)
            elif alone:
                yield from (_span([piece]) for piece in run if self._is_said(text, piece))

    def together(self, pieces: Sequence[Token]) -> Iterator[list[Token]]:
        """Yield the pieces that are two words or more of the name."""
        yield from filter(self._are_together, self._runs("", pieces))

    def _runs(self, text: str, pieces: Sequence[Token]) -> Iterator[list[Token]]:
        """Yield the words of the name and their initials; in one those of which each stands beside another one than itself."""
        run: list[Token] = []
        last: frozenset[int] = frozenset()
        for piece in pieces:
            meaning = self._meaning(text, piece)
            # „Anna Zgierska, Zgierska 5”: the same again is the street.
            if run and not (meaning and len(last | meaning) > 1 and _joined(text, run[-1], piece)):
                yield run
                run = []
            if meaning:
                run.append(piece)
            last = meaning
        if run:
            yield run

    def _meaning(self, text: str, piece: Token) -> frozenset[int]:
        """Return which words of the name a piece may be, in full or by its first letter; two written as one are those that tell something."""
        if piece.plain in self.glued:
            return self.strong
        return self.known.get(piece.plain) or (
            self.initials[piece.plain] if self._is_an_initial(text, piece) else frozenset()
        )

    def _is_an_initial(self, text: str, piece: Token) -> bool:
        written, after = text[piece.start : piece.end], text[piece.end : piece.end + 1]
        return piece.plain in self.initials and written.isupper() and after == "."

    def _are_together(self, run: Sequence[Token]) -> bool:
        """Return whether these are two words of the name at least, one of them in full."""
        if any(piece.plain in self.glued for piece in run):
            return True
        full = [self.known.get(piece.plain, frozenset()) for piece in run]
        return len(run) > 1 and any(of & self.strong for of in full)

    def _is_said(self, text: str, piece: Token) -> bool:
        """Return whether a word of the name stands alone as somebody says or signs it: unchanged, with a capital."""
        if piece.plain not in self.said or not text[piece.start].isupper():
            return False
        # „Pisze: Zgierska 5, dziura” says a place.
        said = _SAYS.search(_before(text, piece)) and not _NUMBERED.match(text, piece.end)
        return bool(said) or is_signed(text, piece.start, piece.end)


def _glued(parts: Sequence[str]) -> frozenset[str]:
    """Return each two words as one, and each word with the first letter of another before it: „jankowalski”, „jkowalski”."""
    pairs = [(first, second) for first in parts for second in parts if first != second]
    return frozenset(
        [first + second for first, second in pairs if len(first + second) >= _SHORTEST_GLUED]
        + [
            first[0] + second
            for first, second in pairs
            if 1 + len(second) >= _SHORTEST_WITH_AN_INITIAL
        ]
    )


def _is_a_streets(text: str, run: Sequence[Token]) -> bool:
    """Return whether the name in full is a street's or a school's: after „ul.” and the like, or as „przy Jana Kilińskiego 7”."""
    left = _before(text, run[0])
    numbered = _AT_A_PLACE.search(left) and _NUMBERED.match(text, run[-1].end)
    return bool(numbered or _STREETS.search(left))


def _with(text: str, first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Return whether two runs are joined as in „Anna Cebula i Jan”."""
    return _AND.fullmatch(text, first[-1].end, second[0].start) is not None


def _frozen(found: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(values) for key, values in found.items()}


def _span(found: Sequence[Token]) -> PersonalSpan:
    return PersonalSpan(found[0].start, found[-1].end, PersonalKind.NAME)


def _joined(text: str, first: Token, second: Token) -> bool:
    """Return whether two pieces may be parts of one name: together, in one sentence; the dot of an initial ends none."""
    between = text[first.end : second.start]
    if first.end - first.start == 1:
        between = between.removeprefix(".")
    return stand_together(first, second) and not _APART.search(between)


def _before(text: str, piece: Token) -> str:
    return text[max(0, piece.start - 40) : piece.start]
