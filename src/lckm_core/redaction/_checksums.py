"""Check digits."""

_PESEL = (9, 7, 3, 1, 9, 7, 3, 1, 9, 7)
_NIP = (6, 5, 7, 2, 3, 4, 5, 6, 7)
# In these the check digit stands after the letters and is weighed with the rest, so the whole sum is a multiple of ten.
_PAPERS = {"identity card": (7, 3, 1, 9, 7, 3, 1, 7, 3), "passport": (7, 3, 9, 1, 7, 3, 1, 7, 3)}

# The month of a PESEL tells the century too: 81–92 is the 19th, 01–12 the 20th, 21–32 the 21st, and so on.
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_pesel(digits: str) -> bool:
    """Return whether eleven *digits* are a PESEL: a day that can be, a check digit that fits."""
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    return (
        1 <= month <= 12
        and 1 <= day <= _DAYS[month - 1]
        and _weighed(digits, _PESEL) % 10 == int(digits[-1])
    )


def is_nip(digits: str) -> bool:
    """Return whether the check digit of a NIP, ten *digits*, fits; none does where ten is left over."""
    return _weighed(digits, _NIP) % 11 == int(digits[-1])


def _weighed(digits: str, weights: tuple[int, ...]) -> int:
    """Return the sum of each of *digits* but the last by its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits[:-1], weights, strict=True))


def paper_fits(paper: str, number: str) -> bool:
    """Return whether the check digit of an "identity card" or a "passport", capital letters then digits, fits."""
    weights = _PAPERS[paper]
    return (
        sum(int(sign, 36) * weight for sign, weight in zip(number, weights, strict=True)) % 10 == 0
    )


def is_iban(number: str) -> bool:
    """Return whether *number*, two letters and what follows, satisfies ISO 7064 mod 97."""
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1
