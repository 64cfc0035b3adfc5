"""What a statement says of booking a visit: that it is needed, or that it is not."""

from collections.abc import Iterator
from enum import Enum, auto
from itertools import pairwise

from lckm_core.procedures.rules.vocabularies import Vocabulary

_WORDS = Vocabulary(
    "się je ją jest są będzie będą będziesz bywa ma to na po w we z ze za o i oraz a ale lecz"
    " że bo więc ten ta tego te tę tym tych który która którzy które którą żeby aby by zosta-"
    " wtedy wcześniej wcześniejsz- uprzedni- zawsze każd- u cię ciebie was państwo państwa przed"
    " najpierw koniecznie prosimy proszę pamiętaj prostu wystarczy zalecan- zaleca wcale ich"
    " miejscu wybran- adres- numer- nr pod osoba osoby osób klien- interesan- mieszka- stron-"
    " peten- nikogo nikt nikomu kto wniosk- wniosek dokument- podani- podań spraw- zgłosze-"
    " zgłoszeń deklarac- cel- oświadcz- zapewnie- złożen- składan- załatwien- osobist- termin-"
    " godzin- wszyst- żadn- inaczej razie przeciwnym kolejn- kolejk- przyjści- bieżąco według wg"
    " czeka- odbywa- dokona- ktokolwiek ci takie takich osobą zgłosi zgłasza zgłaszają papier-"
    " pracy otwarcia urzędowania składając- skraca czas oczekiwan- przyspiesz- dłużej krócej"
    " zanim potem chwili mieć masz prowadz-",
    {
        "not": "nie bez brak ani",
        "for": "do dla",
        "place": "nas nami urząd- urzęd- wydzia- oddzia- referat- kancelari- siedzib- punk- okienk-"
        " sal- stanowisk- zarząd- ośrod- centrum schronisk- żłob- przedszkol- szko- muze- bibliote-"
        " fili- cmentarz- delegatur- biur-",
        "book": "umówi- umów umawia- rezerw- zarezerw-",
        "sign up": "zapis-",
        "visit": "wizyt-",
        "must": "trzeba należy musi- wymaga wymagamy wymagają powinien powinna powinno powinieneś",
        "needed": "konieczn- niezbędn- obowiązk- obowiązuj- potrzeb- wymóg wymog- wymagan-",
        "needless": "zbędn- nieobowiązk- niekonieczn- niewymagan- dobrowoln-",
        "only": "tylko wyłącznie jedynie",
        "also": "też także również",
        "may": "może- można wolno możliw- da",
        "way": "telefon- internet- online on-line elektroniczn- mailem e-mailem drogą przez # @"
        " zadzwoń dzwoń dzwoniąc osobiście pocztą listownie listem mobywatel e-puap epuap",
        "or": "lub albo bądź",
        "if": "jeśli jeżeli gdy",
        "comes": "przyjdzi- przyjdą przychodz-",
        "taken": "przyjmuj- przyjmiem- przyjęc- przyjęt- przyjmowa- przyjąć przyjmą obsług- obsłuż-"
        " obsługiw- wejd- wejś- wpuszcz- wpuści- załatwi- przyjdź przyjść"
        " złoż- złóż składa- zaprasza-",
    },
)
_ACTS = ("book", "taken")


class Booking(Enum):
    """What is said of booking a visit."""

    NEEDED = auto()
    NOT_NEEDED = auto()
    SPOKEN_OF = auto()
    """A visit is booked, and that it has to be is not said."""


def said_of_booking(statement: str) -> Booking | None:
    """Return what a statement says of booking a visit, of all who come.

    Returns:
        What it says; ``None`` if nothing, or if it may be of some people, days or visits.
    """
    words = _WORDS.read(statement)
    # „Zapisz numer sprawy” is of nothing that is booked, „bez zapisów” and „na wizytę” are.
    if words and ("visit" in words or ("not", "sign up") in pairwise(words)):
        words = tuple("book" if word == "sign up" else word for word in words)
    if words is None or "book" not in words or _may_be_of_another_thing(words):
        return None
    signed = list(_signed(words))
    booked = {sign for word, sign in signed if word == "book"}
    needed = set(_needs(signed))
    if needed:
        return _of_a_need(words, needed)
    taken = [sign for word, sign in signed if word in ("taken", "may")]
    if taken and booked == {False}:
        # „Obsługa bez rezerwacji nie jest możliwa.”
        return Booking.NOT_NEEDED if all(taken) else Booking.NEEDED
    if booked == {False}:
        return Booking.NOT_NEEDED
    if not all(taken) or False in booked or "also" in words:
        return None
    if ("only", "book") in pairwise(words):
        return Booking.NEEDED
    return Booking.SPOKEN_OF if "visit" in words and "may" not in words else None


def _of_a_need(words: tuple[str, ...], needed: set[bool]) -> Booking | None:
    if needed == {True}:
        return None if {"also", "may"} & set(words) else Booking.NEEDED
    # „Nie trzeba umawiać wizyty telefonicznie”: perhaps by another way.
    return Booking.NOT_NEEDED if needed == {False} and "way" not in words else None


def _may_be_of_another_thing(words: tuple[str, ...]) -> bool:
    """Return whether a need may be of what one books with, or of some cases alone."""
    pairs = set(pairwise(words))
    # „Jeśli przyjdziesz …” is of all who come.
    is_of_some = any(first == "if" and second not in ("comes", "not") for first, second in pairs)
    return ("for", "book") in pairs or is_of_some or _has_a_choice(words)


def _has_a_choice(words: tuple[str, ...]) -> bool:
    """Return whether one may book or do something else, not only choose among ways."""
    if "or" not in words:
        return False
    before, after = words[: words.index("or")], words[words.index("or") :]
    return any(act in before for act in _ACTS) and any(act in after for act in _ACTS)


def _signed(words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the meanings, each with whether it is affirmed."""
    affirmed = True
    for word in words:
        if word == "not":
            affirmed = False
        elif word in ("book", "taken", "may", "must", "needed", "needless"):
            yield word, affirmed
            affirmed = True


def _needs(signed: list[tuple[str, bool]]) -> Iterator[bool]:
    """Yield whether booking is needed, for each word that says so."""
    acts = [(word, sign) for word, sign in signed if word != "may"]
    for at, (word, sign) in enumerate(acts):
        before = acts[at - 1] if at else ("", True)
        after = acts[at + 1] if at + 1 < len(acts) else ("", True)
        if word == "must":
            booked = after if after[0] in _ACTS else before
        elif word in ("needed", "needless"):
            booked = after if after[0] == "book" else before
        else:
            continue
        if booked[0] == "book":
            yield (sign is (word != "needless")) is booked[1]
