"""Keys of other systems: what each may do, and in which role and name it acts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import attrs

from lckm_api._problems import (
    FORBIDDEN,
    NOT_PERMITTED,
    TOO_MANY,
    UNAUTHORIZED,
    ProblemError,
)
from lckm_core.errors import IllegalMoveError, InvalidSettingError
from lckm_core.organisation import Act, DeskAct, Directory, Official, Role, is_own, may
from lckm_core.ports import read_options
from lckm_core.publication import MOVES, Transition, move
from lckm_core.text import Message
from lckm_http import ClientKeys, Rate, check_count, check_name, check_secret

_ROLES: Final = {role.name.lower().replace("_", "-"): role for role in Role}
_OF_A_CELL: Final = frozenset({Role.HEAD_OF_CELL, Role.STAFF_OF_CELL})
_OF_A_UNIT: Final = frozenset({Role.HEAD_OF_UNIT, Role.STAFF_OF_UNIT})

_NO_SCOPES: Final = Message("podaj co najmniej jeden zakres", "give at least one scope")
_NO_ROLE: Final = Message(
    "te zakresy działają w czyjejś roli: podaj ją", "these scopes act in a role: give it"
)
_NO_UNIT: Final = Message(
    "klucz komórki albo jednostki widzi tylko to, co należy do niej: podaj jednostkę",
    "the key of a cell or a unit sees only what belongs to it: name the unit",
)
_NO_CELL: Final = Message(
    "klucz w roli z komórki organizacyjnej należy do komórki: podaj ją",
    "the key with a role of a cell belongs to a cell: name it",
)
_NOT_OF_A_UNIT: Final = Message(
    "podaje się to tylko dla klucza w roli z komórki albo jednostki: inne widzą wszystko",
    "this is only for a key with a role of a cell or a unit: other keys see everything",
)
_OFFICE_IS_NO_UNIT: Final = Message(
    "Urząd nie jest miejską jednostką organizacyjną: podaj rolę z komórki i komórkę",
    "the Office is no municipal unit: give a role of a cell, and the cell",
)


class Scope(StrEnum):
    """What a key is for; several may be given to one."""

    about: str

    def __new__(cls, value: str, about: str) -> "Scope":
        """Make a member of its value and what it is for."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.about = about
        return member

    WRITE_REPORTS = "report:write", "Register reports, and see of what categories."
    READ_REPORTS = "report:read", "Read reports, without anything of their reporters."
    ACT_ON_REPORTS = "report:act", "Record outcomes, reopen and reclassify reports."
    ERASE_REPORTS = "report:erase", "Destroy what is personal in a report, for its reporter."
    READ_PERSONAL = "report:personal", "Read who wrote; each reading is written down first."
    READ_CALL_CENTRE = "procedure:call-centre", "Read procedures with their starred fields."
    CHECK_PROCEDURES = "procedure:check", "Have the file of a procedure checked."
    READ_EDITIONS = "edition:read", "Read all editions of procedures, shown or not."
    WRITE_EDITIONS = "edition:write", "Hand procedures and requests for updates in."
    MOVE_EDITIONS = "edition:move", "Give back, confirm, agree to, publish and withdraw."
    READ_ROUTES = "route:read", "Read the table of routes, and try it."
    READ_TRAIL = "trail:read", "Read the audit trail."


AnyAct = Act | DeskAct | Transition
_NEEDED_ACTS: Final[Mapping[Scope, tuple[AnyAct, ...]]] = {
    Scope.WRITE_REPORTS: (DeskAct.TAKE_REPORT,),
    Scope.READ_REPORTS: (DeskAct.SEE_REPORTS,),
    Scope.ACT_ON_REPORTS: (Act.NOTE_OUTCOME, Act.REOPEN_REPORT, Act.RECLASSIFY),
    Scope.ERASE_REPORTS: (DeskAct.WITHDRAW_CONSENT,),
    Scope.READ_PERSONAL: (Act.READ_PERSONAL,),
    Scope.READ_CALL_CENTRE: (DeskAct.SEE_STARRED_FIELDS,),
    Scope.CHECK_PROCEDURES: (),
    Scope.READ_EDITIONS: (DeskAct.SEE_STARRED_FIELDS,),
    # Taking in is for those who may check what comes in.
    Scope.WRITE_EDITIONS: (Transition.CHECK,),
    Scope.MOVE_EDITIONS: (
        *(Transition.RETURN, Transition.CORRECT, Transition.CHECK, Transition.AGREE),
        *(Transition.PUBLISH, Transition.WITHDRAW),
    ),
    Scope.READ_ROUTES: (DeskAct.SEE_ROUTES,),
    Scope.READ_TRAIL: (DeskAct.SEE_TRAIL,),
}
"""Which acts a scope is for: a key with a role needs one of them to be open to that role."""
# Scopes that need a role; the others are open to a host's program without one.
_IN_A_ROLE: Final = frozenset(
    {
        *(Scope.ACT_ON_REPORTS, Scope.READ_PERSONAL),
        *(Scope.WRITE_EDITIONS, Scope.MOVE_EDITIONS),
    }
)


def refusal(role: Role, scope: Scope) -> Message | None:
    """Return why a role may do nothing in a scope, with the provision; else ``None``.

    Provisions: those of :func:`lckm_core.organisation.may`, and of the moves of editions.
    """
    refusals = [_refusal(role, act) for act in _NEEDED_ACTS[scope]]
    return None if None in refusals else next(iter(refusals), None)


def _refusal(role: Role, act: AnyAct) -> Message | None:
    if not isinstance(act, Transition):
        verdict = may(role, act)
        return None if verdict else verdict.because
    rows = [row for row in MOVES if row.verb is act]
    if any(role in row.who for row in rows):
        return None
    try:
        move(rows[0].start, act, role)
    except IllegalMoveError as error:
        return error.message
    return None


def _scopes(values: Sequence[str]) -> tuple[Scope, ...]:
    known = {scope.value: scope for scope in Scope}
    unknown = [value for value in values if value not in known]
    if unknown:
        names = ", ".join(known)
        raise InvalidSettingError(
            "scopes", Message(f"są tylko: {names}", f"there are only: {names}")
        )
    return tuple(known[value] for value in values)


@attrs.frozen
class ApiKey:
    """The key of another system.

    Args:
        name: who acts with it, as the audit trail names them.
        secret: the key itself, 16 or more ASCII characters without blanks.
        scopes: what it is for, such as ``report:read``.
        role: in which role it acts, such as ``call-centre-staff``; the ordinance's permissions
            hold for it. Needed for ``report:act``, ``report:personal``, ``edition:write`` and
            ``edition:move``; without one it acts as a program of the host.
        unit: the Office or the unit that it belongs to, and whose reports and procedures alone it
            sees; for a role of a cell or a unit, which needs it.
        cell: the cell of that unit; for a role of a cell, which needs it.
        per_minute: how many requests it may send in a minute, all processes together.

    Raises:
        InvalidSettingError: for a name that an audit trail could not have, a secret that is too
            short, an unknown scope or role, or a role that does not go with the scopes.
    """

    name: str = attrs.field(validator=check_name)
    secret: str = attrs.field(repr=False, validator=check_secret)
    scopes: tuple[Scope, ...] = attrs.field(converter=_scopes)
    role: str = attrs.field(default="", validator=attrs.validators.in_(("", *_ROLES)))
    unit: str = ""
    cell: str = ""
    per_minute: int = attrs.field(default=600, validator=check_count)

    @property
    def acts_as(self) -> Role:
        """The role in which it acts. Raises ``KeyError`` for a key without one."""
        return _ROLES[self.role]

    @property
    def own_role(self) -> Role | None:
        """The role in which it acts, ``None`` for a program of the host."""
        return _ROLES.get(self.role)

    def receivers(self, directory: Directory) -> frozenset[str] | None:
        """Return whose reports it sees, by the receiver's name; ``None``: all of them."""
        return directory.receivers_of(self._official) if self.unit else None

    def owns(self, unit: str, cell: str | None) -> bool:
        """Return whether matters of that cell or unit are open to the key.

        Provision: interpretation I26.
        """
        return not self.unit or is_own(self.acts_as, self._official, unit, cell)

    @property
    def _official(self) -> Official:
        return Official(self.name, (self.acts_as,), self.unit, self.cell or None)

    @scopes.validator
    def _has_some(self, _attribute: object, value: tuple[Scope, ...]) -> None:
        if not value:
            raise InvalidSettingError("scopes", _NO_SCOPES)

    def __attrs_post_init__(self) -> None:
        role = self.own_role
        if role is None and _IN_A_ROLE.intersection(self.scopes):
            raise InvalidSettingError("role", _NO_ROLE)
        if role not in _OF_A_CELL | _OF_A_UNIT:
            for setting, value in (("unit", self.unit), ("cell", self.cell)):
                if value:
                    raise InvalidSettingError(setting, _NOT_OF_A_UNIT)
        elif not self.unit:
            raise InvalidSettingError("unit", _NO_UNIT)
        elif role in _OF_A_CELL and not self.cell:
            raise InvalidSettingError("cell", _NO_CELL)
        for scope in self.scopes if role is not None else ():
            if (because := refusal(self.acts_as, scope)) is not None:
                raise InvalidSettingError("role", _not_for(scope, because))


def _not_for(scope: Scope, because: Message) -> Message:
    return Message(f"{scope.value}: {because.pl}", f"{scope.value}: {because.en}")


class ApiKeys:
    """All keys, and how often each was used; *office* is the name of the Office."""

    def __init__(self, keys: Sequence[ApiKey | Mapping[str, Any]], *, office: str) -> None:
        read = read_options(ApiKey, keys, "api_keys")
        if any(key.unit == office and key.own_role in _OF_A_UNIT for key in read):
            raise InvalidSettingError("api_keys", _OFFICE_IS_NO_UNIT)
        self._keys = ClientKeys(read, lambda key: Rate(key.per_minute, 60))

    def find(self, authorization: str) -> ApiKey:
        """Return the key in a header ``Authorization``. Raises :class:`ProblemError` (401)."""
        scheme, _, typed = authorization.partition(" ")
        found = self._keys.find(typed)
        if found is None or scheme.lower() != "bearer":
            raise ProblemError(UNAUTHORIZED, _UNKNOWN, headers={"WWW-Authenticate": "Bearer"})
        return found

    def admit(self, key: ApiKey, *, now: datetime) -> None:
        """Count a request of a key. Raises :class:`ProblemError` (429) for one too many."""
        wait = self._keys.admit(key, now=now)
        if wait > 0:
            raise busy(wait)


def busy(wait: float) -> ProblemError:
    """Return the problem of too many requests, with how many seconds to wait."""
    return ProblemError(TOO_MANY, _BUSY, headers={"Retry-After": str(int(wait) + 1)})


def missing_key() -> ProblemError:
    """Return the problem of a request without a key."""
    return ProblemError(UNAUTHORIZED, _MISSING, headers={"WWW-Authenticate": "Bearer"})


def require_scope(key: ApiKey, scope: Scope) -> None:
    """Raise :class:`ProblemError` (403) unless a key, and its role, allow this."""
    if scope not in key.scopes:
        raise ProblemError(
            FORBIDDEN,
            Message(
                f"Ten klucz nie ma zakresu {scope.value}.",
                f"This key does not have the scope {scope.value}.",
            ),
            headers={
                "WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope.value}"'
            },
        )
    role = key.own_role
    because = None if role is None else refusal(role, scope)
    if because is not None:
        raise ProblemError(NOT_PERMITTED, because)


def may_use(key: ApiKey, scope: Scope) -> bool:
    """Return whether a key, and its role, allow this."""
    role = key.own_role
    return scope in key.scopes and (role is None or refusal(role, scope) is None)


_UNKNOWN = Message("Nie znamy takiego klucza.", "This key is not known.")
_MISSING = Message(
    "Potrzebny jest klucz w nagłówku Authorization: Bearer …",
    "A key is needed in the header Authorization: Bearer …",
)
_BUSY = Message("Za dużo zapytań. Spróbuj później.", "Too many requests. Try again later.")
