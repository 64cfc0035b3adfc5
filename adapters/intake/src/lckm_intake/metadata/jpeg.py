"""JPEG: the segments that show the picture are kept, all others are cut."""

import re
import struct
from collections.abc import Iterator
from typing import Final

import attrs

from lckm_core.reports import Point
from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.colour import rewrite_profile
from lckm_intake.metadata.exif import NO_EXIF, ExifFacts, read_exif, write_orientation

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_HUFFMAN, _QUANTISATION, _RESTART = 0xC4, 0xDB, 0xDD
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive frames; browsers show no others."""
_JFIF, _EXIF, _PROFILE, _ADOBE, _LAST_APPLICATION, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_PROFILE_NAME: Final = b"ICC_PROFILE\0"
_ADOBE_LENGTH: Final = 12
# The end of the coded data of a scan: the first marker that may not stand within them.
_SCAN_END: Final = {
    False: re.compile(rb"\xff[^\x00]"),
    True: re.compile(rb"\xff[^\x00\xd0-\xd7]"),
}


@attrs.frozen
class _Segment:
    """A segment: its marker, its own content, and the coded data after a scan's header."""

    marker: int
    content: bytes
    # Most of a photo lies here, and is not copied.
    coded: memoryview = memoryview(b"")

    def parts(self) -> tuple[bytes, bytes, memoryview]:
        """Return what it is written as, in parts."""
        head = struct.pack(">BBH", 0xFF, self.marker, len(self.content) + 2)
        return head, self.content, self.coded


@attrs.define
class _Head:
    """What the segments that are cut say about how to show the picture."""

    jfif: bool = False
    exif: ExifFacts = NO_EXIF
    adobe_transform: int | None = None
    profile: dict[int, bytes] = attrs.field(factory=dict)

    def read(self, segment: _Segment) -> None:
        content = segment.content
        if segment.marker == _JFIF and content.startswith(b"JFIF\0"):
            self.jfif = True
        elif segment.marker == _EXIF and content.startswith(b"Exif\0"):
            if self.exif is NO_EXIF:
                self.exif = read_exif(content)
        elif segment.marker == _PROFILE and content.startswith(_PROFILE_NAME):
            if len(content) > 14:
                self.profile[content[12]] = content[14:]
        elif segment.marker == _ADOBE and content.startswith(b"Adobe"):
            require(holds=len(content) >= _ADOBE_LENGTH and content[11] <= 2)
            self.adobe_transform = content[11]

    def segments(self, *, turn: bool) -> Iterator[_Segment]:
        """Yield the segments to write in their place."""
        if self.jfif:
            content = b"JFIF\0\x01\x01" + struct.pack(">BHHBB", 0, 1, 1, 0, 0)
            yield _Segment(_JFIF, content)
        if turn and self.exif.orientation != 1:
            content = b"Exif\0\0" + write_orientation(self.exif.orientation)
            yield _Segment(_EXIF, content)
        icc = rewrite_profile(b"".join(self.profile[number] for number in sorted(self.profile)))
        if icc:
            yield _Segment(_PROFILE, _PROFILE_NAME + b"\x01\x01" + icc)
        if self.adobe_transform is not None:
            content = b"Adobe" + struct.pack(">HHHB", 100, 0, 0, self.adobe_transform)
            yield _Segment(_ADOBE, content)


def clean_jpeg(data: bytes, *, turn: bool = True) -> tuple[bytes, Point | None]:
    """Return a JPEG without metadata, and where it was taken.

    Args:
        data: the file.
        turn: whether what tells the orientation is kept.

    Raises:
        MalformedFileError: it is not built as JPEG says, or has no end.
    """
    head = _Head()
    segments: list[_Segment] = []
    frames = scans = 0
    for segment in _segments(data):
        if _JFIF <= segment.marker <= _LAST_APPLICATION:
            head.read(segment)
        elif segment.marker != _COMMENT:
            _require_exact(segment)
            frames += segment.marker in _FRAMES
            scans += segment.marker == _SCAN
            require(holds=frames == 1 if scans else frames <= 1)
            segments.append(segment)
    require(holds=scans > 0)
    parts = (part for segment in (*head.segments(turn=turn), *segments) for part in segment.parts())
    return b"".join((b"\xff\xd8", *parts, b"\xff\xd9")), head.exif.point


def _segments(data: bytes) -> Iterator[_Segment]:
    """Yield the segments up to the end of the picture; what follows it is not looked at."""
    require(holds=data[:2] == b"\xff\xd8")
    at, restarts = 2, False
    while True:
        require(holds=data[at : at + 1] == b"\xff")
        while data[at : at + 1] == b"\xff":
            at += 1
        require(holds=at < len(data))
        marker = data[at]
        at += 1
        if marker == _END:
            return
        (length,) = unpack(">H", data, at)
        end = at + length
        require(holds=length >= 2 and end <= len(data))
        content = data[at + 2 : end]
        if marker == _RESTART:
            restarts = any(content)
        at = end
        if marker == _SCAN:
            match = _SCAN_END[restarts].search(data, end)
            require(holds=match is not None)
            at = match.start() if match else end
        yield _Segment(marker, content, memoryview(data)[end:at])


def _require_exact(segment: _Segment) -> None:
    """Refuse a segment whose content is not exactly what its marker says."""
    content = segment.content
    if segment.marker in _FRAMES:
        precision, height, width, components = unpack(">BHHB", content, 0)
        holds = precision in (8, 12) and height > 0 and width > 0
        holds = holds and 1 <= components <= 4 and len(content) == 6 + 3 * components
    elif segment.marker == _SCAN:
        (components,) = unpack(">B", content, 0)
        holds = 1 <= components <= 4 and len(content) == 4 + 2 * components
    elif segment.marker == _RESTART:
        holds = len(content) == 2
    elif segment.marker == _QUANTISATION:
        holds = _are_quantisation_tables(content)
    elif segment.marker == _HUFFMAN:
        holds = _are_huffman_tables(content)
    else:
        holds = False
    require(holds=holds)


def _are_quantisation_tables(content: bytes) -> bool:
    at = 0
    while at < len(content):
        precision, number = content[at] >> 4, content[at] & 15
        if precision > 1 or number > 3:
            return False
        at += 1 + 64 * (precision + 1)
    return at == len(content)


def _are_huffman_tables(content: bytes) -> bool:
    at = 0
    while at < len(content):
        if content[at] >> 4 > 1 or content[at] & 15 > 3:
            return False
        at += 17 + sum(content[at + 1 : at + 17])
    return at == len(content)
