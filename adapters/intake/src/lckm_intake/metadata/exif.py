"""EXIF: what is read of it before it is cut, and the little that is written anew."""

import struct
from collections.abc import Iterator
from typing import Final

import attrs

from lckm_core.reports import Point
from lckm_intake.metadata.byte_fields import MalformedFileError, unpack

_PREFIX: Final = b"Exif\0\0"
_ORIENTATION, _GPS = 0x0112, 0x8825
_LATITUDE_SIDE, _LATITUDE, _LONGITUDE_SIDE, _LONGITUDE = 1, 2, 3, 4
_MOST_ENTRIES: Final = 200
# What a camera writes while it has no fix.
_NOWHERE: Final = (0.0, 0.0)


@attrs.frozen
class ExifFacts:
    """What the page needs of a photo's EXIF.

    Args:
        orientation: how to turn the picture, 1 to 8; 1 is upright.
        point: where the photo was taken.
    """

    orientation: int = 1
    point: Point | None = None


NO_EXIF: Final = ExifFacts()


def read_exif(data: bytes) -> ExifFacts:
    """Return the orientation and place in EXIF data, or defaults where they are broken."""
    tiff = data.removeprefix(_PREFIX)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return NO_EXIF
    orientation, point = 1, None
    try:
        (start,) = unpack(f"{order}I", tiff, 4)
        for tag, kind, count, at in _entries(tiff, start, order):
            if tag == _ORIENTATION and (kind, count) == (3, 1):
                (orientation,) = unpack(f"{order}H", tiff, at)
            elif tag == _GPS and (kind, count) == (4, 1):
                (place,) = unpack(f"{order}I", tiff, at)
                point = _read_point(tiff, place, order)
    except MalformedFileError:
        pass
    return ExifFacts(orientation if 1 <= orientation <= 8 else 1, point)


def write_orientation(orientation: int) -> bytes:
    """Return EXIF data (TIFF, 26 bytes) that give the orientation and nothing else."""
    return struct.pack(">4sIHHHIHHI", b"MM\0*", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _entries(tiff: bytes, start: int, order: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield tag, type, count and where the value is, of each entry of a directory."""
    (count,) = unpack(f"{order}H", tiff, start)
    for index in range(min(count, _MOST_ENTRIES)):
        at = start + 2 + 12 * index
        tag, kind, length = unpack(f"{order}HHI", tiff, at)
        yield tag, kind, length, at + 8


def _read_point(tiff: bytes, start: int, order: str) -> Point | None:
    sides: dict[int, bytes] = {}
    degrees: dict[int, float] = {}
    try:
        for tag, kind, count, at in _entries(tiff, start, order):
            if tag in (_LATITUDE_SIDE, _LONGITUDE_SIDE) and kind == 2:
                sides[tag] = tiff[at : at + 1].upper()
            elif tag in (_LATITUDE, _LONGITUDE) and (kind, count) == (5, 3):
                (place,) = unpack(f"{order}I", tiff, at)
                rationals = unpack(f"{order}6I", tiff, place)
                degrees[tag] = sum(
                    over / under / share
                    for over, under, share in zip(
                        rationals[::2], rationals[1::2], (1, 60, 3600), strict=True
                    )
                )
    except (MalformedFileError, ZeroDivisionError):
        return None
    if not (degrees.keys() >= {_LATITUDE, _LONGITUDE}):
        return None
    latitude = round(degrees[_LATITUDE] * (-1 if sides.get(_LATITUDE_SIDE) == b"S" else 1), 6)
    longitude = round(degrees[_LONGITUDE] * (-1 if sides.get(_LONGITUDE_SIDE) == b"W" else 1), 6)
    if (latitude, longitude) == _NOWHERE or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Point(latitude, longitude)
