"""Polish alphabetical order without ICU: digits first, ą after a, ł after l, ż last."""

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
    """The sort rank of each character; characters outside the alphabet are ranked on demand."""

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
    """Return the sort key of *text*: its letters first, then case, marks and the text itself."""
    return text.casefold().translate(_RANKS).lstrip(_GAP), text


def initial(text: str) -> str:
    """Return the heading of *text* in an alphabetical list: a capital, or :data:`OTHER`."""
    ranks, _ = polish(text)
    letter = _ORDER[ord(ranks[0])] if ranks else " "
    return letter.upper() if letter in _ALPHABET else OTHER


def slug(text: str) -> str:
    """Return *text* as part of an address: ASCII letters, digits and hyphens; may be empty."""
    plain = (
        unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
        .casefold()
        .encode("ascii", "ignore")
        .decode()
    )
    words = "".join([letter if letter.isalnum() else " " for letter in plain])
    return "-".join(words.split())[:80].rstrip("-")
