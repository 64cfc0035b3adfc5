"""The name that a reporter gave, found in their words.

Two of its words together count in any case and order, one alone only where it is said or signed
as a name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from lckm_core.redaction._dictionary import is_first_name
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._signatures import is_signed
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._words import Token, forms, sequences, stand_together, tokens_of

_TITLES_WORDS = """
    dr mgr inz prof hab ks mec lek arch pan pani panstwo p pp mr mrs ms jr sr i oraz and
"""
_PARTICLES_WORDS = "de van von der den du la al el da di do dos bin ibn o d"
# Words that residents enter in place of a name.
_NO_NAME_WORDS = """
    mieszkaniec mieszkanka mieszkancy mieszkanki lokator lokatorka lokatorzy najemca najemcy
    wlasciciel wlascicielka wlasciciele sasiad sasiadka sasiedzi rodzic rodzice uczniowie
    pasazer pasazerka pasazerowie klient klientka klienci rada zarzad wspolnota spoldzielnia
    szkola przedszkole urzad firma
"""
_TITLES = frozenset(_TITLES_WORDS.split())
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
# A field with more words holds something else than a name: a board, a sentence.
_MOST_WORDS = 5
_SHORTEST_WITH_ENDINGS = 3
_SHORTEST_JOINED = 7
_SHORTEST_WITH_AN_INITIAL = 6
# What ends a sentence or a paragraph: across it no two words make a name.
_SENTENCE_END = r"[.!?]\s|\n\s*\n"
_INTRODUCTION = """
    jestem mówi pisze z_tej_strony zgłasza zgłosił[ao]? podpisan[oay] zgłaszając[aey]
    wnioskodawca imię nazwisko
"""
_SAYS = rf"(?<!\w){any_of(_INTRODUCTION)}[\s:,–-]{{1,3}}$"
_AT_A_PLACE = r"(?<!\w)(?i:na|przy|przed|za|pod|ko[łl]o|obok|wzd[łl]u[żz]|r[óo]g|rogu)\s$"
_AND = r"\s(?i:i|oraz|and)\s"
_STREET = (
    r"(?<!\w)(?i:ul|ulic[aąęy]|al|alej[ai]|alei|pl|placu?|os|rond\w+|skwer\w*"
    r"|park(?:u|i|iem|ach)?|im|imienia|pomnik\w*|szko[łl](?:[aeyęą]|om|ami|ach))\.?\s(?:\w+\.\s)?$"
)
_NUMBERED = r"\s(?:nr\s)?\d{1,4}[a-zA-Z]?(?![\w-]|[\s.]?\d)"


@attrs.frozen(repr=False)
class KnownName:
    """A name prepared for searching.

    Args:
        whole: its tokens in their order, whatever they are.
        known: each form of each of its words, with the positions of the words it may be.
        joined: two words, or a word and an initial, written as one.
        strong: the positions of the words that tell something alone.
        initials: each first letter, with the positions of the words it may stand for.
        alone: the words that may stand alone, as the field has them.
    """

    whole: Sequence[frozenset[str]]
    known: Mapping[str, frozenset[int]]
    joined: frozenset[str]
    strong: frozenset[int]
    initials: Mapping[str, frozenset[int]]
    alone: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str) -> "KnownName":
        """Return a name as a field of the form has it."""
        field_words = [token.plain for token in tokens_of(name)]
        words = [word for word in field_words if word not in _TITLES]
        whole = [frozenset({word}) for word in field_words] if len(field_words) > 1 else []
        if words and words[0] in _NO_NAME and not any(map(is_first_name, words)):
            return cls([], {}, frozenset(), frozenset(), {})
        if len(words) > _MOST_WORDS or not all(map(str.isalpha, words)):
            return cls(whole, {}, frozenset(), frozenset(), {})
        known = defaultdict[str, set[int]](set)
        initials = defaultdict[str, set[int]](set)
        for at, word in enumerate(words):
            initials[word[0]].add(at)
            for form in forms(word) if len(word) >= _SHORTEST_WITH_ENDINGS else [word]:
                known[form].add(at)
        strong = {at for at, word in enumerate(words) if len(word) > 1 and word not in _PARTICLES}
        strong_words = [words[at] for at in sorted(strong)]
        return cls(
            whole,
            _frozen(known),
            _joined_forms(strong_words),
            frozenset(strong),
            _frozen(initials),
            frozenset(strong_words),
        )

    def spans(self, text: str, tokens: Sequence[Token]) -> Iterator[PersonalSpan]:
        """Yield where the name, or one word used as a name, stands."""
        for name_tokens in sequences(tokens, self.whole):
            yield _span(name_tokens)
        runs = list(self._runs(text, tokens))
        names = self._names_among(text, runs)
        for at, run in enumerate(runs):
            if at in names:
                yield _span(run)
            else:
                yield from (_span([token]) for token in run if self._stands_alone(text, token))

    def full_spans(self, text: str, tokens: Sequence[Token]) -> Iterator[PersonalSpan]:
        """Yield where the name stands, but no word of it alone."""
        for name_tokens in sequences(tokens, self.whole):
            yield _span(name_tokens)
        runs = list(self._runs(text, tokens))
        for at in sorted(self._names_among(text, runs)):
            yield _span(runs[at])

    def is_among(self, tokens: Sequence[Token]) -> bool:
        """Return whether at least two words of the name stand together."""
        return any(map(self._is_full, self._runs("", tokens)))

    def _names_among(self, text: str, runs: Sequence[Sequence[Token]]) -> set[int]:
        """Return which runs are names, or joined to one by „i”."""
        full = {
            at for at, run in enumerate(runs) if self._is_full(run) and not _is_a_street(text, run)
        }
        joined = {
            to
            for at in full
            for to in (at - 1, at + 1)
            if 0 <= to < len(runs) and _are_joined(text, runs[min(at, to)], runs[max(at, to)])
        }
        return full | joined

    def _runs(self, text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
        """Yield the runs of the name's words and initials."""
        run: list[Token] = []
        last: frozenset[int] = frozenset()
        for token in tokens:
            meaning = self._meaning(text, token)
            # „Anna Zgierska, Zgierska 5”: the same again is the street.
            if run and not (
                meaning and len(last | meaning) > 1 and _are_one_name(text, run[-1], token)
            ):
                yield run
                run = []
            if meaning:
                run.append(token)
            last = meaning
        if run:
            yield run

    def _meaning(self, text: str, token: Token) -> frozenset[int]:
        """Return the positions of the words that *token* may stand for."""
        if token.plain in self.joined:
            return self.strong
        in_full = self.known.get(token.plain)
        if in_full:
            return in_full
        return self.initials[token.plain] if self._is_an_initial(text, token) else frozenset()

    def _is_an_initial(self, text: str, token: Token) -> bool:
        written = text[token.start : token.end]
        after = text[token.end : token.end + 1]
        return token.plain in self.initials and written.isupper() and after == "."

    def _is_full(self, run: Sequence[Token]) -> bool:
        """Return whether *run* has two words of the name, one in full."""
        if any(token.plain in self.joined for token in run):
            return True
        words = [self.known.get(token.plain, frozenset()) for token in run]
        return len(run) > 1 and any(positions & self.strong for positions in words)

    def _stands_alone(self, text: str, token: Token) -> bool:
        """Return whether a word of the name is used as a name by itself."""
        if token.plain not in self.alone or not text[token.start].isupper():
            return False
        # „Pisze: Zgierska 5, dziura” says a place.
        is_said = compiled(_SAYS).search(_text_before(text, token)) is not None
        if is_said and not compiled(_NUMBERED).match(text, token.end):
            return True
        return is_signed(text, token.start, token.end)


def _joined_forms(words: Sequence[str]) -> frozenset[str]:
    """Return words joined in pairs: „jankowalski”, „jkowalski”."""
    pairs = [(first, second) for first in words for second in words if first != second]
    names = [first + second for first, second in pairs if len(first + second) >= _SHORTEST_JOINED]
    with_an_initial = [
        first[0] + second for first, second in pairs if 1 + len(second) >= _SHORTEST_WITH_AN_INITIAL
    ]
    return frozenset(names + with_an_initial)


def _is_a_street(text: str, run: Sequence[Token]) -> bool:
    """Return whether the full name is that of a street or a school."""
    left = _text_before(text, run[0])
    if compiled(_AT_A_PLACE).search(left) and compiled(_NUMBERED).match(text, run[-1].end):
        return True
    return compiled(_STREET).search(left) is not None


def _are_joined(text: str, first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Return whether two runs are joined as in „Anna Cebula i Jan”."""
    return compiled(_AND).fullmatch(text, first[-1].end, second[0].start) is not None


def _are_one_name(text: str, first: Token, second: Token) -> bool:
    """Return whether two tokens may be parts of one name."""
    between = text[first.end : second.start]
    if first.end - first.start == 1:
        between = between.removeprefix(".")
    return stand_together(first, second) and not compiled(_SENTENCE_END).search(between)


def _frozen(positions: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(values) for key, values in positions.items()}


def _span(tokens: Sequence[Token]) -> PersonalSpan:
    return PersonalSpan(tokens[0].start, tokens[-1].end, PersonalKind.NAME)


def _text_before(text: str, token: Token) -> str:
    return text[max(0, token.start - 40) : token.start]
