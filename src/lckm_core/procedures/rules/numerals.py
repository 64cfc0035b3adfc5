"""Whole numbers in words: „dwadzieścia jeden złotych”."""

from lckm_core._patterns import small_letters

_UNITS = {
    "jeden": 1, "jednego": 1, "dwa": 2, "dwie": 2, "dwóch": 2, "trzy": 3, "trzech": 3,
    "cztery": 4, "czterech": 4, "pięć": 5, "pięciu": 5, "sześć": 6, "sześciu": 6, "siedem": 7,
    "siedmiu": 7, "osiem": 8, "ośmiu": 8, "dziewięć": 9, "dziewięciu": 9, "dziesięć": 10,
    "dziesięciu": 10, "jedenaście": 11, "jedenastu": 11, "dwanaście": 12, "dwunastu": 12,
    "trzynaście": 13, "trzynastu": 13, "czternaście": 14, "czternastu": 14, "piętnaście": 15,
    "piętnastu": 15, "szesnaście": 16, "szesnastu": 16, "siedemnaście": 17, "siedemnastu": 17,
    "osiemnaście": 18, "osiemnastu": 18, "dziewiętnaście": 19, "dziewiętnastu": 19,
    "dwadzieścia": 20, "dwudziestu": 20, "trzydzieści": 30, "trzydziestu": 30,
    "czterdzieści": 40, "czterdziestu": 40, "pięćdziesiąt": 50, "pięćdziesięciu": 50,
    "sześćdziesiąt": 60, "sześćdziesięciu": 60, "siedemdziesiąt": 70, "siedemdziesięciu": 70,
    "osiemdziesiąt": 80, "osiemdziesięciu": 80, "dziewięćdziesiąt": 90,
    "dziewięćdziesięciu": 90, "sto": 100, "stu": 100, "dwieście": 200, "trzysta": 300,
    "czterysta": 400, "pięćset": 500, "sześćset": 600, "siedemset": 700, "osiemset": 800,
    "dziewięćset": 900,
}  # fmt: skip
NUMERAL = f"(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
"""The pattern of a word of a number; numbers are up to a thousand."""

_JOINED = {
    "dwu": 2, "trzy": 3, "cztero": 4, "pięcio": 5, "sześcio": 6, "siedmio": 7, "ośmio": 8,
    "dziesięcio": 10, "dwunasto": 12, "czternasto": 14, "piętnasto": 15, "dwudziesto": 20,
    "dwudziestojedno": 21, "trzydziesto": 30, "sześćdziesięcio": 60, "dziewięćdziesięcio": 90,
}  # fmt: skip
JOINED_NUMERAL = f"(?:{'|'.join(sorted(_JOINED, key=len, reverse=True))})"
"""The pattern of a number joined with what it counts: „dwutygodniowy”."""

LONGEST_NUMERAL = max(map(len, _UNITS))


def number_of(words: str) -> int:
    """Return the number that words which match :data:`NUMERAL` make together."""
    return sum(_UNITS[word] for word in small_letters(words).split())


def number_joined(word: str) -> int:
    """Return the number that matches :data:`JOINED_NUMERAL`."""
    return _JOINED[small_letters(word)]
