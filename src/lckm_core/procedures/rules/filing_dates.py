"""The last days for handing documents in, as texts outside the field for them tell them."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of

Day = tuple[int, int]
"""A month and a day of it."""

_MONTHS = (
    *("styczni|styczeń", r"lut(?:y|ego|ym)\b", r"mar(?:zec|ca|cu)\b", "kwie(?:cień|tni)"),
    *(r"maj[au]?\b", "czerw(?:iec|c)"),
    *("lip(?:iec|c)", "sierp(?:ień|ni)", "wrze(?:sień|śni)", "październik", "listopad"),
    "grud(?:zień|ni)",
)
MONTH = rf"\b(?:{'|'.join(_MONTHS)})\w{{0,3}}\b"
A_YEAR = (
    r"(?:(?:now\w+\s+|przyszł\w+\s+|bieżąc\w+\s+)?rok(?:\s+(?:szkoln|kalendarzow|akademick"
    r"|budżetow)\w+)?(?:\s+20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?)?"
    r"|20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?(?:\s+r(?:ok)?\b\.?)?)"
)
"""What a call is for where it is for a year, „na rok 2027”, „na 2027 r.”."""
_DAY = (
    rf"(?:\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{4}})?|końca\s+{MONTH})"
    r"(?:\s+r(?:oku)?\b\.?)?"
)
_READ = (
    rf"(?P<day>\d{{1,2}})\s+(?P<name>{MONTH})|\bkońca\s+(?P<last>{MONTH})"
    r"|\b(?P<day2>\d{1,2})\.(?P<month>\d{1,2})\b(?!\.\d\b)"
    r"|\b\d{4}-(?P<month2>\d\d)-(?P<day3>\d\d)\b"
)
_UNTIL = (
    rf"(?:od\s+(?:dnia\s+)?(?:{_DAY}|\d{{1,2}})\s+)?do\s+(?:dnia\s+)?{_DAY}"
    r"(?:\s+(?:włącznie|każdego\s+roku|co\s+roku))?"
)
_ENDS = rf"(?:mija|upływa|kończy\s+się)\s+(?:(?:z\s+dniem|w\s+dniu|dnia|z\s+końcem)\s+)?{_DAY}"
_LAST = rf"\bdo\s+(?:dnia\s+)?{_DAY}|\b{_ENDS}"
_NAMED = (
    r"(?:wnios(?:ek|ki|ku|ków)|ofert[yęa]?|zgłosze(?:nie|nia|ń)|deklaracj[eęai]|dokument(?:y|ów)"
    r"|podani[ea]|formularz[ea]?)"
)
_KIND = r"(?:papierow|elektroniczn)[yeąa]\w{0,2}"
_WAY = (
    r"(?:papierowo|na\s+papierze|elektronicznie|osobiście|pocztą|listownie|on-?line"
    r"|przez\s+(?:epuap|internet)|w\s+(?:wersji|formie|postaci)\s+(?:papierow|elektroniczn)ej)"
)
_PAPERS = (
    rf"(?:{_KIND}\s+)?{_NAMED}(?:\s+{_KIND})?"
    rf"(?:\s+(?:(?:składan|przesyłan|przesłan|złożon)[eya]\s+)?{_WAY})?"
)
_HAND_IN = (
    r"(?:złóż|składasz|składa\s+się|złożysz|prześlij|wyślij|przyjmujemy|przyjmuje\s+się"
    r"|(?:można|należy|trzeba|możesz|musisz)\s+(?:złożyć|składać|przesłać|wysłać)"
    r"|(?:(?:jest|są)\s+)?przyjmowan[eya](?:\s+(?:jest|są))?)"
)
_SECOND = (
    rf"(?:,?\s+(?:(?:a|i|oraz|natomiast|zaś)\s+)?(?:{_PAPERS}|{_KIND}|{_WAY})(?:\s+{_HAND_IN})?"
    rf"\s{{0,3}}[–-]?\s{{0,3}}{_UNTIL})?"
)
_FILES = r"(?:składa(?:sz)?|wysyła(?:sz)?|przesyła(?:sz)?|złoży(?:sz)?|wyśle(?:sz)?)"
_FILED_SO = rf"(?:(?:{_PAPERS}|{_WAY})\s*){{1,2}},\s+"
_LONGER = rf"(?:jest\s+dłuższy(?:\s+i\s+trwa)?:?\s+{_UNTIL}|trwa\s+{_UNTIL}|{_ENDS})"
_OF_A_WAY = (
    rf"(?:kto|jeśli|jeżeli|gdy)\s+{_FILES}\s+{_FILED_SO}(?:ma(?:sz)?\s+(?:czas\s+)?"
    rf"(?:o\s+\w+\s+(?:dni|tygodnie)\s+więcej(?:\s+niż\s+[^.,;:\d]{{3,40}})?:\s+)?"
    rf"|może(?:sz)?\s+to\s+zrobić\s+){_UNTIL}"
    rf"|składając\s+{_FILED_SO}(?:masz|ma\s+się)\s+czas\s+{_UNTIL}"
    rf"|(?:dla|przy|w\s+przypadku)\s+(?:składani[au]\s+)?(?:{_PAPERS}\s+)?(?:{_PAPERS}|{_WAY})\s+"
    rf"termin(?:\s+składania)?\s+{_LONGER}"
    rf"|termin(?:\s+składania)?\s+(?:dla\s+)?{_PAPERS}\s+{_LONGER}"
)
"""A time of its own for a way of handing in."""
_CALL = rf"nab[óo]r(?:\s+(?:wniosków|ofert|zgłoszeń))?(?:\s+na\s+{A_YEAR})?"
_SENTENCE = (
    rf"(?:{_WAY}\s+)?{_PAPERS}\s+{_HAND_IN}(?:\s+{_WAY})?\s+{_UNTIL}{_SECOND}"
    rf"|{_HAND_IN}\s+{_PAPERS}\s+{_UNTIL}{_SECOND}|{_OF_A_WAY}|{_UNTIL}\s+{_HAND_IN}\s+{_PAPERS}"
    rf"|{_CALL}(?:\s+(?:trwa|prowadzimy|prowadzi\s+się|odbywa\s+się)|\s*[–:-])\s+{_UNTIL}"
)
"""Whole sentences alone: more words may tell of some people, papers or years."""
_PHRASE = rf"(?:{_PAPERS}|{_CALL})\s{{0,3}}[–:-]?\s{{0,3}}{_UNTIL}{_SECOND}"
_STEP = rf"(?:złóż|wyślij|prześlij|dostarcz)\s+{_PAPERS}(?:\s+(?:i|z)\s+załącznik\w+)?"
_ASKS_UNTIL_WHEN = (
    r"(?:(?:do\s+)?kiedy|w\s+jakim\s+terminie|do\s+jakiego\s+dnia)\s+(?:najpóźniej\s+)?"
    r"(?:(?:mogę|można|trzeba|mam|muszę|należy)\s+)?(?:złożyć|składać|wysłać"
    rf"|składa\s+się)\s+{_PAPERS}"
)
_COMMENT = (
    rf"(?:{_WAY}\s{{0,3}}[:–-]?\s{{0,3}})?{_UNTIL}"
    rf"(?:,\s{{0,3}}{_WAY}(?:\s{{0,3}}(?:,|lub|albo|i)\s{{0,3}}{_WAY})*|{_SECOND})"
)
_MAY_TELL = re.compile(
    r"o  {0,2}(?:dnia {1,3})?(?:\d\d?\.\d|(?:\d\d?|końca) {1,3}"
    r"(?:[Ss]ty|[Ll]ut|[Mm]a[jr]|[Kk]wi|[Cc]ze|[Ll]ip|[Ss]ie|[Ww]rz|[Pp]aź|[Ll]is|[Gg]ru))"
)
_LEAP_YEAR = 2024
_SEVERAL = (
    r"uzupełniając|\b(?:drug|kolejn|następn|dodatkow)\w+\s+(?:nab|tur|termin|etap)|\bII\s+nab"
)
"""A text on more than one time for handing in: of which of them a sentence tells, is not sure."""


def may_tell_dates(text: str) -> bool:
    """Return whether a day may stand in a text, which takes little time to see."""
    return _MAY_TELL.search(text) is not None or (
        ("mija " in text or "upływa " in text) and compiled(_ENDS).search(text) is not None
    )


def days_of_sentences(text: str) -> Iterator[tuple[int, set[Day]]]:
    """Yield the last days for handing in that whole sentences tell, each with its place."""
    if not may_tell_dates(text) or compiled(_SEVERAL).search(text):
        return
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        # What a list says is of what stands above it.
        is_listed = sentence.startswith(("- ", "– ", "* "))
        if may_tell_dates(sentence) and not is_listed:
            words = sentence.strip(MARKS)
            if compiled(_SENTENCE).fullmatch(words):
                yield start, _last_days(words)


def days_of_phrase(phrase: str) -> set[Day]:
    """Return the last days for handing in that a short phrase tells, if it is of nothing else."""
    words = phrase.strip(" .;")
    if may_tell_dates(phrase) and (
        compiled(_PHRASE).fullmatch(words) or compiled(_SENTENCE).fullmatch(words)
    ):
        return _last_days(words)
    return set()


def days_of_step(name: str, comment: str) -> set[Day]:
    """Return the last days that the comment of a step of handing in tells, and nothing else."""
    if not may_tell_dates(comment) or not compiled(_STEP).fullmatch(name.strip()):
        return set()
    return _last_days(comment) if compiled(_COMMENT).fullmatch(comment.strip(" .")) else set()


def days_of_answer(question: str, answer: str) -> set[Day]:
    """Return the last days that an answer tells, if its question is on handing in."""
    words = compiled(r"^najpóźniej\s+(?:do\s+)?").sub("do ", answer.strip(" ."))
    if not may_tell_dates(words) or not compiled(_ASKS_UNTIL_WHEN).fullmatch(question.strip(" ?")):
        return set()
    return _last_days(words) if compiled(_COMMENT).fullmatch(words) else set()


def days_in(text: str) -> set[Day]:
    """Return every day of the year that a text names."""
    return set(days_in_order(text))


def days_in_order(text: str) -> list[Day]:
    """Return the days of the year that a text names, as it names them."""
    return list(_days(compiled(_READ).finditer(text)))


def month_of(name: str) -> int:
    """Return the number of a month by its name in any case."""
    return next(index for index, stem in enumerate(_MONTHS, 1) if compiled(stem).match(name))


def names_other_times(text: str) -> bool:
    """Return whether a text names a month without a day, so that its days are not all."""
    return compiled(MONTH).search(compiled(_READ).sub("", text)) is not None


def names_a_month(text: str) -> bool:
    """Return whether a text names a month, with a day or without."""
    return compiled(MONTH).search(text) is not None


def _last_days(words: str) -> set[Day]:
    found = compiled(_LAST).finditer(words)
    return {day for until in found for day in days_in(until[0])}


def _days(found: Iterable[re.Match[str]]) -> Iterator[Day]:
    for match in found:
        if name := match["name"] or match["last"]:
            month = month_of(name)
        else:
            month = int(match["month"] or match["month2"])
        # A day that no month has is LCKM-R071.
        if 1 <= month <= len(_MONTHS):
            last = monthrange(_LEAP_YEAR, month)[1]
            day = int(match["day"] or match["day2"] or match["day3"] or last)
            if 1 <= day <= last:
                # The end of February is one day, in leap years and in others.
                yield month, 28 if (month, day) == (2, 29) else day
