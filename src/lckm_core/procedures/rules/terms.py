"""Terms said in the summary and the steps, held against those of „Termin realizacji”."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.parts import TimeUnit
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import Message

_NUMERALS = {
    "jednego": 1,
    "jeden": 1,
    "dwóch": 2,
    "dwa": 2,
    "trzech": 3,
    "trzy": 3,
    "czterech": 4,
    "pięciu": 5,
    "sześciu": 6,
    "siedmiu": 7,
    "dziesięciu": 10,
    "czternastu": 14,
    "trzydziestu": 30,
    "sześćdziesięciu": 60,
    "dziewięćdziesięciu": 90,
}
_TIME = (
    # Of „7–14 dni” the second is the term.
    rf"\b(?P<amount>(?<!\d[.,])\d{{1,3}}|{'|'.join(_NUMERALS)})\s+(?:\([^()\n]{{1,30}}\)\s+)?"
    r"(?:(?P<working>dni(?:ach|a)?\s+robocz\w+)|(?P<days>dni(?:ach)?\b|(?<=\b1\s)dnia\b)"
    r"|(?P<weeks>tygodni\w*)|(?P<months>miesi[ąę]c\w*))(?!\s+przed\b)"
    r"|\b(?P<week>tygodnia|tydzień)\b|\b(?P<month>miesiąca|miesiąc)\b"
)
_UNITS = {
    "working": TimeUnit.WORKING_DAYS,
    "days": TimeUnit.DAYS,
    "weeks": TimeUnit.WEEKS,
    "week": TimeUnit.WEEKS,
    "months": TimeUnit.MONTHS,
    "month": TimeUnit.MONTHS,
}
_WITHIN = (
    r"(?:w\s+ciągu|w\s+terminie(?:\s+do)?|do|po|maksymalnie|najpóźniej(?:\s+(?:po|do|w\s+ciągu))?"
    r"|nie\s+(?:później|dłużej)\s+niż(?:\s+(?:po|w\s+ciągu))?)\s+(?:\d{1,3}\s?(?:[-–]|do)\s?)?"
)
_DO = (
    r"\b(?<!\bnie\s)(?:wyda(?:jemy|my|je\s+się|je)|załatwi(?:my|amy)|załatwia(?:\s+się)?"
    r"|rozpatr(?:zymy|ujemy|uje(?:\s+się)?|zy)|odpowi(?:emy|adamy)|z?realizuj(?:emy|e)"
    r"|usuniemy|usunie|usuwa(?:my)?|napraw(?:imy|iamy|ia)|uprząt(?:niemy|nie|amy|a)"
    r"|zabierz(?:emy|e)|wykona(?:my)?|wykonuje(?:my)?|przyzna(?:jemy|my|je(?:\s+się)?)"
    r"|otrzyma(?:sz|cie)|dostaniesz)\b"
)
_OFFICE = r"(?:wykonawca|urząd|wydział|referat|oddział|zarząd|miasto|prezydent|gmina|organ)"
_HANDLING = (
    r"\b(?:spraw[aęy]|załatwieni[ea]|rozpatrzeni[ea]|rozpatrywani[ea]|procedura|realizacj[aię]"
    r"|wydani[ea]|napraw[aęy]|usunięci[ea]|uprzątnięci[ea]|decyzj[ęai]|zaświadczeni[ea]"
    r"|zezwoleni[ea]|pozwoleni[ea]|odpowied(?:ź|zi)|odpisu?|wypisu?|kart[ęaiy])\b"
)
_SAID_BEFORE = (
    rf"(?:{_DO}[^.;\n\d]{{0,60}}?\b{_WITHIN}"
    rf"|\b(?:{_OFFICE}\b[^.;,\n]{{0,30}}?\b(?:ma|mają)|mamy)\s+na\s+to\s+(?:{_WITHIN})?"
    rf"|{_HANDLING}[^.;,\n]{{0,40}}?\btrwa(?:ją)?\s+(?:{_WITHIN})?"
    rf"|\b(?:po)?czeka(?:sz)?\s+(?:się\s+)?na\s+{_HANDLING}[^.;,\n]{{0,20}}?\s(?:{_WITHIN})?"
    rf"|\bna\s+{_HANDLING}[^.;,\n]{{0,20}}?\b(?:po)?czeka(?:sz)?\s+(?:się\s+)?(?:{_WITHIN})?"
    rf"|\btermin\w*\s+(?:realizacji|załatwienia|rozpatrzenia|wydania)\b[^.;,\n]{{0,25}}?"
    rf"[\s:–-](?:{_WITHIN})?)$"
)
_WAITED = rf"(?:^|,)\s*(?:{_WITHIN})?$"
_OF_SOMETHING_ELSE = (
    r"zwykle|zazwyczaj|średnio|najczęściej|przeciętnie|często|odwołan|zażalen|sprzeciw|ponagle"
    r"|\bsąd|kolegium|\bbank|wezwan|\bnumer|\bsms|\bupo\b|zwrot|wypłat|przelew|zaliczk"
    r"|potwierdzenie\s+(?:przyjęci|wpływ|zgłoszeni|złożeni|nadani|rejestracj|zapłat)"
    r"|jeśli|jeżeli|\bgdy\b|wyjątk|skomplikowan|szczególn|piln|przyspiesz|kolejn|dodatkow"
    r"|\bna\s+(?:okres|czas)\b|\bdzieck\w+\s+do\b|przypomn|zawiadomienie\s+o\s+(?:braku|wszcz)"
)
"""What else takes time, what happens in some cases only, and what is no promise."""
_SENTENCE_END = re.compile(r"[.;\n]")
_CLAUSE_END = re.compile(r"[.,;:()\n]")
_NEAR = 140
_MOST_READ = 100


class _Told(NamedTuple):
    """A term told in a text: where, its words, the clause it stands in, and its length."""

    start: int
    words: str
    clause: str
    days: frozenset[int]


@rule(
    "LCKM-R051",
    "zał. 2 § 9 ust. 2",
    "termin w skróconym opisie albo w etapie inny niż w „Terminie realizacji”",
    WARNING,
    part="summary steps",
)
def texts_tell_the_deadline(
    summary: str | None, steps: tuple[parts.Step, ...], deadline: parts.Deadline
) -> RuleFaults:
    """The summary or a step tells another amount of time than the deadline."""
    if not deadline.terms:
        return
    for told in _told(summary or "", ""):
        if not _is_known(told, deadline):
            yield ("summary",), _another("Skrócony opis", "The summary", told), told.start
    for index, step in enumerate(steps):
        for told in _told(step.comment or "", step.name):
            if not _is_known(told, deadline):
                path = ("steps", index, "comment")
                yield path, _another("Etap", "The step", told), told.start


def _another(polish: str, english: str, told: _Told) -> Message:
    return Message(
        f"{polish} mówi „{told.words}”, a termin realizacji jest inny. Popraw jedno z nich.",
        f"{english} says “{told.words}”, and the deadline is another. Fix one of them.",
    )


def _told(text: str, step: str) -> Iterator[_Told]:
    """Yield the terms that a text tells of the matter; the text may be the comment of a *step*."""
    letters = small_letters(text)
    if not any(unit in letters for unit in ("dni", "tygod", "tydz", "miesi")):
        return
    waits = re.match(r"(?:po|za)?czekaj", step, re.IGNORECASE) is not None
    is_waited_for = waits and compiled(_HANDLING).search(f"{step} {text}") is not None
    for time in islice(compiled(_TIME).finditer(text), _MOST_READ):
        before = _SENTENCE_END.split(text[max(0, time.start() - _NEAR) : time.start()])[-1]
        after = _SENTENCE_END.split(text[time.end() : time.end() + _NEAR])[0]
        if compiled(_OF_SOMETHING_ELSE).search(f"{step} {before} {after}"):
            continue
        said = compiled(_SAID_BEFORE).search(before)
        if said is None and is_waited_for:
            said = compiled(_WAITED).search(before)
        if said is not None:
            start = time.start() - len(before) + said.start()
        elif _is_done_after(before, after):
            start = time.start()
        else:
            continue
        clause = _CLAUSE_END.split(before[: said.start()] if said else before)[-1]
        words = text[start : time.end()]
        yield _Told(
            start,
            " ".join(words.split()),
            f"{step} {clause}{words}{_CLAUSE_END.split(after)[0]}",
            _days(time),
        )


def _is_done_after(before: str, after: str) -> bool:
    """Return whether it is said behind the time what is done in it, „w ciągu 7 dni wydamy”."""
    return (
        compiled(rf"(?:^|\s){_WITHIN}$").search(before) is not None
        and compiled(_DO).search(_CLAUSE_END.split(after)[0]) is not None
    )


def _days(time: re.Match[str]) -> frozenset[int]:
    """Return the lengths in days that an amount of time may be."""
    unit = next(unit for name, unit in _UNITS.items() if time[name])
    digits = (time["amount"] or "1").lower()
    return _length(_NUMERALS.get(digits) or int(digits), unit)


def _length(amount: int, unit: TimeUnit) -> frozenset[int]:
    """Return the lengths in days of an amount of time.

    A month has 30 or 31 days, and five working days are a week; working days are negative.
    """
    if unit is TimeUnit.WORKING_DAYS:
        weeks, rest = divmod(amount, 5)
        return frozenset((-amount,) if rest else (-amount, 7 * weeks))
    if unit is TimeUnit.MONTHS:
        return frozenset((30 * amount, 31 * amount))
    return frozenset((amount * 7 if unit is TimeUnit.WEEKS else amount,))


def _is_known(told: _Told, deadline: parts.Deadline) -> bool:
    """Return whether the deadline has the term that is told, in figures or in its words."""
    words = deadline.text or ""
    known = {days for term in _terms_meant(told, deadline) for days in _length(*term[:2])}
    known |= {days for time in compiled(_TIME).finditer(words) for days in _days(time)}
    figures = re.search(r"\d+", told.words)
    return not known.isdisjoint(told.days) or (
        figures is not None and re.search(rf"(?<!\d){figures[0]}(?!\d)", words) is not None
    )


def _terms_meant(
    told: _Told, deadline: parts.Deadline
) -> list[tuple[int, TimeUnit, frozenset[str]]]:
    """Return the amount, unit and stems of the terms that may be meant.

    It is the one whose case the words around speak of, if they do, and of no other as much.
    """
    said = _stems(told.clause)
    terms = [(term.amount, term.unit, _stems(term.case or "") & said) for term in deadline.terms]
    most = max(len(shared) for _, _, shared in terms)
    best = [term for term in terms if len(term[2]) == most]
    return best if most >= 2 and len(best) == 1 else terms


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"[^\W\d_]{5,}", text.lower()))
