"""Who of the directory may do what waits for a cell or unit, by name."""

from collections.abc import Collection, Sequence
from datetime import date

from lckm_core import ContactCentre
from lckm_core.call_centre import DataRequest
from lckm_core.organisation import PERMISSIONS, Act, Directory, Role, is_own
from lckm_core.ports import UnitRequest
from lckm_core.publication import MOVES, Edition, Transition
from lckm_core.text import Noun, counted

NOBODY_ANSWERS = (
    "nikt: w spisie osób nie ma dziś nikogo, kto by na nią odpowiedział. Zadzwoń tam i powiedz "
    "operatorowi"
)
"""What is said of a request that nobody of the directory may answer."""
_MOST_NAMES = 5
_OTHERS = Noun("inna osoba", "inne osoby", "innych osób", "other person", "other people")


def people_able(
    directory: Directory, roles: Collection[Role], unit: str, cell: str | None, on: date
) -> list[str]:
    """Return the names of those who serve that day for a cell or unit in one of some roles."""
    names = [
        official.name
        for official in directory.people
        if on in official.window
        and any(role in roles and is_own(role, official, unit, cell) for role in official.roles)
    ]
    return list(dict.fromkeys(names))


def known_cells(directory: Directory, on: date) -> list[str]:
    """Return the cells that the directory lists, or where somebody of it serves that day."""
    listed = [cell for unit in directory.units if on in unit.window for cell in unit.cells]
    served = [
        official.cell for official in directory.people if official.cell and on in official.window
    ]
    return sorted({*listed, *served})


def agreeing_words(centre: ContactCentre, edition: Edition, on: date) -> str:
    """Return who may agree to the corrections of an edition, or that nobody may."""
    if names := _heads(centre, edition, on):
        return f"Uzgodnić poprawki może: {', '.join(names)}."
    return (
        f"Poprawek nikt dziś nie uzgodni: {_NO_HEAD.format(_place(edition))} Powiedz operatorowi, "
        "kto nim jest, albo zwróć opis do poprawy."
    )


def absence_words(centre: ContactCentre, edition: Edition, on: date) -> str:
    """Return that no head sees why an edition is given back; empty where one does."""
    if _heads(centre, edition, on):
        return ""
    return (
        f"Powodu nikt w Biurze nie zobaczy: {_NO_HEAD.format(_place(edition))} Zawiadom go inaczej."
    )


def _heads(centre: ContactCentre, edition: Edition, on: date) -> list[str]:
    roles = {role for move in MOVES if move.verb is Transition.AGREE for role in move.who}
    text = edition.procedure
    return people_able(centre.plugins.directory, roles, text.unit, text.cell, on)


def _place(edition: Edition) -> str:
    return edition.procedure.cell or edition.procedure.unit


_NO_HEAD = "w spisie osób nie ma dziś jej kierownika („{}”)."


def answering_people(
    directory: Directory, kind: type[UnitRequest], unit: str, cell: str | None, on: date
) -> Sequence[str]:
    """Return the names of those who see a request of a kind that day and may do what it asks."""
    act = Act.ANSWER_DATA_REQUEST if kind is DataRequest else Act.NAME_BRIEFER
    roles, _ = PERMISSIONS[act]
    return people_able(directory, roles, unit, cell, on)


def answering_words(directory: Directory, request: UnitRequest, on: date) -> str:
    """Return who may do what a request to a unit asks, or that nobody of the directory may."""
    names = answering_people(directory, type(request), request.unit, request.cell, on)
    if not names:
        return NOBODY_ANSWERS
    rest = len(names) - _MOST_NAMES
    more = f" i {counted(rest, _OTHERS).pl}" if rest > 0 else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"
