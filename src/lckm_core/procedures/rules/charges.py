"""What a statement says of a charge: that it is due or is not, of what and of whom."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.fees import Fees, fee_rows
from lckm_core.procedures.rules.paid_things import is_due, is_paid_for
from lckm_core.procedures.rules.statements import Statement
from lckm_core.procedures.rules.vocabularies import Vocabulary

_WORDS = Vocabulary(
    "się jest są będzie będą bywa pozosta- ma mają masz ta ten tę tej tego te tym tych taki-"
    " nas nami cię ciebie ci państwo państwa pan pani mnie że więc jak zawsze też także"
    " również nawet właśnie tu tutaj urząd- urzęd- wydzia- miejscu całkowi- zupełn- pełni"
    " absolutn- po prostu skarbow- administracyjn- ewidencyjn- żadn- jakichkolw- jakiejk-"
    " wszyscy wszystkich wszystkim każd- nikt nikogo nikomu klien- wnioskodaw- interesan- peten-"
    " trzeba należy musi- muszą musz- powin- konieczn- potrzeb- wymaga wymagamy wymagają wymagan-"
    " obowiąz- podlega- wiąż- przewid- nalicz- ponos- występują występuje dotyczy wnos- wnies-"
    " wnieś- uiszcz- uiść- uregul- reguluj- wydaje wydajemy wydawan- wyda wydamy wydan-"
    " udostępnia- otrzyma- dostan- dostaj- załatwi- zrobi- zrób przeprowa- odbyw- dokon-"
    " rozpatru- przyjmuj- przyjmiem- składa- złóż złoży- wyślij prześlij online on-line można"
    " możesz wolno wynos- coś miasta łodzi prost- szyb- kolejk- jeden dzień osoba"
    " obecnie żeby aby by",
    {
        "not": "nie bez brak zero",
        "none": "nic nigdzie",
        "neither": "ani",
        "and": "i oraz a lub albo czy",
        "for": "dla",
        "at": "w we na do po przy przez o u",
        "from": "od z ze",
        "of": "za",
        "fee": "opłat- opłacie należnoś- koszt koszty kosztów kosztami kosztu kosztem płatnoś-",
        "pay": "płac- zapłac- pobier- kosztuj- kosztow- wpłac- wpłać zapłać opłać opłac-",
        "free": "bezpłatn- nieodpłatn- darmo darmow- gratis- free",
        "exempt": "zwolnion- zwalnia- wolne wolna wolny wolnych",
        "paid": "płatn- odpłatn-",
        "matter": "sprawa sprawę sprawy sprawie sprawą procedur- czynnoś- usług- całoś- cała"
        " cały całą całe wszystko to",
        "it": "ją je go nią niego",
        "people": "mieszkan- mieszkań- łodzian- student- studen- uczeń ucznio- uczni- emery- renci-"
        " senior- dzieci dzieciom dziecko dziecku przedsiębior- firm- cudzoziem- kombatan- rolni-"
        " pracowni- członk- czytelni-",
        "sum": "#",
        "money": "zł pln złot-",
    },
)
"""A word that is not here is the name of a thing, or says when, of whom or of what else."""
_APART = re.compile(r"[,;](?!\d)(?!\s+ani\b)\s*|\b(?:ale|lecz|bo|gdyż|ponieważ)\b")
_GENERAL = (
    *("wnio", "poda", "zgło", "złoż", "skła", "rozp", "wyda", "dołą", "opła", "doku", "form"),
    *("druk", "wyst", "prze", "nini", "spra", "usłu", "proc", "czyn", "zała"),
    *("elek", "onli", "on-l", "papi"),
)
"""How words begin that may stand beside the name of any thing."""
_OTHER_THINGS = (
    r"\b(?:wyda|trwa|czeka|złóż|złoży|składa|potrzebn|dołącz|przyjdź|przyjm|załatw|odbierz|otrzym"
    r"|dosta|wyślij|zajm|umów|odpowi|zabierz|wypełn|decyzj|wniosek|dokument)"
)
_OF_CHARGES = (
    r"płat|płac|kosztuj|\bzł\b|pobiera|\b(?:nie|tylko|oprócz|wyjątk)|\bdla\b|\bod\b|\bza\b"
)
_WITHIN = ("and", "at", "from", "people")
"""What may stand within a thing's name."""
_BEFORE = ("at", "for")
"""What stands before no thing that is free, but before those of whom, or when, it is."""
_SHORT = [
    "i",
    "oraz",
    "a",
    "lub",
    "albo",
    "czy",
    "w",
    "we",
    "na",
    "do",
    "po",
    "przy",
    "o",
    "u",
    "przez",
    "od",
    "z",
    "ze",
    "za",
    "dla",
]
_LONGEST = 200
_STEM = 4


_TWO_FORMS = r"\s+w\s+(?:formie|postaci)\s+\w+(?:,\s+\w+)*\s+(?:albo|lub|i|oraz)\s+\w+"
_ASKS = r"(?:czy|ile|(?P<how>jak|gdzie|kiedy|komu)(?:\s+mogę)?)\s+"


class Charge(NamedTuple):
    """That something is free, or paid: the name of the thing and of the people, if any."""

    is_free: bool
    thing: str
    people: str = ""
    is_issued: bool = False
    """Whether it is of a paper spoken of before, „wydajemy je bezpłatnie”."""
    is_of_the_matter: bool = False
    """Whether the thing is told of the whole matter, „usługa żłobka”."""

    def but(self, is_free: bool) -> "Charge":
        """Return it of the same thing, free or paid."""
        return self._replace(is_free=is_free)

    @property
    def is_of_everybody(self) -> bool:
        """Whether no people are named, or all who live here."""
        return not self.people or self.people.startswith(("mieszka", "łodzian"))

    @property
    def names(self) -> list[str]:
        """The things named, „zgłoszenie i pełnomocnictwo” being two."""
        return compiled(r"\s+(?:i|oraz|lub|albo|a|czy)\s+").split(self.thing)


def said_of_charges(statement: str) -> tuple[Charge, ...]:
    """Return what a statement says of charges.

    Returns:
        What it says; nothing if it says nothing, or says that one thing is free and another is
        not, or more than can be read.
    """
    if len(statement) > _LONGEST:
        return ()
    said: list[Charge] = []
    statement = compiled(_TWO_FORMS).sub("", statement)
    for index, clause in enumerate(_APART.split(statement)):
        charges = _of_clause(clause)
        if charges is None:
            return ()
        if not charges and _may_limit(clause, is_first=index == 0):
            return ()
        said += charges
    return tuple(said) if len({charge.is_free for charge in said}) == 1 else ()


def answered_of_charges(said: Statement) -> tuple[Charge, ...]:
    """Return what a sentence says of charges; of what is asked for, where it names nothing."""
    charges = said_of_charges(said.words)
    asks = compiled(_ASKS).match(said.asked)
    if asks is None:
        return charges
    asked = said_of_charges(said.asked[asks.end() :])
    if not asked:
        return tuple(charge for charge in charges if charge.thing or charge.is_of_the_matter)
    if charges:
        return tuple(charge if charge.thing else asked[0].but(charge.is_free) for charge in charges)
    meanings = {meaning for _, meaning in _WORDS.words(said.words)} - {""}
    if asks["how"]:
        return (asked[0].but(bool(meanings) and meanings <= {"not", "none"}),)
    if meanings <= {"not", "none"} and (said.reply is not None or meanings):
        return (asked[0].but(asked[0].is_free is (said.reply is True)),)
    return (asked[0].but(asked[0].is_free),) if said.reply else ()


def known_to(thing: str, title: str, fees: Fees) -> bool:
    """Return whether each word of a thing's name is in the title, or in what is paid for."""
    words = f"{title} {' '.join(f'{row.kind} {row.rule}' for row in fee_rows(fees))}".lower()
    stems = {word[:_STEM] for word in compiled(r"[^\W\d_]+").findall(words)}
    return all(
        word[:_STEM] in stems or word in _SHORT or word.startswith(_GENERAL)
        for word in thing.split()
    )


def is_said_of_a_fee(charge: Charge, title: str, fees: Fees, exceptions: str) -> bool:
    """Return whether fees are due for what a charge is of, by the words for it."""
    if not charge.thing:
        return is_due(fees, exceptions)
    if charge.is_of_the_matter and known_to(charge.thing, title, ()):
        return is_due(fees, exceptions)
    return known_to(charge.thing, title, fees) and any(
        is_paid_for(name, title, fees) for name in charge.names
    )


def _may_limit(clause: str, *, is_first: bool) -> bool:
    """Return whether a clause without a charge may say of what, or when, another is true."""
    words = _WORDS.words(clause)
    if all(meaning is not None for _, meaning in words):
        return any(meaning in ("people", "for") for _, meaning in words)
    return (
        is_first
        or not compiled(_OTHER_THINGS).search(clause)
        or compiled(_OF_CHARGES).search(clause) is not None
    )


def _of_clause(clause: str) -> tuple[Charge, ...] | None:
    """Return what a clause says of charges; ``None`` if it cannot be read."""
    words = _WORDS.words(clause)
    meanings = [meaning for _, meaning in words]
    if not {"fee", "pay", "free", "exempt", "paid", "money"} & set(meanings):
        return ()
    signs = set(_signs(words))
    things = list(_things(words))
    people = [word for word, meaning in words if meaning == "people"]
    if len(signs) != 1 or None in things or len(people) > 1:
        return None
    whom = people[0] if people and not any(people[0] in str(thing) for thing in things) else ""
    is_issued = "it" in meanings and not things
    return tuple(
        Charge(signs == {True}, thing or "", whom, is_issued, "matter" in meanings)
        for thing in things or [""]
    )


def _signs(words: list[tuple[str, str | None]]) -> Iterator[bool]:
    """Yield whether it is free, for each word of a clause that says so or denies it."""
    denials = 0
    charged = False
    is_exempt = False
    sums = [word for word, meaning in words if meaning == "sum"]
    for _, meaning in words:
        if meaning == "not" or (meaning == "none" and ("nie", "not") not in words):
            denials += 1
        elif meaning == "free":
            yield denials % 2 == 0
            denials = 0
        elif meaning == "exempt":
            is_exempt = True
        charged = charged or meaning in ("fee", "pay", "paid", "money")
    if charged and sums and not "".join(sums).strip("0"):
        denials += 1
    if charged:
        yield denials % 2 == (0 if is_exempt else 1)


def _things(words: list[tuple[str, str | None]]) -> Iterator[str | None]:
    """Yield the names of things in a clause; ``None`` for what may be no thing."""
    may_be_within = any(meaning == "matter" for _, meaning in words)
    run: list[str] = []
    done = False
    behind: str | None = ""
    for word, meaning in [*words, ("", "")]:
        if meaning is None or (run and meaning in _WITHIN):
            if done or not word.isalpha() or (behind in _BEFORE[may_be_within:] and not run):
                yield None
            run.append(word)
        elif run:
            yield _trimmed(run)
            run = []
            done = True
        if meaning == "neither":
            done = False
        behind = meaning


def _trimmed(run: list[str]) -> str:
    """Return the words of a thing's name without those before what follows it."""
    while run and (run[-1] in _SHORT):
        run = run[:-1]
    return " ".join(run)
