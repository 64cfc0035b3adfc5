"""Polish order without ICU: ą after a, ł after l, ż last; digits first, and whatever else by the letter it comes of."""

import unicodedata
from functools import lru_cache
from typing import Final

_ALPHABET: Final = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_RANKS: Final = {letter: rank for rank, letter in enumerate(" 0123456789" + _ALPHABET)}
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


@lru_cache(maxsize=65536)  # a list is made anew whenever one of its lines changes
def polish(text: str) -> tuple[tuple[int, ...], str]:
    """Return what *text* is sorted by: its letters, case and marks left aside, then itself, so that no two texts are equal."""
    ranks = []
    for letter in text.casefold():
        rank = _RANKS.get(letter)
        if rank is not None:
            ranks.append(rank)
        elif letter.isspace() or letter == "-":
            ranks.append(0)
        else:
            ranks += [_RANKS[base] for base in unicodedata.normalize("NFKD", letter) if base in _RANKS]
    while ranks and ranks[0] == 0:
        del ranks[0]
    return tuple(ranks), text


def initial(text: str) -> str:
    """Return the letter that *text* stands under in an alphabetical list: a capital, or :data:`OTHER`."""
    ranks, _ = polish(text)
    first = ranks[0] if ranks else 0
    letter = (" 0123456789" + _ALPHABET)[first]
    return letter.upper() if letter in _ALPHABET else OTHER


def slug(text: str) -> str:
    """Return *text* as a part of an address: small letters of ASCII, digits and hyphens; may be empty."""
    plain = (
        unicodedata.normalize("NFKD", text.casefold().translate(PLAIN)).casefold().encode("ascii", "ignore").decode()
    )
    words = "".join([letter if letter.isalnum() else " " for letter in plain])
    return "-".join(words.split())[:80].rstrip("-")
