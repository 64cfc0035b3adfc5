"""Colour profiles: the well-known ones written anew, all others left out.

A profile can name the device, and the profile of a calibrated screen is unique. Pictures without
one are shown as sRGB.
"""

import struct
from typing import Final

from lckm_intake.metadata.byte_fields import MalformedFileError, unpack

# Columns of red, green and blue in XYZ (D50), and the parameters of the curve.
_SPACES: Final = {
    "Display P3": (
        (0.51512, 0.24120, -0.00105, 0.29198, 0.69225, 0.04189, 0.15710, 0.06657, 0.78407),
        (3, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)),
    ),
    "Adobe RGB": (
        (0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457),
        (0, (2.19921875,)),
    ),
}
_TOLERANCE: Final = 0.002
_MOST_TAGS: Final = 100
_COLUMNS: Final = (b"rXYZ", b"gXYZ", b"bXYZ")
_D50: Final = (0.9642, 1.0, 0.8249)


def rewrite_profile(icc: bytes) -> bytes:
    """Return a profile of our own for a well-known colour space; empty for sRGB and any other."""
    try:
        found = _columns(icc)
    except MalformedFileError:
        return b""
    for name, (columns, _) in _SPACES.items():
        if all(abs(a - b) <= _TOLERANCE for a, b in zip(found, columns, strict=True)):
            return write_profile(name)
    return b""


def _columns(icc: bytes) -> tuple[float, ...]:
    (count,) = unpack(">I", icc, 128)
    places = {}
    for index in range(min(count, _MOST_TAGS)):
        tag, at, _ = unpack(">4sII", icc, 132 + 12 * index)
        places[tag] = at
    if icc[16:20] != b"RGB " or not places.keys() >= set(_COLUMNS):
        raise MalformedFileError
    return tuple(part / 65536 for tag in _COLUMNS for part in unpack(">3i", icc, places[tag] + 8))


def write_profile(name: str) -> bytes:
    """Return the profile (ICC 4.3) of a colour space: "Display P3" or "Adobe RGB"."""
    columns, (kind, parameters) = _SPACES[name]
    contents = {
        b"desc": _text(name),
        b"cprt": _text("CC0"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed_point(_D50),
        b"rXYZ": b"XYZ \0\0\0\0" + _fixed_point(columns[:3]),
        b"gXYZ": b"XYZ \0\0\0\0" + _fixed_point(columns[3:6]),
        b"bXYZ": b"XYZ \0\0\0\0" + _fixed_point(columns[6:]),
        b"rTRC": struct.pack(">4sIHH", b"para", 0, kind, 0) + _fixed_point(parameters),
    }
    contents[b"gTRC"] = contents[b"bTRC"] = contents[b"rTRC"]
    table = struct.pack(">I", len(contents))
    start = 128 + 4 + 12 * len(contents)
    body = b""
    for tag, content in contents.items():
        table += struct.pack(">4sII", tag, start + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    head = struct.pack(
        ">II I4s4s4s 12x 4s", start + len(body), 0, 0x04300000, b"mntr", b"RGB ", b"XYZ ", b"acsp"
    )
    return (head + b"\0" * 28 + _fixed_point(_D50)).ljust(128, b"\0") + table + body


def _text(words: str) -> bytes:
    encoded = words.encode("utf-16-be")
    return struct.pack(">4sIII4sII", b"mluc", 0, 1, 12, b"enUS", len(encoded), 28) + encoded


def _fixed_point(values: tuple[float, ...]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)
