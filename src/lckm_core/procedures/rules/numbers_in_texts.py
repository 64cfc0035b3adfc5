"""Numbers of one thing that two texts tell differently: how many, for how long, until when."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.numerals import NUMERAL, number_of
from lckm_core.procedures.rules.quantities import differing_quantities
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_NUMBER = rf"(?P<number>\d{{1,2}}|{NUMERAL})"
_CHOICES = (
    r"\b(?:najwyżej|co\s+najwyżej|maksymalnie|nie\s+więcej\s+niż)\s+w\s+"
    rf"{_NUMBER}\s+(?P<of>żłobk|przedszkol|placówk|szkoł|klub)(?:ach|u|ie)?\b"
)
"""In how many institutions one may apply."""
_OF_TITLES = r"(?:żłob|przedszkol|szk[oó]ł|klub)"
_COPIES = (
    r"\b(?P<of>wnios|form|umow|druk|zgłosz|projekt|podani|oświadcz)\w*\s+"
    r"(?:(?:złóż|składasz?|składać|złożyć|należy|trzeba|się|przynieś|wypełnij|podpisz)\s+){0,3}"
    rf"w\s+{_NUMBER}\s+(?:jednobrzmiących\s+)?egzemplarz\w*"
)
_BENEFIT = r"(?P<of>dodat(?=ek|k)|zasił|świadcze|stypend|ulg)\w*"
_FOR = (
    rf"(?:na|przez)\s+(?:okres\s+)?(?:{_NUMBER}\s+)?"
    r"(?P<unit>miesi[ąę]c\w*|rok|lat[a]?)(?:,\s+(?:potem|później|a\s+potem)\b.*)?"
)
_GIVE = r"(?:przyznajemy|przyznaje\s+się|jest\s+przyznawan\w|wypłacamy|wypłaca\s+się|przysługuje)"
_GIVEN = (
    rf"(?:raz\s+przyznan\w+\s+)?{_BENEFIT}\s+{_GIVE}\s+{_FOR}"
    rf"|{_GIVE}\s+(?P<pronoun>go|ją|je)\s+{_FOR.replace('<', '<its_')}"
)
"""Whole sentences alone: more words may tell of some people or cases."""
_FOR_SOME = r"\b(?:jeśli|jeżeli|gdy|dla|razie|przypadku|drug|kolejn|też|także|również|dodatkow)"
_HINTS = (
    *("jwyżej w ", "ymalnie w ", "j niż w ", "egzemplarz", "rzyznajemy ", "rzyznaje się"),
    *("rzyznawan", "ypłacamy ", "ypłaca się", "rzysługuje "),
)
_ALL_DAY = r"(?P<clause>[^,;.]{0,60})\b(?:całą\s+dobę|całodobowo|24\s*(?:h\b|godziny\s+na\s+dobę))"
_OF_ALL_DAY = ("dob", "24", "DOB")
_UNTIL = (
    r"(?P<thing>[^\W\d]{4,})\s+przyjmujemy\s+(?:(?:tylko|wyłącznie|jedynie)\s+)?"
    r"(?:od\s+(?:godz\w*\.?\s+)?\d{1,2}(?:[.:]\d\d)?\s+)?do\s+(?:godz\w*\.?\s+)?"
    r"\d{1,2}(?:[.:]\d\d)?"
)
_OF_PRONOUN = {"go": ("dodat", "zasił"), "ją": ("ulg",), "je": ("świadcze", "stypend")}
_STEM = 5
_MONTHS_OF_A_YEAR = 12


class _Counted(NamedTuple):
    """A number that a text says, of what, and where."""

    of: str
    number: int
    path: Path
    start: int


@rule(
    "LCKM-R100",
    "zał. 2 § 9 ust. 2",
    "liczba albo godzina podana w dwóch polach różnie",
    WARNING,
    part="title places steps call_centre",
)
def texts_tell_one_number(
    title: str | None,
    places: tuple[parts.Place, ...],
    steps: tuple[parts.Step, ...],
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """Two texts tell two numbers of one thing: how many, for how long, or until what hour."""
    first: dict[str, _Counted] = {}
    for said in _numbers(title or "", texts):
        other = first.setdefault(said.of, said)
        if other.number != said.number and other.path != said.path:
            yield _of_another_number(said.path, said.start, other.path, other.start)
    for earlier, later in differing_quantities(texts, steps, call_centre):
        yield _of_another_number(later.path, later.start, earlier.path, earlier.start)
    all_day = [
        (small_letters(found["clause"]), ("places", at, "hours"))
        for at, place in enumerate(places)
        if place.hours and any(map(place.hours.__contains__, _OF_ALL_DAY))
        for found in compiled(_ALL_DAY).finditer(place.hours)
    ]
    for path, text in texts.holding(("przyjmujemy",), *PROSE) if all_day else ():
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
            until = compiled(_UNTIL).fullmatch(sentence.strip(MARKS))
            thing = small_letters(until["thing"])[:_STEM] if until else ""
            hours = next((where for clause, where in all_day if thing and thing in clause), None)
            if hours:
                yield _of_another_number(path, start, hours)


def _of_another_number(
    path: Path, start: int, other: Path, other_start: int | None = None
) -> Contradiction:
    message = Message(
        "Ta liczba jest tu inna niż gdzie indziej w opisie.",
        "This number is another here than elsewhere.",
    )
    advice = Message(
        "Popraw jedno z nich albo napisz, czego dotyczy każda z nich.",
        "Fix one of them, or say what each is of.",
    )
    return Contradiction(path, message, start, other, other_start, advice=advice)


def _numbers(title: str, texts: Texts) -> Iterator[_Counted]:
    for path, text in texts.holding(_HINTS, *PROSE):
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
            words = sentence.strip(MARKS)
            if not any(map(words.__contains__, _HINTS)) or compiled(_FOR_SOME).search(words):
                continue
            for pattern in (_CHOICES, _COPIES):
                if found := compiled(pattern).search(words):
                    of = _thing(small_letters(found["of"]), title)
                    yield _Counted(of, _value(found["number"]), path, start)
            given = compiled(_GIVEN).fullmatch(words)
            if given and (said := _given(given, title, path, start)):
                yield said


def _thing(of: str, title: str) -> str:
    """Return the beginning of a word for what is counted; „placówki” are those of the title."""
    named = compiled(_OF_TITLES).search(title) if of.startswith("placów") else None
    return small_letters(named[0])[:3] if named else of[:3]


def _given(found: re.Match[str], title: str, path: Path, start: int) -> _Counted | None:
    """Return for how many months a benefit is given, of its name or of the title's."""
    groups = {key.removeprefix("its_"): value for key, value in found.groupdict().items() if value}
    named = compiled(_BENEFIT).search(title) if "pronoun" in groups else found
    of = small_letters(named["of"] or "") if named else ""
    if not of or of not in _OF_PRONOUN.get(small_letters(groups.get("pronoun", "")), (of,)):
        return None
    number = _value(groups["number"]) if "number" in groups else 1
    months = number if groups["unit"].startswith("mie") else number * _MONTHS_OF_A_YEAR
    return _Counted(f"given {of}", months, path, start)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else number_of(number)
