"""What every picture holds to: all of it stands within its edges."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
_POINT = re.compile(r"-?\d+(?:\.\d+)?")


def outside(root: ET.Element) -> list[str]:
    """Return what of a picture stands outside of its edges."""
    left, top, width, height = map(float, root.get("viewBox", "").split())
    assert (root.get("width"), root.get("height")) == (f"{width:g}", f"{height:g}")
    return [
        ET.tostring(part, encoding="unicode")
        for part in root.iter()
        for x, y in _corners(part)
        if not (left <= x <= left + width and top <= y <= top + height)
    ]


def _corners(part: ET.Element) -> Iterator[tuple[float, float]]:
    if part.tag == f"{SVG}polygon":
        numbers = [float(number) for number in _POINT.findall(part.get("points", ""))]
        yield from zip(numbers[::2], numbers[1::2], strict=True)
    elif part.tag == f"{SVG}path" and part.get("d", "").startswith("M"):
        start = [float(number) for number in _POINT.findall(part.get("d", ""))[:2]]
        yield start[0], start[1]
        if down := re.search(r"V([\d.]+)", part.get("d", "")):
            yield start[0], float(down[1])
    elif part.get("x") is not None:
        x, y = float(part.get("x", 0)), float(part.get("y", 0))
        yield x, y
        yield x + float(part.get("width", 0)), y + float(part.get("height", 0))
