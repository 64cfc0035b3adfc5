"""Limits of the intake as a settings file gives them."""

from collections.abc import Mapping
from typing import Any, Final

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import read_option
from lckm_core.reports import Area, IntakeLimits
from lckm_core.text import Message

_COUNT: Final = Message(
    "ma tu być liczba całkowita, 0 albo więcej", "this has to be a whole number, 0 or more"
)
_AREA: Final = Message(
    "south (południe) jest mniejsze niż north (północ), a west (zachód) niż east (wschód)",
    "south is less than north, and west less than east",
)


def intake_limits(limits: IntakeLimits | Mapping[str, Any]) -> IntakeLimits:
    """Return limits, from a mapping if one is given.

    Args:
        limits: limits, or a mapping of those that differ from the defaults; its ``area`` has
            ``south``, ``west``, ``north`` and ``east``, in degrees.

    Raises:
        InvalidSettingError: a name is unknown, a side of the area is missing, a number is
            negative or not a number, or the area is empty.
    """
    if isinstance(limits, IntakeLimits):
        return limits
    values = dict(limits)
    if "area" in values:
        values["area"] = read_option(Area, values["area"], "limits.area")
    if isinstance(types := values.get("media_types"), list):
        values["media_types"] = frozenset(types)
    made = read_option(IntakeLimits, values, "limits")
    for name in ("most_attachments", "most_bytes", "most_attributes"):
        number = getattr(made, name)
        if not isinstance(number, int) or number < 0:
            raise InvalidSettingError(f"limits.{name}", _COUNT)
    if made.area.south >= made.area.north or made.area.west >= made.area.east:
        raise InvalidSettingError("limits.area", _AREA)
    return made
