"""Account, PESEL, NIP, REGON and telephone numbers.

They are recognised by length, check digit, grouping and the words before them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lckm_core.redaction._digit_runs import DigitRun, digit_runs
from lckm_core.redaction._office_numbers import (
    is_account_of_a_body,
    is_of_a_company,
    is_phone_of_a_body,
)
from lckm_core.redaction._patterns import (
    after_any_of,
    any_of,
    belongs_to_a_thing,
    compiled,
    text_before,
)
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan

# ── Check digits ──

_PESEL_WEIGHTS = (9, 7, 3, 1, 9, 7, 3, 1, 9, 7)
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_pesel(digits: str) -> bool:
    """Return whether eleven *digits* are a valid PESEL."""
    # The month also tells the century: 81–92 is the 19th, 01–12 the 20th, 21–32 the 21st.
    month = int(digits[2:4]) % 20
    day = int(digits[4:6])
    return (
        1 <= month <= 12
        and 1 <= day <= _LONGEST_MONTHS[month - 1]
        and _weighted_sum(digits, _PESEL_WEIGHTS) % 10 == int(digits[-1])
    )


def is_nip(digits: str) -> bool:
    """Return whether ten *digits* are a NIP by their check digit."""
    return _weighted_sum(digits, _NIP_WEIGHTS) % 11 == int(digits[-1])


def is_iban(number: str) -> bool:
    """Return whether *number* is a valid IBAN (ISO 7064 mod 97)."""
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


def _weighted_sum(digits: str, weights: tuple[int, ...]) -> int:
    """Return the weighted sum of *digits* without the last one."""
    return sum(int(digit) * weight for digit, weight in zip(digits[:-1], weights, strict=True))


# ── Numbers ──


class _Number(NamedTuple):
    """A kind of number: its lengths, cue words and groupings."""

    kind: PersonalKind
    lengths: tuple[int, ...]
    announced: str
    shapes: frozenset[tuple[int, ...]]


_ACCOUNT = _Number(
    PersonalKind.ACCOUNT,
    (26,),
    after_any_of("kont[aoe] kontem rachun* iban nrb przelew* przela*"),
    frozenset({(26,), (2, 4, 4, 4, 4, 4, 4), (2, 8, 8, 8)}),
)
_PESEL = _Number(
    PersonalKind.PESEL,
    (11,),
    after_any_of("pesel* numer_ewidencyjny"),
    frozenset({(11,), (6, 5), (2, 2, 2, 5), (2, 4, 5), (1,) * 11}),
)
_NIP = _Number(
    PersonalKind.NIP,
    (10,),
    after_any_of("nip identyfikacji_podatkowej"),
    frozenset({(10,), (3, 3, 2, 2), (3, 2, 2, 3)}),
)
_REGON = _Number(PersonalKind.REGON, (14, 9), after_any_of("regon*"), frozenset())
_LONGEST = 26
_SLIPPED_GROUPS = 1


def numbers(text: str) -> Iterator[PersonalSpan]:
    """Yield the account, PESEL, NIP, REGON and phone numbers in *text*."""
    for run in digit_runs(text):
        first = 0
        while first < len(run.groups):
            number = _number_at(text, run, first)
            if number is None:
                first += 1
            else:
                last, span = number
                if span is not None:
                    yield span
                first = run.next_group = last + 1


def _number_at(text: str, run: DigitRun, first: int) -> tuple[int, PersonalSpan | None] | None:
    """Return the last group and the span of the number at group *first*.

    A company's number has no span, nor the contact centre's.
    """
    if run.total < 7:
        return None
    ends = run.ends(first, _LONGEST)
    for number in (_ACCOUNT, _PESEL, _NIP, _REGON):
        for length in number.lengths:
            last = ends.get(length)
            if last is not None and _is_such_number(number, text, run, first, last):
                if number is _ACCOUNT and len(run.groups) <= last + _SLIPPED_GROUPS + 1:
                    # „97 1020 3408 0804 3393 0094 4259 72”: a group too many.
                    last = len(run.groups) - 1
                start, end = run.start(first), run.end(last)
                if _is_of_a_body(number, text, start, end):
                    return last, None
                if number is _ACCOUNT:  # „PL 61 1090 …”, „PL61 1090 …”.
                    country = compiled("(?i:PL) ?$").search(text[max(0, start - 3) : start])
                    start -= len(country[0]) if country is not None else 0
                return last, PersonalSpan(start, end, number.kind)
    if compiled(_DATE).match(text, run.start(first)):
        return min(first + 2, len(run.groups) - 1), None
    phone = _phone_at(text, run, first, ends)
    if phone is None or _begins_with_an_hour(text, run, first):
        return None
    digits = run.digits(first, phone.last)
    end = run.end(phone.last)
    is_landline = _is_a_landline(digits)
    if compiled(_FREE_CALLS).fullmatch(digits) or is_phone_of_a_body(
        text, phone.start, end, is_landline=is_landline
    ):
        return phone.last, None
    is_centre = digits in _CONTACT_CENTRE
    if is_centre and not compiled(_EXTENSION).match(text, end):
        return phone.last, None
    return phone.last, _with_brackets(text, phone.start, end)


def _with_brackets(text: str, start: int, end: int) -> PersonalSpan:
    """Return the span of a telephone, with both brackets around it or none."""
    if text.startswith("(", start) and ")" not in text[start:end]:
        is_closed = text.startswith(")", end)
        start, end = (start, end + 1) if is_closed else (start + 1, end)
    return PersonalSpan(start, end, PersonalKind.PHONE)


def _begins_with_an_hour(text: str, run: DigitRun, first: int) -> bool:
    """Return whether an hour stands before the number: „tel. po 16 42 683 11 20”."""
    if len(run.groups[first]) > 2 or int(run.groups[first]) > 24 or first + 1 == len(run.groups):
        return False
    if not compiled(_BEFORE_AN_HOUR).search(text_before(text, run.start(first))):
        return False
    ends = run.ends(first + 1, _LONGEST)
    last = ends.get(9)
    return last is not None and run.digits(first + 1, last)[:2] in _PREFIXES


def _is_such_number(number: _Number, text: str, run: DigitRun, first: int, last: int) -> bool:
    """Return whether the groups are such a *number*."""
    digits = run.digits(first, last)
    start = run.start(first)
    shape = run.shape(first, last)
    if number is _ACCOUNT and is_iban("PL" + digits):
        return True
    if number is _PESEL and shape in _PESEL.shapes and is_pesel(digits):
        return True
    if number is _ACCOUNT and shape in _ACCOUNT.shapes and not belongs_to_a_thing(text, start):
        return True
    looks_like_a_nip = number is _NIP and shape in _NIP.shapes and is_nip(digits)
    if looks_like_a_nip and not (
        belongs_to_a_thing(text, start) or run.is_attached(text, first, last)
    ):
        return True
    return compiled(number.announced).search(text_before(text, start)) is not None


def _is_of_a_body(number: _Number, text: str, start: int, end: int) -> bool:
    """Return whether the number is an office's account, or a company's NIP or REGON."""
    if number is _ACCOUNT:
        return is_account_of_a_body(text, start)
    return number is not _PESEL and is_of_a_company(text, start, end)


# ── Telephone numbers ──

# A day, or a bill „512/10/2026”.
_DATE = (
    r"(?<![\d./])(?:(?<!-)\d\d?([./-])\d\d?\1(?:19|20)\d\d(?![\d-]|\.\d)"
    r"|\d+/\d\d?/20[0-3]\d\b)"
)


class _Phone(NamedTuple):
    """Where a number begins, with its „+”, and its last group."""

    start: int
    last: int


_MOBILE = "45 50 51 53 57 60 66 69 72 73 78 79 88"
_AREA = """
    12 13 14 15 16 17 18 22 23 24 25 29 32 33 34 41 42 43 44 46 48 52 54 55 56 58 59 61 62 63 65 67
    68 71 74 75 76 77 81 82 83 84 85 86 87 89 91 94 95
"""
_PREFIXES = frozenset(_MOBILE.split() + _AREA.split())
# How many digits people put in a group: „601 234 567” is 333, „42 638 56 29” is 2322.
_GROUPINGS = "9 333 2322 27 36 63 234 243 324 342 432 54 45 3222 2223 22221 12222 32211 111111111"
_SHAPES = frozenset(tuple(map(int, grouping)) for grouping in _GROUPINGS.split())
# Shapes that dots may join; other dotted groups are fractions, dates and numbers of plots.
_DOTTED = frozenset({(3, 3, 3), (2, 3, 2, 2), (3, 2, 2, 2)})

PHONE_ANNOUNCED = after_any_of("""
    tel telef* kom komór* dzwo* zadzwo* oddzwo* kontakt* sms* whatsapp* signal viber fax faks*
    phone* call mobile na_numer тел* номер* дзвон*
""")
# The contact centre's own, which stays: it is printed on the city's letters.
_CONTACT_CENTRE = frozenset({"426384444", "6384444", "0426384444", "48426384444"})
_BEFORE = r"(?<!\w)(?i:po|od|do|przed|o|godz\.?|godzin(?:ie|y|a))\s"
_BEFORE_AN_HOUR = rf"{_BEFORE}$"
# „ul. Telefoniczna 112 / 92-016 Łódź”, „tel. po 16 42 …”: what is no part of a cue.
_TELEPHONE_STREET = r"(?:(?<=ul\.)|(?<=ul\.\s)|(?<=ulica\s)|(?<=[\n:]\s)|(?<=\n))Telefoniczna\s$"
_NO_CUE = rf"{_TELEPHONE_STREET}|{_BEFORE}\d{{1,2}}\s$"
# An extension is one person's.
_EXTENSION = r"[\s,(]{0,3}(?i:wew)"
# Of services by the plan of numbers: no resident has one.
_FREE_CALLS = r"(?:48)?80[014]\d{6}"
# What stands right before a telephone number and leaves no doubt, whatever follows it.
_MY_NUMBER = (
    r"(?<!\w)(?i:m[óo]j(?:ego|im)?\s(?:nr|numer\w{0,3})|(?:nr|numer\w{0,3})\sdo\smnie"
    r"|tel(?:ef\w*+)?)[\s.:]{0,3}(?:(?:to|jest)[\s:]{1,2})?$"
)
# „Jan Kos, 42 649 90 3 1”: right after a name or a contact, in whatever groups.
_BESIDE_A_CONTACT = rf"{REDACTED}[\s,;:|(–-]{{1,4}}(?:(?i:tel|kom|nr)\.?:?\s?)?$"
# „Albo 88 44 105 93”.
_OR_NUMBER = (
    rf"(?:(?<!\w)(?i:albo|lub|ewentualnie|ew\.|nowy|stary|zwrotny|mam)|{REDACTED})[\s,:–-]{{1,4}}$"
)
_RARE_SHAPES = frozenset({(2, 2, 3, 2), (2, 2, 2, 3), (3, 3, 1, 2), (2, 3, 4), (5, 2, 2)})
_LOOSE_GAPS = {" ", "-", "–", "\xa0", " - ", " – ", "- ", "  "}
_UNITS = "zł złot* pln eur euro mm cm km m m2 m² m³ kwh kg lm ton* osób sztuk szt mieszka* litr*"
_AMOUNT = rf"\s{{0,2}}(?:€|%|{any_of(_UNITS)})"


def is_a_mobile(number: str) -> bool:
    """Return whether the digits of a number begin as those of mobile telephones do."""
    return number[:2] in _MOBILE.split()


def _is_a_landline(number: str) -> bool:
    """Return whether the digits of a number begin with an area code."""
    return len(number) in (9, 10, 11) and number[-9:-7] in _AREA.split()


def _phone_at(text: str, run: DigitRun, first: int, ends: Mapping[int, int]) -> _Phone | None:
    """Return the telephone number that begins with group *first*.

    *ends* are the ends of the run from there.
    """
    start = run.start(first)
    group = run.groups[first]
    opening = start - 1 if text[start - 1 : start] == "(" else start
    plus = re.search(r"\(?\+\s?\(?$", text[max(0, start - 4) : start])
    if plus:
        return _foreign_phone(run, first, ends, start - len(plus[0]), 0)
    if group.startswith("00") and len(group) > 2 and not belongs_to_a_thing(text, start):
        return _foreign_phone(run, first, ends, opening, 2)
    for length, prefix in ((9, 0), (10, 1), (11, 2)):
        last = ends.get(length)
        if last is not None and _is_polish_phone(text, run, first, last, prefix):
            return _Phone(opening, last)
    return _announced_phone(text, run, first, ends, opening)


def _foreign_phone(
    run: DigitRun, first: int, ends: Mapping[int, int], start: int, zeros: int
) -> _Phone | None:
    """Return the number with a country code."""
    if run.digits(first, first + 1)[zeros:].startswith("48") and zeros + 11 in ends:
        return _Phone(start, ends[zeros + 11])
    lengths = [length for length in ends if zeros + 8 <= length <= zeros + 15]
    return _Phone(start, ends[max(lengths)]) if lengths else None


def _is_polish_phone(text: str, run: DigitRun, first: int, last: int, prefix: int) -> bool:
    """Return whether nine digits are a Polish number by themselves.

    *prefix* is how many digits stand before the nine: 0, 1 (a zero) or 2 (48).
    """
    digits = run.digits(first, last)
    shape = run.shape(first, last)
    if prefix:
        if not digits.startswith("0" if prefix == 1 else "48"):
            return False
        digits = digits[prefix:]
        shape = _shape_without(shape, prefix)
    if digits[:2] not in _PREFIXES:
        return False
    if shape not in _SHAPES:
        return not prefix and _is_oddly_grouped(text, run, first, last)
    if "." in run.gaps(first, last) and shape not in _DOTTED:
        return False
    if compiled(_MY_NUMBER).search(text_before(text, run.start(first))):
        return True
    return not (
        run.is_attached(text, first, last)
        or compiled(_AMOUNT).match(text, run.end(last))
        or belongs_to_a_thing(text, run.start(first))
    )


def _is_oddly_grouped(text: str, run: DigitRun, first: int, last: int) -> bool:
    """Return whether a run in odd groups is a number: beside a contact, or a whole line."""
    if run.total != 9 or not run.gaps(first, last) <= _LOOSE_GAPS:
        return False
    start, end = run.start(first), run.end(last)
    if run.is_attached(text, first, last) or compiled(_AMOUNT).match(text, end):
        return False
    beside = compiled(_BESIDE_A_CONTACT).search(text[max(0, start - 20) : start]) is not None
    beside = beside or (
        run.shape(first, last) in _RARE_SHAPES
        and compiled(_OR_NUMBER).search(text[max(0, start - 20) : start]) is not None
    )
    # Under what is written, a line of its own.
    is_a_line = text[max(0, start - 1) : start] == "\n"
    return beside or (is_a_line and compiled(r"[ \t.]*(?:\n|$)").match(text, end) is not None)


def _shape_without(shape: tuple[int, ...], digits: int) -> tuple[int, ...]:
    """Return *shape* without its first *digits*."""
    head = shape[0] - digits
    return (head, *shape[1:]) if head > 0 else shape[1:]


def _announced_phone(
    text: str, run: DigitRun, first: int, ends: Mapping[int, int], start: int
) -> _Phone | None:
    """Return seven to twelve digits after a word such as „tel.”."""
    last = next((ends[length] for length in (9, 10, 11, 12, 7, 8) if length in ends), None)
    if last is None or belongs_to_a_thing(text, start):
        return None
    left = compiled(_NO_CUE).sub("", text_before(text, start))
    if not compiled(PHONE_ANNOUNCED).search(left) and not compiled(_MY_NUMBER).search(left):
        return None
    return None if compiled(_AMOUNT).match(text, run.end(last)) else _Phone(start, last)
