"""PNG: the chunks that show the picture are kept, all others are cut."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from lckm_core.reports import Point
from lckm_intake.metadata.byte_fields import MalformedFileError, require, unpack
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
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Where each pass of an interlaced picture begins and how far it steps, across and down.
_PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_MOST_UNPACKED: Final = 256 << 20
_PIECE: Final = 1 << 18


class _Pixels:
    """The packed pixels of a PNG, which end where its pictures do."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self._budget = _MOST_UNPACKED
        self._is_animated = False
        self.begin(*unpack(">II", head, 0))

    def begin(self, width: int, height: int) -> None:
        """Begin a picture."""
        self._left = _unpacked_size(self._head, width, height)
        self._budget -= self._left
        require(holds=self._budget >= 0)
        self._unpacking = zlib.decompressobj()
        self._is_over = False

    def cut(self, kind: bytes, content: bytes) -> bytes | None:
        """Return what a chunk holds of the pictures, ``None`` where it is of none."""
        if kind == b"acTL":
            self._is_animated = True
        elif kind in (b"fcTL", b"fdAT") and not self._is_animated:
            return None
        elif kind == b"fcTL":
            self._refill(*unpack(">II", content, 4))
        elif kind == b"fdAT":
            return content[:4] + self._packed(content[4:])
        elif kind == b"IDAT":
            return self._packed(content) or None
        return content

    def _refill(self, width: int, height: int) -> None:
        """Begin a picture of an animation, unless it is the first, whose size is the head's."""
        self._budget += self._left
        self.begin(width, height)

    def _packed(self, packed: bytes) -> bytes:
        """Return packed pixels as far as they are of the picture."""
        if self._is_over:
            return b""
        piece, pixels = packed, b"-"
        try:
            while not self._unpacking.eof and (piece or pixels):
                pixels = self._unpacking.decompress(piece, _PIECE)
                piece = self._unpacking.unconsumed_tail
                self._left -= len(pixels)
                require(holds=self._left >= 0)
        except zlib.error:
            raise MalformedFileError from None
        self._is_over = self._unpacking.eof
        return packed[: len(packed) - len(self._unpacking.unused_data)]


def _unpacked_size(head: bytes, width: int, height: int) -> int:
    """Return how many bytes the pixels of a picture are, each line with its filter."""
    depth, colour, _, _, interlace = unpack(">BBBBB", head, 8)
    bits = depth * _CHANNELS.get(colour, 0)
    require(holds=bits > 0)
    size = 0
    for left, top, across, down in _PASSES if interlace else ((0, 0, 1, 1),):
        columns, lines = -((left - width) // across), -((top - height) // down)
        if columns > 0 and lines > 0:
            size += lines * (1 + (columns * bits + 7) // 8)
    return size


def clean_png(data: bytes) -> tuple[bytes, Point | None]:
    """Return a PNG without metadata, and where it was taken.

    Raises:
        MalformedFileError: it is not built as PNG says, a checksum is wrong, or it has no end.
    """
    exif, icc = NO_EXIF, b""
    chunks: list[bytes] = []
    pictures, pixels = 0, None
    for kind, content, chunk in _chunks(data):
        if kind in _KEPT:
            require(holds=_KEPT[kind] in (None, len(content)))
            require(holds=len(content) <= _LONGEST.get(kind, len(content)))
            require(holds=(kind == b"IHDR") == (not chunks))
            pixels = pixels or _Pixels(content)
            kept = pixels.cut(kind, content)
            pictures += kind == b"IDAT"
            if kept is not None:
                chunks.append(chunk if kept == content else _chunk(kind, kept))
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
