"""PNG: the chunks that show the picture are kept, all others are cut."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from lckm_core.reports import Point
from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.colour import rewrite_profile
from lckm_intake.metadata.exif import NO_EXIF, read_exif, write_orientation

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
# Chunks that are kept as they are, with their lengths where there is only one.
_KEPT: Final = {
    b"IHDR": 13,
    b"PLTE": None,
    b"IDAT": None,
    b"IEND": 0,
    b"tRNS": None,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"cICP": 4,
    # The pictures of an animation.
    b"acTL": 8,
    b"fcTL": 26,
    b"fdAT": None,
}
_LONGEST: Final = {b"PLTE": 768, b"tRNS": 256}
_LARGEST_PROFILE: Final = 1 << 20


def clean_png(data: bytes) -> tuple[bytes, Point | None]:
    """Return a PNG without metadata, and where it was taken.

    Raises:
        MalformedFileError: it is not built as PNG says, a checksum is wrong, or it has no end.
    """
    exif, icc = NO_EXIF, b""
    chunks: list[bytes] = []
    pictures = 0
    for kind, content, whole in _chunks(data):
        if kind in _KEPT:
            require(holds=_KEPT[kind] in (None, len(content)))
            require(holds=len(content) <= _LONGEST.get(kind, len(content)))
            require(holds=(kind == b"IHDR") == (not chunks))
            pictures += kind == b"IDAT"
            chunks.append(whole)
        elif kind == b"eXIf":
            exif = read_exif(content)
        elif kind == b"iCCP":
            icc = _read_profile(content)
        else:
            # A chunk that no program may pass over has a capital first.
            require(holds=kind[0] & 0x20 != 0)
    require(holds=pictures > 0)
    other_chunks = []
    if icc:
        other_chunks.append(_chunk(b"iCCP", b"icc\0\0" + zlib.compress(icc, 0)))
    if exif.orientation != 1:
        other_chunks.append(_chunk(b"eXIf", write_orientation(exif.orientation)))
    return b"".join((_SIGNATURE, chunks[0], *other_chunks, *chunks[1:])), exif.point


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield kind, content and all of each chunk, up to the end of the picture."""
    require(holds=data.startswith(_SIGNATURE))
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        length, kind = unpack(">I4s", data, at)
        end = at + 12 + length
        content = data[at + 8 : end - 4]
        (checksum,) = unpack(">I", data, end - 4)
        require(holds=kind.isalpha() and checksum == zlib.crc32(content, zlib.crc32(kind)))
        yield kind, content, data[at:end]
        at = end


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", checksum)


def _read_profile(content: bytes) -> bytes:
    _, _, packed = content.partition(b"\0")
    try:
        icc = zlib.decompressobj().decompress(packed[1:], _LARGEST_PROFILE)
    except zlib.error:
        return b""
    return rewrite_profile(icc)
