"""What is written in capitals, or without any, as others would write it."""

import re
from collections.abc import Iterator

from lckm_core.redaction._address_patterns import is_like_a_street
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    COMMON_NAMES,
    may_be_their_surname,
)
from lckm_core.redaction._lowercase_names import (
    is_a_small_surname,
    is_rather_a_verb,
    is_surely_a_small_first_name,
)
from lckm_core.redaction._name_shapes import LOWER, UPPER
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._small_first_names import is_a_word_in_small_letters
from lckm_core.redaction._small_surnames import is_an_adjective
from lckm_core.redaction._words import plain

# „Dom Anny”, „, Anna”, „ks. Jan”, not where a sentence begins, nor „w ZDiT”.
_CAPITAL_WITHIN = rf"(?:[^.!?\n ] ?|(?<!\w)(?i:ks|[{UPPER}])\. ?)[{UPPER}][{LOWER}]"
_WORD = r"[^\W\d_]++"
_BEGINS = r"(?:^|[.!?] )$"
# „Staroruda 22”, „jana pawła 8”: a street.
_HOUSE_NUMBER = r"(?: [^\W\d_]+)? \d{1,3}[a-z]?(?!\w| \d)"
# „… na piśmie.\njan cłapa\n”, „giorgi zet, telefon”: a first name, and what must be the surname.
_BEGINS_A_LINE = r"(?:^|[.!?] |\n|(?:^|\n)(?:od|from|do|to): )$"
_ENDS = r"(?:-[^\W\d_]+)?(?:[,.]|\n|$| ?[\[<])"
# „Patryk z.”, „krzysztof w., codziennie”.
_INITIAL = r"\.(?:,| [^\W\d_])"
# „…, letniskowa 2; …”, „pisma proszę słać na sporną 11”.
_BEFORE_A_STREET = r"(?:,|(?<!\w)na) $"
_LONGEST_BEFORE = 4
_LONGEST_WORD = 12
_SHORTEST_FIRST_NAME = 4
_SHORTEST_SURNAME = 3


def in_other_cases(text: str) -> Iterator[str]:
    """Yield *text* in small letters, and with capitals where names and sentences begin.

    Each is as long as *text*.
    """
    small = text.lower()
    if len(small) == len(text):
        yield small
        yield _with_capitals(small)


def has_its_capitals(text: str) -> bool:
    """Return whether *text* has capitals and small letters, or is a single word in capitals."""
    is_a_word = text.isupper() and len(text) <= _LONGEST_WORD
    return is_a_word or compiled(_CAPITAL_WITHIN).search(text) is not None


def begins_a_sentence(text: str, start: int) -> bool:
    """Return whether a sentence of *text* begins at *start*."""
    return compiled(_BEGINS).search(text[max(0, start - 2) : start]) is not None


def _with_capitals(text: str) -> str:
    """Return *text* with capitals where a sentence begins, and at names."""
    pieces = []
    done = name_start = first_name_end = 0
    for word in compiled(_WORD).finditer(text):
        start, end = word.span()
        after_first_name = first_name_end > 0 and text[first_name_end:start] == " "
        is_all_there_is = (
            after_first_name
            and len(word[0]) >= _SHORTEST_SURNAME
            and not is_rather_a_verb(word[0])
            and compiled(_BEGINS_A_LINE).search(text[max(0, name_start - 7) : name_start])
            and compiled(_ENDS).match(text, end)
        )
        name_start = start
        first_name_end = end if _is_a_first_name(word[0]) else 0
        is_numbered = compiled(_HOUSE_NUMBER).match(text, end) is not None
        is_initial = after_first_name and len(word[0]) == 1 and compiled(_INITIAL).match(text, end)
        if is_numbered:
            has_a_capital = _is_a_street(text, word)
        else:
            has_a_capital = bool(
                first_name_end
                or is_initial
                or is_all_there_is
                or _is_a_surname(word[0], after_first_name=after_first_name)
                or begins_a_sentence(text, start)
            )
        if has_a_capital:
            pieces += [text[done:start], _capital(word[0][0])]
            done = start + 1
    return "".join([*pieces, text[done:]])


def _is_a_street(text: str, word: re.Match[str]) -> bool:
    """Return whether a word before a house number is a street, where none is said to be."""
    left = text[max(0, word.start() - _LONGEST_BEFORE) : word.start()]
    return compiled(_BEFORE_A_STREET).search(left) is not None and is_like_a_street(plain(word[0]))


def _capital(letter: str) -> str:
    return letter.upper() if len(letter.upper()) == 1 else letter


def _is_a_first_name(word: str) -> bool:
    return (
        len(word) >= _SHORTEST_FIRST_NAME
        and is_surely_a_small_first_name(word, COMMON_NAMES)
        and not is_a_word_in_small_letters(word)
    )


def _is_a_surname(word: str, *, after_first_name: bool) -> bool:
    if len(word) < _SHORTEST_SURNAME or is_no_name(word) or is_an_adjective(word):
        return False
    return is_a_small_surname(word) or (after_first_name and may_be_their_surname(word))
