"""Places in a list by moment, as addresses of its pages name them."""

from datetime import UTC, datetime

from lckm_core.calendar import parse_moment


def parse_place(text: str) -> tuple[datetime, str] | None:
    """Return the place written as ``2026-12-01T10:00:00+01:00~A``, a moment and an id.

    ``None`` for anything else, and for a moment near the ends of the years 1 and 9999 that has no
    like in UTC, in which stores keep them.
    """
    moment, _, id = text.partition("~")
    at = parse_moment(moment)
    try:
        if at is None or not id:
            return None
        at.astimezone(UTC)
    except OverflowError:
        return None
    return at, id
