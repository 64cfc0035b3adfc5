"""Surnames in the nominative that are no other word: „śmieci wyrzuca Banaszek spod 4”."""

from collections.abc import Iterator

from lckm_core.redaction._dictionary import is_first_name, is_nothing_but_a_surname
from lckm_core.redaction._first_names import is_of_somebody
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_WORD = rf"(?<![\w.@'’/\"„”«»-])(?:{CAPITALISED}|{SMALL})(?![@/]|[.-]\w|\s\d|\s[A-Z]\.)"
_FIRST_NAME_BEFORE = rf"(?<![\w-])({CAPITALISED}|{SMALL})\s$"
_LONGEST = 40


def surnames_alone(text: str) -> Iterator[PersonalSpan]:
    """Yield the surnames in *text* that are nothing else, whatever stands around them.

    Streets and schools have them in the genitive.
    """
    for word in compiled(_WORD).finditer(text):
        if not is_nothing_but_a_surname(word[0]):
            continue
        start, end = word.span()
        first = compiled(_FIRST_NAME_BEFORE).search(text, max(0, start - _LONGEST), start)
        # „Radny jan banaszek”: what stands before the whole name tells whose it is.
        if first is not None and is_first_name(first[1]):
            start = first.start()
        if is_of_somebody(text, start, end):
            yield PersonalSpan(start, end, PersonalKind.NAME)
