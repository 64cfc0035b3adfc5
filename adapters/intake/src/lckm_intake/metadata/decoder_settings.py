"""Boxes that tell a decoder how pictures or sound are coded, checked to their last byte."""

from typing import Final

from lckm_intake.metadata.byte_fields import require, unpack
from lckm_intake.metadata.coded_units import clean_av1

# Kinds of box with a fixed layout, and the lengths that it has.
_LENGTHS: Final = {
    b"alac": (28, 52),
    b"clap": (32,),
    b"d263": (7, 23),
    b"dac3": (3,),
    b"dec3": (5, 6),
    b"frma": (4,),
    b"mp4a": (4,),
    b"pasp": (8,),
    b"vpcC": (12,),
}
_H265_PARAMETERS: Final = (32, 33, 34)
_ES, _DECODER, _SYNCHRONISATION = 3, 4, 6
_NO_FAMILY: Final = 0


def clean_settings(kind: bytes, content: bytes) -> bytes:
    """Return the content of a box of decoder settings; empty for a box of another kind.

    Raises:
        MalformedFileError: it is not built as its kind says, or holds more.
    """
    if kind in _LENGTHS:
        require(holds=len(content) in _LENGTHS[kind])
        return content
    match kind:
        case b"hvcC":
            return _clean_h265(content)
        case b"avcC":
            _require_h264(content)
            return content
        case b"av1C":
            require(holds=len(content) >= 4)
            return content[:4] + clean_av1(content[4:])
        case b"esds":
            _require_descriptors(content)
            return content
        case b"dOps":
            require(holds=len(content) >= 11)
            mapped = content[10] != _NO_FAMILY
            require(holds=len(content) == 11 + mapped * (2 + content[1]))
            return content
        case b"damr":
            require(holds=len(content) == 9)
            # The first five bytes name the maker.
            return bytes(5) + content[5:]
        case _:
            return b""


def _clean_h265(content: bytes) -> bytes:
    """Return settings of H.265 with parameter sets alone."""
    require(holds=len(content) >= 23)
    at, arrays = 23, []
    for _ in range(content[22]):
        kind, count = unpack(">BH", content, at)
        start, at = at, at + 3
        at = _end_of_sets(content, at, count)
        if kind & 0x3F in _H265_PARAMETERS:
            arrays.append(content[start:at])
    require(holds=at == len(content))
    return content[:22] + bytes([len(arrays)]) + b"".join(arrays)


def _require_h264(content: bytes) -> None:
    (count,) = unpack(">5xB", content, 0)
    at = _end_of_sets(content, 6, count & 0x1F)
    (count,) = unpack(">B", content, at)
    at = _end_of_sets(content, at + 1, count)
    if at < len(content):
        # High profiles have colours and depth, and further parameters.
        (count,) = unpack(">3xB", content, at)
        at = _end_of_sets(content, at + 4, count)
    require(holds=at == len(content))


def _end_of_sets(content: bytes, at: int, count: int) -> int:
    """Return where parameter sets end, each of which has its length before it."""
    for _ in range(count):
        (length,) = unpack(">H", content, at)
        at += 2 + length
        require(holds=at <= len(content))
    return at


def _require_descriptors(content: bytes) -> None:
    """Refuse descriptors of an MPEG-4 stream that do not fill their box."""
    tag, at, end = _descriptor(content, 4)
    require(holds=tag == _ES and end == len(content))
    (flags,) = unpack(">2xB", content, at)
    # Dependent streams, addresses and clocks of others have no place in a film.
    require(holds=flags & 0xE0 == 0)
    at += 3
    while at < end:
        tag, _, at = _descriptor(content, at)
        require(holds=tag in (_DECODER, _SYNCHRONISATION) and at <= end)


def _descriptor(content: bytes, at: int) -> tuple[int, int, int]:
    """Return the tag of a descriptor, and where it begins and ends."""
    (tag,) = unpack(">B", content, at)
    size = 0
    for _ in range(4):
        at += 1
        (byte,) = unpack(">B", content, at)
        size = size << 7 | byte & 0x7F
        if byte & 0x80 == 0:
            break
    return tag, at + 1, at + 1 + size
