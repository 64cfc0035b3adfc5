"""What is accepted, as a settings file says it."""

from collections.abc import Mapping
from typing import Any

import attrs

from lckm_core.reports import Area, IntakeLimits


def intake_limits(limits: IntakeLimits | Mapping[str, Any]) -> IntakeLimits:
    """Return limits as they are, or made of a mapping.

    Args:
        limits: limits, or what differs from the usual ones by their names; ``area`` is a
            mapping with ``south``, ``west``, ``north`` and ``east``, in degrees.

    Raises:
        TypeError: a name is unknown, or a side of the area is missing.
        ValueError: a number is negative or none, or the area has no inside.
    """
    if isinstance(limits, IntakeLimits):
        return limits
    values = dict(limits)
    area = values.get("area")
    if isinstance(area, Mapping):
        values["area"] = Area(**area)
    elif area is not None and not isinstance(area, Area):
        raise TypeError("limits: area: give south, west, north and east")
    if "media_types" in values:
        values["media_types"] = frozenset(values["media_types"])
    made = attrs.evolve(IntakeLimits(), **values)
    for name in ("most_attachments", "most_bytes", "most_attributes"):
        number = getattr(made, name)
        if not isinstance(number, int) or number < 0:
            raise ValueError(f"limits: {name}: give a whole number, 0 or more")
    if made.area.south >= made.area.north or made.area.west >= made.area.east:
        raise ValueError("limits: area: south is below north, and west left of east")
    return made
