"""HEIF, HEIC and AVIF: the picture alone in a new file, with no other item.

Thumbnails, depth, portrait masks, EXIF and XMP are items of their own and are not taken along.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from lckm_core.reports import Point
from lckm_intake.metadata.boxes import (
    content_of,
    read_boxes,
    single_boxes,
    write_box,
    write_brands,
    write_full_box,
    write_handler,
)
from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.coded_units import clean_av1, h265_cleaner
from lckm_intake.metadata.exif import read_exif
from lckm_intake.metadata.heif_items import (
    Item,
    read_items,
    read_references,
    require_own_bytes,
)
from lckm_intake.metadata.heif_properties import Properties, is_alpha

_CODED_H265, _CODED_AV1, _GRID, _IDENTITY = b"hvc1", b"av01", b"grid", b"iden"
_KINDS: Final = frozenset({_CODED_H265, _CODED_AV1, _GRID, _IDENTITY})
# Tiles of a picture, its transparency, and that its colours are multiplied by that.
_KEPT_REFERENCES: Final = (b"dimg", b"auxl", b"prem")
_MOST_ITEMS: Final = 10_000


def clean_heif(data: bytes) -> tuple[bytes, Point | None]:
    """Return a HEIF or AVIF picture without metadata, and where it was taken.

    Raises:
        MalformedFileError: it is not built as HEIF says, or is of a kind that is not taken.
    """
    boxes = list(read_boxes(data, 0, len(data)))
    top = {box.kind: box for box in reversed(boxes)}
    require(holds=b"meta" in top)
    meta = single_boxes(data, top[b"meta"].start + 4, top[b"meta"].end)
    items = read_items(data, meta)
    require(holds=len(items) <= _MOST_ITEMS)
    references = read_references(content_of(data, meta[b"iref"])) if b"iref" in meta else ()
    properties = Properties.read(data, meta)
    primary = _primary_number(content_of(data, meta.get(b"pitm")))
    picture = _Picture(items, references, properties)
    shown_items = picture.needed_for(primary)
    require_own_bytes(items, set(shown_items), [box for box in boxes if box.kind == b"mdat"])
    brands = content_of(data, top.get(b"ftyp"))
    return picture.encode(shown_items, primary, brands), _point(items)


def _primary_number(content: bytes) -> int:
    (number,) = unpack(">H" if content[:1] == b"\0" else ">I", content, 4)
    return int(number)


def _point(items: Mapping[int, Item]) -> Point | None:
    for item in items.values():
        if item.kind == b"Exif" and len(item.data) > 4:
            skipped = 4 + int.from_bytes(item.data[:4], "big")
            return read_exif(item.data[skipped:]).point
    return None


@attrs.frozen
class _Picture:
    """The items of a file, and what they are to each other."""

    items: Mapping[int, Item]
    references: Sequence[tuple[bytes, int, tuple[int, ...]]]
    properties: Properties

    def needed_for(self, primary: int) -> list[int]:
        """Return the items that show the picture: its tiles, and its transparency."""
        parts = {start: ends for kind, start, ends in self.references if kind == b"dimg"}
        found: set[int] = set()
        waiting = [primary]
        for kind, start, ends in self.references:
            if kind == b"auxl" and primary in ends and is_alpha(self.properties.of(start)):
                waiting.append(start)
        while waiting:
            number = waiting.pop()
            if number in found:
                continue
            require(holds=number in self.items and self.items[number].kind in _KINDS)
            found.add(number)
            waiting += parts.get(number, ())
        return [number for number in self.items if number in found]

    def encode(self, shown_items: Sequence[int], primary: int, brands: bytes) -> bytes:
        """Return a new file of some items, which are numbered anew."""
        numbers = {old: new for new, old in enumerate(shown_items, 1)}
        contents = [self._clean_content(number) for number in shown_items]
        entries = [
            write_full_box(
                b"infe",
                2,
                self.items[old].flags & 1,
                struct.pack(">HH4sx", new, 0, self.items[old].kind),
            )
            for old, new in numbers.items()
        ]
        fixed = (
            write_handler(b"pict"),
            write_full_box(b"pitm", 0, 0, struct.pack(">H", numbers[primary])),
            write_full_box(b"iinf", 0, 0, struct.pack(">H", len(entries)), *entries),
            *self._encode_references(numbers),
            self.properties.encode(numbers),
        )
        stored = b"".join(
            content
            for old, content in zip(shown_items, contents, strict=True)
            if self.items[old].is_inside
        )
        inside = (write_box(b"idat", stored),) if stored else ()
        head = write_brands(brands)

        def meta(start: int) -> bytes:
            locations = self._encode_locations(shown_items, contents, start)
            return write_full_box(b"meta", 0, 0, *fixed, *inside, locations)

        start = len(head) + len(meta(0)) + 8
        outside = (
            content
            for old, content in zip(shown_items, contents, strict=True)
            if not self.items[old].is_inside
        )
        return head + meta(start) + write_box(b"mdat", *outside)

    def _clean_content(self, number: int) -> bytes:
        item = self.items[number]
        configurations = self.properties.of(number)
        if item.kind == _CODED_H265:
            return h265_cleaner(configurations.get(b"hvcC", b""))(item.data)
        if item.kind == _CODED_AV1:
            require(holds=len(item.data) > 0)
            return clean_av1(item.data)
        if item.kind == _GRID:
            require(holds=len(item.data) == (12 if item.data[1:2] == b"\x01" else 8))
        else:
            require(holds=not item.data)
        return item.data

    def _encode_references(self, numbers: Mapping[int, int]) -> Iterator[bytes]:
        written = []
        for kind, start, ends in self.references:
            listed = [numbers[end] for end in ends if end in numbers]
            if kind in _KEPT_REFERENCES and start in numbers and listed:
                layout = f">HH{len(listed)}H"
                content = struct.pack(layout, numbers[start], len(listed), *listed)
                written.append(write_box(kind, content))
        if written:
            yield write_full_box(b"iref", 0, 0, *written)

    def _encode_locations(
        self, shown_items: Sequence[int], contents: Sequence[bytes], start: int
    ) -> bytes:
        entries = []
        outside, inside = start, 0
        for new, (old, content) in enumerate(zip(shown_items, contents, strict=True), 1):
            is_inside = self.items[old].is_inside
            at = inside if is_inside else outside
            extents = ((at, len(content)),) if content else ()
            entries.append(struct.pack(">HHHH", new, is_inside, 0, len(extents)))
            entries += [struct.pack(">II", *extent) for extent in extents]
            if is_inside:
                inside += len(content)
            else:
                outside += len(content)
        # Offsets and lengths of four bytes, no base.
        head = struct.pack(">BBH", 0x44, 0, len(shown_items))
        return write_full_box(b"iloc", 1, 0, head, *entries)
