"""WebP: the chunks that show the picture are kept, all others are cut."""

import struct
from collections.abc import Iterator
from typing import Final

from lckm_core.reports import Point
from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.colour import rewrite_profile
from lckm_intake.metadata.exif import NO_EXIF, read_exif, write_orientation

_HAS_PROFILE, _HAS_ALPHA, _HAS_EXIF, _IS_ANIMATION = 0x20, 0x10, 0x08, 0x02
_EXTENDED, _STILLS = b"VP8X", (b"VP8 ", b"VP8L")
_FRAME, _FRAME_HEAD = b"ANMF", 16
_KEPT: Final = frozenset({*_STILLS, b"ALPH", b"ANIM", _FRAME})


def clean_webp(data: bytes) -> tuple[bytes, Point | None]:
    """Return a WebP without metadata, and where it was taken.

    Raises:
        MalformedFileError: it is not built as WebP says.
    """
    riff, size, form = unpack("<4sI4s", data, 0)
    end = 8 + size
    require(holds=(riff, form) == (b"RIFF", b"WEBP") and end <= len(data))
    exif, icc, extended = NO_EXIF, b"", b""
    chunks: list[bytes] = []
    pictures = 0
    for index, (kind, content) in enumerate(_chunks(data, 12, end)):
        if kind == _EXTENDED:
            require(holds=index == 0 and len(content) == 10)
            extended = content
        elif kind in _KEPT:
            pictures += kind in (*_STILLS, _FRAME)
            chunks.append(_chunk(kind, _picture(kind, content)))
        elif kind == b"EXIF":
            exif = read_exif(content)
        elif kind == b"ICCP":
            icc = rewrite_profile(content)
    require(holds=pictures == 1 or (pictures > 1 and extended != b""))
    if extended:
        flags = extended[0] & (_HAS_ALPHA | _IS_ANIMATION)
        head = b""
        if icc:
            flags |= _HAS_PROFILE
            head = _chunk(b"ICCP", icc)
        if exif.orientation != 1:
            flags |= _HAS_EXIF
            chunks.append(_chunk(b"EXIF", write_orientation(exif.orientation)))
        chunks.insert(0, _chunk(_EXTENDED, struct.pack("<I6s", flags, extended[4:])) + head)
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body, exif.point


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each chunk between *at* and *end*, which they fill."""
    while at < end:
        kind, length = unpack("<4sI", data, at)
        content = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        # Some writers leave the padding of the last one out.
        require(holds=at <= end + length % 2 and len(content) == length)
        yield kind, content


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(content)) + content + b"\0" * (len(content) % 2)


def _picture(kind: bytes, content: bytes) -> bytes:
    """Return the content of a chunk of the picture, judged by its first bytes."""
    if kind == b"VP8 ":
        require(holds=content[3:6] == b"\x9d\x01\x2a")
    elif kind == b"VP8L":
        require(holds=content[:1] == b"\x2f")
    elif kind == b"ANIM":
        require(holds=len(content) == 6)
    elif kind == _FRAME:
        require(holds=len(content) > _FRAME_HEAD)
        parts = [
            (part, _picture(part, inner))
            for part, inner in _chunks(content, _FRAME_HEAD, len(content))
            if part in (*_STILLS, b"ALPH")
        ]
        require(holds=sum(part in _STILLS for part, _ in parts) == 1)
        return content[:_FRAME_HEAD] + b"".join(_chunk(*part) for part in parts)
    return content
