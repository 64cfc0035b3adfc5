"""Keys of other systems: what each may do, and in which role and name it acts."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import attrs

from lckm_api._problems import FORBIDDEN, TOO_MANY, UNAUTHORIZED, ProblemError
from lckm_core.errors import InvalidSettingError
from lckm_core.organisation import Role
from lckm_core.ports import read_options, require_staff_name
from lckm_core.text import Message
from lckm_http import Rate, Throttle

_SHORTEST: Final = 16
_ROLES: Final = {role.name.lower().replace("_", "-"): role for role in Role}
# Whose reports are those of one cell or unit, and nobody else's.
_OF_ONE_UNIT: Final = frozenset(
    {Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT, Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT}
)
_MONITORING: Final = frozenset({Role.HEAD_OF_MONITORING, Role.MONITORING_STAFF})

_NAME: Final = Message(
    "ma tu być krótka nazwa w jednym wierszu", "this has to be a short name on one line"
)
_SHORT_SECRET: Final = Message(
    f"podaj tajny klucz, co najmniej {_SHORTEST} znaków ASCII bez odstępów",
    f"give a secret of {_SHORTEST} or more ASCII characters without blanks",
)
_NO_RATE: Final = Message("ma tu być liczba od 1", "this has to be a number from 1")
_NO_SCOPES: Final = Message("podaj co najmniej jeden zakres", "give at least one scope")
_TWO_NAMES: Final = Message("dwa klucze mają jedną nazwę", "two keys have one name")
_TWO_SECRETS: Final = Message("dwa klucze są takie same", "two keys are the same")
_NO_ROLE: Final = Message(
    "te zakresy działają w czyjejś roli: podaj ją", "these scopes act in a role: give it"
)
_NO_RECEIVER: Final = Message(
    "klucz komórki albo jednostki widzi tylko to, co jej: podaj ją",
    "the key of a cell or a unit sees what is that one's alone: name it",
)
_NOT_MONITORING: Final = Message(
    "opisy procedur przyjmuje Oddział ds. Monitoringu i Controllingu (zał. 2 § 9)",
    "the Monitoring section takes procedures in (zał. 2 § 9)",
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


_IN_A_ROLE: Final = frozenset({Scope.ACT_ON_REPORTS, Scope.READ_PERSONAL, Scope.MOVE_EDITIONS})
_OF_ONES_OWN: Final = frozenset(
    {
        *(Scope.READ_REPORTS, Scope.ACT_ON_REPORTS, Scope.ERASE_REPORTS, Scope.READ_PERSONAL),
        *(Scope.READ_EDITIONS, Scope.MOVE_EDITIONS),
    }
)


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
        secret: the key itself, 16 characters or more.
        scopes: what it is for, such as ``report:read``.
        role: in which role it acts, such as ``call-centre-staff``; the ordinance's permissions
            hold for it. Needed for ``report:act``, ``report:personal`` and ``edition:move``.
        receiver: the cell or unit, as routes and procedures name it, whose reports and editions
            alone are there for the key; empty: all. Needed for the key of a cell or a unit.
        per_minute: how many requests it may send in a minute, all processes together.

    Raises:
        InvalidSettingError: for a name that an audit trail could not have, a secret that is too
            short, an unknown scope or role, or a role that does not go with the scopes.
    """

    name: str = attrs.field()
    secret: str = attrs.field(repr=False)
    scopes: tuple[Scope, ...] = attrs.field(converter=_scopes)
    role: str = attrs.field(default="", validator=attrs.validators.in_(("", *_ROLES)))
    receiver: str = ""
    per_minute: int = attrs.field(default=600)

    @property
    def acts_as(self) -> Role:
        """The role in which it acts; only of a key that has one."""
        return _ROLES[self.role]

    @property
    def _sees_others(self) -> bool:
        return not self.receiver and bool(_OF_ONES_OWN.intersection(self.scopes))

    def sees(self, receiver: str | None) -> bool:
        """Return whether reports of this cell or unit are there for the key."""
        return not self.receiver or self.receiver == receiver

    @name.validator
    def _is_line(self, _attribute: object, value: str) -> None:
        try:
            require_staff_name(value)
        except ValueError:
            raise InvalidSettingError("name", _NAME) from None

    @secret.validator
    def _is_long(self, _attribute: object, value: str) -> None:
        text = value.strip()
        if len(text) < _SHORTEST or not all("!" <= letter <= "~" for letter in text):
            raise InvalidSettingError("secret", _SHORT_SECRET)

    @scopes.validator
    def _has_some(self, _attribute: object, value: tuple[Scope, ...]) -> None:
        if not value:
            raise InvalidSettingError("scopes", _NO_SCOPES)

    @per_minute.validator
    def _is_a_rate(self, _attribute: object, value: int) -> None:
        if value < 1:
            raise InvalidSettingError("per_minute", _NO_RATE)

    def __attrs_post_init__(self) -> None:
        if not self.role:
            if _IN_A_ROLE.intersection(self.scopes):
                raise InvalidSettingError("role", _NO_ROLE)
        elif self.acts_as in _OF_ONE_UNIT and self._sees_others:
            raise InvalidSettingError("receiver", _NO_RECEIVER)
        if Scope.WRITE_EDITIONS in self.scopes and _ROLES.get(self.role) not in _MONITORING:
            raise InvalidSettingError("role", _NOT_MONITORING)


class ApiKeys:
    """All keys, and how often each was used."""

    def __init__(self, keys: Sequence[ApiKey | Mapping[str, Any]]) -> None:
        self._keys = read_options(ApiKey, keys, "api_keys")
        self._throttles = {key.name: Throttle(Rate(key.per_minute, 60)) for key in self._keys}
        if len(self._throttles) < len(self._keys):
            raise InvalidSettingError("api_keys", _TWO_NAMES)
        if len({key.secret.strip() for key in self._keys}) < len(self._keys):
            raise InvalidSettingError("api_keys", _TWO_SECRETS)

    def find(self, authorization: str) -> ApiKey:
        """Return the key in a header ``Authorization``. Raises :class:`ProblemError` (401)."""
        scheme, _, typed = authorization.partition(" ")
        data = typed.strip().encode("utf-8", "replace")
        found: ApiKey | None = None
        for key in self._keys:
            # All are compared, so that the time tells nothing.
            if hmac.compare_digest(key.secret.strip().encode(), data):
                found = key
        if found is None or scheme.lower() != "bearer":
            raise ProblemError(UNAUTHORIZED, _UNKNOWN, headers={"WWW-Authenticate": "Bearer"})
        return found

    def admit(self, key: ApiKey, *, now: datetime) -> None:
        """Count a request of a key. Raises :class:`ProblemError` (429) for one too many."""
        wait = self._throttles[key.name].admit(key.name, now=now)
        if wait > 0:
            raise busy(wait)


def busy(wait: float) -> ProblemError:
    """Return the problem of too many requests, with how many seconds to wait."""
    return ProblemError(TOO_MANY, _BUSY, headers={"Retry-After": str(int(wait) + 1)})


def missing_key() -> ProblemError:
    """Return the problem of a request without a key."""
    return ProblemError(UNAUTHORIZED, _MISSING, headers={"WWW-Authenticate": "Bearer"})


def require_scope(key: ApiKey, scope: Scope) -> None:
    """Raise :class:`ProblemError` (403) unless a key is for this."""
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


_UNKNOWN = Message("Nie znamy takiego klucza.", "This key is not known.")
_MISSING = Message(
    "Potrzebny jest klucz w nagłówku Authorization: Bearer …",
    "A key is needed in the header Authorization: Bearer …",
)
_BUSY = Message("Za dużo zapytań. Spróbuj później.", "Too many requests. Try again later.")
