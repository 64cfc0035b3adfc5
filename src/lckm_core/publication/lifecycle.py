"""From a description received to one no longer shown: states, who may move an edition, and what is shown on which day."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import assert_never

import attrs

from lckm_core.calendar import Window
from lckm_core.errors import IllegalMoveError
from lckm_core.ordinance import cite, cites
from lckm_core.organisation import PERMISSIONS, Act, Role, require_one_of
from lckm_core.procedure.template import Procedure
from lckm_core.publication.days import day_after, day_before, day_of
from lckm_core.text import Message


class State(StrEnum):
    """Where an edition stands."""

    RECEIVED = "received"
    RETURNED = "returned"
    CHECKED = "checked"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def words(self) -> str:
        """The state in Polish."""
        match self:
            case State.RECEIVED:
                return "przyjęta"
            case State.RETURNED:
                return "zwrócona do poprawy"
            case State.CHECKED:
                return "sprawdzona"
            case State.PUBLISHED:
                return "opublikowana"
            case State.REPLACED:
                return "zastąpiona"
            case State.WITHDRAWN:
                return "wycofana"
            case State.EXPIRED:
                return "wygasła"
            case _:
                assert_never(self)


class Verb(StrEnum):
    """What is done to an edition; the value is the Polish word."""

    RETURN = "zwrócić do poprawy"
    CHECK = "potwierdzić sprawdzenie"
    PUBLISH = "opublikować"
    REPLACE = "zastąpić nową wersją"
    WITHDRAW = "wycofać z publikacji"
    EXPIRE = "uznać za wygasłą"


@attrs.frozen
class Move:
    """One allowed move: from a state, by a verb, to a state, with who may make it and the provision.

    ``who`` is empty for a move that time makes: nobody decides it.
    """

    start: State
    verb: Verb
    end: State
    who: frozenset[Role]
    cites: str


_MONITORING = frozenset({Role.HEAD_OF_MONITORING, Role.MONITORING_STAFF})
_PUBLISHERS, _PUBLISHING = PERMISSIONS[Act.PUBLISH]
_WITHDRAWERS, _WITHDRAWING = PERMISSIONS[Act.WITHDRAW]

MOVES = (
    Move(State.RECEIVED, Verb.RETURN, State.RETURNED, _MONITORING, "zał. 2 § 9 ust. 1"),
    Move(State.RECEIVED, Verb.CHECK, State.CHECKED, _MONITORING, "zał. 2 § 9 ust. 1"),
    Move(State.CHECKED, Verb.RETURN, State.RETURNED, _MONITORING, "zał. 2 § 9 ust. 1"),
    Move(State.CHECKED, Verb.PUBLISH, State.PUBLISHED, _PUBLISHERS, _PUBLISHING),
    Move(State.PUBLISHED, Verb.REPLACE, State.REPLACED, _PUBLISHERS, _PUBLISHING),
    Move(State.PUBLISHED, Verb.WITHDRAW, State.WITHDRAWN, _WITHDRAWERS, _WITHDRAWING),
    Move(State.PUBLISHED, Verb.EXPIRE, State.EXPIRED, frozenset(), "wzór: Obowiązuje do"),
)
"""Every move an edition may make; who checks and returns is our reading (interpretation I17).

An edition never changes: what was returned comes back corrected as a new one.
"""

for _move in MOVES:
    cite(_move.cites, f"{__name__}.MOVES[{_move.start.name}, {_move.verb.name}]")

_TABLE = {(row.start, row.verb): row for row in MOVES}


def allowed(state: State, role: Role | None = None) -> tuple[Move, ...]:
    """Return the moves from *state* that *role* may make; those that time makes when it is ``None``."""
    return tuple(row for row in MOVES if row.start is state and (role in row.who if role else not row.who))


@cites("zał. 2 § 12")
def move(state: State, verb: Verb, role: Role | None) -> State:
    """Return the state that *verb* leads to from *state* when done by *role* (``None`` for what time does by itself).

    Raises :class:`IllegalMoveError`, which says which moves there are, or who may make this one and under which
    provision; ``TypeError``, which names the roles, for what is neither. Provisions: those of the rows of :data:`MOVES` (zał. 2 § 8 to § 12).
    """
    if role is not None:
        require_one_of(Role, role)
    row = _TABLE.get((state, verb))
    if row is None:
        raise IllegalMoveError(verb.name, state.value, _no_such_move(state, verb))
    if role not in row.who if row.who else role is not None:
        raise IllegalMoveError(verb.name, state.value, _not_theirs(row, role))
    return row.end


def _no_such_move(state: State, verb: Verb) -> Message:
    rows = [row for row in MOVES if row.start is state]
    return Message(
        f"Wersji w stanie „{state.words}” nie można {verb.value}. "
        + (
            f"Można ją: {', '.join(row.verb.value for row in rows)}."
            if rows
            else "To stan końcowy: przygotuj nową wersję."
        ),
        f"An edition that is {state.value} cannot make the move {verb.name}. "
        + (
            f"It can: {', '.join(row.verb.name for row in rows)}."
            if rows
            else "This state is final: make a new edition."
        ),
    )


def _not_theirs(row: Move, role: Role | None) -> Message:
    who = ", ".join(sorted(row.who)) or "nikt, bo dzieje się to samo po ostatnim dniu obowiązywania"
    who_en = ", ".join(sorted(one.name for one in row.who)) or "nobody: it comes by itself after the last day"
    return Message(
        f"Wersji nie może {row.verb.value}: {role.value if role else 'nikt bez wskazania roli'}. Może to zrobić: {who} ({row.cites}).",
        f"{role.name if role else 'Nobody without a role'} may not make the move {row.verb.name}. Who may: {who_en} ({row.cites}).",
    )


@attrs.frozen(kw_only=True)
class Edition:
    """One text of a procedure that was handed in and, perhaps, published; it never changes.

    ``number`` counts the editions of one procedure from 1: a greater one is newer. ``ended_on`` is the first day on which
    a replaced or withdrawn edition is shown no more. Days are civil days of Europe/Warsaw.
    """

    procedure: Procedure
    number: int = 1
    state: State = State.PUBLISHED
    requested_on: date | None = None
    published_by: str | None = None
    published_on: date | None = None
    ended_on: date | None = None

    @property
    def id(self) -> str:
        """The procedure's number."""
        return self.procedure.id

    @property
    def window(self) -> Window:
        """The days that „Obowiązuje od” and „Obowiązuje do” name, both included (interpretation I1)."""
        return Window(self.procedure.valid_from, self.procedure.valid_to)

    @property
    def produced_on(self) -> date | None:
        """The day of production: the one given, else the day of the request (interpretation I11)."""
        return self.procedure.produced_on or self.requested_on

    @property
    def shown(self) -> Window | None:
        """The days on which it is shown unless a newer edition is: its window, not before publication and before its end.

        ``None`` when it is shown on no day.
        """
        match self.state:
            case State.RECEIVED | State.RETURNED | State.CHECKED:
                return None
            case State.REPLACED | State.WITHDRAWN if self.ended_on in (None, date.min):
                return None
            case State.PUBLISHED | State.REPLACED | State.WITHDRAWN | State.EXPIRED:
                starts = [day for day in (self.window.start, self.published_on) if day]
                last = day_before(self.ended_on) if self.ended_on else None
                ends = [day for day in (self.window.end, last) if day]
                window = Window(max(starts, default=None), min(ends, default=None))
                return None if window.is_empty else window
            case _:
                assert_never(self.state)


@cites("wzór: Obowiązuje od", "wzór: Obowiązuje do")
def shown_on(editions: Iterable[Edition], day: date) -> Edition | None:
    """Return the edition that is shown that day: its window holds the day, and it is the newest of those.

    *day* may be a moment, whose day in Europe/Warsaw counts. Raises ``ValueError`` for a moment without a time
    zone, and for editions of more than one procedure, of which several may be shown at once (see :func:`timeline`).
    Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do (interpretation I1), zał. 2 § 10 ust. 1.
    """
    editions = tuple(editions)
    if len(ids := {edition.id for edition in editions}) > 1:
        raise ValueError(f"editions of one procedure are wanted, not of {', '.join(sorted(ids))}")
    return _shown(editions, day_of(day)).get(editions[0].id) if editions else None


def _shown(editions: Iterable[Edition], day: date) -> Mapping[str, Edition]:
    """Return the edition of each procedure that is shown that day, by number."""
    found: dict[str, Edition] = {}
    for edition in editions:
        window = edition.shown
        if window is not None and day in window and _newer(edition, found.get(edition.id)):
            found[edition.id] = edition
    return found


def _newer(edition: Edition, other: Edition | None) -> bool:
    """Return whether *edition* is newer: by number, then by day of publication, then as the later one handed in."""
    if other is None:
        return True
    return (edition.number, edition.published_on or date.min) >= (other.number, other.published_on or date.min)


def next_change(editions: Iterable[Edition], day: date) -> date | None:
    """Return the next day on which what is shown differs from *day*, or ``None`` when it stays so for good.

    The editions may be of any number of procedures. *day* may be a moment, as for :func:`shown_on`. Raises
    ``ValueError`` for a moment without a time zone. Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do (I1).
    """
    editions, day = tuple(editions), day_of(day)
    now = _shown(editions, day)
    return next((turn for turn in _turns(editions) if turn > day and _shown(editions, turn) != now), None)


def _turns(editions: Iterable[Edition]) -> list[date]:
    """Return the days on which some edition begins, or ended the day before, in order."""
    turns: set[date | None] = set()
    for edition in editions:
        if window := edition.shown:
            turns |= {window.start, day_after(window.end) if window.end else None}
    return sorted(turn for turn in turns if turn)


@attrs.frozen
class Span:
    """The days, both included, on which an edition is the one shown; ``None`` leaves that end open."""

    procedure_id: str
    edition: Edition
    first: date | None
    last: date | None


def timeline(editions: Iterable[Edition]) -> tuple[Span, ...]:
    """Return what is shown when: spans by procedure and by day, without overlaps, for any number of procedures.

    Raises nothing. Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do (interpretation I1).
    """
    by_id: dict[str, list[Edition]] = {}
    for edition in editions:
        by_id.setdefault(edition.id, []).append(edition)
    return tuple(span for procedure_id in sorted(by_id) for span in _spans(procedure_id, by_id[procedure_id]))


def _spans(procedure_id: str, editions: list[Edition]) -> list[Span]:
    turns = _turns(editions)
    spans: list[Span] = []
    # From before the first turn until it, then from each turn until the next; the last one stays open.
    for start, turn in zip([None, *turns], [*turns, None], strict=True):
        probe = start or (day_before(turn) if turn else date.min)
        edition = _shown(editions, probe).get(procedure_id) if probe else None
        if edition is None:
            continue
        last = day_before(turn) if turn else None
        if spans and spans[-1].edition is edition:  # an edition's days are in one piece, so these follow the last ones
            spans[-1] = attrs.evolve(spans[-1], last=last)
        else:
            spans.append(Span(procedure_id, edition, start, last))
    return spans
