"""Editions: one text of a procedure, its state, and what was done to it by whom."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar, assert_never

import attrs

from lckm_core.amendments import Base, UpdateRequest
from lckm_core.calendar import Window, validate_aware
from lckm_core.findings import Finding
from lckm_core.organisation import Role
from lckm_core.procedures import Handover, Procedure
from lckm_core.publication._instants import Instant, day_after, day_before
from lckm_core.publication._workflow import MOVES, Move, State, Transition

_E = TypeVar("_E", bound="EditionRecord")
Lifetime = tuple[Instant | None, Instant | None]
"""When something is shown: from the first instant to before the second; ``None`` is open."""


@attrs.frozen(kw_only=True)
class EditionAct:
    """One act on an edition: what was done, by whom in which role, and when (aware).

    ``role`` and ``by`` are ``None`` for what happens by the passing of time. ``note`` is the reason
    given; for a change of the call centre's own field, it is the earlier text.
    """

    verb: Transition
    at: datetime = attrs.field(validator=validate_aware)
    role: Role | None = None
    by: str | None = None
    note: str | None = None


@attrs.frozen
class HeldFile:
    """A file to download: its name in the document, its content's address, its bytes."""

    name: str
    address: str
    size: int


@attrs.frozen(kw_only=True)
class EditionRecord:
    """What is stored of every edition of a description or an announcement, except its text.

    ``number`` counts the editions of one procedure or announcement from 1: a greater one is newer.
    ``ended_on`` is the first day on which a replaced or withdrawn edition is no longer shown. Days
    are civil days of Europe/Warsaw. ``handover`` is the record of how it came (zał. 2 § 7, § 8,
    § 11), ``acts`` what was done to it, in order.
    """

    number: int = 1
    state: State = State.PUBLISHED
    requested_on: date | None = None
    published_by: str | None = None
    published_on: date | None = None
    ended_on: date | None = None
    handover: Handover | None = None
    acts: tuple[EditionAct, ...] = ()

    @property
    def id(self) -> str:
        """The number of the procedure or announcement."""
        raise NotImplementedError

    @property
    def window(self) -> Window:
        """The days from „Obowiązuje od” to „Obowiązuje do”, both included (interpretation I1)."""
        raise NotImplementedError

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that an edition of its kind may make."""
        raise NotImplementedError

    @property
    def in_state_since(self) -> datetime | None:
        """The moment at which it came into its state, ``None`` where not recorded."""
        moves = (act.at for act in reversed(self.acts) if act.verb is not Transition.NOTE)
        return next(moves, None)

    @property
    def published_at(self) -> datetime | None:
        """The moment of publication, ``None`` where not recorded."""
        return next((act.at for act in reversed(self.acts) if act.verb is Transition.PUBLISH), None)

    @property
    def ended_at(self) -> datetime | None:
        """The moment at which it was replaced or withdrawn, ``None`` where not recorded."""
        return self._end.at if self._end else None

    @property
    def ended_by(self) -> str | None:
        """Who replaced or withdrew it, ``None`` where nobody did or it was not recorded."""
        return self._end.by if self._end else None

    @property
    def _end(self) -> EditionAct | None:
        ends = (Transition.REPLACE, Transition.WITHDRAW)
        return next((act for act in reversed(self.acts) if act.verb in ends), None)

    @property
    def lifetime(self) -> Lifetime | None:
        """When it is shown unless a newer edition is; ``None`` when never.

        That is its window, limited to the time from its publication to its end.
        """
        match self.state:
            case State.RECEIVED | State.RETURNED | State.CORRECTED | State.CHECKED:
                return None
            case State.REPLACED | State.WITHDRAWN if self.ended_on in (None, date.min):
                return None
            case State.PUBLISHED | State.REPLACED | State.WITHDRAWN | State.EXPIRED:
                begin = max(self._beginnings(), default=None)
                end = min(self._ends(), default=None)
                return None if begin and end and end <= begin else (begin, end)
            case _:
                assert_never(self.state)

    def _beginnings(self) -> Iterator[Instant]:
        if self.window.start:
            yield Instant(self.window.start)
        if self.published_on:
            yield Instant.of(self.published_on, self.published_at)

    def _ends(self) -> Iterator[Instant]:
        after = day_after(self.window.end) if self.window.end else None
        if after:
            yield Instant(after)
        if self.ended_on:
            yield Instant.of(self.ended_on, self.ended_at)

    @property
    def shown(self) -> Window | None:
        """The days of its lifetime; ``None`` when there are none.

        A day counts when the edition is shown at its end.
        """
        if self.lifetime is None:
            return None
        begin, end = self.lifetime
        window = Window(begin.day if begin else None, day_before(end.day) if end else None)
        return None if window.is_empty else window


@attrs.frozen(kw_only=True)
class Edition(EditionRecord):
    """One text of a procedure that was handed in and, perhaps, published.

    The text never changes, but for the call centre's own field. ``request`` are the marked changes
    that made it (§ 9 ust. 2), ``files`` what can be downloaded (§ 9 ust. 3). ``findings`` are those
    of the file it came in that the text does not show, such as unread parts of a Word document.
    """

    procedure: Procedure
    request: UpdateRequest | None = None
    files: tuple[HeldFile, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """The procedure's number."""
        return self.procedure.id

    @property
    def window(self) -> Window:
        """The days from „Obowiązuje od” to „Obowiązuje do”, both included (interpretation I1)."""
        return Window(self.procedure.valid_from, self.procedure.valid_to)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves of descriptions."""
        return MOVES

    @property
    def texts(self) -> tuple[Procedure, ...]:
        """The text as it was before each note of the call centre, oldest first, and as it is."""
        before = (act.note for act in self.acts if act.verb is Transition.NOTE)
        return (*(self.with_note(note).procedure for note in before), self.procedure)

    def with_note(self, note: str | None) -> "Edition":
        """Return the edition with another text in the call centre's own field („Inne”)."""
        section = attrs.evolve(self.procedure.call_centre, other=note)
        return attrs.evolve(self, procedure=attrs.evolve(self.procedure, call_centre=section))

    def shares_handover_with(self, other: "Edition") -> bool:
        """Return whether both stem from one handover: one is a correction of the other."""
        return self.acts[:1] == other.acts[:1]

    @property
    def produced_on(self) -> date | None:
        """The day of production, else the day of the request (interpretation I11)."""
        return self.procedure.produced_on or self.requested_on


def without_returned(editions: Iterable[Edition]) -> list[Edition]:
    """Return the editions that were not returned, in their order."""
    return [edition for edition in editions if edition.state is not State.RETURNED]


def edition_to_follow(editions: Iterable[_E], first_day: date | None, today: date) -> _E | None:
    """Return the edition that a new text will replace, and is compared with.

    That is the newest one. But where the newest is for later days, a text for earlier days does
    not replace it: then it is the newest edition shown on the first day of the text.

    Args:
        editions: those of one procedure or announcement.
        first_day: the first day of the new text; ``None`` for the day of its publication.
        today: the day on which it comes.
    """
    ordered = sorted(editions, key=lambda edition: edition.number)
    if not ordered or ordered[-1].state.is_on_the_way:
        return ordered[-1] if ordered else None
    first = max(first_day or today, today)
    return next((edition for edition in ordered[::-1] if first in edition.window), ordered[-1])


def edition_to_change(editions: Iterable[Edition], request: UpdateRequest) -> Edition | None:
    """Return the edition that a request changes, ``None`` where all were returned.

    That is the newest that was not returned, or an older published one whose days the request
    names.
    """
    accepted = sorted(without_returned(editions), key=lambda edition: edition.number)
    if not accepted:
        return None
    newest = accepted[-1]
    published = [edition for edition in accepted[::-1] if edition.state is State.PUBLISHED]
    named = (
        edition for edition in (newest, *published) if Base.of(edition.procedure) == request.base
    )
    return newest if request.base is None else next(named, newest)
