"""Telephone numbers as pages have them: several, with a range, an extension or a note."""

import re
from functools import lru_cache

import attrs

from lckm_core.text import Message, Noun, counted


@attrs.frozen
class Telephone:
    """One of the numbers in a text, as typed, and what is dialled to reach it.

    ``dialled`` has digits alone, after a „+” where the country is known. It is ``None`` for a
    number that nobody can dial from outside.
    """

    text: str
    dialled: str | None
    extension: str | None = None


_NOT_DIALLED = re.compile(r"[\s()/.–-]")
_NOTE = re.compile(r"\([^()]*[^\W\d_][^()]*\)")
_EXTENSION = re.compile(
    r"(?:\bnr\s+)?\b(?:wewn?(?:ętrzn\w{1,3})?|w)\b\.?\s*:?\s*(?P<first>\d[\d-]{0,5})"
    r"(?:(?:\s*[,/–-]\s*|\s+(?:lub|i|albo|do|oraz)\s+)\d{1,6})*",
    re.IGNORECASE,
)
# The blanks before it must begin after a non-blank, or long runs of them take quadratic time.
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?(?:[;,\n]|\s(?:lub|albo|oraz|i)\s)\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:(?:tel|telefon\w*|fax|faks|kom|komórk\w*|infolini\w+|centrala|sekretariat|numer|nr)\b"
    r"[.:/]*\s*)+",
    re.IGNORECASE,
)
# „/42/ 638-44-44”, as letterheads have it.
_AREA_IN_STROKES = re.compile(r"^(?:/\s?)?(\d{2})\s?/(?=\s?\d{3}[\s-]?\d{2}[\s-]?\d{2})")
_WORDS = re.compile(r"[^\W\d_][^\d+(]{0,60}")
_NUMBER = re.compile(r"[+(]{0,2}\d[\d\s()/.–÷-]*")
_RANGE = re.compile(r"^(?P<number>.*\d)\s*[-–÷/]\s*\d{1,4}$")
_AFTER_SLASH = re.compile(r"(?:(?<!\s)\s+)?/\s*\d{1,4}$")
_ENDING = re.compile(r"^(?:(?:do|[-–÷/])\s*)?\d{1,4}$", re.IGNORECASE)
_LOCAL = re.compile(r"^\d{3}[ .-]?\d{2}[ .-]?\d{2}$")
"""A number without its area code, after one that has it."""
_LOCAL_DIGITS = 7
_WHOLE_DIGITS = 9
_SERVICE = re.compile(
    r"alarm|ratunk|straż|policj|pogotow|dyżur|awari|ekopatrol|interwenc|kryzys|zaufania|zgłosze"
    r"|informac|infolini|telefon|\btel\b|\bnumer|centrum\s+kontaktu|centrum\s+powiad",
    re.IGNORECASE,
)
"""Words before a short number: who is called by it, „Straż Miejska 986”."""
_ROOM_BEFORE = re.compile(
    r"\b(?:pok\w*|sal[ai]|okien\w+|piętr\w+|bud\w*|stanowisk\w*|gabinet\w*|lok\w*|skryt\w+"
    r"|ul|al|pl)\.?\s*(?:nr\.?\s*)?$",
    re.IGNORECASE,
)
_MOST_IN_A_TEXT = 20


@lru_cache(maxsize=4096)
def telephones(text: str) -> tuple[Telephone, ...]:
    """Return the numbers in a text; without any where one is wrong (:func:`telephone_fault`)."""
    found = _read(text)
    return () if isinstance(found, Message) else found


@lru_cache(maxsize=4096)
def telephone_fault(text: str) -> Message | None:
    """Return what is wrong with a text as that of telephone numbers, or ``None``."""
    found = _read(text)
    return found if isinstance(found, Message) else None


def _read(text: str) -> tuple[Telephone, ...] | Message:
    found: list[Telephone] = []
    for part in _parts(text):
        words = _NOTE.sub(" ", part)
        extension = _EXTENSION.search(words)
        if extension:
            words = words[: extension.start()] + " " + words[extension.end() :]
        words = _AREA_IN_STROKES.sub(r"(\1)", _LABEL.sub("", words.strip(" .:,;–-")).strip(" /"))
        number = _NUMBER.match(words)
        if number is None and (label := _WORDS.match(words)):
            # After other words only a complete number counts: „pokój 112” is not a telephone.
            after = _NUMBER.match(words, label.end())
            number = after if after and _is_called_behind(label[0], after[0].strip()) else None
        if number is None:
            # Words alone are a note on the number before them.
            if not found and re.search(r"\d", words):
                return _NO_NUMBER
            continue
        digits = number[0].strip()
        rest = words[number.end() :].strip()
        if found and (_ENDING.match(digits) or _LOCAL.match(digits)):
            continue
        ending = re.match(r"do\s*\d{1,4}\b", rest, re.IGNORECASE)
        if ending:
            rest = rest[ending.end() :]
        digits = _AFTER_SLASH.sub("", digits)
        called = dialled(digits)
        if called is None and (several := _RANGE.match(digits)):
            called = dialled(several["number"])
        if called is None:
            return _wrong_length(digits)
        found.append(Telephone(part.strip(" ;,"), called, extension and extension["first"]))
    return tuple(found) if found else _NO_NUMBER


def _is_called_behind(label: str, number: str) -> bool:
    """Return whether a number behind words is one to call."""
    called = dialled(number) or ""
    if len(called) >= _WHOLE_DIGITS:
        return True
    return (
        called != "" and _SERVICE.search(label) is not None and _ROOM_BEFORE.search(label) is None
    )


def _parts(text: str) -> list[str]:
    """Return the parts of a text between its numbers; a note in brackets stays whole."""
    notes: list[str] = []

    def hide(note: re.Match[str]) -> str:
        notes.append(note[0])
        return f"\0{len(notes) - 1}\0"

    # What stands for a note is no sign of the text itself.
    hidden = _EXTENSION.sub(hide, _NOTE.sub(hide, text.replace("\0", " ")))
    parts = [
        number
        for part in _BETWEEN.split(hidden, maxsplit=_MOST_IN_A_TEXT)
        for number in _split_at_slash(part)
    ]
    return [_with_notes(part, notes) for part in parts if part.strip()]


def _split_at_slash(part: str) -> list[str]:
    """Return the numbers on both sides of a „/”; one alone where either is no whole number."""
    # „42/638-44-44” has its area code before it, „638-56-29/30” an ending behind it.
    numbers: list[str] = []
    for piece in part.split("/"):
        if numbers and _counts_as_whole(piece) and _counts_as_whole(numbers[-1]):
            numbers.append(piece)
        elif numbers:
            numbers[-1] += f"/{piece}"
        else:
            numbers.append(piece)
    return numbers


def _counts_as_whole(number: str) -> bool:
    return sum(map(str.isdigit, number)) >= _LOCAL_DIGITS


def _with_notes(part: str, notes: list[str]) -> str:
    # The last one first, for it may hold others.
    for at in reversed(range(len(notes))):
        part = part.replace(f"\0{at}\0", notes[at])
    return part


_NO_NUMBER = Message(
    "nie ma tu numeru telefonu. Podaj numer, np. 42 638-44-44",
    "there is no telephone number here. Give one such as 42 638-44-44",
)


_DIGITS = Noun("cyfrę", "cyfry", "cyfr", "digit", "digits")


def _wrong_length(digits: str) -> Message:
    national = re.sub(r"^(?:\+|00)?48(?=\d{5})|\D", "", _NOT_DIALLED.sub("", digits))
    count = counted(len(national), _DIGITS)
    return Message(
        f"numer „{digits[:40]}” ma {count.pl}, a polski numer ma ich 9, z kierunkowym "
        "(np. 42 638-44-44). Sprawdź, czy żadnej nie brakuje",
        f"the number “{digits[:40]}” has {count.en}; a Polish one has 9 with its area code, "
        "such as 42 638-44-44. Make sure that none is missing",
    )


def dialled(number: str) -> str | None:
    """Return what is dialled for a number as typed; ``None`` if it is not a number."""
    digits = _NOT_DIALLED.sub("", number)
    is_international = digits.startswith(("+", "00"))
    digits = digits.removeprefix("+") if digits.startswith("+") else digits.removeprefix("00")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    if len(digits) == 11 and digits.startswith("48") and digits[2] != "0":
        return f"+{digits}"
    if is_international:
        is_foreign = not digits.startswith("48") and 7 <= len(digits) <= 15
        return f"+{digits}" if is_foreign else None
    if len(digits) == 10 and digits[0] == "0":
        digits = digits[1:]
    if len(digits) == 9 and digits[0] != "0":
        return f"+48{digits}"
    return digits if _SHORT.fullmatch(digits) else None


_SHORT = re.compile(r"[19]\d\d|19\d{3}|11[68]\d{3}")
"""Emergency and short numbers, such as 986 and 19115."""
