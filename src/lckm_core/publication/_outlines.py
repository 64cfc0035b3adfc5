"""Outlines of editions: what a list of procedures shows of each, without its text."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

import attrs
from attrs.validators import optional

from lckm_core.calendar import Window, validate_aware
from lckm_core.law import cites
from lckm_core.publication._editions import Edition
from lckm_core.publication._workflow import State


@cites("zał. 2 § 8 ust. 1")
@attrs.frozen(kw_only=True)
class EditionOutline:
    """What a list shows of the newest edition of a procedure.

    Args:
        id: the procedure's number.
        number: the edition's number.
        title: the procedure's title.
        unit: whose it is.
        cell: the cell of that unit.
        state: where the edition stands.
        window: the days from „Obowiązuje od” to „Obowiązuje do”, both included.
        in_state_since: the moment at which it came into its state; ``None`` where not recorded.
    """

    id: str
    number: int
    title: str
    unit: str
    cell: str | None = None
    state: State
    window: Window = Window()
    in_state_since: datetime | None = None

    @classmethod
    def of(cls, edition: Edition) -> "EditionOutline":
        """Return the outline of an edition."""
        procedure = edition.procedure
        return cls(
            id=edition.id,
            number=edition.number,
            title=procedure.title,
            unit=procedure.unit,
            cell=procedure.cell,
            state=edition.state,
            window=edition.window,
            in_state_since=edition.in_state_since,
        )


def outlines_of(editions: Iterable[Edition]) -> tuple[EditionOutline, ...]:
    """Return the outlines of the newest edition of each procedure, by its number.

    *editions* come by procedure and their own number.
    """
    newest = {edition.id: edition for edition in editions}
    return tuple(EditionOutline.of(newest[id_]) for id_ in sorted(newest))


@attrs.frozen(kw_only=True)
class OutlineQuery:
    """The conditions that every procedure of a list meets; one that is ``None`` lets any pass.

    Args:
        states: only those whose newest edition stands in one of these states.
        units: only those of these units.
        cells: only those of these cells; ``None`` among them: those without a cell.
        ends_by: only those whose last day is this one or earlier.
        in_state_before: only those in their state since before this moment, aware.

    Raises ``ValueError`` for a naive moment.
    """

    states: Collection[State] | None = None
    units: Collection[str] | None = None
    cells: Collection[str | None] | None = None
    ends_by: date | None = None
    in_state_before: datetime | None = attrs.field(default=None, validator=optional(validate_aware))

    def is_met_by(self, outline: EditionOutline) -> bool:
        """Return whether a procedure meets every condition."""
        last, begin = outline.window.end, outline.in_state_since
        return (
            (self.states is None or outline.state in self.states)
            and (self.units is None or outline.unit in self.units)
            and (self.cells is None or outline.cell in self.cells)
            and (self.ends_by is None or (last is not None and last <= self.ends_by))
            and (
                self.in_state_before is None or (begin is not None and begin < self.in_state_before)
            )
        )
