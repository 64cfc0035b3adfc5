"""Telephone numbers: Polish and foreign, in the groups in which people write them, or with a word that says so."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lckm_core.redaction._digit_runs import DigitRun
from lckm_core.redaction._number_context import before, is_a_things
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._word_patterns import after_a_word, any_of


class Phone(NamedTuple):
    """Where a number begins, with its „+” or bracket, and the last group of the run it stands in."""

    start: int
    last: int


_MOBILE = "45 50 51 53 57 60 66 69 72 73 78 79 88"
_AREA = """
    12 13 14 15 16 17 18 22 23 24 25 29 32 33 34 41 42 43 44 46 48 52 54 55 56 58 59 61 62 63 65 67 68 71 74 75 76 77 81 82 83 84 85 86 87 89 91 94 95
"""
_PREFIXES = frozenset(_MOBILE.split() + _AREA.split())
_WRITTEN = "9 333 2322 27 36 63 234 243 324 342 432 54 45 3222 2223 22221 12222 32211 111111111"
_SHAPES = frozenset(tuple(map(int, shape)) for shape in _WRITTEN.split())
"""How many digits people put in a group: „601 234 567” is 333, „42 638 56 29” is 2322."""
_DOTTED = frozenset({(3, 3, 3), (2, 3, 2, 2), (3, 2, 2, 2)})
"""Shapes that dots may hold together; others are rather fractions, dates and numbers of plots."""

_SAID = after_a_word("""
    tel telef* kom komór* dzwo* zadzwo* oddzwo* kontakt* sms* whatsapp* signal viber fax faks* phone* call mobile тел* номер* дзвон*
""")
_MINE = re.compile(
    r"(?<!\w)(?i:m[óo]j(?:ego|im)?\s(?:nr|numer\w{0,3})|(?:nr|numer\w{0,3})\sdo\smnie|(?:nr|numer\w{0,3})\stel\w*+|tel|telefon)[\s.:]{0,3}(?:(?:to|jest)[\s:]{1,2})?$"
)
"""What stands right before a telephone number and leaves no doubt, whatever follows it."""
_AMOUNT = re.compile(
    rf"\s{{0,2}}(?:€|%|{any_of('zł złot* pln eur euro mm cm km m m2 m² m³ kwh kg lm ton* osób sztuk szt mieszka* litr*')})"
)

_NUMERALS = """
    zero jeden jedynka dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście
    siedemnaście osiemnaście dziewiętnaście dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt
    dziewięćdziesiąt sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset
"""
_SPELLED = re.compile(rf"(?<!\w){any_of(_NUMERALS)}(?:[\s,-]{{1,2}}{any_of(_NUMERALS)}){{4,}}+")


def phone_at(text: str, run: DigitRun, first: int, ends: Mapping[int, int]) -> Phone | None:
    """Return the telephone number that begins with group *first* of *run*; *ends* are the run's ends from there."""
    start = run.start(first)
    group = run.groups[first]
    sign = re.search(r"\+\s?\(?$", text[max(0, start - 3) : start])
    if sign or (group.startswith("00") and len(group) > 2 and not is_a_things(text, start)):
        return _foreign(run, first, ends, start - len(sign[0]) if sign else start, 0 if sign else 2)
    opening = start - 1 if text[start - 1 : start] == "(" else start
    for length, zeros in ((9, 0), (10, 1), (11, 2)):
        last = ends.get(length)
        if last is not None and _is_polish(text, run, first, last, zeros):
            return Phone(opening, last)
    return _said_to_be(text, run, first, ends, opening)


def spelled_phones(text: str) -> Iterator[PersonalSpan]:
    """Yield the runs of five and more numerals in words: nothing else is read out so."""
    for found in _SPELLED.finditer(text):
        yield PersonalSpan(found.start(), found.end(), PersonalKind.PHONE)


def _foreign(
    run: DigitRun, first: int, ends: Mapping[int, int], start: int, zeros: int
) -> Phone | None:
    """Return the number with a country's code: nine digits after a Polish one, else all that can belong to it."""
    if run.digits(first, first + 1)[zeros:].startswith("48") and zeros + 11 in ends:
        return Phone(start, ends[zeros + 11])
    lengths = [length for length in ends if zeros + 8 <= length <= zeros + 15]
    return Phone(start, ends[max(lengths)]) if lengths else None


def _is_polish(text: str, run: DigitRun, first: int, last: int, before_it: int) -> bool:
    """Return whether nine digits, after none, a nought or 48, are a number nobody needs to announce."""
    digits, shape = run.digits(first, last), run.shape(first, last)
    if before_it:
        if not digits.startswith("0" if before_it == 1 else "48"):
            return False
        digits, shape = digits[before_it:], _without(shape, before_it)
    if digits[:2] not in _PREFIXES or shape not in _SHAPES:
        return False
    gaps = run.gaps(first, last)
    if "." in gaps and shape not in _DOTTED:
        return False
    if _MINE.search(before(text, run.start(first))):
        return True
    return not (
        run.is_attached(text, first, last)
        or _AMOUNT.match(text, run.end(last))
        or is_a_things(text, run.start(first))
    )


def _without(shape: tuple[int, ...], digits: int) -> tuple[int, ...]:
    """Return *shape* without its first *digits*."""
    head = shape[0] - digits
    return (head, *shape[1:]) if head > 0 else shape[1:]


def _said_to_be(
    text: str, run: DigitRun, first: int, ends: Mapping[int, int], start: int
) -> Phone | None:
    """Return seven to twelve digits after a word such as „tel.”, however they are grouped."""
    last = next((ends[length] for length in (9, 10, 11, 12, 7, 8) if length in ends), None)
    if last is None or not _SAID.search(before(text, start)) or is_a_things(text, start):
        return None
    return None if _AMOUNT.match(text, run.end(last)) else Phone(start, last)
