"""A map of an invented town, drawn as tiles, for a demo without a network."""

from collections.abc import Iterator
from math import asinh, floor, pi, radians, tan
from pathlib import Path
from typing import Final

from lckm_core.reports import INTAKE_LIMITS

ZOOMS: Final = (12, 15)
_SIZE: Final = 256
# Streets that the samples name, and some more.
_STREETS: Final = (
    *("Przykładowa", "Wzorcowa", "Pokazowa", "Próbna", "Zmyślona", "Ćwiczebna"),
    *("Umowna", "Niczyja", "Papierowa", "Szkicowa", "Kreślarska"),
)
_PAPER, _PARK, _STREET, _EDGE, _INK = "#f4f1e8", "#cfe3c0", "#fff", "#b9b2a0", "#3c3a34"


def draw_map(folder: Path) -> None:
    """Draw all tiles of the area from which reports are taken, as ``{z}/{x}/{y}.svg``."""
    for zoom in range(ZOOMS[0], ZOOMS[1] + 1):
        area = INTAKE_LIMITS.area
        west, north = _position(area.north, area.west, zoom)
        east, south = _position(area.south, area.east, zoom)
        for column in range(west, east + 1):
            place = folder / str(zoom) / str(column)
            place.mkdir(parents=True)
            for row in range(north, south + 1):
                drawing = draw_tile(zoom, column, row)
                (place / f"{row}.svg").write_text(drawing, encoding="utf-8")


def draw_tile(zoom: int, column: int, row: int) -> str:
    """Return one tile as SVG: squares of the greatest zoom, each with its two streets."""
    count = 1 << (ZOOMS[1] - zoom)
    side = _SIZE / count
    shapes = [f'<path d="M0 0h{_SIZE}v{_SIZE}H0z" fill="{_PAPER}"/>']
    squares = [
        (column * count + across, row * count + down, across * side, down * side)
        for across in range(count)
        for down in range(count)
    ]
    for c, r, x, y in squares:
        shapes += _park(c, r, x, y, side)
    for stroke, wide in ((_EDGE, 0.06), (_STREET, 0.045)):
        lines = "".join(
            f"M{x + _shift(c) * side:.0f} {y:.0f}v{side:.0f}"
            f"M{x:.0f} {y + _shift(r) * side:.0f}h{side:.0f}"
            for c, r, x, y in squares
        )
        shapes.append(f'<path d="{lines}" stroke="{stroke}" stroke-width="{wide * side:.1f}"/>')
    for c, r, x, y in squares:
        shapes += _names(c, r, x, y, side)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}" text-anchor="middle">'
        f"{''.join(shapes)}</svg>\n"
    )


def _park(column: int, row: int, x: float, y: float, side: float) -> Iterator[str]:
    if (column * 7 + row * 13) % 5 == 0:
        at, size = 0.12 * side, 0.76 * side
        yield (
            f'<path d="M{x + at:.0f} {y + at:.0f}h{size:.0f}v{size:.0f}h-{size:.0f}z" '
            f'fill="{_PARK}"/>'
        )


def _names(column: int, row: int, x: float, y: float, side: float) -> Iterator[str]:
    """Yield the name of one of the two streets of a square, in turn, where it has room."""
    if side < _SIZE / 2:
        # Every fourth has room for one, and on the smallest scale none.
        if side < _SIZE / 4 or column % 4 != 1 or row % 2:
            return
        at = y + _shift(row) * side - 0.08 * side
        yield f'<text x="{x + side / 2:.0f}" y="{at:.0f}">{_street(row, 3)}</text>'
    elif (column + row) % 2:
        at = y + _shift(row) * side - 0.05 * side
        yield f'<text x="{x + side / 2:.0f}" y="{at:.0f}">{_street(row, 3)}</text>'
    else:
        across, down = x + _shift(column) * side - 0.05 * side, y + side / 2
        yield (
            f'<text transform="translate({across:.0f} {down:.0f}) rotate(-90)">'
            f"{_street(column, 0)}</text>"
        )


def _street(number: int, begin: int) -> str:
    return f"ul. {_STREETS[(number + begin) % len(_STREETS)]}"


def _shift(number: int) -> float:
    """Return where in its square a street runs, between a quarter and three quarters."""
    return 0.25 + number * 37 % 11 / 20


def _position(latitude: float, longitude: float, zoom: int) -> tuple[int, int]:
    """Return the column and row of the tile that a point lies in."""
    count = 1 << zoom
    across = (longitude + 180) / 360
    down = (1 - asinh(tan(radians(latitude))) / pi) / 2
    return floor(across * count), floor(down * count)
