"""What a statement says of the ways of handing in: those there are, are not, or are alone."""

import re
from itertools import pairwise
from typing import NamedTuple

from lckm_core.procedures.parts import Way
from lckm_core.procedures.rules.vocabularies import Vocabulary

_WORDS = Vocabulary(
    "się są będą będzie zosta- na w we z ze za od a ale lecz że bo więc ten ta tę tego te"
    " tej tych tą taką takiej której żeby aby by każd- zawsze już jeszcze jednak obecnie"
    " teraz nadal wtedy nas nam nami cię ciebie państwo państwa prosimy proszę prostu uwaga"
    " niestety"
    " urząd urzędu wydział wydziału oddział- referat- siedziby punktu biura zarząd- ośrod- centrum"
    " łodzi miasta obsługi mieszkańców klientów interesantów parter- piętr- pok pokój pokoju nr"
    " adres- pod # stronie strony stronę konto cał- wszyst- żadn- jakichkol- dowoln-"
    " rok roku u jeden przy celu jako mobiln- pozostawi- zostawi- karty kart"
    " stycznia lutego marca kwietnia maja czerwca lipca"
    " sierpnia września października listopada grudnia załącznikami wraz razem tradycyjn- polecon-"
    " zwykł- przesyłk- pisemn- piśmie wypełnion- wydrukowan- drogi drogą sposób sposobem"
    " form- wersj- postac- kanał- kanałem mowy zainteresowan- wnioskodawc- osoba stron- sam sama"
    " odbywa- wystarczy karta być trybie tryb pomocą profil- zaufan- pośrednictwem ul al pl ulicy"
    " naszym naszej budynk- tam stąd kopercie teren- jest systemu skrzynk-"
    " operatora doba dobę każdej porze swoją swój doręczeń",
    {
        "available": "dostępn-",
        "not": "nie ani brak nigdy",
        "without": "bez",
        "only": "tylko wyłącznie jedynie",
        "sole": "jedyn-",
        "also": "też także również",
        "must": "trzeba należy musi musisz muszą konieczn- wymaga wymagamy wymagają wymagan-"
        " niezbędn- obowiązkow- potrzebn- powinien powinna powinno",
        "need": "potrzeby obowiązku",
        "may": "można możesz mogą może możliw- wolno da dopuszcza- mamy ma",
        "none": "niemożliw- niedopuszczaln- niedostępn- wykluczon- zniesion- zawieszon-"
        " odsyłamy odeślemy odsyłane zwracamy zwrócimy zwracane odrzucamy odrzucimy odrzucane",
        "considered": "rozpatrzenia rozpoznania",
        "other": "inaczej inny innego innej innym przeciwnym",
        "signed": "podpisan-",
        "case": "razie przesłanym nadesłanym otrzymanym wysłanym",
        "than": "niż",
        "or": "lub albo bądź czy i oraz",
        "by": "przez poprzez",
        "to": "do",
        "it": "go ją je to",
        "post": "pocztą poczty pocztę poczta pocztow- poczcie listownie listem list korespondenc-",
        "email": "mailem mailow- mail e-mail e-mailem e-mailow- e-maila maila",
        "online": "online on-line epuap- e-puap- mobywatel- e-doręcz- edoręcz- internetow-"
        " platform- portal- podawcz- aplikacj- @ gov",
        "internet": "internet internetu internecie zdalnie",
        "digital": "elektronicznie",
        "electronic": "elektroniczną elektronicznej elektroniczna",
        "electronics": "elektroniczn-",
        "phone": "telefonicz-",
        "line": "telefon telefonu",
        "papery": "papierow-",
        "paper": "papierze papierowo papier",
        "person": "osobiście osobist- samemu samodzielnie rąk",
        "office": "urzędzie wydziale siedzibie okienku sekretariacie biurze sali punkcie kancelarii"
        " miejscu okienko filii delegaturze",
        "oral": "ustn-",
        "leave": "wychodz-",
        "home": "domu",
        "visit": "wizyt- stawiennictw- obecnoś-",
        "come": "przyjść przyjdź przychodzić przychodź stawi-",
        "bring": "przynieś- zanieś- przyno-",
        "form": "formularz-",
        "web": "ewnios- e-wnios- e-formularz- eformularz-",
        "file": "wnios- podani- podań zgłosze- deklarac- zawiadomie- awari-",
        "writ": "kartę pism- skarg- ofert- petycj- reklamacj- odwołanie odwołania",
        "papers": "dokument-",
        "matter": "sprawa sprawy sprawę spraw sprawą procedur-",
        "give": "złoż- złóż skład- prześl- przesył- przesłać wyśl- wysył- wysła- przyjm- przyjęt-"
        " przyjęci- dostarcz- nada- nadsył- nadesł- przekaż- przekaz- zgłosi- zgłasza- zgłoś"
        " załatwi- rozpatruj- rozpatrywan- rozpatrzon- uwzględni- obsługuj- realizuj- przewid-"
        " wnieść"
        " wnosi- przedłoż- przysła- przysył- przyślij otrzymane przesłan- przesłanie",
        "who": "kierowc- rodzic- właściciel- przedsiębior- organizator- mieszkan- osob-",
        "proxy": "pełnomocnik-",
        "his": "jego jej ich",
        "elsewhere": "odbi- odbier- odebr- wyda- decyz- zaświadcz- opłat- opłac- płatn- zapła-"
        " umów- umaw- rezerw- inform- pyta- odpowie- kontakt- potwierdz- powiad- wynik- status-"
        " porad- zwrot- umow- stempl- wyślemy wysyłamy prześlemy przesyłamy"
        " nadamy nadajemy dostarczymy dostarczamy przekażemy przekazujemy sprawie",
    },
)
_CLAUSE_END = re.compile(
    r"[,;:()–—]|\s-\s|\s(?:ale|lecz|natomiast|zaś|jednak|więc|dlatego)\s|\sa\s", re.IGNORECASE
)
_REASON = re.compile(r",?\s(?:bo|gdyż|ponieważ|bowiem|dlatego\s+że)\s[^,;:]*$", re.IGNORECASE)
_WITH_OTHERS = re.compile(
    r"\b(wnios(?:ek|ki))\s+(?:i|oraz|wraz\s+z|razem\s+z)\s+(?:[^\W\d_]+\s+){1,3}?"
    r"(?=(?:można|możesz|należy|trzeba|składa)\b)",
    re.IGNORECASE,
)
_HALL = re.compile(r"\bobsługi\s+\w+ów\b", re.IGNORECASE)
_OPEN = re.compile(r"\bw\s+godzinach\s+(?:pracy|otwarcia|przyjęć)\b", re.IGNORECASE)
_MAILBOX = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}")
_LONGEST = 160
_DIGITAL = frozenset((Way.EMAIL, Way.ELECTRONICALLY))
_REMOTE = frozenset(Way) - {Way.IN_PERSON}
_PERSON = frozenset((Way.IN_PERSON,))
_ONLINE = frozenset((Way.ELECTRONICALLY,))
_ON_PAPER = frozenset((Way.BY_POST, Way.IN_PERSON))
_WAYS = {
    "post": frozenset((Way.BY_POST,)),
    "email": frozenset((Way.EMAIL,)),
    **dict.fromkeys(("online", "web"), _ONLINE),
    **dict.fromkeys(("internet", "digital", "electronic", "electronics"), _DIGITAL),
    **dict.fromkeys(("phone", "line"), frozenset((Way.PHONE,))),
    **dict.fromkeys(("paper", "papery"), _ON_PAPER),
    **dict.fromkeys(("person", "bring", "come", "visit", "office"), _PERSON),
    "oral": frozenset((Way.IN_PERSON, Way.PHONE)),
    "remote": _REMOTE,
}
_KINDS = ("papery", "electronic", "electronics")
"""What a paper may be called by: „papierowy wniosek”."""
_PAPERS = ("file", "writ", "papers", "form")
_NEED = frozenset(("must", "need"))


class Ways(NamedTuple):
    """What is said of ways: each set stands for any of its own.

    ``among`` are the ways that it speaks of, those of papers of one kind. ``of`` is what is handed
    in, „file”, „writ”, „papers”, „matter”, or an „act” alone. ``by_some`` is whether a person is
    named who does it, and ``at_an_office`` whether an office alone tells that one comes.
    """

    offered: tuple[frozenset[Way], ...] = ()
    denied: tuple[frozenset[Way], ...] = ()
    alone: bool = False
    among: frozenset[Way] = frozenset(Way)
    of: str = ""
    by_some: bool = False
    at_an_office: bool = False


def said_of_ways(statement: str) -> Ways | None:
    """Return what a statement says of ways of handing in, of all who do and all that they do.

    Returns:
        What it says; ``None`` if nothing, or if it may be of some people, days or papers.
    """
    if len(statement) > _LONGEST:
        return None
    statement = _MAILBOX.sub(" mail ", _WITH_OTHERS.sub(r"\1 ", statement))
    statement = _OPEN.sub("", _HALL.sub("", statement))
    # What the reason is need not be understood.
    return _read(statement) or (_REASON.search(statement) and _read(_REASON.sub("", statement)))


def _read(statement: str) -> Ways | None:
    clauses = []
    for words in _CLAUSE_END.split(statement):
        read = _WORDS.read(words)
        if read is None:
            return None
        if "elsewhere" not in read and "proxy" in (read := _with_whoever(read)):
            return None
        if read:
            clauses.append(_from_home(read))
    said: Ways | None = Ways()
    for clause in _joined(clauses):
        if said is not None and "elsewhere" not in clause:
            said = _of_a_clause(clause, said)
    return said if said and said.of and (said.offered or said.denied) else None


def _with_whoever(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without „kierowca albo jego pełnomocnik”, which is no limit."""
    kept = [word for word in words if word != "his"]
    for at in range(len(kept) - 2, 0, -1):
        if kept[at - 1 : at + 2] == ["who", "or", "proxy"]:
            del kept[at - 1 : at + 2]
    return tuple(kept)


def _from_home(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with „bez wizyty” and „bez wychodzenia z domu” as one meaning."""
    kept: list[str] = []
    for word in words:
        if word == "considered" and kept[-1:] == ["without"]:
            kept[-1] = "unconsidered"
        elif word == "may" and kept[-1:] == ["without"]:
            kept[-1:] = ["not", "may"]
        elif word in ("visit", "leave", "home") and kept[-1:] in (["without"], ["remote"]):
            kept[-1] = "remote"
        elif word == "home":
            kept.append("remote")
        elif not (word == "person" and kept[-1:] == ["without"]):
            kept.append(word)
    return tuple(kept)


def _joined(clauses: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return clauses, with those that only go on with a list joined to the ones before."""
    joined: list[tuple[str, ...]] = []
    for words in clauses:
        before = joined[-1] if joined else ()
        goes_on = set(words) <= {*_WAYS, "or", "by", "to", "also"}
        leads = bool(before) and not _has_a_way(before) and "elsewhere" not in before
        if not before or "elsewhere" in before:
            joined.append(words)
        elif leads and {"who", "only"} <= set(before):
            # „Składa tylko przedsiębiorca, osobiście.”
            joined[-1] = (*(word for word in before if word != "only"), "only", *words)
        elif leads and not {"not", "other"} & set(before):
            joined[-1] = (*before, *words)
        elif goes_on or (set(before) <= _WAYS.keys() and "not" in words and not _has_a_way(words)):
            joined[-1] = (*before, *("or",) * goes_on, *words)
        elif words[0] == "not" and before.count("not") and not _acts(words):
            joined[-1] = (*before, "or", *words[1:])
        else:
            joined.append(words)
    return joined


def _acts(words: tuple[str, ...]) -> bool:
    return bool({"give", "bring", "come", "must", "may", "other"} & set(words))


def _has_a_way(words: tuple[str, ...]) -> bool:
    return not _WAYS.keys().isdisjoint(words)


def _of_a_clause(words: tuple[str, ...], said: Ways) -> Ways | None:
    """Return what was said with what a clause adds; ``None`` if it is not understood."""
    words, among = _of_papers_of_a_kind(words)
    said = said._replace(
        of=_handed_in(words, said.of),
        among=among or said.among,
        by_some=said.by_some or "who" in words,
    )
    is_only = "only" in words and ("not", "only") not in pairwise(words)
    denials = words.count("not") - ("only" in words and not is_only)
    items = _items(words)
    if "other" in words:
        return _of_another(words, items, said)
    if "case" in words or any(a == "signed" and b in _WAYS for a, b in pairwise(words)):
        return None
    if denials and _NEED & set(words):
        # „Nie trzeba przychodzić osobiście”, for a proxy may.
        from_home = {"come", "visit", "leave"} & set(words) and not {"person", "only"} & set(words)
        return said._replace(offered=(*said.offered, _REMOTE)) if from_home else said
    if "visit" in words and not {*_NEED, "sole"} & set(words):
        return said
    is_refused = bool({"none", "unconsidered"} & set(words))
    if "without" in words or (not items and denials):
        return None
    if denials or is_refused:
        is_clear = not is_only and not (denials and is_refused) and "also" not in words
        return said._replace(denied=(*said.denied, *items)) if is_clear else None
    if not items or ("available" in words and not is_only and not {"give", "web"} & set(words)):
        return said
    if is_only:
        if not _limits_a_way(words):
            return None
        # „Elektronicznie tylko przez ePUAP” says nothing of paper.
        before = _items(words[: words.index("only")])
        said = said._replace(among=frozenset().union(*before) or said.among)
    # „Nie pocztą, tylko osobiście” tells where else.
    is_alone = (is_only and not (said.denied and words[0] == "only")) or "sole" in words
    is_alone = is_alone and "also" not in words
    return _offered(words, items, said, is_alone=is_alone)


def _handed_in(words: tuple[str, ...], before: str) -> str:
    known = next((word for word in ("file", "writ", "papers", "matter") if word in words), "")
    if not known and {"form", "web"} & set(words):
        known = "file"
    return known or before or ("act" if {"give", "visit", "come"} & set(words) else "")


def _offered(
    words: tuple[str, ...], items: list[frozenset[Way]], said: Ways, *, is_alone: bool
) -> Ways:
    must = "must" in words and not {"may", "also"} & set(words)
    is_paper = {"paper", "papery"} & set(words) and said.of != "papers"
    by_hand = {"person", "bring", "come", "visit"} & set(words)
    if must and (by_hand or (is_paper and len(items) == 1)):
        is_alone = True
    return said._replace(
        offered=(*said.offered, *items),
        alone=said.alone or is_alone,
        of="file" if said.of == "papers" and {"paper", "papery"} & set(words) else said.of,
        at_an_office="office" in words and not by_hand and items == [_PERSON],
    )


def _of_another(words: tuple[str, ...], items: list[frozenset[Way]], said: Ways) -> Ways | None:
    """Return what „nie załatwisz inaczej niż osobiście” and „inaczej się nie da” add."""
    if "not" not in words or {"only", "must"} & set(words):
        return None
    if "than" in words:
        return said._replace(offered=(*said.offered, *items), alone=True) if items else None
    return said._replace(alone=True) if said.offered and not items else None


def _of_papers_of_a_kind(
    words: tuple[str, ...],
) -> tuple[tuple[str, ...], frozenset[Way] | None]:
    """Return words without „papierowy” of „papierowy wniosek”, and the ways of such papers.

    Where no other way is named it is the way of which something is said, and stays.
    """
    for place, pair in enumerate(pairwise(words)):
        if pair[0] in _KINDS and pair[1] in _PAPERS:
            at = place
        elif pair[0] in _PAPERS and pair[1] in _KINDS:
            at = place + 1
        else:
            continue
        rest = words[:at] + words[at + 1 :]
        if _items(rest):
            return rest, _WAYS[words[at]]
    return words, None


def _items(words: tuple[str, ...]) -> list[frozenset[Way]]:
    """Return the ways that a clause lists; words of one item are all true of it."""
    items: list[frozenset[Way]] = []
    known = ""
    for at, word in enumerate(words):
        ways = _WAYS.get(word)
        if word == "form" and words[at - 1 : at] == ("by",):
            ways = _WAYS["online"]
        is_loose = word == "electronics" and not {*words[max(0, at - 1) : at + 2]} & {*_PAPERS}
        if is_loose or (word == "line" and words[at - 1 : at] != ("by",)):
            ways = None
        if ways is None:
            known = known if word in ("by", "to", "file", "form", "give") else ""
        elif not known:
            items.append(ways)
        elif items[-1] & ways:
            items[-1] &= ways
        elif known == "post" and word in ("electronic", "digital", "email", "online"):
            items[-1] = _WAYS["email"]
        elif known == "office":
            items[-1] = ways
        elif word != "office":
            items.append(ways)
        if ways is not None:
            known = word
    return items


def _limits_a_way(words: tuple[str, ...]) -> bool:
    """Return whether „tylko” is of the way that follows it, „tylko wniosek elektroniczny”."""
    rest = words[words.index("only") + 1 :]
    for at, word in enumerate(rest):
        if word in _WAYS or (word == "form" and rest[at - 1 : at] == ("by",)):
            return True
        if word == "file" and rest[at + 1 : at + 2] and rest[at + 1] in _KINDS:
            return True
        if word not in ("by", "to", "give", "may"):
            return False
    return False


def is_wrong_on(said: Ways, offered: set[Way], for_all: set[Way]) -> bool:
    """Return whether what is said of ways is wrong for those that are offered.

    Args:
        said: what is said.
        offered: every way.
        for_all: the ways that are for everybody and for every paper.
    """
    if any(not item & offered for item in said.offered):
        # Where nothing is handed in, a matter may yet be settled by telephone.
        return bool(offered) or said.offered != (_WAYS["phone"],)
    if said.by_some:
        return False
    if said.alone and (for_all & said.among) - frozenset().union(*said.offered):
        return True
    return any(
        (item - {Way.EMAIL} if item == _DIGITAL else item) & for_all & said.among
        for item in said.denied
    )
