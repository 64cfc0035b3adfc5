"""The table that the benchmarks fill."""

from typing import NamedTuple


class Row(NamedTuple):
    """One line: an operation, ours and the peer's figure, the ratio reached and the one asked
    for.
    """

    operation: str
    ours: str
    peer: str
    ratio: str
    target: str
    reached: str


class Table:
    """Rows, in the order in which they were measured."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def faster(
        self, operation: str, ours: float, peer: float, target: float, unit: str = "ms"
    ) -> None:
        """Add a row whose target is: so many times faster than the peer."""
        times = peer / ours
        self._add(
            operation, ours, peer, f"{times:.1f} × faster", f"≥ {target:g} ×", times >= target, unit
        )

    def share(
        self, operation: str, ours: float, peer: float, target: float, unit: str = "ms"
    ) -> None:
        """Add a row whose target is: at most this share of the peer's time."""
        ratio = ours / peer
        self._add(
            operation, ours, peer, f"{ratio:.2f} of it", f"≤ {target:.2f}", ratio <= target, unit
        )

    def figure(
        self, operation: str, ours: float, target: float, unit: str, *, least: bool = False
    ) -> None:
        """Add a row without a peer: a figure and its bound."""
        reached = ours >= target if least else ours <= target
        sign = "≥" if least else "≤"
        self.rows.append(
            Row(
                operation,
                f"{ours:,.0f} {unit}",
                "–",
                "–",
                f"{sign} {target:,g} {unit}",
                _word(reached),
            )
        )

    def rate(self, operation: str, ours: float, peer: float, target: float) -> None:
        """Add a row whose target is: at least this share of the peer's rate, both a second."""
        ratio = ours / peer
        figures = (f"{value:,.0f} /s" for value in (ours, peer))
        self.rows.append(
            Row(
                operation, *figures, f"{ratio:.2f} of it", f"≥ {target:.2f}", _word(ratio >= target)
            )
        )

    def skipped(self, operation: str, reason: str) -> None:
        """Add a row that could not be measured."""
        self.rows.append(Row(operation, "–", "–", "–", "–", reason))

    def _add(
        self,
        operation: str,
        ours: float,
        peer: float,
        ratio: str,
        target: str,
        reached: bool,
        unit: str,
    ) -> None:
        scale = {"s": 1, "ms": 1e3, "µs": 1e6}[unit]
        digits = 1 if unit == "s" else 0
        figures = (f"{value * scale:,.{digits}f} {unit}" for value in (ours, peer))
        self.rows.append(Row(operation, *figures, ratio, target, _word(reached)))

    def __str__(self) -> str:
        head = Row("operation", "ours", "peer", "ratio", "target", "reached")
        rule = Row(*["---"] * len(head))
        return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *self.rows))


def _word(reached: bool) -> str:
    return "yes" if reached else "**no**"
