"""Telephone numbers with numerals in words, or with what stands between digits said."""

from collections.abc import Iterator

from lckm_core.redaction._numbers import PHONE_ANNOUNCED, is_a_mobile
from lckm_core.redaction._office_numbers import is_phone_of_a_body
from lckm_core.redaction._patterns import any_of, belongs_to_a_thing, compiled, text_before
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_NUMERALS = any_of("""
    zero jeden jedynka dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście
    dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście
    dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt
    dziewięćdziesiąt sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset
""")
# Nothing but a telephone number is spelled out in so many numerals.
_SPELLED = rf"(?<!\w){_NUMERALS}(?:[\s,–-]{{1,3}}{_NUMERALS}){{4,}}+"
_NUMERAL_HINT = rf"(?<!\w){_NUMERALS}[\s,–-]"
_AROUND = 40
_LODZ = r"(?i)czterdzie[śs]ci\sdwa\s"
# „Licznik dziewięć osiem cztery cztery zero jeden siedem”: and not nine digits, as a telephone.
_METER = (
    r"(?<!\w)(?i:licznik|wodomierz|gazomierz|ciep[łl]omierz)\w{0,2}"
    r"(?:\s(?:o\s|ma\s)?(?:nr|numer\w{0,2}))?[\s:]{1,2}$"
)
_DIGIT_BY_DIGIT = r"(?i)(?:[^\W\d_]{3,8}(?<!na[śs]cie)(?<!e[śs]cie)(?<!sta)(?<!set)\s?){5,8}"
# „tel. sześćset jeden, 22 33 44”.
_MIXED = (
    rf"(?<!\w)(?:{_NUMERALS}[\s,-]{{1,2}}){{1,4}}+\d{{1,3}}(?:[\s,-]{{1,2}}(?:{_NUMERALS}"
    rf"|\d{{1,3}}(?!\d)))"
    r"{1,6}+"
)
# „787 (spacja) 311 (spacja) 095”: what stands between the digits is said.
_GAP_IN_WORDS = r"(?:\s?[(\[]?(?i:spacja|my[śs]lnik|kreska|kropka|przerwa)[)\]]?\s?)"
# It begins with the digit, and not with what stands before it, so it is found fast.
_GAPS_IN_WORDS = rf"\d(?<![\w-].)\d{{0,3}}(?:{_GAP_IN_WORDS}\d{{1,4}}){{1,8}}+(?![\w-])"


# „5l6 4O2 090”: letters for the digits that they look like.
_WITH_LETTERS = (
    r"(?<![\w-])(?=[4-8OolI])(?=(?:[\dOolI][ -]?){0,8}[OolI])"
    r"[\dOolI]{3}([ -]?)[\dOolI]{3}\1[\dOolI]{3}(?![\w-])"
)
_LETTERS_AS_DIGITS = str.maketrans("OolI", "0011")
_FEWEST_DIGITS = 6


def spelled_phones(text: str) -> Iterator[PersonalSpan]:
    """Yield the numbers with numerals in words: five or more, or some after „tel.”."""
    for phone in compiled(_GAPS_IN_WORDS).finditer(text):
        if 7 <= sum(map(str.isdecimal, phone[0])) <= 11:
            yield PersonalSpan(*phone.span(), PersonalKind.PHONE)
    for phone in compiled(_WITH_LETTERS).finditer(text):
        digits = phone[0].translate(_LETTERS_AS_DIGITS)
        has_enough = sum(map(str.isdecimal, phone[0])) >= _FEWEST_DIGITS
        is_a_things = belongs_to_a_thing(text, phone.start())
        if has_enough and is_a_mobile(digits) and not is_a_things:
            yield PersonalSpan(*phone.span(), PersonalKind.PHONE)
    if not compiled(_NUMERAL_HINT).search(text):
        return
    for phone in compiled(_MIXED).finditer(text):
        if compiled(PHONE_ANNOUNCED).search(text_before(text, phone.start())):
            yield PersonalSpan(*phone.span(), PersonalKind.PHONE)
    for phone in compiled(_SPELLED).finditer(text):
        start, end = phone.span()
        # Said without stops, „zgłosiłam do administracji” and a number may be two sentences.
        is_called = "dzwoni" in text[max(0, start - _AROUND) : end + _AROUND].lower()
        is_called = is_called and compiled(_LODZ).match(phone[0]) is not None
        if is_called and is_phone_of_a_body(text, start, end, is_landline=True):
            continue
        is_a_meters = compiled(_DIGIT_BY_DIGIT).fullmatch(phone[0]) is not None
        if not (is_a_meters and compiled(_METER).search(text_before(text, start))):
            yield PersonalSpan(start, end, PersonalKind.PHONE)
