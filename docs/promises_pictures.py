"""Pictures of what ``nox -s load`` measured: growth of times, and a worker's memory."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log10
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent.parent / "promises" / "results"
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
ACTS = ("register", "claim", "settle", "read a report", "purge of a month")
_COLOURS = dict(zip(ACTS, ("#1d5b96", "#2f6b3c", "#b8860b", "#7b3f91", "#b03030"), strict=True))
_STYLE = (
    "text{font-family:system-ui,'Segoe UI',Roboto,'DejaVu "
    "Sans',sans-serif;font-size:13px;fill:#1b1f24}"
    ".h{font-size:16px;font-weight:600}.s{fill:#4a5361;font-size:12px}.e{text-anchor:end}"
    ".m{text-anchor:middle}"
)
_WIDTH, _HEIGHT, _TOP, _PLOT, _SIDE = 1000, 430, 70, 280, 380
_Point = tuple[float, float]


def result(name: str) -> dict[str, Any] | None:
    """Return a result, ``None`` when it was not measured yet."""
    path = RESULTS / f"{name}.json"
    found: dict[str, Any] | None = (
        json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    )
    return found


def growth() -> str:
    """Return the picture of growth: milliseconds by number of reports, both logarithmic."""
    lines = [_head(_HEIGHT, "Times by the number of reports", _told())]
    for at, (key, name) in enumerate(DATABASES.items()):
        found = result(f"load-growth-{key}")
        lines += _plot(70 + at * 490, name, found["figures"]["ms"] if found else {})
    for at, act in enumerate(ACTS):
        x = 70 + at * 180
        lines.append(f'<rect x="{x}" y="402" width="14" height="4" fill="{_COLOURS[act]}"/>')
        lines.append(f'<text x="{x + 20}" y="409">{act}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _told() -> str:
    """Return the picture in words, for those who do not see it."""
    said = []
    for key, name in DATABASES.items():
        found = result(f"load-growth-{key}")
        for size, times in (found["figures"]["ms"] if found else {}).items():
            said.append(
                f"{name}, {int(size):,} reports: "
                + ", ".join(f"{act} {times[act]:g} ms" for act in ACTS)
            )
    return "; ".join(said)


def _plot(left: int, name: str, series: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield one plot, from 10,000 to 10,000,000 reports and from 0.01 ms to 10 s."""

    def at(size: float, ms: float) -> _Point:
        across = (log10(size) - 4) / 3 * _SIDE
        up = (log10(max(ms, 0.01)) + 2) / 6 * _PLOT
        return left + across, _TOP + _PLOT - up

    yield f'<text class="h" x="{left}" y="50">{name}</text>'
    for power in range(-2, 5):
        _, y = at(1e4, 10.0**power)
        yield f'<path d="M{left} {y:.1f}h{_SIDE}" stroke="#d5dae1"/>'
        yield f'<text class="s e" x="{left - 6}" y="{y + 4:.1f}">{_ms(power)}</text>'
    for power in range(4, 8):
        x, _ = at(10.0**power, 1)
        yield f'<text class="s m" x="{x:.1f}" y="{_TOP + _PLOT + 20}">{10**power:,}</text>'
    for act in ACTS:
        points = [at(int(size), times[act]) for size, times in series.items()]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{_COLOURS[act]}" stroke-width="2"/>'
        yield from (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{_COLOURS[act]}"/>' for x, y in points
        )


def _ms(power: int) -> str:
    return f"{10 ** (power - 3):g} s" if power >= 3 else f"{10.0**power:g} ms"


def memory() -> str:
    """Return the picture of a worker's memory: megabytes by how many reports it has delivered."""
    found = {name: one for key, name in DATABASES.items() if (one := result(f"load-memory-{key}"))}
    said = "; ".join(
        f"{name}: {one['figures']['MB at the end']:g} MB at the end" for name, one in found.items()
    )
    lines = [_head(300, "Memory of a worker by reports delivered", said)]
    colours = dict(zip(DATABASES.values(), ("#1d5b96", "#b03030"), strict=True))
    most = max((one["figures"]["dispatches"] for one in found.values()), default=1)
    tallest = 20 * (
        1
        + max((mb for one in found.values() for _, mb in one["figures"]["series"]), default=0) // 20
    )
    for megabytes in range(0, int(tallest) + 1, 20):
        y = 250 - megabytes / tallest * 190
        lines.append(f'<path d="M70 {y:.1f}h880" stroke="#d5dae1"/>')
        lines.append(f'<text class="s e" x="64" y="{y + 4:.1f}">{megabytes} MB</text>')
    marks = [(70 + part * 220, most * part // 4) for part in range(5)]
    lines += [f'<text class="s m" x="{x}" y="270">{count:,}</text>' for x, count in marks]
    for at, (name, one) in enumerate(found.items()):
        points = _memory_points(one["figures"]["series"], most, tallest)
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colours[name]}" stroke-width="2"/>'
        )
        lines.append(
            f'<rect x="{70 + at * 180}" y="284" width="14" height="4" fill="{colours[name]}"/>'
        )
        lines.append(f'<text x="{90 + at * 180}" y="291">{name}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _memory_points(series: Sequence[Sequence[float]], most: int, tallest: float) -> str:
    return " ".join(
        f"{70 + done / most * 880:.1f},{250 - mb / tallest * 190:.1f}" for done, mb in series
    )


def _head(height: int, title: str, told: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" lang="en" role="img" aria-labelledby="t d" '
        f'width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}"><title id="t">{title}</title><desc id="d">{told}</desc>'
        f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
        f'<text class="h" x="16" y="26">{title}</text>'
    )


PICTURES: dict[str, Callable[[], str]] = {"growth.svg": growth, "memory.svg": memory}
