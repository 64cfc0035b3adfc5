"""Polish order without ICU: ą after a, ł after l, ż last; digits first, and whatever else by the letter it comes of."""

import unicodedata
from functools import lru_cache
from typing import Final

_ALPHABET: Final = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_ORDER: Final = " 0123456789" + _ALPHABET
OTHER: Final = "0–9"
"""What is said in place of a letter for what begins with none."""

SLUGS: Final = {
    "ą": "a-ogonek",
    "ć": "c-kreska",
    "ę": "e-ogonek",
    "ł": "l-kreska",
    "ń": "n-kreska",
    "ó": "o-kreska",
    "ś": "s-kreska",
    "ź": "z-kreska",
    "ż": "z-kropka",
    OTHER: "inne",
}
"""What letters outside ASCII are called in addresses."""

PLAIN: Final = str.maketrans("ąćęłńóśźż", "acelnoszz")


class _Ranks(dict[int, str]):
    """What a character is sorted as: each of the order by its place in it, and others when they are first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isspace() or letter == "-":
            rank = _GAP
        else:
            rank = "".join(
                [
                    self[ord(base)]
                    for base in unicodedata.normalize("NFKD", letter)
                    if base in _ORDER
                ]
            )
        self[code] = rank
        return rank


_RANKS: Final = _Ranks({ord(letter): chr(rank) for rank, letter in enumerate(_ORDER)})
_GAP: Final = _RANKS[ord(" ")]


@lru_cache(maxsize=65536)  # a list is made anew whenever one of its lines changes
def polish(text: str) -> tuple[str, str]:
    """Return what *text* is sorted by: its letters, case and marks left aside, then itself, so that no two texts are equal."""
    return text.casefold().translate(_RANKS).lstrip(_GAP), text


def initial(text: str) -> str:
    """Return the letter that *text* stands under in an alphabetical list: a capital, or :data:`OTHER`."""
    ranks, _ = polish(text)
    letter = _ORDER[ord(ranks[0])] if ranks else " "
    return letter.upper() if letter in _ALPHABET else OTHER


def slug(text: str) -> str:
    """Return *text* as a part of an address: small letters of ASCII, digits and hyphens; may be empty."""
    plain = (
        unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
        .casefold()
        .encode("ascii", "ignore")
        .decode()
    )
    words = "".join([letter if letter.isalnum() else " " for letter in plain])
    return "-".join(words.split())[:80].rstrip("-")
