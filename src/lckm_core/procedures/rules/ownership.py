"""Rules of „Podstawa prawna” and „Realizator”."""

import re
from datetime import date

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.organisation import (
    Directory,
    misnamed_cell,
    misnamed_unit,
    unverified_cell,
)
from lckm_core.procedures import parts
from lckm_core.procedures.rules.names_of_people import (
    is_contact,
    names_no_person,
    names_several,
    without_contacts,
)
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_JOURNAL = re.compile(r"\d|\bBIP\b|biuletyn|dziennik|monitor", re.IGNORECASE)
"""What a journal reference has: a year, an item, a page, or the journal's name."""
_UNPUBLISHED = re.compile(
    r"\bnie\s?(?:był[aoy]?\s+|podlega\w*\s+)?(?:publikowan|opublikowan|ogłosz|ogłaszan|publikacj)",
    re.IGNORECASE,
)
"""What is said of a resolution that no journal has: not all of them are local law."""
_JOURNAL_IN_TITLE = KeywordPattern(
    "dz. dz.u m.p m. dziennik monitor",
    r"\b(?:Dz\.\s?U(?:rz)?\b|M\.\s?P\.|Dziennik\w{0,3}\s+(?:Ustaw|Urzędow\w+)"
    r"|Monitor\w{0,3}\s+Polsk\w+)[^;\n]*\d",
)
_PUBLISHED = (
    r"ustawa|rozp(?:orządzenie|\.)|uchwała|ordynacja\b|konstytucja\b|karta\s+nauczyciela"
    r"|k\.?p\.?a\b|kodeks\s+(?:post|cyw|karn|prac|rodz|sp[óo]ł|wyb|wykr|mor)"
    r"|prawo\s+(?!\s|miejscow)|art\.\s"
)
"""How the title of an act begins that a journal has; a provision is of such an act."""
_SHORT_NAME = (
    r"(?-i:(?!BRAK)[A-ZŁŚŻ][A-ZŁŚŻia-z]?[A-ZŁŚŻ]{1,4}|[A-ZŁŚŻ]{1,2}i[A-ZŁŚŻ]|(?:[a-zśż]\.\s?){2,6}"
    r"|u[bcdfghijklłmnoprsśtwzż]{1,5}|k(?:pa|pc|pk|ks|ro|rio|sh|sw|c|k|w|p)"
    r"|p(?:psa|zp|ord|oś|usa|b|w)|op)"
)
"""A whole title that is the short name of an act, „udp”, „k.p.a.”, „RODO”."""


@rule(
    "LCKM-R020", "wzór: Podstawa prawna", "akt prawny bez publikatora", WARNING, each="legal_basis"
)
def act_has_a_journal(act: parts.LegalAct) -> RuleFaults:
    """An act, regulation or council resolution has no journal reference."""
    title = act.title.lower()
    if title.startswith("uchwał") and _UNPUBLISHED.search(f"{title} {act.journal or ''}"):
        return
    if (
        not act.journal
        and (compiled(_PUBLISHED).match(title) or compiled(_SHORT_NAME).fullmatch(act.title))
        and _JOURNAL_IN_TITLE.search(act.title) is None
    ):
        yield (
            (),
            Message(
                "Akt nie ma publikatora. "
                "Podaj „Publikator” (journal), np. „Dz. U. z 2023 r. poz. 40”.",
                "The act has no journal reference. "
                "Give “journal”, such as “Dz. U. z 2023 r. poz. 40”.",
            ),
        )
    if act.journal and not _JOURNAL.search(act.journal):
        yield (
            ("journal",),
            Message(
                f"„{act.journal}” nie wskazuje, gdzie akt ogłoszono. "
                "Podaj publikator, np. „Dz. U. z 2023 r. poz. 40”.",
                f"“{act.journal}” does not tell where the act was published. "
                "Give a reference such as “Dz. U. z 2023 r. poz. 40”.",
            ),
        )


@rule("LCKM-R021", "wzór: Właściciel", "więcej niż jeden właściciel")
def owner_is_one_person(owner: parts.Person) -> RuleFaults:
    """The owner's name names several people."""
    if names_several(owner.name) and not names_no_person(owner.name):
        yield (
            ("owner", "name"),
            Message(
                "Właścicielem jest dokładnie jedna osoba. Podaj jedno nazwisko i imię.",
                "The owner is exactly one person. Give one name.",
            ),
        )


_NOBODY = Message(
    "To nazwa komórki albo stanowiska, a powinno tu być nazwisko i imię pracownika. Podaj je.",
    "This is a cell or a position where a member of staff belongs. Give surname and first name.",
)

_CONTACT_ALONE = Message(
    "To adres e-mail, adres strony albo telefon, a powinno tu być nazwisko i imię pracownika. "
    "Podaj je.",
    "This is an e-mail address, a page or a telephone where a member of staff belongs. Give "
    "surname and first name.",
)


def _nobody_in(name: str) -> Message | None:
    """Return what is wrong with a name that is nobody's."""
    if is_contact(name):
        return _CONTACT_ALONE
    return _NOBODY if names_no_person(name) else None


@rule("LCKM-R042", "wzór: Właściciel", "właściciel, który nie jest osobą")
def owner_is_a_person(owner: parts.Person) -> RuleFaults:
    """The owner is a cell or a position, and no person."""
    if message := _nobody_in(owner.name):
        yield ("owner", "name"), message


@rule(
    "LCKM-R043",
    "wzór: Osoba, która wytworzyła informację lub osoba, która odpowiada za treść informacji",
    "osoba odpowiedzialna, która nie jest osobą",
    each="authors",
)
def author_is_a_person(author: parts.Person) -> RuleFaults:
    """An author is a cell or a position, and no person."""
    if message := _nobody_in(author.name):
        yield ("name",), message


@rule("LCKM-R044", "wzór: Koordynator", "koordynator, który nie jest osobą", each="coordinators")
def coordinator_is_a_person(coordinator: parts.Coordinator) -> RuleFaults:
    """A coordinator is a cell or a position, and no person."""
    if message := _nobody_in(coordinator.name):
        yield ("name",), message


_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def _lacks_a_name(person: str) -> bool:
    """Return whether a name is one word, or one with an initial."""
    name_words = [name for name in _NAME.findall(without_contacts(person)) if len(name) > 1]
    return len(name_words) == 1 and not names_no_person(person)


# Advice, because there are people who bear one name.
_ONE_NAME = Message(
    "Podano jedno słowo albo inicjał, a powinno tu być nazwisko i imię. Dopisz brakujące.",
    "One word, or an initial, is given where surname and first name belong. Add what is missing.",
)


@rule("LCKM-R028", "wzór: Właściciel", "właściciel bez imienia albo nazwiska", WARNING)
def owner_has_both_names(owner: parts.Person) -> RuleFaults:
    """The owner's name is one word, without surname or first name."""
    if _lacks_a_name(owner.name):
        yield ("owner", "name"), _ONE_NAME


@rule(
    "LCKM-R029",
    "wzór: Osoba, która wytworzyła informację lub osoba, która odpowiada za treść informacji",
    "osoba odpowiedzialna bez imienia albo nazwiska",
    WARNING,
    each="authors",
)
def author_has_both_names(author: parts.Person) -> RuleFaults:
    """The name of an author is one word, without surname or first name."""
    if _lacks_a_name(author.name):
        yield ("name",), _ONE_NAME


@rule(
    "LCKM-R030",
    "wzór: Koordynator",
    "koordynator bez imienia albo nazwiska",
    WARNING,
    each="coordinators",
)
def coordinator_has_both_names(coordinator: parts.Coordinator) -> RuleFaults:
    """The name of a coordinator is one word, without surname or first name."""
    if _lacks_a_name(coordinator.name):
        yield ("name",), _ONE_NAME


@rule(
    "LCKM-R031",
    "wzór: Telefony do pracowników jednostki/komórki",
    "pracownik przy telefonie bez imienia albo nazwiska",
    WARNING,
    part="call_centre",
)
def staff_have_both_names(call_centre: CallCentre | None) -> RuleFaults:
    """A name among the telephones of staff is one word, without surname or first name."""
    for index, staff in enumerate(call_centre.phones if call_centre else ()):
        if _lacks_a_name(staff.name):
            yield ("call_centre", "phones", index, "name"), _ONE_NAME


@rule(
    "LCKM-R083",
    "wzór: Telefony do pracowników jednostki/komórki",
    "pracownik przy telefonie, który nie jest osobą",
    part="call_centre",
)
def staff_are_people(call_centre: CallCentre | None) -> RuleFaults:
    """A name among the telephones of staff is a cell or a position, and no person."""
    for index, staff in enumerate(call_centre.phones if call_centre else ()):
        if message := _nobody_in(staff.name):
            yield ("call_centre", "phones", index, "name"), message


@rule(
    "LCKM-R022", "wzór: Koordynator", "więcej niż jeden koordynator w komórce", part="coordinators"
)
def one_coordinator_a_cell(coordinators: tuple[parts.Coordinator, ...]) -> RuleFaults:
    """A cell has more than one coordinator."""
    seen: set[str] = set()
    for index, coordinator in enumerate(coordinators):
        cell = " ".join(coordinator.cell.casefold().split())
        several = names_several(coordinator.name) and not names_no_person(coordinator.name)
        if cell in seen or several:
            yield (
                ("coordinators", index),
                Message(
                    f"Komórka „{coordinator.cell}” ma więcej niż jednego koordynatora. "
                    "Zostaw jednego.",
                    f"The cell “{coordinator.cell}” has more than one coordinator. Keep one.",
                ),
            )
        seen.add(cell)


@rule("LCKM-R023", "wzór: Jednostka", "nieznana jednostka")
def unit_is_known(unit: str, directory: Directory, requested_on: date | None) -> RuleFaults:
    """The unit is neither the Office nor one of the units of annex 1."""
    unknown = misnamed_unit(directory, unit, requested_on)
    if unknown:
        yield ("unit",), unknown


@rule("LCKM-R024", "wzór: Komórka", "nieznana komórka jednostki")
def cell_is_known(unit: str, cell: str | None, directory: Directory) -> RuleFaults:
    """The cell is not one of its unit's, or is missing where the Office is the unit."""
    unknown = misnamed_cell(directory, unit, cell) if cell is not None else None
    if unknown:
        yield ("cell",), unknown
    if unit == directory.city.office and cell is None:
        yield (
            ("cell",),
            Message(
                "Procedura Urzędu nie ma komórki, która ją realizuje. "
                "Podaj nazwę wydziału lub równorzędnej komórki.",
                "A procedure of the Office names no cell. Give the department that handles it.",
            ),
        )


# A sound description is not at fault where only our own list falls short.
@rule("LCKM-R045", "wzór: Komórka", "komórka, której nazwy nie sprawdzono", WARNING)
def cell_is_verified(unit: str, cell: str | None, directory: Directory) -> RuleFaults:
    """The cell could not be checked, for the directory in use lacks some of its unit's cells."""
    unverified = unverified_cell(directory, unit, cell) if cell is not None else None
    if unverified:
        yield ("cell",), unverified


@rule(
    "LCKM-R027",
    "wzór: Miejsce załatwienia",
    "jednostka w miejscu załatwienia zapisana inaczej niż w spisie",
    WARNING,
    part="places",
)
def places_spell_units_alike(places: tuple[parts.Place, ...], directory: Directory) -> RuleFaults:
    """A place names a unit nearly, but not exactly, as the directory does."""
    for index, place in enumerate(places):
        if not place.unit or directory.unit(place.unit) is not None:
            continue
        near = directory.suggest_unit(place.unit)
        if near:
            yield (
                ("places", index, "unit"),
                Message(
                    f"W spisie nie ma jednostki „{place.unit}”. Czy chodzi o „{near}”?",
                    f"The directory has no unit “{place.unit}”. Did you mean “{near}”?",
                ),
            )
