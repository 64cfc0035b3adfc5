"""Properties of items of a HEIF file: size, turn, colours, decoder configuration."""

import struct
from collections.abc import Mapping
from typing import Final

import attrs

from lckm_intake.metadata.boxes import Box, content_of, read_boxes, write_box, write_full_box
from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.colour import rewrite_profile
from lckm_intake.metadata.decoder_settings import clean_settings

# Properties that show the picture, with their lengths where there is only one.
_KEPT: Final = {
    b"hvcC": None,
    b"av1C": None,
    b"ispe": 12,
    b"pixi": None,
    b"irot": 1,
    b"imir": 1,
    b"clap": 32,
    b"pasp": 8,
    b"colr": None,
    b"auxC": None,
}
_ALPHA: Final = (
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
    b"urn:mpeg:hevc:2015:auxid:1",
)
_ESSENTIAL_WIDE, _ESSENTIAL_NARROW = 0x8000, 0x80


def is_alpha(properties: Mapping[bytes, bytes]) -> bool:
    """Return whether an item with these properties is the transparency of another."""
    return properties.get(b"auxC", b"")[4:].partition(b"\0")[0] in _ALPHA


@attrs.frozen
class Properties:
    """The properties of a file, and which of them each item has, in order."""

    entries: tuple[tuple[bytes, bytes], ...]
    indexes: Mapping[int, tuple[tuple[int, bool], ...]]

    @classmethod
    def read(cls, data: bytes, meta: Mapping[bytes, Box]) -> "Properties":
        """Return the properties of a file.

        Raises:
            MalformedFileError: a box is broken.
        """
        content = content_of(data, meta.get(b"iprp"))
        entries: tuple[tuple[bytes, bytes], ...] = ()
        indexes: dict[int, tuple[tuple[int, bool], ...]] = {}
        for box in read_boxes(content, 0, len(content)):
            if box.kind == b"ipco":
                require(holds=not entries)
                entries = tuple(
                    (inner.kind, content[inner.start : inner.end])
                    for inner in read_boxes(content, box.start, box.end)
                )
            elif box.kind == b"ipma":
                for number, found in _associations(content[box.start : box.end]):
                    require(holds=number not in indexes)
                    indexes[number] = found
        return cls(entries, indexes)

    def of(self, number: int) -> dict[bytes, bytes]:
        """Return the properties of an item by kind."""
        return {
            self.entries[index - 1][0]: self.entries[index - 1][1]
            for index, _ in self.indexes.get(number, ())
            if 0 < index <= len(self.entries)
        }

    def encode(self, numbers: Mapping[int, int]) -> bytes:
        """Return the box of properties of some items.

        Args:
            numbers: the items' new numbers by the old ones.

        Raises:
            MalformedFileError: an item cannot be shown without a property that is not kept.
        """
        places: dict[int, int] = {}
        boxes: list[bytes] = []
        entries: list[bytes] = []
        for old, new in numbers.items():
            values = []
            for index, essential in self.indexes.get(old, ()):
                require(holds=0 < index <= len(self.entries))
                if index not in places:
                    content = _rewrite(*self.entries[index - 1])
                    # A property that is left out has no place.
                    places[index] = len(boxes) + 1 if content else 0
                    boxes += [write_box(self.entries[index - 1][0], content)] if content else []
                if places[index]:
                    values.append(places[index] | (_ESSENTIAL_WIDE if essential else 0))
                else:
                    require(holds=not essential)
            require(holds=len(values) < 256)
            entries.append(struct.pack(f">HB{len(values)}H", new, len(values), *values))
        associations = write_full_box(b"ipma", 0, 1, struct.pack(">I", len(entries)), *entries)
        return write_box(b"iprp", write_box(b"ipco", *boxes), associations)


def _associations(content: bytes) -> list[tuple[int, tuple[tuple[int, bool], ...]]]:
    version, flags, count = unpack(">B3sI", content, 0)
    item, width = (">H", 2) if version == 0 else (">I", 4)
    wide = flags[2] & 1
    at, found = 8, []
    for _ in range(count):
        (number,) = unpack(item, content, at)
        (length,) = unpack(">B", content, at + width)
        at += width + 1
        values = unpack(f">{length}{'H' if wide else 'B'}", content, at)
        at += length * (2 if wide else 1)
        mark = _ESSENTIAL_WIDE if wide else _ESSENTIAL_NARROW
        found.append((number, tuple((value & (mark - 1), value >= mark) for value in values)))
    return found


def _rewrite(kind: bytes, content: bytes) -> bytes:
    """Return the content of a property to keep; empty for one to leave out."""
    if kind not in _KEPT:
        return b""
    require(holds=_KEPT[kind] in (None, len(content)))
    if kind in (b"hvcC", b"av1C"):
        return clean_settings(kind, content)
    if kind == b"pixi":
        require(holds=len(content) > 5 and len(content) == 5 + content[4] <= 9)
    if kind == b"auxC":
        return content[:4] + content[4:].partition(b"\0")[0] + b"\0"
    if kind == b"colr":
        return rewrite_colour(content)
    return content


def rewrite_colour(content: bytes) -> bytes:
    """Return what a colour box says with numbers or a well-known profile; empty for others."""
    kind = content[:4]
    if kind == b"nclx":
        return content[:11] if len(content) == 11 else b""
    if kind == b"nclc":
        return content[:10] if len(content) == 10 else b""
    if kind in (b"prof", b"rICC"):
        profile = rewrite_profile(content[4:])
        return b"prof" + profile if profile else b""
    return b""
