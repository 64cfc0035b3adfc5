"""Boxes of ISO base media files, which HEIF, AVIF, MP4 and QuickTime are made of."""

import struct
from collections.abc import Iterator
from typing import Final

import attrs

from lckm_intake.metadata.byte_fields import require, unpack

_LONG_SIZE, _TO_THE_END = 1, 0
# Brands that say how to read the file; others name the program that wrote it.
_BRANDS: Final = frozenset(
    b"heic heix heim heis mif1 mif2 miaf avif MA1A MA1B MiHE MiHB MiHA MiPr isom iso2 iso3 "
    b"iso4 iso5 iso6 mp41 mp42 avc1 3gp4 3gp5 3gp6 3gp7 3gp8 3gp9 hvc1".split()
) | {b"qt  "}


@attrs.frozen
class Box:
    """A box: its kind, and where its content begins and ends in the file."""

    kind: bytes
    start: int
    end: int


def read_boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between *start* and *end*, which they fill exactly.

    Raises:
        MalformedFileError: they do not.
    """
    at = start
    while at < end:
        size, kind = unpack(">I4s", data, at)
        head = 8
        if size == _LONG_SIZE:
            (size,) = unpack(">Q", data, at + 8)
            head = 16
        elif size == _TO_THE_END:
            size = end - at
        require(holds=head <= size <= end - at)
        yield Box(kind, at + head, at + size)
        at += size


def single_boxes(data: bytes, start: int, end: int) -> dict[bytes, Box]:
    """Return the boxes of a container by kind; the first of each kind."""
    found: dict[bytes, Box] = {}
    for box in read_boxes(data, start, end):
        found.setdefault(box.kind, box)
    return found


def content_of(data: bytes, box: Box | None) -> bytes:
    """Return the content of a box that the file has to have.

    Raises:
        MalformedFileError: it has none.
    """
    require(holds=box is not None)
    assert box is not None
    return data[box.start : box.end]


def write_box(kind: bytes, *contents: bytes) -> bytes:
    """Return a box."""
    body = b"".join(contents)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def write_full_box(kind: bytes, version: int, flags: int, *contents: bytes) -> bytes:
    """Return a box with a version and flags."""
    return write_box(kind, struct.pack(">I", version << 24 | flags), *contents)


def write_brands(brands: bytes) -> bytes:
    """Return the box of brands without those that name a program."""
    major, compatible = brands[:4], brands[8:]
    known = sorted({compatible[at : at + 4] for at in range(0, len(compatible), 4)} & _BRANDS)
    return write_box(b"ftyp", major, bytes(4), *known)


def write_handler(kind: bytes, component: bytes = bytes(4)) -> bytes:
    """Return the box that says what a track or a meta box holds, without a name."""
    return write_full_box(b"hdlr", 0, 0, component, kind, bytes(13))
