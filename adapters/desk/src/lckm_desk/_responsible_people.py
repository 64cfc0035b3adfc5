"""Who in the directory may act for a cell or unit, by name."""

from collections.abc import Sequence
from datetime import date

from lckm_core import ContactCentre
from lckm_core.call_centre import DataRequest
from lckm_core.organisation import PERMISSIONS, Act, Directory, is_own
from lckm_core.ports import UnitRequest
from lckm_core.publication import (
    Edition,
    State,
    UnitCell,
    cells_of,
    heads_of,
    shown_from,
    shown_on,
)
from lckm_core.text import Noun, counted

NOBODY_ANSWERS = (
    "nikt: w spisie osób nie ma dziś nikogo, kto by na nią odpowiedział. Zadzwoń tam i powiedz "
    "operatorowi"
)
"""What is said of a request that nobody in the directory may answer."""
_NO_HEAD = "w spisie osób nie ma dziś jej kierownika („{}”)."
_MOST_NAMES = 5
_OTHERS = Noun("inna osoba", "inne osoby", "innych osób", "other person", "other people")


def known_cells(directory: Directory, on: date) -> list[str]:
    """Return the cells that the directory lists, or in which somebody listed serves that day."""
    listed = [cell for unit in directory.units if on in unit.window for cell in unit.cells]
    served = [
        official.cell for official in directory.people if official.cell and on in official.window
    ]
    return sorted({*listed, *served})


def agreeing_words(centre: ContactCentre, cell: UnitCell, on: date) -> str:
    """Return who may agree to corrections for a cell, or that nobody may."""
    if names := heads_of(cell, centre.plugins.directory, on):
        return f"Uzgodnić poprawki może: {', '.join(names)}."
    return (
        f"Poprawek nikt dziś nie uzgodni: {_NO_HEAD.format(cell.cell or cell.unit)} Powiedz "
        "operatorowi, kto nim jest, albo zwróć opis do poprawy."
    )


def absence_words(centre: ContactCentre, cell: UnitCell, on: date) -> str:
    """Return that no head of a cell will see why a text is given back; else empty."""
    if heads_of(cell, centre.plugins.directory, on):
        return ""
    return (
        f"Powodu nikt w Biurze nie zobaczy: {_NO_HEAD.format(cell.cell or cell.unit)} Zawiadom go "
        "inaczej."
    )


def cell_change_words(centre: ContactCentre, editions: Sequence[Edition], on: date) -> str:
    """Return words for a newest edition that moves the procedure to another cell; else empty.

    For an edition that is shown already, they say that the procedure goes back afterwards.

    Args:
        centre: the contact centre.
        editions: those of the procedure, the newest last; it may not be stored yet.
        on: today.
    """
    newest = editions[-1]
    new, *former = cells_of(editions, newest, on)
    is_over = newest.state is State.PUBLISHED and newest not in shown_from(editions, on)
    if not former or not newest.state.may_be_shown or is_over:
        return ""
    whose = "”, „".join(map(str, former))
    names = list(
        dict.fromkeys(
            name for cell in former for name in heads_of(cell, centre.plugins.directory, on)
        )
    )
    heads = f" ({', '.join(names)})" if names else ""
    if shown_on(editions, on) == newest:
        return (
            f"Tę wersję pokazujemy teraz, więc procedura należy do „{new}”. Gdy jej dni się "
            f"skończą, wróci starsza wersja, a z nią procedura do „{whose}”{heads}. Do tego czasu "
            "tę wersję widzą obie."
        )
    return (
        f"Ta wersja zmienia komórkę: procedura przejdzie z „{whose}” do „{new}”, gdy zacznie być "
        f"pokazywana. Do tego czasu to, co jest pokazywane, należy do dotychczasowej{heads}, "
        "a tę wersję widzą obie."
    )


def answering_people(
    directory: Directory, kind: type[UnitRequest], unit: str, cell: str | None, on: date
) -> Sequence[str]:
    """Return the names of those who can see and answer a request of a kind that day."""
    act = Act.ANSWER_DATA_REQUEST if kind is DataRequest else Act.NAME_BRIEFER
    roles, _ = PERMISSIONS[act]
    names = [
        official.name
        for official in directory.people
        if on in official.window
        and any(role in roles and is_own(role, official, unit, cell) for role in official.roles)
    ]
    return list(dict.fromkeys(names))


def answering_words(directory: Directory, request: UnitRequest, on: date) -> str:
    """Return who may do what a request to a unit asks, or that nobody in the directory may."""
    names = answering_people(directory, type(request), request.unit, request.cell, on)
    if not names:
        return NOBODY_ANSWERS
    rest = len(names) - _MOST_NAMES
    more = f" i {counted(rest, _OTHERS).pl}" if rest > 0 else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"
