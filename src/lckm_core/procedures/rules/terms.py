"""Terms in words that differ from the amounts of „Termin realizacji”."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import attrs

from lckm_core._patterns import KeywordPattern, compiled, small_letters
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
_TIME = KeywordPattern(
    "dni tygod tydz miesi",
    # Where no time can begin, a look at the first letter takes a fraction of trying them all.
    r"\b(?=[\djdtcpsm])(?:"
    # Of „7–14 dni” the second is the term.
    rf"\b(?P<amount>(?<!\d[.,])\d{{1,3}}|{'|'.join(_NUMERALS)})\s+(?:\([^()\n]{{1,30}}\)\s+)?"
    r"(?:(?P<working>dni(?:ach|a)?\s+robocz\w+)|(?P<days>dni(?:ach)?\b|(?<=\b1\s)dnia\b)"
    r"|(?P<weeks>tygodni\w*)|(?P<months>miesi[ąę]c\w*))(?!\s+przed\b)"
    r"|\b(?P<week>tygodnia|tydzień)\b|\b(?P<month>miesiąca|miesiąc)\b)",
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
    r"(?:w\s+ciągu|w\s+terminie(?:\s+do)?|w|do|po"
    r"|(?:maksymalnie|(?:co\s+)?najwyżej)(?:\s+(?:po|do|w\s+ciągu|w\s+terminie|w))?"
    r"|najpóźniej(?:\s+(?:po|do|w\s+ciągu))?"
    r"|nie\s+(?:później|dłużej)\s+(?:jednak\s+)?niż(?:\s+(?:po|w\s+ciągu|w\s+terminie(?:\s+do)?))?)"
    r"\s+(?:\d{1,3}\s?(?:[-–]|do)\s?)?"
)
_ALWAYS = r"(?:zawsze|(?:w|we)\s+(?:każdym|każdej|wszystkich)\s+(?:przypadk\w+|spraw\w+))"
"""What says that a term is that of every case."""
_WITHOUT_DELAY = r"(?:(?:bez\s+(?:zbędnej\s+)?zwłoki|niezwłocznie)\s*[,–-]?\s*)?"
_WITHIN_ALONE = rf"(?:^|\s){_WITHIN}$"
_OFFICE = (
    r"\b(?:wykonawca|urząd|wydział|referat|oddział|biuro|zarząd|miasto|prezydent|gmina|organ"
    r"|kierownik)\b"
)
_WE_DO = (
    r"\b(?:wyda(?:jemy|my)|załatwi(?:my|amy)|rozpatr(?:zymy|ujemy)|odpowi(?:emy|adamy)"
    r"|z?realizujemy|usu(?:niemy|wamy)|napraw(?:imy|iamy)|wymieni(?:my|amy)|uprząt(?:niemy|amy)"
    r"|zabierzemy|wykon(?:amy|ujemy)|rozstrzyg(?:niemy|amy)|przyzna(?:jemy|my)|przygot(?:ujemy"
    r"|owujemy)"
    r"|sporządz(?:imy|amy)|udostępni(?:my|amy)|ustal(?:imy|amy)|(?:za)?k[oó]ńcz(?:ymy|amy)"
    r"|(?:z|po)?decydujemy|wy(?:ślemy|syłamy)|otrzyma(?:sz|cie)|dostani(?:esz|ecie))\b"
)
_DOES = (
    r"\b(?:wyda(?:je)?|załatwia?|rozpatr(?:uje|zy)|odpowi(?:e|ada)|z?realizuje|usu(?:nie|wa)"
    r"|napraw(?:i|ia)|wymieni(?:a)?|uprząt(?:nie|a)|zabier(?:ze|a)|wykon(?:a|uje)"
    r"|rozstrzyg(?:nie|a)|przyzna(?:je)?|przygot(?:uje|owuje)|sporządz(?:i|a)|udostępnia?"
    r"|ustal(?:i|a))\b"
)
_DONE = (
    r"\b(?:gotow[aey]|(?:wyda|załatwi|rozpatr|z?realizow|usu|napraw|wymieni|wykon|przyzna"
    r"|przygotow|sporządz|udostępni|ustal|zakończ|wys[ył])\w{0,6}(?:n[aey]|t[aey]))\b"
)
_BECOMES = r"\b(?:zostan(?:ie|ą)|będ(?:zie|ą)|jest|są)\b"
_IS_DONE = (
    rf"(?<!\bnie\s)(?:{_WE_DO}|{_DOES}\s+się\b|{_OFFICE}[^.;,\n\d]{{0,40}}?(?<!\bnie\s){_DOES}"
    rf"|{_DOES}\s+(?:\w+\s+){{0,3}}?{_OFFICE}"
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
    r"|rozstrzygnięci[ea]|paszport(?:u|y)?|dow[oó]du?)\b"
)
_OFFICE_HAS = rf"(?:{_OFFICE}[^.;,\n]{{0,30}}?\b(?:ma|mają)|\bmamy)"
_LEADS_TO_TERM = (
    rf"(?:{_IS_DONE}(?:(?!,\s*(?:\w+\s+)?któr)[^.;\n\d]){{0,60}}?\b{_WITHIN}"
    rf"|{_OFFICE_HAS}\s+na\s+to\s+(?:{_WITHIN})?"
    rf"|\bna\s+{_HANDLING}[^.;,\n]{{0,20}}?{_OFFICE_HAS}\s+(?:{_WITHIN})?"
    rf"|{_HANDLING}[^.;,\n]{{0,40}}?"
    rf"\b(?:trwa(?:ją)?\s+(?:{_ALWAYS}\s+)?(?:{_WITHIN})?|(?:nast(?:ępuje"
    rf"|ąpi)|zapad(?:a|nie))\s+(?:{_ALWAYS}\s+)?{_WITHOUT_DELAY}{_WITHIN})"
    rf"|\b(?:po)?czeka(?:sz)?\s+(?:się\s+)?na\s+{_HANDLING}[^.;,\n]{{0,20}}?\s(?:{_WITHIN})?"
    rf"|\bna\s+{_HANDLING}[^.;,\n]{{0,20}}?\b(?:po)?czeka(?:sz)?\s+(?:się\s+)?(?:{_WITHIN})?"
    r"|\b(?:termin\w*|czas\w*)\s+(?:realizacji|trwania\s+sprawy|załatwi[ea]nia|rozpatrzenia"
    r"|rozpatrywania|wydania"
    rf"|oczekiwania(?:\s+na\s+{_HANDLING}|(?!\s+na\b)))(?!\w)[^.;,\n]{{0,25}}?"
    rf"[\s:–-](?:{_WITHIN})?)$"
)
_OFFICE_HAS_TERM = rf"{_OFFICE_HAS}\s+(?:{_WITHIN})?$"
_TO_HANDLE = rf"\s+na\s+{_HANDLING}"
_STEP_OF_HANDLING = (
    r"(?:(?:po|za)?czekaj|oczekuj|(?:oczekiwa|rozpatrze|rozpatrywa|załatwie|wyda|przygotowa)nie)\b"
    rf"|{_WE_DO}"
)
_PHRASE_OF_TERM = (
    r"^(?:załatwienie|rozpatrzenie|wydanie|realizacja)"
    rf"(?:\s+(?:sprawy|wniosku|decyzji|zaświadczenia|zezwolenia|dokumentu))?\s+{_WITHIN}$"
)
"""A keyword phrase, which needs no verb."""
_ALONE = (
    rf"(?:^|,)\s*(?:{_ALWAYS}\s+)?(?:trwa\s+to\s+|to\s+|termin:?\s+)?(?:{_ALWAYS}\s+)?"
    rf"(?:{_WITHIN})?$"
)
_OF_SOMETHING_ELSE = KeywordPattern(
    "zwykle zazwyczaj średnio najczęściej przeciętnie często odwołan zażalen sprzeciw"
    " ponagle sąd kolegium bank wezwan numer sms upo zwrot wypłat przelew zaliczk ważnoś"
    " ankiet kod powiadomieni zaproszeni faktur potwierdzenie jeśli jeżeli gdy wyjątk"
    " skomplikowan szczególn piln przyspiesz kolejn dodatkow okres czas dzieck przypomn"
    " zawiadomienie",
    r"zwykle|zazwyczaj|średnio|najczęściej|przeciętnie|często|odwołan|zażalen|sprzeciw|ponagle"
    r"|\bsąd|kolegium|\bbank|wezwan|\bnumer|\bsms|\bupo\b|zwrot|wypłat|przelew|zaliczk|ważnoś"
    r"|\bankiet|\bkod(?:u|em|y)?\b|powiadomieni|zaproszeni|faktur"
    r"|potwierdzenie\s+(?:przyjęci|wpływ|zgłoszeni|złożeni|nadani|rejestracj|zapłat)"
    r"|jeśli|jeżeli|\bgdy\b|wyjątk|skomplikowan|szczególn|piln|przyspiesz|kolejn|dodatkow"
    r"|\bna\s+(?:okres|czas)\b|\bdzieck\w+\s+do\b|przypomn|zawiadomienie\s+o\s+(?:braku|wszcz)",
)
"""What else takes time, what happens in some cases only, and what is no promise."""
_AT_ONCE_ENDS = ("ręki", "miejscu", "poczekaniu", "natychmiast")
_AT_ONCE = (
    r"(?:(?:sprawa|sprawę|decyzja|zaświadczenie|dokument|odpis|karta)\s+)?(?:jest\s+)?"
    r"(?:(?:(?:załatwi|wyda|realiz|rozpatr|otrzym)\w+\s+(?:się\s+)?"
    r"|możliwa\s+do\s+załatwienia\s+)(?:na\s+miejscu|od\s+ręki|na\s+poczekaniu|natychmiast)"
    r"|od\s+ręki|na\s+poczekaniu|natychmiast)"
)
"""A whole phrase, for „od ręki, jeśli …” speaks of some cases."""
_DAY_OF_FILING = (
    r"niezwłocznie|bezzwłocznie|od ręki|od razu|natychmiast|w dniu|tego samego dnia|na miejscu"
    r"|na poczekaniu|wizyty"
)
_LONG = 7
"""The days of a deadline beside which nothing is settled at once."""
_SENTENCE_END = re.compile(r"[.;\n]")
_CLAUSE_END = re.compile(r"[.,;:()\n]")
_NEAR = 140
_MOST_READ = 100


class _StatedTerm(NamedTuple):
    """A term that a text states: its place, words, clause, and possible lengths in days."""

    start: int
    words: str
    clause: str
    days: frozenset[int]


@rule(
    "LCKM-R051",
    "zał. 2 § 9 ust. 2",
    "termin w skróconym opisie, w etapie albo w haśle inny niż w „Terminie realizacji”",
    WARNING,
    part="summary steps useful_info",
)
def texts_tell_the_deadline(
    summary: str | None,
    steps: tuple[parts.Step, ...],
    useful_info: tuple[str, ...],
    deadline: parts.Deadline,
) -> RuleFaults:
    """The summary, a step or a keyword phrase tells another amount of time than the deadline."""
    if not deadline.terms:
        return
    tells_time = _TIME.may_match("\n".join(useful_info))
    for index, info in enumerate(useful_info):
        # Few phrases end so, and looking for that takes no time.
        if (
            info.endswith(_AT_ONCE_ENDS)
            and compiled(_AT_ONCE).fullmatch(info.strip())
            and _takes_long(deadline)
        ):
            yield ("useful_info", index), _NOT_AT_ONCE
        for term in _stated_terms(info, "", deadline) if tells_time else ():
            if not _is_known(term, deadline):
                message = _differing_term("Hasło", "The phrase", term)
                yield ("useful_info", index), message, term.start
    for term in _stated_terms(summary or "", "", deadline):
        if not _is_known(term, deadline):
            yield ("summary",), _differing_term("Skrócony opis", "The summary", term), term.start
    for index, step in enumerate(steps):
        for term in _stated_terms(step.comment or "", step.name, deadline):
            if not _is_known(term, deadline):
                path = ("steps", index, "comment")
                yield path, _differing_term("Etap", "The step", term), term.start


_OF_ANOTHER_CASE = (
    r"\bbrak\w*|uzupełni|przedłuż|wydłuż|opóźni|\bzawiad|\bpowiad|\bdla\b|\btryb|\bsprawach\b"
    r"|elektroniczn|internet|przez\s+epuap|poczt|odbi[oe]r|ważn|wgląd|zapozna|wizj|oględzin|kontrol"
    r"|uzg[oa]dni|konsult|uwag|opini|stanowisk|duplikat|wtórnik|odpis\w*\s+z|przypadk"
    r"|\braz(?:ie|u)\b"
    r"|\bkompletn|sprawd[zź]|\bprzed\b|\bnam\b|skarbow|prost|trudn|złożon[ae]\s"
    r"|niekompletn|innego|innej|pozostał|po\s+\w+\s+lokaln"
)
"""What a sentence beside the amounts tells of that is not the whole matter."""


@rule(
    "LCKM-R065",
    "zał. 2 § 9 ust. 2",
    "opis terminu sprzeczny z podaną liczbą dni, tygodni lub miesięcy",
    WARNING,
)
def deadline_agrees_with_its_text(deadline: parts.Deadline) -> RuleFaults:
    """The deadline's own words tell another amount of time than its terms."""
    text = deadline.text or ""
    if not deadline.terms or not _TIME.may_match(text):
        return
    known = {days for term in deadline.terms for days in _length(term.amount, term.unit)}
    times = {_days(time) for time in _TIME.finditer(text)}
    # Words that repeat an amount, or tell several, say what takes which time.
    if len(times) > 1 or any(not known.isdisjoint(days) for days in times):
        return
    for term in _stated_terms(text, "", attrs.evolve(deadline, text=None), alone=True):
        sentence = text[: term.start].rpartition(".")[2] + text[term.start :].partition(". ")[0]
        if not compiled(_OF_ANOTHER_CASE).search(compiled(_ALWAYS).sub("", sentence)):
            yield (
                ("deadline", "text"),
                Message(
                    f"Opis terminu mówi „{term.words}”, a podana liczba jest inna. Popraw jedno "
                    "z nich albo dodaj, kiedy ten termin obowiązuje (case).",
                    f"The deadline's text says “{term.words}”, and its terms another amount. Fix "
                    "one of them, or say when it holds (“case”).",
                ),
                term.start,
            )


_NOT_AT_ONCE = Message(
    "Hasło mówi, że sprawę załatwia się od ręki, a termin realizacji jest dłuższy. Popraw jedno z "
    "nich.",
    "The phrase says that the matter is settled at once, and the deadline is longer. Fix one of "
    "them.",
)


def _takes_long(deadline: parts.Deadline) -> bool:
    """Return whether the deadline leaves no case that is settled at once."""
    return all(
        max(abs(days) for days in _length(term.amount, term.unit)) >= _LONG
        for term in deadline.terms
    ) and not compiled(_DAY_OF_FILING).search(deadline.text or "")


def _differing_term(polish: str, english: str, term: _StatedTerm) -> Message:
    return Message(
        f"{polish} mówi „{term.words}”, a termin realizacji jest inny. Popraw jedno z nich.",
        f"{english} says “{term.words}”, and the deadline is another. Fix one of them.",
    )


def _stated_terms(
    text: str, step: str, deadline: parts.Deadline, *, alone: bool = False
) -> Iterator[_StatedTerm]:
    """Yield the terms of the matter that a text states, but for those known at first sight.

    The text may be the comment of a *step*; *alone* is whether a time without a verb is a term.
    """
    for time in islice(_TIME.finditer(text), _MOST_READ):
        before = _SENTENCE_END.split(text[max(0, time.start() - _NEAR) : time.start()])[-1]
        after = _SENTENCE_END.split(text[time.end() : time.end() + _NEAR])[0]
        if _is_known_at_sight(_days(time), f"{step} {before}{time[0]}{after}", deadline):
            continue
        if _OF_SOMETHING_ELSE.search(f"{step} {before} {after}"):
            continue
        opening = _opening(before, after, needs_no_verb=alone or _is_of_handling(step, text))
        if opening is None:
            continue
        start = time.start() - len(before) + opening
        clause = _CLAUSE_END.split(before[:opening])[-1]
        words = text[start : time.end()]
        yield _StatedTerm(
            start,
            " ".join(words.split()),
            f"{step} {clause}{words}{_CLAUSE_END.split(after)[0]}",
            _days(time),
        )


def _is_of_handling(step: str, comment: str) -> bool:
    """Return whether a step is the handling of the matter, so that a time alone is its term."""
    return (
        compiled(_STEP_OF_HANDLING).match(step) is not None
        and compiled(_HANDLING).search(f"{step} {comment}") is not None
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


def _is_done_after(before: str, after: str) -> bool:
    """Return whether it is said behind the time what is done in it, „w ciągu 7 dni wydamy”."""
    return (
        compiled(_WITHIN_ALONE).search(before) is not None
        and compiled(_IS_DONE).search(_CLAUSE_END.split(after)[0]) is not None
    )


def _days(time: re.Match[str]) -> frozenset[int]:
    """Return the lengths in days that an amount of time may be."""
    unit = next(unit for name, unit in _UNITS.items() if time[name])
    digits = small_letters(time["amount"] or "1")
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


def _is_known_at_sight(days: frozenset[int], sentence: str, deadline: parts.Deadline) -> bool:
    """Return whether an amount of time is one of the deadline, whatever its sentence says.

    It is where the sentence speaks of no case that has another term.
    """
    # The patterns that tell whether it is a term at all are the longest of all rules.
    other_cases = [
        term.case or ""
        for term in deadline.terms
        if days.isdisjoint(_length(term.amount, term.unit))
    ]
    if len(other_cases) == len(deadline.terms):
        return False
    return not other_cases or _stems(sentence).isdisjoint(_stems(" ".join(other_cases)))


def _is_known(term: _StatedTerm, deadline: parts.Deadline) -> bool:
    """Return whether the deadline has a stated term, in figures or in its words."""
    words = deadline.text or ""
    known = {days for possible in _possible_terms(term, deadline) for days in _length(*possible)}
    known |= {days for time in _TIME.finditer(words) for days in _days(time)}
    figures = re.search(r"\d+", term.words)
    return not known.isdisjoint(term.days) or (
        figures is not None and re.search(rf"(?<!\d){figures[0]}(?!\d)", words) is not None
    )


def _possible_terms(stated: _StatedTerm, deadline: parts.Deadline) -> list[tuple[int, TimeUnit]]:
    """Return the amount and unit of the terms that may be meant.

    It is the one whose case the words around speak of, if they do, and of no other as much.
    """
    clause = _stems(stated.clause)
    terms = [(term.amount, term.unit) for term in deadline.terms]
    cases = [_stems(term.case or "") for term in deadline.terms]
    shared = [len(case & clause) for case in cases]
    best = shared.index(max(shared))
    # One word is enough where the case has no other.
    is_clear = shared[best] >= min(2, len(cases[best]) or 2) and shared.count(shared[best]) == 1
    return [terms[best]] if is_clear else terms


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"[^\W\d_]{5,}", text.lower()))
