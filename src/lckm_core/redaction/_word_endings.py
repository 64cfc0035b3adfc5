"""Words without their Polish letters, and with the endings that names take in other cases.

Rather too many endings than too few: these are laid beside one resident's own names, and beside nothing else.
"""

import re
import unicodedata

_NO_PART = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "œ": "o"}


class _Plain(dict[int, str]):
    """Of each letter the small one without its marks, of each digit the one in ASCII: always one character for one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        small = (unicodedata.normalize("NFKD", letter)[:1].casefold() or letter)[0]
        self[code] = str(int(small)) if small.isdecimal() else _NO_PART.get(small, small)
        return self[code]


_PLAIN = _Plain()

_CONSONANT = "a owi em iem u ie e y i owie ow om ami ach ia iowi iu iom"
_AFTER_A = "a y i e ie o om ami ach owie ow ej iej ii"
_ADJECTIVE = {"i": "i iego iemu im ich imi", "y": "y ego emu ym ych ymi"}
_SOFT = {
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
"""What the end of a stem becomes before „-e”, where it is not the same with „i”."""
_FLEETING = re.compile(r"(.*[^aeiouy])i?[eo]([^aeiouy])")


def plain(text: str) -> str:
    """Return *text*, as long as it was, in small letters without marks: „Mącik” and „MACIK” are the same."""
    return text.translate(_PLAIN)


def forms(word: str) -> frozenset[str]:
    """Return what a name, written as :func:`plain` does, may be in any case; a few forms that no grammar knows, too."""
    found = {word}
    if word[-1:] in _ADJECTIVE:
        found |= _with(word[:-1], _ADJECTIVE[word[-1]])
        found |= {word[:-2] + "cy"} if word.endswith("ki") else set()
    elif word[-1:] in ("a", "o"):
        found |= _with(word[:-1], _AFTER_A) | _softened(word[:-1]) | {word[:-1]} - {""}
    elif word[-1:] == "e":
        found |= _with(word, "go mu m j")
    elif word[-1:].isalpha():
        fleeting = _FLEETING.fullmatch(word) if len(word) > 3 else None
        for stem in {word, fleeting[1] + fleeting[2] if fleeting else word, _with_e(word)}:
            found |= _with(stem, _CONSONANT) | _softened(stem)
    return frozenset(found)


def _with(stem: str, endings: str) -> set[str]:
    return {stem + ending for ending in endings.split()}


def _softened(stem: str) -> set[str]:
    """Return the form in „-e” of a stem whose end changes before it: „Kot”, „kocie”."""
    return {stem[: -len(hard)] + soft + "e" for hard, soft in _SOFT.items() if stem.endswith(hard)}


def _with_e(word: str) -> str:
    """Return the stem of a word whose last „ą” becomes „ę”: „Dąb”, „dębu”."""
    return word[:-2] + "e" + word[-1] if word[-2:-1] == "a" else word
