"""The reporter's own name, in any case and order: its parts together always, one alone unless it is an everyday word or a street's."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from lckm_core.report.striking import words
from lckm_core.report.striking.endings import forms
from lckm_core.report.striking.everyday import everyday
from lckm_core.report.striking.namesakes import is_a_places
from lckm_core.report.striking.pieces import Piece, pieces_of, sequences, stand_together
from lckm_core.report.striking.spans import PersonalKind, PersonalSpan

_TITLE_WORDS = "dr mgr inz prof hab ks mec lek arch pan pani panstwo p pp mr mrs ms jr sr i oraz and"
_PARTICLE_WORDS = "de van von der den du la al el da di do dos bin ibn o d"
_TITLES, _PARTICLES = frozenset(_TITLE_WORDS.split()), frozenset(_PARTICLE_WORDS.split())
_MOST_WORDS = 5
"""A field with more words holds something else than a name: a board, a sentence."""
_SHORTEST_ALONE, _SHORTEST_IN_SMALL, _SHORTEST_GLUED = 3, 4, 7
_APART = re.compile(r"[.!?]\s|\n\s*\n")
"""What ends a sentence or a paragraph: across it no two words make a name."""
_BEGINS = re.compile(r"(?:^|[.!?:\n„\"(-])\s*$")
_AT_A_PLACE = re.compile(
    r"(?<!\w)(?i:na|przy|wzd[łl]u[żz]|r[óo]g|rogu|ulic[aąęy]|ul\.?|al\.?|alei|aleja|placu?|pl\.?|skrzy[żz]owani\w+)\s$|/$"
)
_STREETS = re.compile(
    r"(?<!\w)(?i:ul|ulic[aąęy]|al|alej[ai]|alei|pl|placu?|os|rond\w+|skwer\w*|park\w*|im|imienia|pomnik\w*|szko[łl]\w+)\.?\s(?:\w+\.\s)?$"
)
_NUMBERED = re.compile(r"\s(?:nr\s)?\d{1,4}[a-zA-Z]?(?![\w-]|[\s.]?\d)")


@attrs.frozen(repr=False)
class OwnName:
    """A name made ready to be looked for.

    Args:
        whole: its pieces one after another, whatever they are.
        known: each form of each of its words, and which words that is one of.
        glued: two words written as one.
        strong: the words that tell something alone.
        initials: the first letter of each.
    """

    whole: Sequence[frozenset[str]]
    known: Mapping[str, frozenset[int]]
    glued: frozenset[str]
    strong: frozenset[int]
    initials: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, name: str) -> "OwnName":
        """Return a name as a field of the form has it."""
        given = [piece.plain for piece in pieces_of(name)]
        parts = [part for part in given if part not in _TITLES]
        whole = [frozenset({part}) for part in given] if len(given) > 1 else []
        if len(parts) > _MOST_WORDS or not all(map(str.isalpha, parts)):
            return cls(whole, {}, frozenset(), frozenset(), {})
        known, initials = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        for at, part in enumerate(parts):
            initials[part[0]].add(at)
            for form in forms(part) if len(part) >= _SHORTEST_ALONE else [part]:
                known[form].add(at)
        strong = {at for at, part in enumerate(parts) if len(part) > 1 and part not in _PARTICLES}
        pairs = [parts[first] + parts[second] for first in strong for second in strong - {first}]
        glued = frozenset(pair for pair in pairs if len(pair) >= _SHORTEST_GLUED)
        return cls(whole, _frozen(known), glued, frozenset(strong), _frozen(initials))

    def spans(self, text: str, pieces: Sequence[Piece], *, alone: bool = True) -> Iterator[PersonalSpan]:
        """Yield where the name stands, and with *alone* also where one word of it does."""
        for found in sequences(pieces, self.whole):
            yield _span(found)
        for run in self._runs(text, pieces):
            if self._are_together(run):
                if not _STREETS.search(_before(text, run[0])):
                    yield _span(run)
            elif alone:
                yield from (_span([piece]) for piece in run if self._tells(text, piece))

    def together(self, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
        """Yield the pieces that are two words or more of the name."""
        yield from filter(self._are_together, self._runs("", pieces))

    def _runs(self, text: str, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
        """Yield the words of the name and their initials, those that stand together in one, as far as none comes again."""
        run: list[Piece] = []
        meant: frozenset[int] = frozenset()
        for piece in pieces:
            meaning = self._meaning(text, piece)
            if run and not (meaning - meant and _joined(text, run[-1], piece)):
                yield run
                run, meant = [], frozenset()
            if meaning:
                run.append(piece)
                meant |= meaning
        if run:
            yield run

    def _meaning(self, text: str, piece: Piece) -> frozenset[int]:
        """Return which words of the name a piece may be, in full or by its first letter; two written as one are those that tell something."""
        if piece.plain in self.glued:
            return self.strong
        return self.known.get(piece.plain) or (
            self.initials[piece.plain] if self._is_an_initial(text, piece) else frozenset()
        )

    def _is_an_initial(self, text: str, piece: Piece) -> bool:
        written, after = text[piece.start : piece.end], text[piece.end : piece.end + 1]
        return piece.plain in self.initials and written.isupper() and after == "."

    def _are_together(self, run: Sequence[Piece]) -> bool:
        """Return whether these are two words of the name at least, one of them in full."""
        if any(piece.plain in self.glued for piece in run):
            return True
        full = [self.known.get(piece.plain, frozenset()) for piece in run]
        return len(run) > 1 and any(of & self.strong for of in full)

    def _tells(self, text: str, piece: Piece) -> bool:
        """Return whether a word of the name, alone, is rather the name than an everyday word or a street."""
        if not self.known.get(piece.plain, frozenset()) & self.strong or piece.end - piece.start < _SHORTEST_ALONE:
            return False
        written, left = text[piece.start : piece.end], _before(text, piece)
        if _AT_A_PLACE.search(left) or _NUMBERED.match(text, piece.end) or is_a_places(text, piece.start, piece.end):
            return False
        if written[0].isupper() and not written.isupper() and not _BEGINS.search(left):
            return True
        everyday_word = piece.plain in everyday() or words.NOBODY.match(written)
        return len(written) >= _SHORTEST_IN_SMALL and not everyday_word


def _frozen(found: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(values) for key, values in found.items()}


def _span(found: Sequence[Piece]) -> PersonalSpan:
    return PersonalSpan(found[0].start, found[-1].end, PersonalKind.NAME)


def _joined(text: str, first: Piece, second: Piece) -> bool:
    """Return whether two pieces may be parts of one name: together, in one sentence; the dot of an initial ends none."""
    between = text[first.end : second.start]
    if first.end - first.start == 1:
        between = between.removeprefix(".")
    return stand_together(first, second) and not _APART.search(between)


def _before(text: str, piece: Piece) -> str:
    return text[max(0, piece.start - 40) : piece.start]
