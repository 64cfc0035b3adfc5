"""Dates of birth: a date after a word that says so; years by themselves are doubtful."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import NAME_END, PersonalKind, PersonalSpan

_MONTH = (
    r"(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrze[śs]nia|pa[źz]dziernika"
    r"|listopada|grudnia|[IVX]{1,4})"
)
_DAY_FIRST = (
    rf"\d{{1,2}}\s?[-./ ]\s?(?:\d{{1,2}}|{_MONTH})\s?[-./ ]\s?"
    r"(?:\d{4}(?:\s?r\.|\sroku(?!\w))?|\d{2})(?!\d)"
)
_YEAR_FIRST = r"\d{4}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}(?!\d)"
_DATE = rf"(?<![\d./-])(?:{_YEAR_FIRST}|{_DAY_FIRST})"
_BORN = (
    r"(?<!\w)(?i:ur\.|ur(?=\s?:?\s?\d)|urodzon\w{1,3}|urodzi[łl]\w{1,4}|dat\w{1,2}\s(?:ur\."
    r"|urodzeni\w{1,3})"
    r"|dzie[ńn]\surodzenia|rok\w?\surodzenia|born(?:\son)?|date\sof\sbirth)"
)
# „ur. w Łodzi 3.05.1961”, „urodzona dnia 3 maja 1961”.
_BETWEEN = (
    r"(?:[\s:,(–-]|(?<!\w)(?i:si[ęe]|w|tu|tutaj|dnia|roku|to|jest|dn\.)(?!\w)"
    r"|[^\W\d_a-z]\w++){0,8}?"
)
_YEAR = r"(?:w\s)?((?:19|20)\d\d(?:\s?r\.)?+)(?![\d/-]|\.\d)"
_BIRTH = rf"{_BORN}{_BETWEEN}({_DATE})"
_BIRTH_YEAR = rf"{_BORN}{_BETWEEN}(?<!\d){_YEAR}"
# „Sabina Tokarska, 14.08.1939”.
_AFTER_A_NAME = rf"{NAME_END}[,\s(]{{1,3}}(\d{{1,2}}([.-])\d{{1,2}}\2(?:18|19)\d\d)(?![\d-])"
_HINT = r"(?i)ur\.|urodz|born|birth|ur\s?:?\s?\d"


def birth_dates(text: str) -> Iterator[PersonalSpan]:
    """Yield the dates on which somebody is said to be born."""
    if NAME_END in text:
        for birth in compiled(_AFTER_A_NAME).finditer(text):
            yield PersonalSpan(*birth.span(1), PersonalKind.BIRTH_DATE)
    if compiled(_HINT).search(text):
        for birth in compiled(_BIRTH).finditer(text):
            yield PersonalSpan(*birth.span(1), PersonalKind.BIRTH_DATE)


def birth_years(text: str) -> Iterator[PersonalSpan]:
    """Yield the years in which somebody is said to be born: thousands share one."""
    if compiled(_HINT).search(text):
        for birth in compiled(_BIRTH_YEAR).finditer(text):
            yield PersonalSpan(*birth.span(1), PersonalKind.BIRTH_DATE)
