"""``--as`` and ``--role``: the member of staff who acts on a report, and in which role."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lckm_cli.toolkit import current_language, either
from lckm_core.organisation import PERMISSIONS, Act, Role
from lckm_core.ports import require_staff_name

_F = TypeVar("_F", bound=Callable[..., Any])
HANDLING_ROLES = {
    role.name.lower().replace("_", "-"): role
    for role in Role
    if role in PERMISSIONS[Act.NOTE_OUTCOME][0]
}
"""The roles that may say what became of a report, by the names that the command line takes."""

if TYPE_CHECKING:
    _Type = click.ParamType[str]
else:
    _Type = click.ParamType


class StaffName(_Type):
    """A name on one line, with single blanks."""

    name = "nazwa"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name; refuse one that the trail cannot keep."""
        name = " ".join(str(value).split(" ")).strip()
        try:
            require_staff_name(name)
        except ValueError:
            texts = (
                "podaj imię i nazwisko w jednym wierszu, najwyżej 200 znaków.",
                "give a name on one line, 200 characters at most.",
            )
            self.fail(either(current_language(ctx), *texts), param, ctx)
        return name


def staff_option(command: _F) -> _F:
    """Add ``--as``, the name that goes into the audit trail."""
    return _staff_option(command, required=False)


def required_staff_option(command: _F) -> _F:
    """Add ``--as`` as :func:`staff_option` does, for what is never done without a name."""
    return _staff_option(command, required=True)


def _staff_option(command: _F, *, required: bool) -> _F:
    return click.option(
        "--as",
        "by",
        required=required,
        type=StaffName(),
        metavar="IMIĘ NAZWISKO",
        help="Kto z pracowników to robi; zostaje w śladzie działań. Nigdy zgłaszający.",
    )(command)


def role_option(command: _F) -> _F:
    """Add ``--role``: the call centre's staff unless it says another."""
    return click.option(
        "--role",
        type=click.Choice(list(HANDLING_ROLES)),
        metavar="ROLA",
        default="call-centre-staff",
        help=f"W jakiej roli: {', '.join(HANDLING_ROLES)}. Bez tej opcji pracownik Call Center.",
    )(command)
