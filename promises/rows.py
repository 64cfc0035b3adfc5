"""A figure beside its target, as a row of a table."""

from typing import Any

Row = dict[str, str]


def at_most(what: str, found: float, target: float, unit: str) -> Row:
    """Return the row of a figure that should be so much at most."""
    return _row(what, found, target, unit, sign="≤", is_reached=found <= target)


def at_least(what: str, found: float, target: float, unit: str) -> Row:
    """Return the row of a figure that should be so much at least."""
    return _row(what, found, target, unit, sign="≥", is_reached=found >= target)


def without_target(what: str, found: float, unit: str) -> Row:
    """Return the row of a figure that nothing is asked of."""
    return {"what": what, "found": _text(found, unit), "target": "–", "reached": ""}


def table(rows: list[Row]) -> str:
    """Return rows as lines for a terminal."""
    keys = ("what", "found", "target", "reached")
    widths = {key: max(len(row[key]) for row in rows) for key in keys}
    lines = ("  ".join(row[key].ljust(widths[key]) for key in keys) for row in rows)
    return "\n".join(f"  {line.rstrip()}" for line in lines)


def _row(what: str, found: float, target: float, unit: str, *, sign: str, is_reached: bool) -> Row:
    share = f"no: {found / target:.2f} of it" if target else "no"
    return {
        "what": what,
        "found": _text(found, unit),
        "target": f"{sign} {_text(target, unit)}",
        "reached": "yes" if is_reached else share,
    }


def _text(value: Any, unit: str) -> str:
    whole = value == int(value) or abs(value) >= 100
    number = f"{value:,.0f}" if whole else f"{value:,.1f}" if abs(value) >= 1 else f"{value:.2g}"
    return f"{number} {unit}".strip()
