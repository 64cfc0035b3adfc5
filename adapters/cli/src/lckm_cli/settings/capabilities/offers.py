"""Whether an object offers what one of the protocols beside this says."""

from collections.abc import Sequence
from typing import TypeVar, cast

_T = TypeVar("_T")
_NOTHING = object()


def members(what: type) -> Sequence[str]:
    """Return the names of the members of a protocol of :mod:`lckm_cli.settings.capabilities`, sorted."""
    return sorted(name for name in vars(what) if not name.startswith("_"))


def offered(thing: object, what: type[_T]) -> _T | None:
    """Return *thing* as *what*, a protocol of :mod:`lckm_cli.settings.capabilities`, or ``None`` when it does not offer that.

    ``isinstance`` would not see the members that ``exclude_ports(adapter, …)`` passes on.
    """
    for name in members(what):
        found = getattr(thing, name, _NOTHING)
        if found is _NOTHING or (callable(vars(what)[name]) and not callable(found)):
            return None
    return cast(_T, thing)
