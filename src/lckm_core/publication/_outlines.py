"""Outlines of editions: what a list of procedures shows of each, without its text."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from itertools import zip_longest

import attrs
from attrs.validators import optional

from lckm_core.calendar import Window, validate_aware
from lckm_core.law import cites
from lckm_core.publication._editions import Edition, EditionRecord
from lckm_core.publication._responsible_cells import UnitCell, submitted_edition
from lckm_core.publication._timeline import DisplayPeriod, shown_from, timeline
from lckm_core.publication._workflow import MOVES, Move, State
from lckm_core.search_words import SearchWords


@attrs.frozen(kw_only=True)
class PublishedDays(EditionRecord):
    """A published edition without its text: its number, its days and its cell."""

    procedure_id: str
    days: Window = Window()
    whose: UnitCell

    @property
    def id(self) -> str:
        """The number of the procedure."""
        return self.procedure_id

    @property
    def window(self) -> Window:
        """The days from „Obowiązuje od” to „Obowiązuje do”, both included (interpretation I1)."""
        return self.days

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves of descriptions."""
        return MOVES


@cites("zał. 2 § 8 ust. 1")
@attrs.frozen(kw_only=True)
class EditionOutline:
    """What a list shows of a procedure: its newest edition, and what is published of it.

    Args:
        id: the procedure's number.
        number: the edition's number.
        title: the procedure's title.
        unit: the unit that it belongs to.
        cell: the cell of that unit.
        state: where the edition stands.
        window: the days from „Obowiązuje od” to „Obowiązuje do”, both included.
        in_state_since: the moment at which it came into its state; ``None`` where not recorded.
        published: the published editions, by number; the newest need not be among them.
        ended_as: where none is published, the state of the last that was: withdrawn or expired.
        submitted_by: the cell of the text that its head last handed in or agreed to.
    """

    id: str
    number: int
    title: str
    unit: str
    cell: str | None = None
    state: State
    window: Window = Window()
    in_state_since: datetime | None = None
    published: tuple[PublishedDays, ...] = ()
    ended_as: State | None = None
    submitted_by: UnitCell

    @classmethod
    def of(cls, *editions: Edition) -> "EditionOutline":
        """Return the outline of a procedure of its editions, the newest last."""
        edition = editions[-1]
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
            published=tuple(
                PublishedDays(
                    procedure_id=version.id,
                    number=version.number,
                    days=version.window,
                    whose=UnitCell.of(version),
                )
                for version in editions
                if version.state is State.PUBLISHED
            ),
            ended_as=find_publication_end(version.state for version in editions),
            submitted_by=UnitCell.of(submitted_edition(editions)),
        )

    def cells(self, on: date) -> tuple[UnitCell, ...]:
        """Return the cells responsible for the newest edition, as :func:`cells_of` does."""
        shown = shown_from(self.published, on)
        older = [edition.whose for edition in shown if edition.number < self.number]
        return tuple(dict.fromkeys((self.whose, self.submitted_by, *older)))

    @property
    def all_cells(self) -> tuple[UnitCell, ...]:
        """The cells responsible for it on any day."""
        return (self.whose, self.submitted_by, *(edition.whose for edition in self.published))

    @property
    def whose(self) -> UnitCell:
        """The cell that the edition names."""
        return UnitCell(self.unit, self.cell)

    @property
    def states(self) -> frozenset[State]:
        """The state of the newest edition, and that of what residents see or saw."""
        shown = State.PUBLISHED if self.published else self.ended_as
        return frozenset({self.state, shown or self.state})

    def ending(self, day: date) -> DisplayPeriod[PublishedDays] | None:
        """Return the first period not over by *day* after which nothing newer is shown.

        After it nothing is shown, or an older edition; ``None`` where there is no such period.
        """
        periods = [
            period
            for period in timeline(self.published)
            if period.last is None or period.last >= day
        ]
        for period, after in zip_longest(periods, periods[1:]):
            if period.last is not None and not _is_newer_next_day(period, after):
                return period
        return None


def _is_newer_next_day(
    period: DisplayPeriod[PublishedDays], after: DisplayPeriod[PublishedDays] | None
) -> bool:
    if after is None or period.last is None or period.edition.number > after.edition.number:
        return False
    return after.first == period.last + timedelta(days=1)


def find_publication_end(states: Iterable[State]) -> State | None:
    """Return how publication ended, of the states of all editions, the newest last.

    ``None`` where an edition is published, and where none ever was.
    """
    ends = [state for state in states if state in (State.PUBLISHED, State.WITHDRAWN, State.EXPIRED)]
    return None if State.PUBLISHED in ends else next(reversed(ends), None)


def outlines_of(editions: Iterable[Edition]) -> tuple[EditionOutline, ...]:
    """Return the outline of each procedure, by its number.

    *editions* come by procedure and their own number.
    """
    by_id: dict[str, list[Edition]] = {}
    for edition in editions:
        by_id.setdefault(edition.id, []).append(edition)
    return tuple(EditionOutline.of(*by_id[id_]) for id_ in sorted(by_id))


@attrs.frozen(kw_only=True)
class OutlineQuery:
    """The conditions that every procedure of a list meets; one that is ``None`` lets any pass.

    Args:
        states: only those whose newest edition, or what residents see or saw, stands in one of
            these states.
        units: only those of which an edition that is published or the newest is of these units.
        cells: the same for cells; ``None`` among them: those without a cell.
        ends_in: only those of which an edition has its last day in these days, with nothing newer
            after it.
        in_state_before: only those in their state since before this moment, aware.
        words: only those whose title has these words.

    Raises ``ValueError`` for a naive moment.
    """

    states: Collection[State] | None = None
    units: Collection[str] | None = None
    cells: Collection[str | None] | None = None
    ends_in: Window | None = None
    in_state_before: datetime | None = attrs.field(default=None, validator=optional(validate_aware))
    words: SearchWords | None = None

    def is_met_by(self, outline: EditionOutline) -> bool:
        """Return whether a procedure meets every condition."""
        begin = outline.in_state_since
        return (
            (self.states is None or not outline.states.isdisjoint(self.states))
            and (self.units is None or any(cell.unit in self.units for cell in outline.all_cells))
            and (self.cells is None or any(cell.cell in self.cells for cell in outline.all_cells))
            and (self.words is None or self.words.are_in(outline.title))
            and (self.ends_in is None or _ends_in(outline, self.ends_in))
            and (
                self.in_state_before is None or (begin is not None and begin < self.in_state_before)
            )
        )


def _ends_in(outline: EditionOutline, days: Window) -> bool:
    ending = outline.ending(days.start or date.min)
    return ending is not None and ending.last is not None and ending.last in days
