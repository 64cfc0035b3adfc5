"""What a statement says of proxies: that they may act for the applicant, or that none may."""

from enum import Enum, auto
from itertools import pairwise

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.vocabularies import Vocabulary

_WORDS = Vocabulary(
    "się on pamiętaj że uwaga je ją jej jego go ich to tę tej ten tego takiej tym jest są będzie"
    " będą być zosta- w z na do o od za i oraz dlatego więc bo gdyż ponieważ nas u osoba osoby"
    " osobę osobą osobie osób osobom niestety już tu koniecznie prosimy proszę przy swojego"
    " podstawie ważn- pisemn- piśmie stosown- czynnoś- odpowiedni- procedur- postępowani- spraw-"
    " wniosek wniosk- wnioski zgłosze- deklaracj- podani- podań dokument- usług- formularz-"
    " wnioskodawc- stron- zainteresowan- klient- interesant- petent- mieszka- wszyst- charakter-"
    " wzgląd- względ- uwagi ze ta ty aby żeby by przepis- ustawa rady",
    {
        "not": "nie nigdy żad-",
        "nobody": "nikt nikomu nikogo",
        "nor": "ani",
        "without": "bez brak",
        "has": "ma masz mają mieć",
        "proxy": "pełnomocnik- pełnomocnic-",
        "power": "pełnomocnictw-",
        "may": "da może- można mogą mogę wolno możliw- dopuszcz- dozwol- dobrowoln- uprawnion-"
        " przewid- przysługuje prawo prawa tak pozwal-",
        "enough": "wystarcz-",
        "kind": "notarialn- ustn- ogóln- rodzajow- szczególn-",
        "cannot": "niemożliw- niedopuszcz- wyklucz- wyłącz- niedozwol- zakaz- zabron- przeszk-",
        "must": "trzeba należy musi- muszą powin- konieczn- potrzeb- wymaga- obowiązk- niezbędn-"
        " zbędn- wymóg",
        "act": "działa- załatw- złoż- złóż składa- zarejestr- zameld- wymeld- wystąpi- występ-"
        " reprezent- wnioskow- wnioskuj- dokon- zrobi- stawia- stawić stawien- zastąp- zastęp-"
        " wyręcz- pośrednictw- przyjdzi- przyjść przychodz- przyjdź udział- skorzyst- korzyst-"
        " wysł- wyślij wysył- przysł- przysył- poprowadz- uczestn- pomoc- pomóc wnieś- wnosi-"
        " zlec- poprzez zgłosi zgłosić zgłosisz zgłoś zgłasza zgłaszać zgłaszają rejestruj-"
        " rejestrow- prowadzi prowadzić robi",
        "appoint": "dać powoł- udziel- upoważ- ustan- wyznacz-",
        "take": "obsług- obsłuż- honor- akceptuj- uznaj- stosuj- rozpatr- przyjmujemy przyjmiemy"
        " przyjmować przyjmowan- przyjąć przyjęt- przyjmij-",
        "refuse": "zwraca- zwróc- odrzuc- odsyła- odmaw-",
        "give": "dołącz- załącz- okaz- okaż przedstaw- przedkład- przedłoż- przedłóż pokaż pokaz-"
        " legitym- przynos- przynies- przynieś",
        "self": "osobi- samodziel- własnoręcz- sam sama sami samemu",
        "or": "albo lub bądź czy",
        "also": "też także również",
        "even": "nawet",
        "but": "a ale lecz jednak natomiast",
        "only": "tylko wyłącznie jedynie",
        "if": "jeśli jeżeli gdy kiedy przypadku razie któr-",
        "by": "przez",
        "you": "imieniu swoim ciebie mnie cię twoim moim ci",
        "way": "poczt- internet- on-line online elektroniczn- telefon- e-mailem mailem epuap list-"
        " urząd urzędzie urzędu kancelar- punkc- okienk- wydzia- siedzib- platform-",
        "part": "podpis podpisu podpisem podpisie podpisy",
        "sign": "podpisuj- podpisz- podpisa-",
        "other": "inny inna inni innej innego ktoś ktokolwiek kogoś mąż żona małżon- syn córka"
        " ojciec matka brat siostra rodzin- krewn- znajom- sąsiad- pracodawc- trzeci- trzecia"
        " trzecie trzecich członek",
        "who": "stroną wnioskodawcą właściciel- współwłaściciel- najem- użytkownik- kierowc-"
        " przedsiębiorc- inwestor- organizator- rodzic- opiekun- prawn- posiadacz- dzierżawc-"
        " spadkobierc- nabywc- zbywc- hodowc- zgłaszając- przedstawiciel- ustawow- kandyda- kto"
        " każd- zarządc- administrator- podatnik- kupując- sprzedając- lokator- prokur-",
    },
)
_CLAUSE_END = (
    r"\s*,(?!\s*(?:aby|żeby|by|któr\w+)\s)\s*|\s*[:;()]+\s*|\s+[–—-]\s+"
    r"|\s+(?=(?:a|ale|lecz|bo|więc|gdyż|ponieważ|natomiast|jednak)\s)"
)
_REASON = (
    r"(?:,\s+(?:bo|gdyż|ponieważ)\s|(?<=\bnie)(?:\s+[–-]|:)\s)"
    r"(?!.*(?:ełnomoc|jeśli|jeżeli|\bgdy|chyba|\bdla\b|upoważn)).*"
)
"""Why none may, in any words: „pełnomocnik niestety nie – podpis musi być własnoręczny”."""
_Clause = tuple[str, ...]


class Proxies(Enum):
    """What is said of proxies."""

    ALLOWED = auto()
    RULED_OUT = auto()
    NOBODY_ELSE = auto()
    """No other person may act for the applicant, and of proxies nothing is said."""


def said_of_proxies(statement: str) -> Proxies | None:
    """Return what a statement says of acting by a proxy, in the whole matter.

    Returns:
        What it says; ``None`` if nothing, or if it may be of some people, acts or ways.
    """
    clauses: list[_Clause] = []
    for clause in compiled(_CLAUSE_END).split(compiled(_REASON).sub("", statement)):
        words = _WORDS.read(clause)
        if words is None:
            return None
        if clauses and set(words) <= {"not", "cannot", "may"}:
            # „Pełnomocnik – nie.”
            clauses[-1] += words
        else:
            clauses.append(words)
    all_words = {word for words in clauses for word in words}
    if not all_words & {"proxy", "power"}:
        nobody = any(map(_denies_others, clauses)) and not all_words & _LIMITS
        return Proxies.NOBODY_ELSE if nobody else None
    said = set()
    before: _Clause = ()
    for words in clauses:
        if {"proxy", "power"} & set(words) and not (set(words) <= _NAMES and not before):
            said.add(_said_by(words, before, all_words))
        elif said == {Proxies.RULED_OUT} and _takes_back(words):
            return None
        if not set(words) <= _NAMES | {"who", "other", "or"}:
            before = words
    return said.pop() if len(said) == 1 else None


_NAMES = {"proxy", "power", "by"}
_ACTS = {"may", "enough", "act", "appoint", "or", "also", "take", "only"}
_LIMITS = {"way", "if", "must", "without", "part", "only"}


def _is_denied(words: _Clause) -> bool:
    denied = bool({"not", "nor", "nobody"} & set(words)) or ("without", "may") in pairwise(words)
    # „Nie jest wykluczone”, and „nikt nie może” denies once.
    return denied is not bool({"cannot", "refuse"} & set(words))


def _denies_others(words: _Clause) -> bool:
    is_of_others = {"other", "nobody"} & set(words) and {"act", "appoint", "may", "take"} & set(
        words
    )
    return bool(is_of_others) and _is_denied(words)


def _takes_back(words: _Clause) -> bool:
    """Return whether „…, ale może złożyć wniosek” follows."""
    return {"but", "may"} <= set(words) and not _is_denied(words) and "self" not in words


def _said_by(words: _Clause, before: _Clause, all_words: set[str]) -> Proxies | None:
    """Return what a clause that speaks of a proxy says, behind another one."""
    meant = set(words)
    if "must" in meant:
        either = {"or", "self", "proxy"} <= meant and not _is_denied(words)
        return Proxies.ALLOWED if either and "without" not in meant else None
    if "without" in meant and ("without", "may") not in pairwise(words):
        # „Tylko osobiście, bez pełnomocnika”; who „może działać bez pełnomocnika” needs none.
        alone = "proxy" in meant and "self" in all_words and {"only", "must"} & all_words
        return Proxies.RULED_OUT if alone and not _is_denied(words) else None
    if _is_denied(words):
        return Proxies.RULED_OUT if _denies_all(words, all_words) else None
    if "even" in meant and before and meant <= {"even", *_NAMES}:
        return Proxies.RULED_OUT if _is_denied(before) else Proxies.ALLOWED
    return (
        Proxies.ALLOWED
        if _allows(meant, set(before), all_words, denied=_is_denied(before))
        else None
    )


def _allows(meant: set[str], before: set[str], all_words: set[str], *, denied: bool) -> bool:
    """Return whether a clause without a denial says that a proxy acts."""
    if denied and "if" not in before and not {"but", "only", "may", "enough"} & meant:
        # „Wniosku nie złoży małżonek, pełnomocnik …”
        return False
    if "if" in meant or {"give", "power"} <= meant:
        return not {"not", "cannot", "refuse"} & all_words
    return bool(_ACTS & meant or {"act", "may"} & before) and not {"part", "sign"} & meant


def _denies_all(words: _Clause, all_words: set[str]) -> bool:
    """Return whether a denial is of every proxy, by all ways and in all cases."""
    if {"if", "part"} & all_words:
        return False
    if "enough" in words:
        # „Przyjdź osobiście, pełnomocnik nie wystarczy”; else he may be needed besides.
        return "self" in all_words and ("self", "proxy") not in pairwise(words)
    if "proxy" not in words:
        # „Pełnomocnictw nie honorujemy”; a paper that is not enclosed tells of no proxy.
        is_taken = {"take", "may", "cannot"} & set(words)
        return bool(is_taken) and not {"give", "way", "kind"} & set(words)
    at = words.index("proxy")
    if "nor" in words[max(0, at - 2) : at]:
        return True
    if "appoint" in words and not {"may", "cannot"} & set(words):
        # „Urząd nie wyznacza pełnomocnika.”
        return False
    some = {"way", "power", "give", "sign", "kind"} & set(words)
    is_of_some = {"who", "other"} & set(words) and not {"nor", "or"} & set(words)
    has_none = "has" in words and not {"may", "cannot"} & set(words)
    is_not_only = "only" in words[words.index("not") :] if "not" in words else False
    return not (some or has_none or is_of_some or is_not_only or "self" in words[at:])
