"""Plain text, tokens of a text, and the forms of a name."""

import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from lckm_core.redaction._patterns import compiled

# ── Without Polish letters ──

_INDIVISIBLE = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "œ": "o"}


class _PlainCharacters(dict[int, str]):
    """Maps a letter to a small one without marks, a digit to ASCII.

    Always one character for one.
    """

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        small = (unicodedata.normalize("NFKD", letter)[:1].casefold() or letter)[0]
        self[code] = str(int(small)) if small.isdecimal() else _INDIVISIBLE.get(small, small)
        return self[code]


_PLAIN_CHARACTERS = _PlainCharacters()


def plain(text: str) -> str:
    """Return *text* in small letters without marks: „macik”.

    It is as long as *text*, character for character.
    """
    return text.translate(_PLAIN_CHARACTERS)


# ── Tokens ──

_WORD_OR_NUMBER = r"\d++|[^\W\d_]++"
_O_FOR_ZERO = r"(?<=\d)o(?=o*\d)"
_FARTHEST = 4


class Token(NamedTuple):
    """A word or a number: where it stands, and its :func:`plain` text."""

    start: int
    end: int
    plain: str


def tokens_of(text: str) -> list[Token]:
    """Return the words and numbers of *text*; „120A” is two tokens."""
    small = compiled(_O_FOR_ZERO).sub("0", plain(text))
    return [Token(*token.span(), token[0]) for token in compiled(_WORD_OR_NUMBER).finditer(small)]


def stand_together(first: Token, second: Token) -> bool:
    """Return whether only a few blanks and signs part two tokens."""
    return second.start - first.end <= _FARTHEST


def sequences(
    tokens: Sequence[Token], wanted: Sequence[Container[str]], between: Container[str] = ()
) -> Iterator[list[Token]]:
    """Yield the tokens that match *wanted* one after another.

    At most three tokens out of *between* may stand before any but the first.
    """
    if not wanted:
        return
    for at, token in enumerate(tokens):
        if token.plain in wanted[0]:
            sequence = _sequence_at(tokens, at, wanted, between)
            if sequence:
                yield sequence


def _sequence_at(
    tokens: Sequence[Token], at: int, wanted: Sequence[Container[str]], between: Container[str]
) -> list[Token]:
    """Return the sequence that begins with token *at*, or an empty list."""
    sequence = [tokens[at]]
    passed = 0
    for last in range(at + 1, len(tokens)):
        if len(sequence) == len(wanted):
            break
        if not stand_together(tokens[last - 1], tokens[last]):
            return []
        if tokens[last].plain in wanted[len(sequence)]:
            sequence.append(tokens[last])
            passed = 0
        elif tokens[last].plain in between and passed < 3:
            passed += 1
        else:
            return []
    return sequence if len(sequence) == len(wanted) else []


# ── The forms of a name: rather too many than too few, for they are only compared with the words
# of one resident ──

_CONSONANT = "a owi em iem u ie e y i owie ow om ami ach ia iowi iu iom"
_AFTER_A = "a y i e ie o om ami ach owie ow ej iej ii"
_ADJECTIVE = {"i": "i iego iemu im ich imi", "y": "y ego emu ym ych ymi"}
# What the end of a stem becomes before „-e”, where it is not the same with „i”.
_SOFT_ENDINGS = {
    "t": "ci",
    "d": "dzi",
    "r": "rz",
    "k": "c",
    "g": "dz",
    "ch": "sz",
    "st": "sci",
    "sl": "sl",
    "zd": "zdzi",
}
_FLEETING_VOWEL = r"(.*[^aeiouy])i?[eo]([^aeiouy])"


def forms(word: str) -> frozenset[str]:
    """Return the forms of a plain name, and a few that do not exist."""
    result = {word}
    if word[-1:] in _ADJECTIVE:
        result |= _with_endings(word[:-1], _ADJECTIVE[word[-1]])
        result |= {word[:-2] + "cy"} if word.endswith("ki") else set()
    elif word[-1:] in ("a", "o"):
        stem = word[:-1]
        result |= _with_endings(stem, _AFTER_A) | _soft_forms(stem) | {stem} - {""}
    elif word[-1:] == "e":
        result |= _with_endings(word, "go mu m j")
    elif word[-1:].isalpha():
        fleeting = compiled(_FLEETING_VOWEL).fullmatch(word) if len(word) > 3 else None
        for stem in {word, fleeting[1] + fleeting[2] if fleeting else word, _with_e(word)}:
            result |= _with_endings(stem, _CONSONANT) | _soft_forms(stem)
    return frozenset(result)


def _with_endings(stem: str, endings: str) -> set[str]:
    return {stem + ending for ending in endings.split()}


def _soft_forms(stem: str) -> set[str]:
    """Return the form in „-e” of a stem that softens: „Kot”, „kocie”."""
    return {
        stem[: -len(hard)] + soft + "e"
        for hard, soft in _SOFT_ENDINGS.items()
        if stem.endswith(hard)
    }


def _with_e(word: str) -> str:
    """Return the stem of a word whose last „ą” becomes „ę”: „Dąb”, „dębu”."""
    return word[:-2] + "e" + word[-1] if word[-2:-1] == "a" else word
