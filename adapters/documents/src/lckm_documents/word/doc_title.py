"""The title of a DOC, from its summary ([MS-OLEPS] 2.20–2.21): read by hand, for a summary may claim to have billions of values."""

import struct

_CODE_PAGE, _TITLE = 1, 2
_SHORT, _BYTES, _WIDE = 2, 30, 31
"""Kinds of values: a number of two bytes, text in the code page, text in UTF-16."""
_MOST, _LONGEST = 200, 10_000
"""Properties that are looked at, and bytes of a title."""


def read_title(summary: bytes) -> str:
    """Return the title that a summary gives, in one line; empty where it gives none, or points beyond itself."""
    try:
        (start,) = struct.unpack_from("<I", summary, 44)
        (count,) = struct.unpack_from("<I", summary, start + 4)
        places = dict(
            struct.unpack_from("<II", summary, start + 8 + 8 * index)
            for index in range(min(count, _MOST))
        )
        if _TITLE not in places:
            return ""
        return " ".join(
            _text(summary, start + places[_TITLE], _page(summary, start, places))
            .strip("\0 ")
            .split()
        )
    except (struct.error, LookupError):
        return ""


def _page(summary: bytes, start: int, places: dict[int, int]) -> str:
    if _CODE_PAGE not in places:
        return "cp1252"
    kind, number = struct.unpack_from("<IH", summary, start + places[_CODE_PAGE])
    if kind != _SHORT:
        return "cp1252"
    return {1200: "utf-16-le", 65001: "utf-8"}.get(number, f"cp{number}")


def _text(summary: bytes, at: int, page: str) -> str:
    kind, size = struct.unpack_from("<II", summary, at)
    if kind == _WIDE:
        size, page = size * 2, "utf-16-le"
    elif kind != _BYTES:
        return ""
    return summary[at + 8 : at + 8 + min(size, _LONGEST)].decode(page, "replace").partition("\0")[0]
