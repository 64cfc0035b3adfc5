"""Check digits, by one table of weights."""

from typing import NamedTuple


class _Rule(NamedTuple):
    """The sum of value × weight, *modulo*, has to be the check digit; ten counts as *ten*, which no digit is when it is 10."""

    weights: tuple[int, ...]
    modulo: int
    ten: int = 0


_RULES = {
    "PESEL": _Rule((9, 7, 3, 1, 9, 7, 3, 1, 9, 7), 10),
    "NIP": _Rule((6, 5, 7, 2, 3, 4, 5, 6, 7), 11, ten=10),
    "REGON": _Rule((8, 9, 2, 3, 4, 5, 6, 7), 11),
    "REGON14": _Rule((2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8), 11),
}
# In these the check digit stands after the letters and is weighed with the rest, so the whole sum is a multiple of ten.
_PAPERS = {"identity card": (7, 3, 1, 9, 7, 3, 1, 7, 3), "passport": (7, 3, 9, 1, 7, 3, 1, 7, 3)}

# The month of a PESEL tells the century too: 81–92 is the 19th, 01–12 the 20th, 21–32 the 21st, and so on.
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fits(number: str, digits: str) -> bool:
    """Return whether the check digit of *digits*, as long as the *number* ("PESEL", "NIP", "REGON", "REGON14") has them, fits."""
    rule = _RULES[number]
    if len(digits) != len(rule.weights) + 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, rule.weights, strict=False)) % rule.modulo
    return (rule.ten if rest == 10 else rest) == int(digits[-1])


def is_pesel(digits: str) -> bool:
    """Return whether *digits* are a PESEL: eleven, a day that can be, a check digit that fits."""
    if len(digits) != 11:
        return False
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] and fits("PESEL", digits)


def paper_fits(paper: str, number: str) -> bool:
    """Return whether the check digit of an "identity card" or a "passport", capital letters then digits, fits."""
    weights = _PAPERS[paper]
    return sum(int(sign, 36) * weight for sign, weight in zip(number, weights, strict=True)) % 10 == 0


def is_iban(number: str) -> bool:
    """Return whether *number*, two letters and what follows, satisfies ISO 7064 mod 97."""
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1
