"""Clauses on ways of handing in, and the ways that they list, by a closed vocabulary."""

import re

from lckm_core.procedures.parts import Way
from lckm_core.procedures.rules.vocabularies import Vocabulary

Words = tuple[str, ...]
"""What the words of a clause are."""
_WORDS = Vocabulary(
    "się są będą będzie zosta- na w we z ze za od a ale lecz że bo więc ten ta tę tego te"
    " tej tych tą taką takiej której żeby aby by każd- zawsze już jeszcze jednak obecnie"
    " teraz nadal wtedy nas nam nami cię ciebie państwo państwa prosimy proszę prostu uwaga"
    " niestety"
    " urząd urzędu wydział wydziału oddział- referat- siedziby punktu biura zarząd-"
    " łodzi miasta obsługi parter- piętr- pok pokój nr"
    " adres- pod # stronie strony stronę konto cał- wszyst- żadn- jakichkol- dowoln-"
    " rok roku u jeden przy celu jako mobiln- pozostawi- zostawi- karty kart"
    " załącznikami wraz razem tradycyjn- przesyłk- pisemn- piśmie wypełnion- wydrukowan- drogi"
    " drogą sposób sposobem"
    " form- wersj- postac- kanał- kanałem mowy zainteresowan- wnioskodawc- osoba stron- sam sama"
    " odbywa- wystarczy karta być trybie tryb pomocą profil- zaufan- pośrednictwem ul al pl ulicy"
    " naszym naszej budynk- tam stąd kopercie teren- jest systemu skrzynk-"
    " operatora doba dobę każdej porze swoją swój doręczeń",
    {
        "month": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
        " listopada grudnia",
        "registered": "polecon- zwykł- priorytet-",
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
        " odsyłamy odeślemy odsyłane zwracamy zwrócimy zwracane odrzucamy odrzucimy odrzucane"
        " zwrócon- odrzucon- odesłan- wyłączon-",
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
        " miejscu okienko filii delegaturze pokoju",
        "oral": "ustn-",
        "leave": "wychodz-",
        "home": "domu",
        "visit": "wizyt- stawiennictw- obecnoś-",
        "come": "przyjść przyjdź przychodzić przychodź stawi-",
        "bring": "przynieś- zanieś- przyno-",
        "form": "formularz-",
        "web": "ewnios- e-wnios- e-formularz- eformularz-",
        "file": "wnios- podani- podań zgłosze- deklarac- zawiadomie-",
        "writ": "kartę pism- skarg- ofert- petycj- reklamacj- odwołanie odwołania",
        "fault": "awarię",
        "papers": "dokumenty dokumentów dokumentu dokumentami dokumentach",
        "matter": "sprawa sprawy sprawę spraw sprawą procedur-",
        "give": "złoż- złóż skład- prześl- przesył- przesłać wyśl- wysył- wysła- przyjm- przyjęt-"
        " przyjęci- dostarcz- nada- nadsył- nadesł- przekaż- przekaz- zgłosi- zgłasza- zgłoś"
        " załatwi- rozpatruj- rozpatrywan- rozpatrzon- uwzględni- obsługuj- realizuj- przewid-"
        " przesyłanie przesyłania wysyłanie wysyłania wnieść wnosi- dokon-"
        " przedłoż- przysła- przysył- przyślij otrzymane przesłan- przesłanie",
        "who": "kierowc- rodzic- właściciel- przedsiębior- organizator- mieszkan- osob-",
        "sent": "wysyłan- przesyłan-",
        "proxy": "pełnomocnik-",
        "his": "jego jej ich",
        "elsewhere": "odbi- odbier- odebr- wyda- decyz- zaświadcz- opłat- opłac- płatn- zapła-"
        " umów- umaw- rezerw- inform- pyta- odpowie- kontakt- potwierdz- powiad- wynik- status-"
        " porad- zwrot- umow- stempl- wyślemy wysyłamy prześlemy przesyłamy"
        " nadamy nadajemy dostarczymy dostarczamy przekażemy przekazujemy sprawie awari- dokument"
        " mieszkańców klientów interesantów",
    },
)
_CLAUSE_END = re.compile(
    r"[,;:()–—]|\s-\s|\s(?:ale|lecz|natomiast|zaś|jednak|więc|dlatego)\s|\sa\s", re.IGNORECASE
)
_REASON = re.compile(r",?\s(?:bo|gdyż|ponieważ|bowiem|dlatego\s+że)\s[^,;:]*$", re.IGNORECASE)
_WITH_OTHERS = re.compile(
    r"\b(wnios(?:ek|ki))\s+(?:i|oraz|wraz\s+z|razem\s+z)\s+(?:[^\W\d_]+\s+){1,3}?"
    r"(?=(?:można|możesz|należy|trzeba|składa|składasz|złóż|złożysz|prześlij|wyślij)\b)",
    re.IGNORECASE,
)
_HALL = re.compile(r"\bobsługi\s+\w+ów\b", re.IGNORECASE)
_OPEN = re.compile(r"\bw\s+godzinach\s+(?:pracy|otwarcia|przyjęć)\b", re.IGNORECASE)
_MAILBOX = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}")
_LONGEST = 160
DIGITAL = frozenset((Way.EMAIL, Way.ELECTRONICALLY))
REMOTE = frozenset(Way) - {Way.IN_PERSON}
IN_PERSON = frozenset((Way.IN_PERSON,))
_ONLINE = frozenset((Way.ELECTRONICALLY,))
_ON_PAPER = frozenset((Way.BY_POST, Way.IN_PERSON))
WAYS = {
    "post": frozenset((Way.BY_POST,)),
    "email": frozenset((Way.EMAIL,)),
    **dict.fromkeys(("online", "web"), _ONLINE),
    **dict.fromkeys(("internet", "digital", "electronic", "electronics"), DIGITAL),
    **dict.fromkeys(("phone", "line"), frozenset((Way.PHONE,))),
    **dict.fromkeys(("paper", "papery"), _ON_PAPER),
    **dict.fromkeys(("person", "bring", "come", "visit", "office"), IN_PERSON),
    "oral": frozenset((Way.IN_PERSON, Way.PHONE)),
    "remote": REMOTE,
}
KINDS = ("papery", "electronic", "electronics")
"""What a paper may be called by: „papierowy wniosek”."""
PAPERS = ("file", "writ", "papers", "form")


def clauses_of(statement: str) -> list[Words] | None:
    """Return the clauses of a statement that may be of ways, each as what its words are.

    Returns:
        The clauses, a list that goes on behind a comma in the clause that it goes on with;
        ``None`` if a word of any is not in the vocabulary.
    """
    if len(statement) > _LONGEST:
        return None
    statement = _MAILBOX.sub(" mail ", _WITH_OTHERS.sub(r"\1 ", statement))
    statement = _OPEN.sub("", _HALL.sub("", statement))
    # What the reason is need not be understood.
    clauses = _read(statement)
    if clauses is None and _REASON.search(statement):
        clauses = _read(_REASON.sub("", statement))
    if clauses is None:
        return None
    return [clause for clause in _joined(clauses) if "elsewhere" not in clause]


def _read(statement: str) -> list[Words] | None:
    clauses = []
    for words in _CLAUSE_END.split(statement):
        read = _WORDS.read(words)
        if read is None:
            return None
        if "elsewhere" not in read and "proxy" in (read := _with_whoever(read)):
            return None
        if read:
            clauses.append(_from_home(read))
    return clauses


def _with_whoever(words: Words) -> Words:
    """Return words without „kierowca albo jego pełnomocnik”, which is no limit."""
    kept = [word for word in words if word != "his"]
    for at in range(len(kept) - 2, 0, -1):
        if kept[at - 1 : at + 2] == ["who", "or", "proxy"]:
            del kept[at - 1 : at + 2]
    return tuple(kept)


def _from_home(words: Words) -> Words:
    """Return words with „bez wizyty” and „bez wychodzenia z domu” as one meaning."""
    kept: list[str] = []
    for word in words:
        if word == "considered" and kept[-1:] == ["without"]:
            kept[-1] = "unconsidered"
        elif word == "may" and kept[-1:] == ["without"]:
            kept[-1:] = ["not", "may"]
        elif (word == "leave" and kept[-1:] == ["not"]) or (
            word in ("visit", "leave", "home") and kept[-1:] in (["without"], ["remote"])
        ):
            kept[-1] = "remote"
        elif word == "home":
            kept.append("remote")
        elif not (word == "person" and kept[-1:] == ["without"]):
            kept.append(word)
    return tuple(kept)


def _joined(clauses: list[Words]) -> list[Words]:
    """Return clauses, with those that only go on with a list joined to the ones before."""
    joined: list[Words] = []
    for words in clauses:
        before = joined[-1] if joined else ()
        goes_on = set(words) <= {*WAYS, "or", "by", "to", "also"}
        leads = bool(before) and not _has_a_way(before) and "elsewhere" not in before
        if not before or "elsewhere" in before:
            joined.append(words)
        elif leads and {"who", "only"} <= set(before):
            # „Składa tylko przedsiębiorca, osobiście.”
            joined[-1] = (*(word for word in before if word != "only"), "only", *words)
        elif leads and not {"not", "other"} & set(before):
            joined[-1] = (*before, *words)
        elif goes_on or (set(before) <= WAYS.keys() and "not" in words and not _has_a_way(words)):
            joined[-1] = (*before, *("or",) * goes_on, *words)
        elif words[0] == "not" and before.count("not") and not _acts(words):
            joined[-1] = (*before, "or", *words[1:])
        else:
            joined.append(words)
    return joined


def _acts(words: Words) -> bool:
    return bool({"give", "bring", "come", "must", "may", "other"} & set(words))


def _has_a_way(words: Words) -> bool:
    return not WAYS.keys().isdisjoint(words)


def ways_listed(words: Words) -> list[frozenset[Way]]:
    """Return the ways that a clause lists; words of one item are all true of it."""
    items: list[frozenset[Way]] = []
    known = ""
    for at, word in enumerate(words):
        ways = WAYS.get(word)
        if word == "form" and words[at - 1 : at] == ("by",):
            ways = WAYS["online"]
        near = {*words[max(0, at - 1) : at + 2]}
        is_loose = word == "electronics" and not near & {*PAPERS, "only"}
        if is_loose or (word == "line" and words[at - 1 : at] != ("by",)):
            ways = None
        if ways is None:
            known = known if word in ("by", "to", "file", "form", "give") else ""
        elif not known:
            items.append(ways)
        elif items[-1] & ways:
            items[-1] &= ways
        elif known == "post" and word in ("electronic", "digital", "email", "online"):
            items[-1] = WAYS["email"]
        elif known == "office":
            items[-1] = ways
        elif word != "office":
            items.append(ways)
        if ways is not None:
            known = word
    return items
