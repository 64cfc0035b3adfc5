"""Whether a role may do an act, and why."""

from enum import StrEnum

import attrs

from lckm_core.errors import IllegalMoveError
from lckm_core.organisation._desk_permissions import DESK_PERMISSIONS, READING, DeskAct
from lckm_core.organisation._roles import PERMISSIONS, Act, Role
from lckm_core.text import Message


@attrs.frozen
class Verdict:
    """Whether an act is allowed and why; true in a condition when it is."""

    allowed: bool
    cites: str
    because: Message

    def __bool__(self) -> bool:
        return self.allowed


def may(role: Role, act: Act | DeskAct) -> Verdict:
    """Return whether *role* may do *act*, with the provision and the reason.

    Raises ``TypeError`` for anything but a :class:`Role` and an :class:`Act` or :class:`DeskAct`,
    such as text. Provisions: those of :data:`PERMISSIONS`, zarz. § 1 to zał. 2 § 12; where the
    ordinance is silent (:data:`DESK_PERMISSIONS`) our reading, interpretation I26.
    """
    require_one_of(Role, role)
    if isinstance(act, DeskAct):
        roles, citation = DESK_PERMISSIONS[act], READING
    else:
        require_one_of(Act, act)
        roles, citation = PERMISSIONS[act]
    allowed_roles = ", ".join(sorted(allowed.value for allowed in roles))
    if role in roles:
        return Verdict(
            True,
            citation,
            Message(
                f"{role.value} może {act.value} ({citation})",
                f"{role.english} may {act.english} ({citation})",
            ),
        )
    names = ", ".join(sorted(allowed.english for allowed in roles))
    return Verdict(
        False,
        citation,
        Message(
            f"{role.value} nie może {act.denied}. Może to zrobić: {allowed_roles} ({citation})",
            f"{role.english} may not {act.english}. Who may: {names} ({citation})",
        ),
    )


def require_may(role: Role, act: Act | DeskAct, subject: str) -> None:
    """Raise :class:`IllegalMoveError`, which says who may, unless *role* may do *act*."""
    verdict = may(role, act)
    if not verdict:
        raise IllegalMoveError(act.name, subject, verdict.because)


def require_one_of(kind: type[StrEnum], value: object) -> None:
    """Raise ``TypeError``, which lists the members of *kind*, for anything but one of them."""
    if not isinstance(value, kind):
        names = ", ".join(member.name for member in kind)
        raise TypeError(f"{kind.__name__} is one of {names}, not {type(value).__name__}")
