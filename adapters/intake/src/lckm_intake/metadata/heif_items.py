"""Items of a HEIF file: their kinds, their bytes and what they refer to."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import attrs

from lckm_intake.metadata.boxes import Box, content_of, read_boxes
from lckm_intake.metadata.byte_fields import require, unpack

_IN_FILE, _INSIDE = 0, 1
_NUMBERS: Final = {4: ">I", 8: ">Q"}
Extents = tuple[tuple[int, int], ...]


@attrs.frozen
class Item:
    """An item of a file.

    Args:
        kind: what it is, such as ``hvc1`` or ``Exif``.
        flags: 1 for one that is not shown by itself.
        is_inside: whether its bytes lie within the meta box.
        data: its bytes.
        extents: where these lie: start and length of each part.
    """

    kind: bytes
    flags: int
    is_inside: bool
    data: bytes
    extents: Extents


def read_items(data: bytes, meta: Mapping[bytes, Box]) -> dict[int, Item]:
    """Return the items of a file by number.

    Raises:
        MalformedFileError: a box is broken, the items have more bytes than the file, or one is
            listed twice or at two places.
    """
    places = list(_locations(content_of(data, meta.get(b"iloc"))))
    locations = dict(places)
    require(holds=len(locations) == len(places))
    inside = content_of(data, meta[b"idat"]) if b"idat" in meta else b""
    items: dict[int, Item] = {}
    budget = len(data)
    for number, kind, flags in _entries(data, content_of(data, meta.get(b"iinf")), meta[b"iinf"]):
        require(holds=number not in items)
        is_inside, extents = locations.get(number, (False, ()))
        source = inside if is_inside else data
        budget -= sum(length for _, length in extents)
        require(holds=budget >= 0)
        require(holds=all(start + length <= len(source) for start, length in extents))
        parts = [source[start : start + length] for start, length in extents]
        items[number] = Item(kind, flags, is_inside, b"".join(parts), extents)
    return items


def require_own_bytes(
    items: Mapping[int, Item], kept: Collection[int], places: Sequence[Box]
) -> None:
    """Refuse a file whose items share bytes, or have bytes that are no media data.

    Raises:
        MalformedFileError: one has.
    """
    spans = sorted(
        (start, start + length, number in kept)
        for number, item in items.items()
        if not item.is_inside
        for start, length in item.extents
    )
    reached = {True: 0, False: 0}
    starts = [place.start for place in places]
    for start, end, is_kept in spans:
        require(holds=start >= reached[not is_kept])
        reached[is_kept] = max(reached[is_kept], end)
        if is_kept:
            place = bisect_right(starts, start) - 1
            require(holds=place >= 0 and end <= places[place].end)


def read_references(content: bytes) -> Sequence[tuple[bytes, int, tuple[int, ...]]]:
    """Return kind, source and targets of each reference between items."""
    layout = "H" if content[:1] == b"\0" else "I"
    width = 2 if layout == "H" else 4
    found = []
    for box in read_boxes(content, 4, len(content)):
        start, count = unpack(f">{layout}H", content, box.start)
        ends = unpack(f">{count}{layout}", content, box.start + width + 2)
        require(holds=box.start + width + 2 + width * count == box.end)
        found.append((box.kind, start, ends))
    return found


def _entries(data: bytes, content: bytes, box: Box) -> Iterator[tuple[int, bytes, int]]:
    """Yield number, kind and flags of each item."""
    head = 6 if content[:1] == b"\0" else 8
    for entry in read_boxes(data, box.start + head, box.end):
        version, flags = unpack(">B3s", data, entry.start)
        # Before version 2 an item had no kind that matters here.
        if entry.kind == b"infe" and version in (2, 3):
            layout = ">HH4s" if version == 2 else ">IH4s"
            number, protected, kind = unpack(layout, data, entry.start + 4)
            require(holds=protected == 0)
            yield number, kind, flags[2]


def _locations(content: bytes) -> Iterator[tuple[int, tuple[bool, Extents]]]:
    """Yield for each item whether it lies within the meta box, and its extents."""
    version, _, sizes, base_sizes = unpack(">B3sBB", content, 0)
    offset_size, length_size = sizes >> 4, sizes & 15
    base_size, index_size = base_sizes >> 4, base_sizes & 15 if version else 0
    require(holds=version <= 2 and length_size in _NUMBERS)
    require(holds=all(size in (0, 4, 8) for size in (offset_size, base_size, index_size)))
    wide = version == 2
    (count,) = unpack(">I" if wide else ">H", content, 6)
    at = 10 if wide else 8
    for _ in range(count):
        (number,) = unpack(">I" if wide else ">H", content, at)
        at += 4 if wide else 2
        method = _IN_FILE
        if version:
            (method,) = unpack(">H", content, at)
            at += 2
        source, base = unpack(">H", content, at)[0], _number(content, at + 2, base_size)
        at += 2 + base_size
        (extent_count,) = unpack(">H", content, at)
        at += 2
        extents = []
        for _ in range(extent_count):
            start = base + _number(content, at + index_size, offset_size)
            at += index_size + offset_size
            length = _number(content, at, length_size)
            at += length_size
            require(holds=length > 0)
            extents.append((start, length))
        require(holds=source == 0 and method in (_IN_FILE, _INSIDE))
        yield number, (method == _INSIDE, tuple(extents))


def _number(content: bytes, at: int, size: int) -> int:
    return int(unpack(_NUMBERS[size], content, at)[0]) if size else 0
