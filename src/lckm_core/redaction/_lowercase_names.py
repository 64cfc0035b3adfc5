"""Names in small letters, as people type and dictate them."""

import re
from collections.abc import Iterator

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_case_of_a_surname,
    is_a_surname_alone,
    is_first_name_itself,
    is_nothing_but_a_surname,
    is_surely_a_first_name,
    is_surely_a_name,
    looks_like_a_surname,
    may_be_their_surname,
)
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._officials import holds_public_office
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._place_names import is_place_name
from lckm_core.redaction._small_surnames import (
    FROM_HOME,
    is_a_small_adjectival_surname,
    neighbours_in_small,
)
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan

# What stands after a first name in small letters and is no surname.
_NO_SMALL_SURNAME = (
    r"(?:\w+(?:[ęe]|am|em|im|my|cie|[łl][aoiy]?|a[ćc]|i[ćc]|[^ckg]i|uje|aje|[zsc]y)|znow\w?"
    r"|zn[óo]w\w?|ponownie|jeszcze"
    r"|wczoraj|dzisiaj|dzi[śs]|jutro|jak|kt[óo]r\w*|ju[żz]|te[żz]|tak[żz]e|oraz|albo|lub|nad|pod"
    r"|przed|spod|znad|przez|poniedzia\w+|wtorek|pi[ąa]tek|mieszkan\w+)$"
)
_PAST = r"\w{2,}[łl][ay]"
_LIKE_A_SURNAME = (
    r"\w{2,}(?:arz|[bcdlmnprtwz]ek|[bdlmnprtwzsi]ak|uk|oń|eń|isz|asz|[eiy][łl][łl]o|[ae]j[łl]o"
    r"|ejko)"
)
_SURNAME_ALONE = (
    r"(?!ukrai|(?:krak|kij|lw|[żz]yd|ucz?ni)ow)[^\W\d_]{3,}(?:(?:[oe]w|iń|al)sk(?:i|a|iego|iej"
    r"|iemu|ą"
    r"|im)|(?:wicz|czyk|czak)\w{0,3})"
)
_AFTER_A_SURNAME = (
    r"\s?[.,;!\n)(–-](?!\w)|\s(?:ze?|tel|telefon|kom|spod|pesel|mieszkan\w+)(?!\w)|\s?$"
    rf"|\s?{REDACTED}"
)
_SMALL_PAIR = rf"(?<![\w.@'’-])(?=({SMALL})\s({SMALL}))"
_FIRST_HALF = rf"(?<![\w-])({CAPITALISED}|{SMALL})\s(?i:i|and|&)\s$"


# Cases of Ida, Maja and Róża.
_OTHER_WORDS = frozenset(["idą", "mają", "róże", "różę"])
_AS_PEOPLE_DO = (
    r"\s(?:nie|nic|ma|z|ze|spod|si[ęe]|znow\w?|zn[óo]w|ju[żz]|te[żz]|zawsze|ci[ąa]gle|wie|zna|stale"
    r"|\w{2,}(?:[łl]a?|uje|aje))(?!\w)"
)
# Trades and adjectives, with which „pan” and „sąsiad” stand as well.
_NOBODY = any_of("""
    \\w+(ny|na|wy|wa|ry|ra|ty|ta|dy|da|chy|cha|ły|ła|ki|ka|gi|ga|szy|sza|arz) maja mają ida
    idą marszałek cieśla kuchta furman biskup bogacz kucharz kowal szewc krawiec mularz murarz
    rolnik leśnik gajowy sołtys wójt burmistrz król książę hrabia baron pater rabin ksiądz
    organista kościelny chłop mnich sędzia pisarek rybak żołnierz kapral sierżant major
    kapitan pułkownik generał medyk felczer balwierz student żak uczeń brat wuj stryj dziad
    dziadek wnuk synek tatko pies kot koń jeden sam ochroniarz piechur strażnik zięba złodziej
    pijak biedak żebrak głupek chudy gruby jedynak bliźniak dzieciak chłopak nastolatek
    młodzik staruszek świadek poczciwiec przodek członek pasażerek ławnik wartownik robotnik
    bednarz
""")


def is_surely_a_small_first_name(word: str, dictionary: NameDictionary) -> bool:
    """Return whether *word*, in small letters, is a first name and nothing else."""
    return word not in _OTHER_WORDS and is_surely_a_first_name(dictionary.sense(word))


def is_rather_a_verb(word: str) -> bool:
    """Return whether *word*, in small letters after a first name, is what they do: „pisze”."""
    return compiled(_NO_SMALL_SURNAME).match(word) is not None


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
        looks_like_a_surname(word[0].removesuffix("owa"))
        or NameSense.SURNAME in dictionary.sense(word[0])
        or compiled(_LIKE_A_SURNAME).fullmatch(word[0])
        or compiled(_AFTER_A_SURNAME).match(text, word.end())
    )
    return word.end() if is_surname else end


def small_name_after_a_cue(
    text: str, start: int, dictionary: NameDictionary, *, is_sure: bool, may_be_alone: bool
) -> Iterator[PersonalSpan]:
    """Yield the name in small letters at *start*, which a word such as „sąsiad” announces.

    *is_sure*: the word announces nothing but people, as „pan” does and „mieszkaniec” does not.
    """
    yield from surname_first_at(text, start)
    word = compiled(SMALL).match(text, start)
    if not may_be_alone or word is None or holds_public_office(text, start):
        return
    name = word[0]
    # „Dozorca parkitny”, but „mieszkaniec bałucki”.
    is_surname = (
        is_nothing_but_a_surname(name)
        or _is_from_a_flat(text, *word.span())
        or (is_sure and (is_a_small_surname(name) or is_a_case_of_a_surname(name)))
    )
    # „Sąsiad śmietana widział”: a word, that does what people do.
    is_somebody = (
        may_be_their_surname(name) or compiled(_LIKE_A_SURNAME).fullmatch(name) is not None
    ) and compiled(_AS_PEOPLE_DO).match(text, word.end()) is not None
    is_word = is_no_name(name) or compiled(_NOBODY).fullmatch(name) is not None
    is_first = is_surely_a_first_name(dictionary.sense(name))
    is_adjectival = not is_no_name(name) and is_a_small_adjectival_surname(
        text, *word.span(), is_sure=is_sure
    )
    if is_surname or is_first or is_adjectival or (is_somebody and not is_word):
        end = small_surname_end(text, word.end(), dictionary)
        yield PersonalSpan(word.start(), end, PersonalKind.NAME)


def _is_from_a_flat(text: str, start: int, end: int) -> bool:
    """Return whether a word in small letters is the surname of whoever is from some flat."""
    word, left = text[start:end], text[max(0, start - 8) : start].lower()
    # „Państwo socha z parteru”: a surname that no list has, too, but not „młodzi”.
    is_family = left.endswith(("państwo ", "panstwo ")) and word[-1] not in "iyeęąćł"
    is_from = compiled(FROM_HOME).match(text, end) is not None and not is_no_name(word)
    return is_from and (is_family or may_be_their_surname(word))


def seems_a_small_surname(text: str, word: str, end: int) -> bool:
    """Return whether *word*, which ends at *end*, has a surname's ending („wrotek, lat 90”)."""
    return (
        compiled(_LIKE_A_SURNAME).fullmatch(word) is not None
        and compiled(_NO_SMALL_SURNAME).match(word) is None
        and compiled(_AFTER_A_SURNAME).match(text, end) is not None
    )


def is_a_small_surname(word: str) -> bool:
    """Return whether *word* in small letters is a surname by itself: „sąsiad wojciechowski”."""
    if is_nothing_but_a_surname(word):
        return True
    return compiled(_SURNAME_ALONE).fullmatch(word) is not None and is_a_surname_alone(word)


def lowercase_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield each first name and surname in small letters."""
    for pair in compiled(_SMALL_PAIR).finditer(text):
        # Most words are no first name, so the second word is seldom looked up.
        if not is_surely_a_small_first_name(pair[1], dictionary):
            continue
        last = dictionary.sense(pair[2])
        is_surname = NameSense.SURNAME in last and (
            is_surely_a_name(last) or looks_like_a_surname(pair[2])
        )
        seems_surname = seems_a_small_surname(text, pair[2], pair.end(2))
        if holds_public_office(text, pair.start()):
            continue
        if (is_surname or seems_surname) and not is_place_name(text, pair.start(), pair.end(2)):
            start = start_of_pair(text, pair.start(1), dictionary)
            yield PersonalSpan(start, pair.end(2), PersonalKind.NAME)
    yield from neighbours_in_small(text)


def start_of_pair(text: str, start: int, dictionary: NameDictionary) -> int:
    """Return where „Jan i Maria Kowalscy” begins, given where „Maria” does."""
    half = compiled(_FIRST_HALF).search(text[max(0, start - 40) : start])
    if half is None or NameSense.FIRST_NAME not in dictionary.sense(half[1]):
        return start
    if half[1].islower() and not is_surely_a_first_name(dictionary.sense(half[1])):
        return start
    return start - len(half[0])
