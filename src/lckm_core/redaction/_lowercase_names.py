"""Names in small letters, as people type and dictate them."""

import re
from collections.abc import Iterator

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    is_first_name_itself,
    looks_like_a_surname,
)
from lckm_core.redaction._name_shapes import SMALL
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan

# What stands after a first name in small letters and is no surname.
_NO_SMALL_SURNAME = (
    r"(?:\w+(?:[ęe]|am|em|im|my|cie|[łl][aoiy]?|a[ćc]|i[ćc]|[^ckg]i|uje|aje|[zsc]y)|znow\w?"
    r"|zn[óo]w\w?|ponownie|jeszcze"
    r"|wczoraj|dzisiaj|dzi[śs]|jutro|jak|kt[óo]r\w*|ju[żz]|te[żz]|tak[żz]e|oraz|albo|lub|nad|pod"
    r"|przed|spod|znad|przez|poniedzia\w+|wtorek|pi[ąa]tek|mieszkan\w+)$"
)
_PAST = r"\w{2,}[łl][ay]"
_LIKE_A_SURNAME = r"\w{2,}(?:arz|[bcdlmnprtwz]ek|[bdlmnprtwzsi]ak|uk|oń|eń|isz|asz)"
_SURNAME_ALONE = (
    r"(?!ukrai|(?:krak|kij|lw|[żz]yd|ucz?ni)ow)[^\W\d_]{3,}(?:(?:[oe]w|iń|al)sk(?:i|a|iego|iej"
    r"|iemu|ą"
    r"|im)|(?:wicz|czyk|czak)\w{0,3})"
)
_AFTER_A_SURNAME = (
    r"\s?[.,;!\n)(–-](?!\w)|\s(?:ze?|tel|telefon|kom|spod|pesel|mieszkan\w+)(?!\w)|\s?$"
    rf"|\s?{REDACTED}"
)


def small_words_at(text: str, start: int) -> list[re.Match[str]]:
    """Return up to two words in small letters that may be a name."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < 2 and (word := compiled(SMALL).match(text, at)):
        if is_no_name(word[0]) or compiled(cues.RELATIVE).match(word[0]):
            break
        words.append(word)
        if text[word.end() : word.end() + 1] != " ":
            break
        at = word.end() + 1
    return words


def surname_first_at(text: str, start: int) -> Iterator[PersonalSpan]:
    """Yield the name at *start* as somebody said it: „nowak janina”."""
    surname = compiled(SMALL).match(text, start)
    if surname is None or not is_a_surname_alone(surname[0]) or is_no_name(surname[0]):
        return
    first = compiled(SMALL).match(text, surname.end() + 1)
    if first is not None and text[surname.end()] == " " and is_first_name_itself(first[0]):
        yield PersonalSpan(surname.start(), first.end(), PersonalKind.NAME)


def small_surname_end(
    text: str, end: int, dictionary: NameDictionary, *, is_own: bool = False
) -> int:
    """Return where the surname in small letters ends after a first name.

    *end* is the end of the first name, and the result if no surname follows. *is_own*: it
    follows „jestem”, so „przytuła” is no verb.
    """
    word = compiled(SMALL).match(text, end + 1)
    if word is None or text[end] != " " or is_no_name(word[0]):
        return end
    like_a_verb = is_own and compiled(_PAST).fullmatch(word[0]) is not None
    if compiled(_NO_SMALL_SURNAME).match(word[0]) and not like_a_verb:
        return end
    is_surname = (
        looks_like_a_surname(word[0])
        or NameSense.SURNAME in dictionary.sense(word[0])
        or compiled(_LIKE_A_SURNAME).fullmatch(word[0])
        or compiled(_AFTER_A_SURNAME).match(text, word.end())
    )
    return word.end() if is_surname else end


def seems_a_small_surname(text: str, word: str, end: int) -> bool:
    """Return whether *word*, which ends at *end*, has a surname's ending („wrotek, lat 90”)."""
    return (
        compiled(_LIKE_A_SURNAME).fullmatch(word) is not None
        and compiled(_NO_SMALL_SURNAME).match(word) is None
        and compiled(_AFTER_A_SURNAME).match(text, end) is not None
    )


def is_a_small_surname(word: str) -> bool:
    """Return whether *word* in small letters is a surname by itself: „sąsiad wojciechowski”."""
    return compiled(_SURNAME_ALONE).fullmatch(word) is not None and is_a_surname_alone(word)
