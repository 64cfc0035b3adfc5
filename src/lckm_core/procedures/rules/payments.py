"""What a statement says of how a fee is paid: the ways that it names, and those it leaves."""

import re
from itertools import pairwise
from typing import NamedTuple

from lckm_core.procedures.rules.vocabularies import Vocabulary

_WORDS = Vocabulary(
    "się je ją jest są to na po w we z ze ten ta tego te tę tym że bo więc żeby aby"
    " zosta- zawsze prosimy proszę pamiętaj po prostu wcale wszyst- wszelk- żadn- sposób sposobem"
    " urząd urzędu miasta miejskiego łodzi naszą nasze nasz podan- wskazan- bankow- płatnicz-"
    " skarbow- administracyjn- za sprawę przez drogą"
    " form- nami nas ci cię tu bezpośrednio działa działają banknot- monet-"
    " przewidzian- przewiduj- prowadz- mamy mają ma pobiera- dokonuj- dokona- uwaga osobiście"
    " zgodnie dlatego stronie",
    {
        "not": "nie bez brak nieprzyjmowan- niemożliw- niedostępn- nieczynn-",
        "only": "tylko wyłącznie jedynie jedyn-",
        "fee": "opłat- należnoś-",
        "also": "też także również",
        "or": "lub albo bądź i oraz ani czy",
        "other": "inaczej inn- niż",
        "must": "trzeba musi-",
        "may": "można możesz należy możliw- da dopuszcza- obowiązuj- wymagan-",
        "pay": "zapłac- zapłać zapłat- płac- płać płatnoś- płatnicz- wpłac- wpłać wpłat-"
        " wnosi- wnieś- wnies- uiszcz- uiśc- uiść opłac- ureguluj- uregulow- zapłata",
        "take": "przyjm- akceptuj- honoruj- obsługuj-",
        "transfer": "przelew- konto rachunek",
        "cash": "gotówk-",
        "card": "kartą kart karty kartami terminal-",
        "online": "online on-line internet- elektronicznie",
        "no cash": "bezgotówkow-",
        "desk": "kasie kasa kasy kas kasę kasach",
        "here": "urzędzie miejscu u wydziale siedzibie okienku stanowisku",
    },
)
_TRANSFER, _ONLINE, _CARD, _CASH = "transfer", "online", "card", "cash"
_AT_THE_OFFICE = frozenset((_CARD, _CASH))
EVERY_WAY = frozenset((_TRANSFER, _ONLINE, *_AT_THE_OFFICE))
"""By transfer, by card on a page, by card at the Office, in cash."""
_MEANS = {
    "transfer": frozenset((_TRANSFER,)),
    "cash": frozenset((_CASH,)),
    "card": frozenset((_ONLINE, _CARD)),
    "no cash": EVERY_WAY - {_CASH},
}
_PLACES = {
    "online": frozenset((_TRANSFER, _ONLINE)),
    "desk": _AT_THE_OFFICE,
    "here": _AT_THE_OFFICE,
}
_WAYS = {**_MEANS, **_PLACES}
_NO_CARDS = {"not", "take", "card"}
_NO_DESK = {"not", "desk"}
_CLAUSE_END = re.compile(
    r"[,:;]?\s+(?:a|ale|lecz|bo|więc|natomiast)\s+|[,:]\s+|\s[–-]\s|\s+(?=i\s+tylko\b)"
)
Ways = frozenset[str]


class Payment(NamedTuple):
    """What is said: each way that is named as one, and the ways that are left by a limit."""

    named: tuple[Ways, ...] = ()
    left: Ways = EVERY_WAY


def said_of_paying(statement: str, *, of_paying: bool = False) -> Payment | None:
    """Return what a statement says of how one pays, of whatever is paid.

    Args:
        statement: a sentence, or a phrase.
        of_paying: whether what it belongs to is of paying, so that it need not say so.

    Returns:
        What it says; ``None`` if nothing, or if it may be of some fees, people or days.
    """
    clauses: list[list[str]] = []
    for clause in _CLAUSE_END.split(statement):
        words = _WORDS.read(clause)
        if words is None:
            return None
        if clauses and words and set(words) <= {"or", *_WAYS}:
            # „Kartą, przelewem lub gotówką nie zapłacisz.”
            clauses[-1] += ("or", *words)
        else:
            clauses.append(list(words))
    every = {word for clause in clauses for word in clause}
    # „Kart nie przyjmujemy w urzędzie” may be of cards that are handed in.
    is_of_it = of_paying or every & {"pay", "fee"} or every == _NO_CARDS
    takes_money = "take" in every and every & {"cash", "transfer"}
    if not (is_of_it or takes_money or _NO_DESK <= every <= {*_NO_DESK, "here"}):
        return None
    named: list[Ways] = []
    left = EVERY_WAY
    for clause in clauses:
        if (said := _of_clause(clause)) is None:
            return None
        named += said.named
        left &= said.left
    return Payment(tuple(named), left) if named or left != EVERY_WAY else None


def _of_clause(words: list[str]) -> Payment | None:
    """Return what a clause says of the ways in it; ``None`` if that is not plain."""
    ways = _ways_in(words)
    if not ways:
        return Payment()
    every = frozenset().union(*ways)
    # „Nie inaczej niż przelewem” is by transfer alone.
    denied, only = "not" in words, "only" in words
    if ("not", "fee") in pairwise(words):
        # „Kartą zapłacisz bez opłat.”
        return None
    if "other" in words:
        return Payment(tuple(ways), every) if denied and not only else None
    if denied and (only or "must" in words):
        return None
    if denied:
        return Payment((), EVERY_WAY - every)
    if not only:
        return Payment(tuple(ways))
    at = words.index("only")
    before, after = _ways_in(words[:at]), _ways_in(words[at:])
    if "also" in words or not after:
        return None
    allowed = frozenset().union(*after)
    if not before:
        return Payment(tuple(after), allowed)
    # „W kasie zapłacisz tylko gotówką” says nothing of a transfer.
    limited = frozenset().union(*before)
    return Payment(((limited & allowed) or allowed,), EVERY_WAY - (limited - allowed))


def _ways_in(words: list[str]) -> list[Ways]:
    """Return the ways that words name, each means where its place is: a card at the desk."""
    places = {_PLACES[word] for word in words if word in _PLACES}
    place = next(iter(places)) if len(places) == 1 else EVERY_WAY
    found: list[Ways] = []
    item: list[str] = []
    for word in (*words, "or"):
        if word != "or":
            item.append(word)
            continue
        means = [_MEANS[each] & place or _MEANS[each] for each in item if each in _MEANS]
        found += means or [_PLACES[each] for each in item if each in _PLACES]
        item = []
    return found
