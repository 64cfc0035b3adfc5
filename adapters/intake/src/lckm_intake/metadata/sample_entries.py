"""Descriptions of samples: how a track of pictures or sound is coded, and nothing else."""

import struct
from collections.abc import Callable, Mapping
from typing import Final

from lckm_intake.metadata.boxes import read_boxes, write_box, write_full_box
from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.coded_units import (
    Cleaner,
    clean_av1,
    h264_cleaner,
    h265_cleaner,
)
from lckm_intake.metadata.decoder_settings import clean_settings
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
# The size and the mark of the longer description.
_SECOND_VERSION: Final = (b"\0\0\0\x48", b"\x7f\0\0\0")
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
    entries = list(read_boxes(content, 8, len(content)))
    require(holds=len(entries) == count == 1 and version == 0)
    entry = entries[0]
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
    require(holds=version != 2 or (tail[:4], tail[16:20]) == _SECOND_VERSION)
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
        if box.kind == b"wave":
            require(holds=found[b"wave"] is inner)
            cleaned = _clean_inner(inner, 0, found)
        elif box.kind == b"colr":
            cleaned = rewrite_colour(inner)
        else:
            cleaned = clean_settings(box.kind, inner)
        if cleaned:
            written.append(write_box(box.kind, cleaned))
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
