"""Whether the unit or cell responsible is among the places of „Miejsce załatwienia”."""

import re

from lckm_core.organisation import Directory, misnamed_cell
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import Message, folded

_RANK = re.compile(r"(?:[ivx]+\s+)?(?P<rank>\w+)")
_OF_ITS_OWN = {"wydzial", "departament", "kancelaria", "urzad"}
"""Cells that are no part of another one; an „oddział” or a „rejon” may be."""
_OF_ONE_UNIT = {"wydzial", "departament"}
_WORD = re.compile(r"[^\W\d_]{4,}")


@rule(
    "LCKM-R066",
    "wzór: Miejsce załatwienia",
    "miejsca załatwienia bez jednostki albo komórki odpowiedzialnej",
    WARNING,
    part="places",
)
def places_name_who_is_responsible(
    unit: str, cell: str | None, places: tuple[parts.Place, ...], directory: Directory
) -> RuleFaults:
    """Every place is of another unit or cell than the one that is responsible (I30)."""
    # The usual place is the cell itself, which takes no more than a look.
    if not places or any(place.cell == cell and place.unit in (None, unit) for place in places):
        return
    # A unit or a cell that there is not is LCKM-R023 or LCKM-R024.
    if directory.unit(unit) is None or (cell and misnamed_cell(directory, unit, cell)):
        return
    if not all(_is_another(place, unit, cell, directory) for place in places):
        return
    responsible = cell or unit
    yield Contradiction(
        ("places",),
        Message(
            f"Wśród miejsc nie ma „{responsible}”, a wymienia się tu jednostkę i komórkę "
            "odpowiedzialne za realizację procedury.",
            f"“{responsible}” is not among the places, which are to list the unit and the cell "
            "responsible for the procedure.",
        ),
        None,
        ("places",),
        quotes=True,
        advice=Message(
            "Dodaj to miejsce z adresem i telefonem albo popraw pole „Jednostka” lub „Komórka”.",
            "Add it with address and telephone, or fix “unit” or “cell”.",
        ),
    )


@rule(
    "LCKM-R094",
    "wzór: Miejsce załatwienia",
    "komórka innej jednostki w miejscu załatwienia",
    WARNING,
    part="places",
)
def cells_of_places_are_of_their_unit(
    unit: str, places: tuple[parts.Place, ...], directory: Directory
) -> RuleFaults:
    """The cell of a place is, by the directory, one of another unit, and not of the place's."""
    for index, place in enumerate(places):
        # A unit whose cells are not all listed may have one of that name.
        known = directory.unit(place.unit or unit) if place.cell else None
        if known is None or place.cell is None or not known.cells or not known.lists_all_cells:
            continue
        cell = place.cell.partition(",")[0].strip()
        # Any unit may have a „Sekretariat” or a „Kancelaria” of its own.
        if _rank(cell) not in _OF_ONE_UNIT:
            continue
        owners = [
            other.name for other in directory.units if folded(cell) in map(folded, other.cells)
        ]
        if owners and not any(_may_be_same(cell, own) for own in known.cells):
            yield (
                ("places", index, "cell"),
                Message(
                    f"„{cell}” to według spisu komórka jednostki „{owners[0]}”, a nie "
                    f"„{known.name}”. Popraw jednostkę albo komórkę tego miejsca.",
                    f"By the directory, “{cell}” is a cell of “{owners[0]}”, and not of "
                    f"“{known.name}”. Fix the unit or the cell of this place.",
                ),
            )


def _is_another(place: parts.Place, unit: str, cell: str | None, directory: Directory) -> bool:
    """Return whether a place is surely neither that cell of that unit nor a part of it."""
    if place.unit is not None and place.unit != unit:
        return directory.unit(place.unit) is not None or _is_cell_of_another(
            place.unit, unit, directory
        )
    if cell is None or place.cell is None or _may_be_same(place.cell, cell):
        return False
    rank = _rank(place.cell)
    return rank in _OF_ITS_OWN or rank == _rank(cell)


def _is_cell_of_another(name: str, unit: str, directory: Directory) -> bool:
    """Return whether what stands for a place's unit is a cell that only another unit has."""
    owners = [known.name for known in directory.units if name in known.cells]
    return bool(owners) and unit not in owners


def _may_be_same(first: str, second: str) -> bool:
    """Return whether two names may be of one cell, or one holds the other."""
    first, second = folded(first), folded(second)
    if first in second or second in first:
        return True
    wanted = {word[:4] for word in _WORD.findall(second)} - {_rank(second)[:4]}
    shared = wanted & {word[:4] for word in _WORD.findall(first)}
    return 2 * len(shared) >= len(wanted) > 0


def _rank(cell: str) -> str:
    """Return the first word of a cell's name, after a number, „wydzial”."""
    found = _RANK.match(folded(cell))
    return found["rank"] if found else ""
