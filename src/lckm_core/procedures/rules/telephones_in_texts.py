"""Telephones in texts, held against those of the places and the known short numbers."""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Path, Texts
from lckm_core.telephones import dialled, telephones
from lckm_core.text import Message

_SHORT_NUMBERS = {
    *("112", "981", "984", "985", "986", "987", "991", "992", "993", "994", "995", "996"),
    *("997", "998", "999"),
}
"""The national short numbers of three digits."""
_ENDS = (
    r"(?=\**\s*(?:$|[.,;:()!?–-]|(?:lub|albo|i|oraz|przez|we?|na|a|od|do|aby|żeby|gdy|jeśli|kiedy"
    r"|cał\w+|czynn\w+|bezpłatn\w+|podaj|i\s+\w+)\b))"
)
"""Behind a number to call; behind one that counts stands what it counts."""
_THREE_DIGITS = r"(?<![\d/])(?<!\d[ .-])\d{3}(?![\d%]|[ .–/-]{1,2}\d|,\d)"
_CALL = (
    r"\b(?:za|od|prze|po)?(?:dzwo[ńn]|telefon|tel\.|wezwij|wezwać|wzyw|alarmow|infolini"
    r"|połącz\s+się|zgłoś|zgłasza)"
)
_NAMES_IT = r"(?:numer\w{0,3}|nr\.?|telefon\w{0,3}|tel\.?)"
_CALLED = (
    rf"(?:\b(?:pod|na(?=\s+(?:\w+\s+)?(?:numer|nr))|dzwo\w+\s+na)\s+"
    r"(?:(?:ten\s+sam|bezpłatn\w+|skrócon\w+|krótk\w+|alarmow\w+)\s+)*"
    rf"(?:{_NAMES_IT}\s+)?(?:(?:alarmow|interwencyjn)\w+\s+)?"
    r"|\btel(?:\.|efon\w{0,3})?\s*:?\s*(?:nr\.?\s+)?"
    r"|\bnumer\w{0,3}\s+alarmow\w+[^.;!?\d\n]{0,40}\b(?:to|jest)\s+)"
    rf"\**(?P<number>{_THREE_DIGITS}){_ENDS}"
)
_NO_CALL = (
    r"\b(?:wew|pok(?:\.|o)|sal[ai]\b|ul\.|al\.|lokal|bud(?:\.|ynk)|skryt|kwot|dawn|poprzedni"
    r"|słup|latar|lamp|aplikacj|przystan"
    r"|zamiast|nieaktualn|star(?:y|ego)\s+numer|nie\s+(?:pod|na|dział)|fa(?:ks|x))"
)
"""Rooms, extensions, lamps, facsimiles, and numbers that a text says not to call."""
_SERVICES = (
    (r"straż\w{0,2}\s+miejsk\w{1,3}", {"986", "112"}),
    (r"straż\w{0,2}\s+pożarn\w{1,3}", {"998", "112"}),
    (r"policj\w{1,2}", {"997", "112"}),
    (r"pogotowi\w{1,3}\s+ratunkow\w{1,3}", {"999", "112"}),
    (r"pogotowi\w{1,3}\s+gazow\w{1,3}", {"992", "112"}),
    (r"pogotowi\w{1,3}\s+energetyczn\w{1,3}", {"991", "112"}),
)
_ITS_NUMBER = (
    r"(?:[\s,(:–-]|\b(?:pod|na|to|ma|jest|dzwoń|zadzwoń|numer\w{0,3}|nr\.?|tel\.?|telefon\w{0,3})"
    rf"(?![^\W\d_])){{1,8}}\**(?P<number>{_THREE_DIGITS}){_ENDS}"
)
# The first digit stands first, for the engine then looks only where there is one.
_SHORT = re.compile(r"\d{3}(?<![\d/]\d{3})(?<!\d[ .-]\d{3})(?!\d)")
_WHOLE = re.compile(r"\d(?<![\d/].)(?<!\d[ -].)(?:[\s()–-]{0,2}\d){8,10}(?![ -]?\d|[/.]\d)")
_READ = (*PROSE, "call_centre")
_HINTS = (
    *("zwoń", "zwoni", "tel.", "Tel.", "elefon", "umer", "olicj", "ogotowi", "traż", "ezwij"),
    *("ezwać", "zyw", "larmow", "nfolini", "głoś", "głasza"),
)
"""Of these each sentence that tells a short number to call has one."""
_AROUND = 60
_ALIKE_END = 4
_MOST_DIFFERENT = 2


@rule(
    "LCKM-R098",
    "zał. 2 § 9 ust. 2",
    "telefon w tekście zapisany inaczej niż w miejscach albo taki, którego nie ma",
    WARNING,
    part="places",
)
def texts_agree_on_telephones(places: tuple[parts.Place, ...], texts: Texts) -> RuleFaults:
    """A text has a place's telephone with digits confused, or a short one that there is not."""
    known = {
        number.dialled
        for place in places
        for phone in place.phones
        for number in telephones(phone)
        if number.dialled
    }
    for path, start, number in _short_numbers(texts, known):
        yield (
            path,
            Message(
                f"Pod numer {number} nikt się tu nie dodzwoni. Sprawdź cyfry, np. Straż Miejska to "
                "986, a numer alarmowy – 112.",
                f"Nobody answers for this at {number}. Check the digits: the municipal guard has "
                "986, emergencies 112.",
            ),
            start,
        )
    for path, start, number, meant in _confused_numbers(texts, known) if known else ():
        yield (
            path,
            Message(
                f"Telefon {number} różni się cyfrą lub dwiema od telefonu {meant} w „Miejscu "
                "załatwienia”. Sprawdź, który jest właściwy.",
                f"The telephone {number} differs by a digit or two from {meant} in “places”. "
                "Check which is right.",
            ),
            start,
        )


def _short_numbers(texts: Texts, known: set[str]) -> Iterator[tuple[Path, int, str]]:
    typed = texts.typed(*PROSE)
    is_in_prose = any(_is_near_a_call(typed, found) for found in _SHORT.finditer(typed))
    for path, text in texts.holding(_HINTS, *(_READ if is_in_prose else ("call_centre",))):
        is_near = _is_read(path) and _SHORT.search(text)
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK) if is_near else ():
            if not _SHORT.search(sentence) or compiled(_NO_CALL).search(sentence):
                continue
            found = _wrong_service(sentence) or _unknown_number(sentence)
            if found and found["number"] not in known:
                yield path, start + found.start("number"), found["number"]


def _is_near_a_call(text: str, number: re.Match[str]) -> bool:
    before = text[max(0, number.start() - _AROUND) : number.start()]
    return any(map(before.__contains__, _HINTS))


def _is_read(path: Path) -> bool:
    """Return whether residents read a text, or hear it as an answer."""
    return path[0] != "call_centre" or path[-1] == "answer"


def _unknown_number(sentence: str) -> re.Match[str] | None:
    """Return the number to call that is no national one, if a sentence has one."""
    if not compiled(_CALL).search(sentence):
        return None
    numbers = compiled(_CALLED).finditer(sentence)
    return next((found for found in numbers if found["number"] not in _SHORT_NUMBERS), None)


def _wrong_service(sentence: str) -> re.Match[str] | None:
    """Return the number of another service right behind the name of one."""
    for name, numbers in _SERVICES:
        found = compiled(rf"\b{name}{_ITS_NUMBER}").search(sentence)
        if found and found["number"] not in numbers:
            return found
    return None


def _confused_numbers(texts: Texts, known: set[str]) -> Iterator[tuple[Path, int, str, str]]:
    fields = (*_READ, "appointments", "submission")
    meant = {}
    for number in {found[0] for found in _WHOLE.finditer(texts.typed(*fields))}:
        called = dialled(number) or ""
        others = [other for other in sorted(known) if _is_confused(called, other)]
        if others and called not in known:
            meant[number] = others[0]
    for path, text in texts.holding(meant, *fields) if meant else ():
        for found in _WHOLE.finditer(text) if _is_read(path) else ():
            around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            if found[0] in meant and not compiled(_NO_CALL).search(around):
                yield path, found.start(), found[0], meant[found[0]]


def _is_confused(number: str, other: str) -> bool:
    """Return whether two digits changed places, or one or two are others.

    Offices in a building have numbers that differ at their end, and they are right.
    """
    if len(number) != len(other):
        return False
    different = [at for at, digit in enumerate(number) if digit != other[at]]
    if not different or len(different) > _MOST_DIFFERENT or different[-1] >= len(number) - 2:
        return False
    first, last = different[0], different[-1]
    is_swap = last == first + 1 and number[first] + number[last] == other[last] + other[first]
    return is_swap or last < len(number) - _ALIKE_END
