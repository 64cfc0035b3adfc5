"""Dates of birth: a date after a word that says so; years by themselves are doubtful."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import any_of, compiled
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
_ORDINAL = (
    r"(?:pierwsz|drugi|trzeci|czwart|pi[ąa]t|sz[óo]st|si[óo]dm|[óo]sm|dziewi[ąa]t|dziesi[ąa]t"
    r"|[^\W\d_]{3,9}nast|dwudziest|trzydziest)\w{0,3}"
)
_NUMERAL = (
    rf"(?:{_ORDINAL}|tysi[ąa]c|dwa|dwutysi[ęe]czn\w{{2,3}}|tysi[ąa]ce|dziewi[ęe][ćc]set|osiemset"
    r"|[^\W\d_]{4,7}dziesi[ąa]t\w{0,3}|czterdziest\w{1,3}|roku)"
)
_BORN = (
    r"(?<!\w)(?i:ur\.|ur(?=\s?:?\s?\d)|urodzon\w{1,3}|urodzi[łl]\w{0,4}|dat\w{1,2}\s(?:ur\."
    r"|urodzeni\w{1,3})|dzie[ńn]\surodzenia|rok\w?\surodzenia|born(?:\son)?|date\sof\sbirth"
    r"|przysz(?:ed[łl]|[łl]a)\w{0,2}\sna\s[śs]wiat"
    # „Rocznik 08, dokładnie 7.06.2008”.
    rf"|(?:z\s)?rocznik\w{{0,3}}(?:\s(?:(?:\d\d){{1,2}}|{_NUMERAL}(?:\s{_NUMERAL})?),?)?"
    r"(?:\s(?:a\s)?(?:dok[łl]adni|konkretni|[śs]ci[śs]l|precyzyjni)\w{1,3})?)"
)
# „ur. w Łodzi 3.05.1961”, „urodzona dnia 3 maja 1961”.
_BETWEEN = (
    r"(?:[\s:,(–-]|(?<!\w)(?i:si[ęe]|w|tu|tutaj|dnia|roku|to|jest|dn\.)(?!\w)"
    r"|[^\W\d_a-z]\w++){0,8}?"
)
# „Urodzona w Boże Narodzenie 1939”, „trzeciego maja tysiąc dziewięćset siedemdziesiątego”.
_HOLIDAY = any_of("""
    boże_narodzenie święta_bożego_narodzenia święt(o|a) wigili(ę|a|i)(_bożego_narodzenia)?
    (drugi_dzień_)?wielkanoc(y)? drugi_dzień_świąt pierwszy_dzień_świąt nowy_rok sylwest(er|ra)
    trzech_króli wszystkich_świętych zaduszki zielone_świątki boże_ciało wielk(i|ą)_(piątek|sobotę)
    niedzielę_palmową święto_niepodległości matki_boskiej_(zielnej|gromnicznej) mikołajki andrzejki
    prima_aprilis walentynki dzień_(kobiet|dziecka|matki|ojca|zaduszny) wniebowzięcie
""")
_DAY_IN_WORDS = (
    rf"(?i:{_ORDINAL}(?:\s{_ORDINAL})?\s{_MONTH}(?:\s{_NUMERAL}(?!\w)){{0,6}}"
    r"(?:\s(?:19|20)\d\d(?!\d))?)"
)
# „urodzona w czerwcu 1937 roku”.
_MONTH_AND_YEAR = (
    r"(?i:w\s(?:styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrze[śs]niu"
    r"|pa[źz]dzierniku|listopadzie|grudniu))\s(?:18|19|20)\d\d(?:\s?r\.|\sroku(?!\w))?"
)
_IN_WORDS = (
    rf"(?:{_HOLIDAY}(?:\s(?i:w|roku)){{0,2}}\s(?:18|19|20)\d\d(?:\s?r\.|\sroku(?!\w))?(?!\d)"
    rf"|{_DAY_IN_WORDS}|{_MONTH_AND_YEAR})"
)
_YEAR = r"(?:w\s)?((?:19|20)\d\d(?:\s?r\.)?+)(?![\d/-]|\.\d)"
_BIRTH = rf"{_BORN}{_BETWEEN}({_DATE})"
_BIRTH_IN_WORDS = rf"{_BORN}{_BETWEEN}(?<!\w)({_IN_WORDS})"
# „Ona ma 12.06.1936 urodzona”.
_BEFORE_BORN = rf"({_DATE})(?=(?:\s?r\.|\sroku)?\s(?i:urodzon\w{{1,3}}|urodzi[łl]a?\w?\w?)(?!\w))"
_BIRTH_YEAR = rf"{_BORN}{_BETWEEN}(?<!\d){_YEAR}"
# „Sabina Tokarska, 14.08.1939”.
_AFTER_A_NAME = rf"{NAME_END}[,;\s(]{{1,3}}(\d{{1,2}}([.-])\d{{1,2}}\2(?:18|19)\d\d)(?![\d-])"
_HINT = r"(?i)ur\.|urodz|born|birth|ur\s?:?\s?\d|rocznik|wiat"


def birth_dates(text: str) -> Iterator[PersonalSpan]:
    """Yield the dates on which somebody is said to be born."""
    if NAME_END in text:
        for birth in compiled(_AFTER_A_NAME).finditer(text):
            yield PersonalSpan(*birth.span(1), PersonalKind.BIRTH_DATE)
    if compiled(_HINT).search(text):
        for pattern in (_BIRTH, _BIRTH_IN_WORDS, _BEFORE_BORN):
            for birth in compiled(pattern).finditer(text):
                yield PersonalSpan(*birth.span(1), PersonalKind.BIRTH_DATE)


def birth_years(text: str) -> Iterator[PersonalSpan]:
    """Yield the years in which somebody is said to be born: thousands share one."""
    if compiled(_HINT).search(text):
        for birth in compiled(_BIRTH_YEAR).finditer(text):
            yield PersonalSpan(*birth.span(1), PersonalKind.BIRTH_DATE)
