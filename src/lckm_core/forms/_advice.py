"""Where a text belongs that no value of its field can be meant by."""

import re

from lckm_core.fields import Shape, fields_by_key
from lckm_core.forms._text_types import AMOUNT, EMAIL
from lckm_core.text import Message

_MOST_JUDGED = 200
_WITHOUT_END = re.compile(
    r"(?i)\W*(?:ważn\w{1,2}\s+|obowiązuje\s+)?"
    r"(?:bezterminow\w{1,3}|bez\s+(?:ogranicz\w{1,4}|terminu|daty|końca)|na\s+stałe"
    r"|(?:na\s+)?(?:czas\s+)?nieokreślon\w{1,3}|(?:aż\s+)?do\s+odwołania)\W*"
)
_NO_DAY_IS_EMPTY = Message(
    "powinien tu być dzień w zapisie rrrr-mm-dd, a bez dnia pole zostaje puste. Usuń te słowa",
    "should hold a day written rrrr-mm-dd, and is left empty where there is none. Remove the words",
)
_RATE = re.compile(
    r"(?i)(?=.*[0-9]).*(?:/|\bza\s|\bod\s(?!opłat)|%|\bprocent|\bkażd\w|\bstawk\w|\boraz\b|\blub\b"
    r"|\balbo\b|\bdo\s|[0-9]\s?[-–]\s?[0-9]|\+).*",
    re.DOTALL,
)
_RATE_HAS_ITS_COLUMN = Message(
    ". Stawkę i to, co nie jest jedną kwotą, wpisz w polu „Sposób ustalenia wysokości opłaty” "
    "(rule), a to zostaw puste",
    ". Give a rate, and what is no single sum, in “Sposób ustalenia wysokości opłaty” (rule), and "
    "leave this empty",
)


def words_for_no_day(value: str) -> Message | None:
    """Return what becomes of words that there is no last day, as „bezterminowo”."""
    return _NO_DAY_IS_EMPTY if _WITHOUT_END.fullmatch(value[:_MOST_JUDGED]) else None


def advice_on_rate(shape: Shape, value: str) -> Message | None:
    """Return which column a rate, as „0,50 zł/m²”, belongs in."""
    is_rate = shape.text is AMOUNT and _RATE.fullmatch(value[:_MOST_JUDGED])
    return _RATE_HAS_ITS_COLUMN if is_rate else None


_AT_ONCE = re.compile(
    r"(?i)\W*(?:niezwłocznie|bezzwłocznie|natychmiast\w{0,5}|od\s+ręki|od\s+razu|na\s+bieżąco)\b.*",
    re.DOTALL,
)
_TERM_IN_WORDS = Message(
    ". Termin, który nie jest liczbą, wpisz w polu „Opis terminu” (text)",
    ". Give a term that is no number in “Opis terminu” (text)",
)
_ONE_EMAIL_EACH = Message(
    ". Każdy adres wpisz jako osobną pozycję, w nowym wierszu",
    ". Give each address as an item of its own, on a new line",
)


def advice_on(shape: Shape, value: str) -> Message | None:
    """Return where a text belongs that no value of the field can be meant by."""
    text = value[:_MOST_JUDGED]
    is_of_term = "working_days" in shape.choices or (
        shape.model is not None and {"terms", "text"} <= fields_by_key(shape.model).keys()
    )
    if is_of_term and _AT_ONCE.fullmatch(text):
        return _TERM_IN_WORDS
    if shape.text is EMAIL and text.count("@") > 1:
        return _ONE_EMAIL_EACH
    return None
