"""Which cells have to do with an edition, and whose head agrees to its corrections."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from lckm_core.law import cites
from lckm_core.organisation import Directory, Role, is_own
from lckm_core.publication._editions import Edition
from lckm_core.publication._timeline import shown_from
from lckm_core.publication._workflow import MOVES, State, Transition


class UnitCell(NamedTuple):
    """A unit and, where a cell of it is named, that cell."""

    unit: str
    cell: str | None = None

    @classmethod
    def of(cls, edition: Edition) -> "UnitCell":
        """Return the unit and the cell that an edition names."""
        return cls(edition.procedure.unit, edition.procedure.cell)

    def __str__(self) -> str:
        return ", ".join(filter(None, self))


@cites("zał. 2 § 8 ust. 1", "zał. 2 § 8 ust. 3")
def cells_of(editions: Iterable[Edition], edition: Edition, on: date) -> tuple[UnitCell, ...]:
    """Return the cells responsible for an edition, its own first.

    The others are the cell whose text it corrects, and those of older editions that are shown today
    or later: until a change is shown, the procedure is theirs.

    Args:
        editions: those of the procedure.
        edition: which of them.
        on: today (Europe/Warsaw).

    Provisions: zał. 2 § 8 ust. 1, § 8 ust. 3 (interpretation I40).
    """
    editions = list(editions)
    older = [other for other in editions if other.number < edition.number]
    shown = [other for other in shown_from(editions, on) if other.number < edition.number]
    found = (edition, submitted_edition((*older, edition)), *shown)
    return tuple(dict.fromkeys(map(UnitCell.of, found)))


@cites("zał. 2 § 8 ust. 3")
def agreeing_cell(editions: Iterable[Edition], directory: Directory, on: date) -> UnitCell:
    """Return the cell whose head agrees to the corrections in the newest edition.

    It is the cell whose head last handed in or agreed to the text that is corrected. If the
    directory lists people but no head of that cell on that day, it is the cell that the corrected
    text names.

    Args:
        editions: those of the procedure.
        directory: the directory of cells and people.
        on: the day (Europe/Warsaw).

    Provision: zał. 2 § 8 ust. 3 (interpretation I40).
    """
    ordered = sorted(editions, key=lambda edition: edition.number)
    asked, named = UnitCell.of(submitted_edition(ordered)), UnitCell.of(ordered[-1])
    return cell_with_a_head((asked, named), directory, on)


def cell_with_a_head(cells: Sequence[UnitCell], directory: Directory, on: date) -> UnitCell:
    """Return the first of some cells that has a head that day; the first where none has."""
    if len(set(cells)) == 1:
        return cells[0]
    return next((cell for cell in cells if heads_of(cell, directory, on)), cells[0])


def heads_of(cell: UnitCell, directory: Directory, on: date) -> list[str]:
    """Return the names of those who head a cell on a day, as the directory has them."""
    names = [
        official.name
        for official in directory.people
        if on in official.window
        and any(role in HEADS and is_own(role, official, *cell) for role in official.roles)
    ]
    return list(dict.fromkeys(names))


HEADS: frozenset[Role] = frozenset().union(
    *(move.who for move in MOVES if move.verb is Transition.AGREE)
)
"""The roles that agree to corrections."""


def submitted_edition(editions: Iterable[Edition]) -> Edition:
    """Return the newest edition whose text a head handed in or agreed to, else the newest.

    *editions* are of one procedure, in order.
    """
    ordered = list(editions)
    back = steps_to_submitted(
        (edition.state, [act.verb for act in edition.acts]) for edition in reversed(ordered)
    )
    return ordered[-1 - back]


def steps_to_submitted(
    newest_first: Iterable[tuple[State, Sequence[Transition]]],
) -> int:
    """Return how many editions back a head handed in or agreed to the text.

    Each edition comes as its state and its acts; 0 where all are corrections.
    """
    for back, (state, verbs) in enumerate(newest_first):
        # A correction is kept both with the edition that it replaces and with the one it makes.
        is_corrected = state is State.REPLACED and verbs[-1:] == [Transition.CORRECT]
        own = verbs[:-1] if is_corrected else verbs
        last = next((at for at in reversed(range(len(own))) if own[at] is Transition.CORRECT), None)
        if last is None or Transition.AGREE in own[last:]:
            return back
    return 0
