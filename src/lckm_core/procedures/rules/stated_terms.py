"""Terms that a text states in words: „załatwimy w ciągu 14 dni”."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lckm_core._patterns import KeywordPattern, compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.parts import TimeUnit
from lckm_core.procedures.rules.numerals import (
    JOINED_NUMERAL,
    LONGEST_NUMERAL,
    NUMERAL,
    number_joined,
    number_of,
)
from lckm_core.procedures.rules.sentences import NO_ABBREVIATION, STOP_BEFORE_BLANK, sentences_of

_AMOUNT_OF_TIME = (
    # Of „7–14 dni” the second is the term.
    rf"(?:\b(?P<amount>(?<!\d[.,])\d{{1,3}}|{NUMERAL}(?:\s+{NUMERAL})?)"
    r"(?:[\s–-]?(?P<daily>dniow\w{1,3})\b|[\s–-]?(?P<monthly>miesięczn\w{1,3})\b"
    r"|\s+(?:\([^()\n]{1,30}\)\s+)?"
    r"(?:(?P<working>dni(?:ach|a)?\s+rob(?:ocz\w+|\.|\b))|(?P<days>dni(?:ach)?\b|(?<=\b1\s)dnia\b)"
    r"|(?P<weeks>tygodni\w*|tyg\.)|(?P<months>miesi[ąę]c\w*|mies\.|m-c(?:e|y|a)?\b)))"
    rf"|\b(?=[dtcpso])(?P<joined>{JOINED_NUMERAL})"
    r"(?:(?P<joined_days>dniow)|(?P<joined_weeks>tygodniow)|(?P<joined_months>miesięczn))\w{1,3}\b)"
)
_UNIT_ALONE = (
    r"|\b(?P<half_a_year>pół\s+roku)\b|\b(?P<week>tygodnia|tydzień)\b"
    r"|\b(?P<month>miesiąca|miesiącu|miesiąc)\b"
)
# Where no time can begin, a look at the first letter takes a fraction of trying them all.
_FIRST_LETTER = r"\b(?=[\djdtcpsmo])"
ANY_TIME = KeywordPattern(
    "dni tyg tydz miesi mies. m-c pół", rf"{_FIRST_LETTER}(?:{_AMOUNT_OF_TIME}{_UNIT_ALONE})"
)
"""An amount of time, also one before an event, „30 dni przed rozpoczęciem robót”."""
TIME = KeywordPattern(
    "dni tyg tydz miesi mies. m-c pół",
    rf"{_FIRST_LETTER}(?:{_AMOUNT_OF_TIME}(?!\s+przed\b){_UNIT_ALONE})",
)
_HALF_A_YEAR = 6
_UNITS = {
    "working": TimeUnit.WORKING_DAYS,
    "days": TimeUnit.DAYS,
    "weeks": TimeUnit.WEEKS,
    "week": TimeUnit.WEEKS,
    "months": TimeUnit.MONTHS,
    "month": TimeUnit.MONTHS,
    "daily": TimeUnit.DAYS,
    "monthly": TimeUnit.MONTHS,
    "half_a_year": TimeUnit.MONTHS,
    "joined_days": TimeUnit.DAYS,
    "joined_weeks": TimeUnit.WEEKS,
    "joined_months": TimeUnit.MONTHS,
}
WITHIN = (
    r"(?:w\s+ciągu|w\s+terminie(?:\s+do)?|w|do|po"
    r"|(?:maksymalnie|maks\.?|max\.?|(?:co\s+)?najwyżej)(?:\s+(?:po|do|w\s+ciągu|w\s+terminie|w))?"
    r"|(?:najpóźniej|najdłużej)(?:\s+(?:po|do|w\s+ciągu))?"
    r"|nie\s+(?:później|dłużej)\s+(?:jednak\s+)?niż(?:\s+(?:po|w\s+ciągu|w\s+terminie(?:\s+do)?))?)"
    r"\s+(?:\d{1,3}\s?(?:[-–]|do)\s?)?"
)
ALWAYS = r"(?:zawsze|(?:w|we)\s+(?:każdym|każdej|wszystkich)\s+(?:przypadk\w+|spraw\w+))"
"""What says that a term is that of every case."""
_WITHOUT_DELAY = r"(?:(?:bez\s+(?:zbędnej\s+)?zwłoki|niezwłocznie)\s*[,–-]?\s*)?"
_WITHIN_THAT = r"\s(?:w\s+(?:ciągu|terminie(?:\s+do)?)|do|najpóźniej\s+w\s+ciągu)\s+$"
_WITHIN_ALONE = rf"(?:^|\s){WITHIN}$"
OFFICE = (
    r"\b(?:wykonawca|urząd|wydział|referat|oddział|biuro|zarząd|miasto|prezydent|gmina|organ"
    r"|kierownik)\b"
)
_WE_DO = (
    r"\b(?:wyda(?:jemy|my)|załatwi(?:my|amy)|rozpatr(?:zymy|ujemy)|odpowi(?:emy|adamy)"
    r"|rozpozna(?:my|jemy)|wystawi(?:my|amy)|z?realizujemy|usu(?:niemy|wamy)|napraw(?:imy|iamy)"
    r"|wymieni(?:my|amy)|uprząt(?:niemy|amy)"
    r"|(?:za|od)bierzemy|odbieramy|wywieziemy|wywozimy|posprzątamy|oczyścimy"
    r"|wykon(?:amy|ujemy)|rozstrzyg(?:niemy|amy)|przyzna(?:jemy|my)|przygot(?:ujemy"
    r"|owujemy)|sporządz(?:imy|amy)|udostępni(?:my|amy)|ustal(?:imy|amy)|(?:za)?k[oó]ńcz(?:ymy|amy)"
    r"|(?:z|po)?decydujemy|wy(?:ślemy|syłamy)|doręcz(?:ymy|amy)|dostarcz(?:ymy|amy)"
    # „Prześlemy do sądu” is no end of the matter.
    r"|prz[ey]+(?:ślemy|syłamy)(?!\s+(?:\w+\s+){0,3}(?:do\s+[^\W\d]|\w+(?:owi|emu)\b))"
    r"|otrzyma(?:sz|cie)|dostani(?:esz|ecie))\b"
)
_DOES = (
    r"\b(?:wyda(?:je)?|załatwia?|rozpatr(?:uje|zy)|odpowi(?:e|ada)|z?realizuje|usu(?:nie|wa)"
    r"|napraw(?:i|ia)|wymieni(?:a)?|uprząt(?:nie|a)|zabier(?:ze|a)|wykon(?:a|uje)"
    r"|rozstrzyg(?:nie|a)|przyzna(?:je)?|przygot(?:uje|owuje)|sporządz(?:i|a)|udostępnia?"
    r"|ustal(?:i|a))\b"
)
_DONE = (
    r"\b(?:gotow[aey]|(?:wyda|wystawi|załatwi|rozpatr|rozpozna|z?realizow|usu|uprząt|napraw"
    r"|wymieni|wykon|przyzna"
    r"|przygotow|sporządz|udostępni|ustal|zakończ|wys[ył])\w{0,6}(?:n[aey]|t[aey]))\b"
)
_BECOMES = r"\b(?:zostan(?:ie|ą)|będ(?:zie|ą)|jest|są)\b"
IS_DONE = (
    rf"(?<!\bnie\s)(?:{_WE_DO}|{_DOES}\s+się\b|{OFFICE}[^.;,\n\d]{{0,40}}?(?<!\bnie\s){_DOES}"
    rf"|{_DOES}\s+(?:\w+\s+){{0,3}}?{OFFICE}"
    # Of residents the same is said of what they hand in, „zgłoszenia dokonuje się”.
    r"|\b(?:wpisu|wykreślenia|przekształcenia)\s+dokon(?:uje\s+się|ujemy|amy)"
    r"|\bdokon(?:uje\s+się|ujemy|amy)\s+(?:wpisu|wykreślenia|przekształcenia)"
    rf"|{_BECOMES}\s+(?:\w+\s+){{0,2}}?{_DONE}|{_DONE}\s+{_BECOMES})"
)
_HANDLING = (
    r"\b(?:spraw[aęy]|załatwieni[ea]|rozpatrzeni[ea]|rozpatrywani[ea]|procedura|realizacj[aię]"
    r"|wydani[ea]|napraw[aęy]|usunięci[ea]|uprzątnięci[ea]|decyzj[ęai]|zaświadczeni[ea]"
    r"|zezwoleni[ea]|pozwoleni[ea]|odpowied(?:ź|zi)|odpisu?|wypisu?|wpisu?|kart[ęaiy]"
    r"|dokument(?:u|y|ów)?|legitymacj[aęi]|licencj[aęi]|opini[aęi]|postanowieni[ea]"
    r"|rozstrzygnięci[ea]|paszport(?:u|y)?|dow[oó]du?|zg[oó]d[aęy]?)\b"
)
_OFFICE_HAS = rf"(?:{OFFICE}[^.;,\n]{{0,30}}?\b(?:ma|mają)|\bmamy)"
_LEADS_TO_TERM = (
    rf"(?:{IS_DONE}(?:(?!,\s*(?:\w+\s+)?któr)[^.;\n\d]){{0,60}}?\b{WITHIN}"
    rf"|{_OFFICE_HAS}\s+na\s+to\s+(?:{WITHIN})?"
    rf"|\bna\s+{_HANDLING}[^.;,\n]{{0,20}}?{_OFFICE_HAS}\s+(?:{WITHIN})?"
    rf"|{_HANDLING}[^.;,\n]{{0,40}}?"
    rf"\b(?:trwa(?:ją)?\s+(?:{ALWAYS}\s+)?(?:{WITHIN})?|(?:nast(?:ępuje"
    rf"|ąpi)|zapad(?:a|nie))\s+(?:{ALWAYS}\s+)?{_WITHOUT_DELAY}{WITHIN})"
    rf"|\b(?:po)?czeka(?:sz)?\s+(?:się\s+)?na\s+{_HANDLING}[^.;,\n]{{0,20}}?\s(?:{WITHIN})?"
    rf"|\bna\s+{_HANDLING}[^.;,\n]{{0,20}}?\b(?:po)?czeka(?:sz)?\s+(?:się\s+)?(?:{WITHIN})?"
    r"|\b(?:termin\w*|czas\w*)\s+(?:realizacji|trwania\s+sprawy|załatwi[ea]nia|rozpatrzenia"
    r"|rozpatrywania|wydania"
    rf"|oczekiwania(?:\s+na\s+{_HANDLING}|(?!\s+na\b)))(?!\w)[^.;,\n]{{0,25}}?"
    rf"[\s:–-](?:{WITHIN})?)$"
)
_OFFICE_HAS_TERM = rf"{_OFFICE_HAS}\s+(?:{WITHIN})?$"
_TO_HANDLE = rf"\s+na\s+{_HANDLING}"
_STEP_OF_HANDLING = (
    r"(?:(?:po|za)?czekaj|oczekuj|(?:oczekiwa|rozpatrze|rozpatrywa|załatwie|wyda|przygotowa)nie)\b"
    rf"|{_WE_DO}"
)
_PHRASE_OF_TERM = (
    r"^(?:załatwienie|rozpatrzenie|wydanie|realizacja)"
    rf"(?:\s+(?:sprawy|wniosku|decyzji|zaświadczenia|zezwolenia|dokumentu))?\s+{WITHIN}$"
)
"""A keyword phrase, which needs no verb."""
_ALONE = (
    rf"(?:^|,)\s*(?:{ALWAYS}\s+)?(?:(?:trwa\s+to|to|termin:?|zapad(?:a|nie))\s+)?"
    rf"(?:{ALWAYS}\s+)?(?:{WITHIN})?$"
)
OTHER_TIMES = (
    "zwykle|zazwyczaj|średnio|najczęściej|przeciętnie|często|odwołan|zażalen|sprzeciw|ponagle"
    "|kolegium|wezwan|zwrot|wypłat|przelew|zaliczk|faktur|wyjątk|piln|przyspiesz|kolejn|dodatkow"
    "|przypomn"
)
"""What else takes time, what happens in some cases only, and what is no promise."""
_OTHER_TIME = KeywordPattern(
    f"{OTHER_TIMES.replace('|', ' ')} sąd bank numer sms upo ważnoś ankiet kod powiadomieni"
    " zaproszeni potwierdzenie jeśli jeżeli gdy skomplikowan szczególn okres czas dzieck"
    " zawiadomienie",
    rf"{OTHER_TIMES}|\bsąd|\bbank|\bnumer|\bsms|\bupo\b|ważnoś"
    r"|\bankiet|\bkod(?:u|em|y)?\b|powiadomieni|zaproszeni"
    r"|potwierdzenie\s+(?:przyjęci|wpływ|zgłoszeni|złożeni|nadani|rejestracj|zapłat)"
    r"|jeśli|jeżeli|\bgdy\b|skomplikowan|szczególn"
    r"|\bna\s+(?:okres|czas)\b|\bdzieck\w+\s+do\b|zawiadomienie\s+o\s+(?:braku|wszcz)",
)
ANSWER = r"\bodpowied(?:ź|zi)\b"
_ASKS = r"pyta|zapyt|spyt|wątpliw"
_HANDS_IN = (
    r"skar(?:g|dz|ż)|wnios|zgłosz|zgłoś|złóż|złoż|składa|petycj|podani|\bpism|reklamac|\bopis"
    r"|interwenc"
)
_WRITES = (
    r"\bnapisz(?=\s*$|\s+(?:do|na|pod|e-?mail|mail|wiadomoś|list)\b)|kontakt|wiadomoś|\be-?mail\b"
)
"""What asks, or hands in, or may be either: „napisz do nas”."""
_WORD = re.compile(r"[^\W\d_]{5,}")
_SENTENCE_END = re.compile(rf"[.;\n]{NO_ABBREVIATION}")
_CLAUSE_END = re.compile(r"[.,;:()\n]")
_NEAR = 140
MOST_READ = 100
"""The times of one text that are read."""


class StatedTerm(NamedTuple):
    """A term that a text states: its place, words, clause, and possible lengths in days."""

    start: int
    words: str
    clause: str
    days: frozenset[int]


def stated_terms(
    text: str, step: str, deadline: parts.Deadline, *, alone: bool = False
) -> Iterator[StatedTerm]:
    """Yield the terms of the matter that a text states, but for those known at first sight.

    The text may be the comment of a *step*; *alone* is whether a time without a verb is a term.
    """
    for time in islice(_times(text), MOST_READ):
        before = _SENTENCE_END.split(text[max(0, time.start() - _NEAR) : time.start()])[-1]
        after = _SENTENCE_END.split(text[time.end() : time.end() + _NEAR])[0]
        if is_known_at_sight(days_of(time), f"{step} {before}{time[0]}{after}", deadline):
            continue
        if _OTHER_TIME.search(f"{step} {before} {after}"):
            continue
        needs_no_verb = alone or _is_of_handling(step, text, deadline)
        earlier = text[max(0, time.start() - _NEAR) : time.start() - len(before)]
        if compiled(ANSWER).search(before) and ends_with_a_question(earlier):
            continue  # „Zapytaj e-mailem. Odpowiedź otrzymasz w ciągu 14 dni.”
        opening = _opening(before, after, needs_no_verb=needs_no_verb)
        if opening is None:
            opening = _opening_of_a_case(before, deadline)
        if opening is None:
            continue
        start = time.start() - len(before) + opening
        clause = _CLAUSE_END.split(before[:opening])[-1]
        words = text[start : time.end()]
        yield StatedTerm(
            start,
            " ".join(words.split()),
            f"{step} {clause}{words}{_CLAUSE_END.split(after)[0]}",
            days_of(time),
        )


def ends_with_a_question(before: str) -> bool:
    """Return whether the sentences before an answer end with a question, or a way to ask one.

    „Skargę wyślij e-mailem” is none: the answer is the end of the matter.
    """
    for _, sentence in reversed(list(sentences_of(before, STOP_BEFORE_BLANK))):
        if compiled(_ASKS).search(sentence):
            return True
        if compiled(_HANDS_IN).search(sentence):
            return False
        if compiled(_WRITES).search(sentence):
            return True
    return False


def _times(text: str) -> Iterator[re.Match[str]]:
    """Return the amounts of time in a text, which is searched from the first keyword on."""
    letters = small_letters(text)
    found = [letters.index(keyword) for keyword in TIME.keywords if keyword in letters]
    if not found or len(letters) != len(text):
        return TIME.finditer(text)
    # Before „dni” stand a number and perhaps its words in brackets.
    before = text[: min(found)].rstrip()
    if before.endswith(")"):
        before = before[: before.rfind("(")].rstrip()
    return TIME.compiled.finditer(text, max(0, len(before) - 2 * LONGEST_NUMERAL - 1))


def _is_of_handling(step: str, comment: str, deadline: parts.Deadline) -> bool:
    """Return whether a step is the handling of the matter, so that a time alone is its term."""
    return compiled(_STEP_OF_HANDLING).match(step) is not None and (
        compiled(_HANDLING).search(f"{step} {comment}") is not None
        or any(not stems(step).isdisjoint(stems(term.case or "")) for term in deadline.terms)
    )


def _opening(before: str, after: str, *, needs_no_verb: bool) -> int | None:
    """Return where in the words before a time its term begins; ``None`` if it is no term."""
    patterns = [_LEADS_TO_TERM, _PHRASE_OF_TERM]
    if needs_no_verb:
        patterns.append(_ALONE)
    if compiled(_TO_HANDLE).match(after):
        patterns.append(_OFFICE_HAS_TERM)
    for pattern in patterns:
        if found := compiled(pattern).search(before):
            return found.start()
    return len(before) if _is_done_after(before, after) else None


def _opening_of_a_case(before: str, deadline: parts.Deadline) -> int | None:
    """Return where a clause begins that tells how long a case of the deadline takes, if any.

    „Wywiad w domu w ciągu 7 dni” is another term than 14 days for „wywiad środowiskowy”.
    """
    clause = _CLAUSE_END.split(before)[-1]
    if compiled(_WITHIN_THAT).search(clause) is None:
        return None
    first = _WORD.search(clause.lower())
    of_cases = (_WORD.search((term.case or "").lower()) for term in deadline.terms)
    if first is None or first[0][:5] not in {word[0][:5] for word in of_cases if word}:
        return None
    return len(before) - len(clause.lstrip())


def _is_done_after(before: str, after: str) -> bool:
    """Return whether it is said behind the time what is done in it, „w ciągu 7 dni wydamy”."""
    return (
        compiled(_WITHIN_ALONE).search(before) is not None
        and compiled(IS_DONE).search(_CLAUSE_END.split(after)[0]) is not None
    )


def days_of(time: re.Match[str]) -> frozenset[int]:
    """Return the lengths in days that an amount of time may be."""
    unit = next(unit for name, unit in _UNITS.items() if time[name])
    if time["half_a_year"]:
        return length_in_days(_HALF_A_YEAR, unit)
    if joined := time["joined"]:
        return length_in_days(number_joined(joined), unit)
    amount = time["amount"] or "1"
    return length_in_days(int(amount) if amount.isdigit() else number_of(amount), unit)


def length_in_days(amount: int, unit: TimeUnit) -> frozenset[int]:
    """Return the lengths in days of an amount of time.

    A month has 30 or 31 days, and five working days are a week; working days are negative.
    """
    if unit is TimeUnit.WORKING_DAYS:
        weeks, rest = divmod(amount, 5)
        return frozenset((-amount,) if rest else (-amount, 7 * weeks))
    if unit is TimeUnit.MONTHS:
        return frozenset((30 * amount, 31 * amount))
    return frozenset((amount * 7 if unit is TimeUnit.WEEKS else amount,))


def is_known_at_sight(days: frozenset[int], sentence: str, deadline: parts.Deadline) -> bool:
    """Return whether an amount of time is one of the deadline, whatever its sentence says.

    It is where the sentence speaks of no case that has another term.
    """
    # The patterns that tell whether it is a term at all are the longest of all rules.
    other_cases = [
        term.case or ""
        for term in deadline.terms
        if days.isdisjoint(length_in_days(term.amount, term.unit))
    ]
    if len(other_cases) == len(deadline.terms):
        return False
    return not other_cases or stems(sentence).isdisjoint(stems(" ".join(other_cases)))


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text, by which two texts share a subject."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower()))
