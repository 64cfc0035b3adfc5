"""The states of an edition, the moves between them, and who may make each."""

from enum import StrEnum
from typing import assert_never

import attrs

from lckm_core.errors import IllegalMoveError
from lckm_core.law import cite, cites
from lckm_core.organisation import (
    PERMISSIONS,
    Act,
    Role,
    require_one_of,
)
from lckm_core.text import Message


class State(StrEnum):
    """Where an edition stands."""

    RECEIVED = "received"
    RETURNED = "returned"
    CORRECTED = "corrected"
    CHECKED = "checked"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def may_be_shown(self) -> bool:
        """Whether it is published, or may yet be without being handed in again.

        A check of other procedures looks at these.
        """
        return self is State.PUBLISHED or self.may_be_published

    @property
    def may_be_published(self) -> bool:
        """Whether it may yet be published without being handed in again."""
        return self in (State.RECEIVED, State.CORRECTED, State.CHECKED)

    @property
    def is_on_the_way(self) -> bool:
        """Whether somebody still has to do something before it is published."""
        return self is State.RETURNED or self.may_be_published

    @property
    def is_over(self) -> bool:
        """Whether the same text, handed in again, makes a new edition.

        It was returned, or is shown no more and was not replaced.
        """
        return self in (State.RETURNED, State.WITHDRAWN, State.EXPIRED)

    @property
    def words(self) -> str:
        """The state in Polish."""
        match self:
            case State.RECEIVED:
                return "przyjęta"
            case State.RETURNED:
                return "zwrócona do poprawy"
            case State.CORRECTED:
                return "poprawiona, do uzgodnienia"
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


class Transition(StrEnum):
    """What is done to an edition; the value is the Polish word.

    ``english`` is the word in English, ``event`` how an audit trail records it, ``command`` the
    name of its command. ``denied`` is the Polish word as it stands after „nie można”: what is done
    is in the genitive there.
    """

    english: str
    denied: str

    def __new__(cls, polish: str, english: str, denied: str = "") -> "Transition":
        """Make a member of its words."""
        member = str.__new__(cls, polish)
        member._value_ = polish
        member.english = english
        member.denied = denied or polish
        return member

    HAND_IN = "przekazać", "hand in"
    RETURN = "zwrócić do poprawy", "give back"
    CORRECT = "poprawić", "correct"
    AGREE = "uzgodnić poprawki", "agree", "uzgodnić poprawek"
    CHECK = "potwierdzić sprawdzenie", "confirm", "potwierdzić sprawdzenia"
    PUBLISH = "opublikować", "publish"
    REPLACE = "zastąpić nową wersją", "replace"
    WITHDRAW = "wycofać z publikacji", "withdraw"
    EXPIRE = "uznać za wygasłą", "expire"
    NOTE = "uzupełnić pole „Inne”", "note", "uzupełnić pola „Inne”"

    @property
    def event(self) -> str:
        """The value of the :class:`~lckm_core.ports.EventVerb` that reports it.

        ``REPLACE`` has none: the publication of the newer edition reports it.
        """
        return self.english.replace(" ", "_")

    @property
    def command(self) -> str:
        """The name of the command that does it; a consequence has none."""
        return "take-in" if self is Transition.HAND_IN else self.english.replace(" ", "-")

    @property
    def is_consequence(self) -> bool:
        """Whether nobody does it by itself: it comes with a newer edition, or with time."""
        return self in (Transition.REPLACE, Transition.EXPIRE)


@attrs.frozen
class Move:
    """One allowed move: from a state, by a transition, to a state, with who may make it.

    ``who`` is empty for a move by the passing of time: nobody decides it. ``cites`` is the
    provision.
    """

    start: State
    verb: Transition
    end: State
    who: frozenset[Role]
    cites: str


_MONITORING = frozenset({Role.HEAD_OF_MONITORING, Role.MONITORING_STAFF})
_HEADS = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT})
_PUBLISHERS, _PUBLISHING = PERMISSIONS[Act.PUBLISH]
_WITHDRAWERS, _WITHDRAWING = PERMISSIONS[Act.WITHDRAW]
_NOTERS, _NOTING = PERMISSIONS[Act.CHANGE_CALL_CENTRE_NOTE]

MOVES = (
    Move(State.RECEIVED, Transition.RETURN, State.RETURNED, _MONITORING, "zał. 2 § 9 ust. 1"),
    Move(State.RECEIVED, Transition.CHECK, State.CHECKED, _MONITORING, "zał. 2 § 9 ust. 1"),
    Move(State.RECEIVED, Transition.CORRECT, State.REPLACED, _MONITORING, "zał. 2 § 9 ust. 2"),
    Move(State.CORRECTED, Transition.CORRECT, State.REPLACED, _MONITORING, "zał. 2 § 9 ust. 2"),
    Move(State.CORRECTED, Transition.RETURN, State.RETURNED, _MONITORING, "zał. 2 § 9 ust. 1"),
    Move(State.CORRECTED, Transition.AGREE, State.CHECKED, _HEADS, "zał. 2 § 8 ust. 3"),
    Move(State.CHECKED, Transition.CORRECT, State.REPLACED, _MONITORING, "zał. 2 § 9 ust. 2"),
    Move(State.CHECKED, Transition.RETURN, State.RETURNED, _MONITORING, "zał. 2 § 9 ust. 1"),
    Move(State.CHECKED, Transition.PUBLISH, State.PUBLISHED, _PUBLISHERS, _PUBLISHING),
    Move(State.PUBLISHED, Transition.REPLACE, State.REPLACED, _PUBLISHERS, _PUBLISHING),
    Move(State.PUBLISHED, Transition.WITHDRAW, State.WITHDRAWN, _WITHDRAWERS, _WITHDRAWING),
    Move(State.PUBLISHED, Transition.EXPIRE, State.EXPIRED, frozenset(), "wzór: Obowiązuje do"),
    Move(State.RECEIVED, Transition.NOTE, State.RECEIVED, _NOTERS, _NOTING),
    Move(State.CORRECTED, Transition.NOTE, State.CORRECTED, _NOTERS, _NOTING),
    Move(State.CHECKED, Transition.NOTE, State.CHECKED, _NOTERS, _NOTING),
    Move(State.PUBLISHED, Transition.NOTE, State.PUBLISHED, _NOTERS, _NOTING),
)
"""Every move an edition may make.

Who checks, returns, corrects and agrees is our reading (interpretations I17 and I18). The text of
an edition never changes: what was returned comes back as a new one, and what the section corrects
becomes a new one, which takes the place of the one corrected. Only the call centre's own field,
which no resident sees, changes in its place, and leaves the edition in its state.
"""

for _move in MOVES:
    cite(_move.cites, f"{__name__}.MOVES[{_move.start.name}, {_move.verb.name}]")

ANNOUNCEMENT_MOVES = (
    Move(State.RECEIVED, Transition.RETURN, State.RETURNED, _MONITORING, "zał. 2 § 7 ust. 1"),
    *(row for row in MOVES if row.verb in (Transition.REPLACE, Transition.WITHDRAW)),
    Move(State.RECEIVED, Transition.PUBLISH, State.PUBLISHED, _PUBLISHERS, _PUBLISHING),
)
"""Every move an edition of an announcement may make.

They are those of a description without the check against the template and what follows from it:
the ordinance asks for none. Who answers for publication is the same (zał. 2 § 12).
"""

for _move in ANNOUNCEMENT_MOVES:
    cite(_move.cites, f"{__name__}.ANNOUNCEMENT_MOVES[{_move.start.name}, {_move.verb.name}]")


def allowed(
    state: State, role: Role | None = None, *, moves: tuple[Move, ...] = MOVES
) -> tuple[Move, ...]:
    """Return the moves from *state* that *role* may make; without a role, those of time.

    *moves* is the table, for descriptions by default; for announcements it is
    :data:`ANNOUNCEMENT_MOVES`. Provisions: those of its rows (zał. 2 § 7 to § 12).
    """
    return tuple(
        row for row in moves if row.start is state and (role in row.who if role else not row.who)
    )


@cites("zał. 2 § 12")
def move(
    state: State, verb: Transition, role: Role | None, *, moves: tuple[Move, ...] = MOVES
) -> State:
    """Return the state that *verb* leads to from *state*.

    Args:
        state: where the edition stands.
        verb: what is done to it.
        role: who does it; ``None`` for what happens by the passing of time.
        moves: the table, as for :func:`allowed`.

    Raises:
        IllegalMoveError: there is no such move, or it is not this role's. It says which moves
            there are, or who may make this one and under which provision.
        TypeError: *role* is no role.

    Provisions: those of the rows of :data:`MOVES` (zał. 2 § 8 to § 12).
    """
    if role is not None:
        require_one_of(Role, role)
    row = next((row for row in moves if (row.start, row.verb) == (state, verb)), None)
    if row is None:
        raise IllegalMoveError(verb.name, state.value, _no_such_move(state, verb, role, moves))
    if role not in row.who if row.who else role is not None:
        raise IllegalMoveError(verb.name, state.value, _not_permitted(row, role))
    return row.end


def _no_such_move(
    state: State, verb: Transition, role: Role | None, moves: tuple[Move, ...]
) -> Message:
    rows = [row for row in moves if row.start is state and not row.verb.is_consequence]
    own = [row.verb for row in rows if role is None or role in row.who]
    others = [row.verb for row in rows if row.verb not in own]
    pl = ["To stan końcowy: przygotuj nową wersję."] if not rows else []
    en = ["This state is final: make a new edition."] if not rows else []
    if own:
        pl.append(f"Można: {', '.join(verb.value for verb in own)}.")
        en.append(f"Possible: {', '.join(verb.english for verb in own)}.")
    if others:
        pl.append(f"Kto inny może: {', '.join(verb.value for verb in others)}.")
        en.append(f"Somebody else may: {', '.join(verb.english for verb in others)}.")
    return Message(
        f"Nie można {verb.denied} wersji w stanie „{state.words}”. {' '.join(pl)}",
        f"“{verb.english}” is not possible for an edition that is {state.value}. {' '.join(en)}",
    )


def _not_permitted(row: Move, role: Role | None) -> Message:
    who_pl = ", ".join(sorted(row.who))
    who_en = ", ".join(sorted(allowed_role.english for allowed_role in row.who))
    if not row.who:
        who_pl = "nikt, bo dzieje się to samo po ostatnim dniu obowiązywania"
        who_en = "nobody: it comes by itself after the last day"
    role_pl = role.value if role else "nikt bez wskazania roli"
    role_en = role.english if role else "nobody without a role"
    return Message(
        f"{role_pl[0].upper()}{role_pl[1:]} nie może {row.verb.denied} tej wersji. "
        f"Może to zrobić: {who_pl} ({row.cites}).",
        f"{role_en[0].upper()}{role_en[1:]} may not “{row.verb.english}” this edition. "
        f"Who may: {who_en} ({row.cites}).",
    )
