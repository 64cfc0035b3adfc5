"""First names in small letters: „sąsiad z góry włodek wierci”."""

import re
from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    is_a_surname_alone,
    is_first_name_itself,
    may_be_their_surname,
)
from lckm_core.redaction._first_names import is_of_somebody
from lckm_core.redaction._lowercase_names import small_surname_end
from lckm_core.redaction._name_shapes import SMALL
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan

# Nominatives that are common words when they have no capital.
_WORDS = any_of("""
    augusta swietlana miranda sylwester napoleon cezar ida lara mira marko rut elka elek
    narcyz gracja wirginia konstanty zlata kaja alfons petra donat albert omar roch fidel
    oliwka laurka jaga lenka bronka wiola henry alba luna stella gloria viola wiktoria
    victoria florencja aurora kordian teodora bursztyn remi lew zoe eden dolores carmen rocio
    jean michel
""")
# „Podatek od marek”: a name where a sentence begins, or with a surname.
_GENITIVES = any_of("marek darek arek witek jarek danka ula renia jola")
_ALONE = rf"(?<![\w.@'’/\"„”«»-])({SMALL})(?![@/]|[.-]\w|\s\d|\s(?:to|im)\s|\sboga(?!\w))"
_WORD_BEFORE = rf"(?<![\w.@'’-])({SMALL})\s$"
_BEGINS = rf"(?:^|[.!?,\n]\s{{0,3}}|{REDACTED}\s)$"
# „Jana Henryka Dąbrowskiego”.
_OF_A_MAN = r"(?:iego|[^k]a|owi)$"
# „Dzwoniła bożena”, „właścicielka psa kornelia”.
_OF_A_WOMAN = (
    r"(?<!\w)(?:\w{2,}[łl]a|(?:s[ąa]siad|w[łl]a[śs]ciciel|lokator|kole[żz]an)ka(?:\s\w+){0,2}|pani"
    r"|babcia|mama|ciocia|c[óo]rka|siostra|[żz]ona|wnuczka)\s$"
)
_LONGEST = 40


def small_first_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the first names in the nominative in *text*, each with the surname beside it."""
    for word in compiled(_ALONE).finditer(text):
        name = word[1]
        if not is_first_name_itself(name) or compiled(_WORDS).fullmatch(name):
            continue
        start, end = word.span(1)
        surname_end = _surname_end(text, end, dictionary)
        surname_start = start if surname_end > end else _surname_start(text, start)
        has_surname = surname_start < start or surname_end > end
        is_sure = has_surname or compiled(_GENITIVES).fullmatch(name) is None
        if not is_sure and not _begins(text, start):
            continue
        # „Stanisława” may be of Stanisław, when nothing follows.
        may_be_his = name.endswith("a") and is_first_name_itself(name[:-1])
        is_hers = (
            has_surname and not compiled(_OF_A_MAN).search(text[start:surname_end])
        ) or compiled(_OF_A_WOMAN).search(text[max(0, start - _LONGEST) : start])
        if (is_hers or not may_be_his) and is_of_somebody(text, start, end):
            yield PersonalSpan(surname_start, surname_end, PersonalKind.NAME)


def is_a_word_in_small_letters(name: str) -> bool:
    """Return whether a first name is a common word where it has no capital: „viola”, „marek”."""
    return any(compiled(words).fullmatch(name) for words in (_WORDS, _GENITIVES))


def _surname_end(text: str, end: int, dictionary: NameDictionary) -> int:
    """Return where the surname after a first name ends, or *end*."""
    word = compiled(SMALL).match(text, end + 1)
    if word is None or text[end] != " " or is_no_name(word[0]):
        return end
    if may_be_their_surname(word[0]):
        return word.end()
    return small_surname_end(text, end, dictionary)


def _surname_start(text: str, start: int) -> int:
    """Return where the surname before a first name begins, or *start*."""
    word: re.Match[str] | None = compiled(_WORD_BEFORE).search(
        text, max(0, start - _LONGEST), start
    )
    if word is None or is_no_name(word[1]) or is_first_name_itself(word[1]):
        return start
    is_surname = is_a_surname_alone(word[1]) or (
        _begins(text, word.start()) and may_be_their_surname(word[1])
    )
    return word.start() if is_surname else start


def _begins(text: str, start: int) -> bool:
    """Return whether a sentence, a line or a clause begins at *start*."""
    return compiled(_BEGINS).search(text[max(0, start - 4) : start]) is not None
