"""Descriptions of samples: how a track of pictures or sound is coded, and nothing else."""

import struct
from collections.abc import Callable, Mapping
from typing import Final

from lckm_intake.metadata.boxes import read_boxes, write_box, write_full_box
from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.coded_units import (
    Cleaner,
    clean_av1,
    clean_h265_configuration,
    h264_cleaner,
    h265_cleaner,
)
from lckm_intake.metadata.heif_properties import rewrite_colour

PICTURES, SOUND = b"vide", b"soun"
_CODINGS: Final = {
    PICTURES: frozenset(
        {b"avc1", b"avc3", b"hvc1", b"hev1", b"av01", b"vp09", b"mp4v", b"s263", b"H263"}
    ),
    SOUND: frozenset({b"mp4a", b"samr", b"sawb", b"alac", b"Opus", b"ac-3", b"ec-3"}),
}
_HEADS: Final = {PICTURES: 78, SOUND: 28}
# What QuickTime adds to a description of sound, by its version.
_SOUND_TAILS: Final = {0: 0, 1: 16, 2: 36}
# Boxes within a description that are kept as they are, with the longest that they may be.
_KEPT: Final = {
    b"avcC": 4096,
    b"av1C": 4096,
    b"vpcC": 64,
    b"esds": 512,
    b"d263": 64,
    b"dOps": 64,
    b"alac": 128,
    b"dac3": 16,
    b"dec3": 64,
    b"pasp": 8,
    b"clap": 32,
    b"frma": 4,
    b"mp4a": 12,
}
_CLEANERS: Final[Mapping[bytes, tuple[bytes, Callable[[bytes], Cleaner]]]] = {
    b"avc1": (b"avcC", h264_cleaner),
    b"avc3": (b"avcC", h264_cleaner),
    b"hvc1": (b"hvcC", h265_cleaner),
    b"hev1": (b"hvcC", h265_cleaner),
    b"av01": (b"av1C", lambda _: clean_av1),
}


class UnknownCodingError(ValueError):
    """A track is coded in a way that is not known here."""


def clean_descriptions(content: bytes, handler: bytes) -> tuple[bytes, Cleaner]:
    """Return the box of a track's descriptions anew, and what cleans each of its samples.

    Args:
        content: the content of the box ``stsd``.
        handler: :data:`PICTURES` or :data:`SOUND`.

    Raises:
        UnknownCodingError: the coding is none of the known ones.
        MalformedFileError: a description is broken, or there are several.
    """
    version, count = unpack(">B3xI", content, 0)
    (entry,) = read_boxes(content, 8, len(content)) if count == 1 else (None,)
    require(holds=entry is not None and version == 0)
    assert entry is not None
    if entry.kind not in _CODINGS[handler]:
        raise UnknownCodingError
    description = content[entry.start : entry.end]
    head = _pictures_head(description) if handler == PICTURES else _sound_head(description)
    found: dict[bytes, bytes] = {}
    inner = _clean_inner(description, len(head), found)
    cleaner: Cleaner = bytes
    if entry.kind in _CLEANERS:
        name, make = _CLEANERS[entry.kind]
        cleaner = make(found.get(name, b""))
    written = write_box(entry.kind, head, inner)
    return write_full_box(b"stsd", 0, 0, struct.pack(">I", 1), written), cleaner


def _pictures_head(description: bytes) -> bytes:
    """Return the fixed fields of pictures, without makers' and programs' names."""
    width, height, _, _, _, frames = unpack(">HHIIIH", description, 24)
    (depth,) = unpack(">H", description, 74)
    require(holds=len(description) >= _HEADS[PICTURES])
    resolution = 72 << 16
    return struct.pack(
        ">6xH16xHHIIIH32xHh", 1, width, height, resolution, resolution, 0, frames, depth, -1
    )


def _sound_head(description: bytes) -> bytes:
    """Return the fixed fields of sound, without makers' names."""
    version, channels, bits, compression, rate = unpack(">8xH6xHHHxxI", description, 0)
    require(holds=version in _SOUND_TAILS)
    tail = description[28 : 28 + _SOUND_TAILS[version]]
    require(holds=len(tail) == _SOUND_TAILS[version])
    return struct.pack(">6xHH6xHHHxxI", 1, version, channels, bits, compression, rate) + tail


def _clean_inner(content: bytes, start: int, found: dict[bytes, bytes]) -> bytes:
    """Return the boxes within a description that say how it is coded; note those read."""
    end = len(content)
    # QuickTime may end a list of boxes with four zeros.
    if end - start >= 4 and content[end - 4 :] == bytes(4) and not _fits(content, start):
        end -= 4
    written = []
    for box in read_boxes(content, start, end):
        inner = content[box.start : box.end]
        found.setdefault(box.kind, inner)
        if box.kind == b"hvcC":
            written.append(write_box(b"hvcC", clean_h265_configuration(inner)))
        elif box.kind == b"colr":
            colour = rewrite_colour(inner)
            written += [write_box(b"colr", colour)] if colour else []
        elif box.kind == b"damr":
            require(holds=len(inner) == 9)
            written.append(write_box(b"damr", bytes(5), inner[5:]))
        elif box.kind == b"wave":
            require(holds=b"wave" not in found or found[b"wave"] is inner)
            written.append(write_box(b"wave", _clean_inner(inner, 0, found)))
        elif box.kind in _KEPT:
            require(holds=len(inner) <= _KEPT[box.kind])
            written.append(write_box(box.kind, inner))
    return b"".join(written)


def _fits(content: bytes, start: int) -> bool:
    """Return whether boxes fill the content up to its last byte."""
    at = start
    while at <= len(content) - 8:
        (size,) = unpack(">I", content, at)
        if size < 8:
            return False
        at += size
    return at == len(content)
