"""ZIP archives, and the documents that are ZIP inside (DOCX, XLSX, ODT).

The list of parts is checked before anything is unpacked, and no part is unpacked beyond the size
that the list gives.
"""

# Not read with zipfile: it reads the whole list before its length can be judged, accepts bytes
# before the archive and Zip64 sizes, stops a part at its listed size without a word, and finds
# overlapping parts in some versions of Python only, so that findings would depend on the version.

import re
import struct
import zlib
from collections.abc import Iterator

import attrs

from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.text import Message

MAX_PARTS = 2000
"""The most parts of an archive."""
MAX_UNPACKED = 100 * 1024 * 1024
"""The most unpacked bytes of all parts."""
MAX_GROWTH = 100
"""How many times an archive larger than ``SMALL`` may grow."""
SMALL = 5 * 1024 * 1024
"""The unpacked bytes up to which growth does not matter."""

_PIECE = 16 * 1024
_LONGEST_END = 22 + 0xFFFF
_LISTED = struct.Struct("<HH4xIIIHHH8xI")
_STORED, _DEFLATED = 0, 8
_CONTENT_TYPES = "[content_types].xml"
_MAX_CONTENT_TYPES = 1024 * 1024
_USUAL_MAIN = "word/document.xml"
_OVERRIDE = re.compile(rb"<Override\b([^<>]{1,1000})>")
_CONTENT_TYPE = re.compile(rb"\bContentType\s*=\s*[\"']([^\"']+\.main(?:\+xml)?)[\"']")
_PART_NAME = re.compile(rb"\bPartName\s*=\s*[\"']/([^\"']+)[\"']")
# By a word in the content type of the main part.
_MAIN_TYPES = (
    (b"ms-word.document.macroenabled", FileType.DOCM),
    (b"ms-word.template", FileType.WORD_TEMPLATE),
    (b"wordprocessingml.template", FileType.WORD_TEMPLATE),
    (b"wordprocessingml.document", FileType.DOCX),
    (b"spreadsheetml", FileType.XLSX),
    (b"ms-excel", FileType.XLSX),
    (b"presentationml", FileType.POWERPOINT),
    (b"ms-powerpoint", FileType.POWERPOINT),
)

_BROKEN = Message(
    "urywa się albo nie da się go rozpakować", "it is cut short or cannot be unpacked"
)
_NO_MAIN = Message("nie ma w nim treści dokumentu", "the text of the document is not in it")


class _BrokenError(Exception):
    """The archive is not what its list of parts says."""


@attrs.frozen
class _Part:
    """One part of an archive as its list gives it; sizes in bytes."""

    name: str
    encrypted: bool
    method: int
    crc: int
    packed: int
    unpacked: int
    at: int


def read_zip(data: bytes) -> Content:
    """Return what bytes are that begin as a ZIP archive."""
    try:
        parts = list(_parts(data))
        excess = _excess(parts, len(data))
        if excess:
            return Content(_guess(data), excess=excess)
        return _content(data, {part.name.casefold(): part for part in parts})
    except _BrokenError:
        return Content(_guess(data), damage=_BROKEN)


def _content(data: bytes, parts: dict[str, _Part]) -> Content:
    """Return the content of an archive whose list of parts is of ordinary size."""
    encrypted = any(part.encrypted for part in parts.values())
    if _CONTENT_TYPES not in parts:
        return Content(_open_document(data, parts), encrypted=encrypted)
    if encrypted:
        return Content(_guess(data), encrypted=True)
    # Without its zero bytes UTF-16 reads as ASCII.
    listed = _read(data, parts[_CONTENT_TYPES], _MAX_CONTENT_TYPES).replace(b"\0", b"")
    kind, main = _main_part(listed, parts)
    macros = b"vnd.ms-office.vbaproject" in listed.lower() or any(
        name.endswith("vbaproject.bin") for name in parts
    )
    damage = None if main in parts else _NO_MAIN
    # A part that is not what the list says raises.
    for part in parts.values():
        for _ in _unpack(data, part):
            pass
    return Content(kind, macros=macros or kind is FileType.DOCM, damage=damage)


def _main_part(listed: bytes, parts: dict[str, _Part]) -> tuple[FileType, str]:
    """Return the type and the lower-case name of the main part, from the content types."""
    for tag in _OVERRIDE.finditer(listed):
        content_type, name = _CONTENT_TYPE.search(tag[1]), _PART_NAME.search(tag[1])
        if content_type and name:
            words = content_type[1].lower()
            for word, file_type in _MAIN_TYPES:
                if word in words:
                    return file_type, name[1].decode("utf-8", "replace").casefold()
    return (FileType.DOCX if _USUAL_MAIN in parts else FileType.OFFICE), _USUAL_MAIN


def _open_document(data: bytes, parts: dict[str, _Part]) -> FileType:
    """Return the type of OpenDocument by its part ``mimetype``, else that of an archive."""
    words = _read(data, parts["mimetype"], 200) if "mimetype" in parts else b""
    if b"opendocument.text" in words:
        return FileType.ODT
    return FileType.ODS if b"opendocument.spreadsheet" in words else FileType.ZIP


def _guess(data: bytes) -> FileType:
    """Return the likely type of an unreadable archive, by the names of its parts."""
    if b"word/document" in data:
        return FileType.DOCX
    return FileType.OFFICE if b"[Content_Types].xml" in data else FileType.ZIP


def _excess(parts: list[_Part], size: int) -> Message | None:
    """Return why an archive of *size* bytes must not be unpacked, or ``None``."""
    total = sum(part.unpacked for part in parts)
    if len(parts) > MAX_PARTS:
        return Message(f"ma ponad {MAX_PARTS} części", f"it has more than {MAX_PARTS} parts")
    if total > MAX_UNPACKED:
        limit = MAX_UNPACKED // 1024**2
        return Message(
            f"po rozpakowaniu zajmuje ponad {limit} MB", f"it unpacks to more than {limit} MB"
        )
    if total > max(SMALL, MAX_GROWTH * size):
        return Message(
            f"po rozpakowaniu rośnie ponad {MAX_GROWTH} razy",
            f"it grows more than {MAX_GROWTH} times",
        )
    if sum(part.packed for part in parts) > size:
        return Message("jego części zachodzą na siebie", "its parts overlap")
    return None


def _parts(data: bytes) -> Iterator[_Part]:
    """Yield the parts of the list, at most one more than allowed; raise without a list."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_END))
    if end < 0 or end + 22 > len(data):
        raise _BrokenError
    count, _, at = struct.unpack_from("<HII", data, end + 10)
    for _ in range(min(count, MAX_PARTS + 1)):
        if at + 46 > end or data[at : at + 4] != b"PK\x01\x02":
            raise _BrokenError
        flags, method, crc, packed, unpacked, name, extra, comment, begins = _LISTED.unpack_from(
            data, at + 8
        )
        text = data[at + 46 : at + 46 + name].decode("utf-8", errors="replace")
        yield _Part(text, bool(flags & 1), method, crc, packed, unpacked, begins)
        at += 46 + name + extra + comment


def _read(data: bytes, part: _Part, limit: int) -> bytes:
    """Return a part's bytes; raise where it is broken or longer than *limit*."""
    if part.unpacked > limit:
        raise _BrokenError
    return b"".join(_unpack(data, part))


def _unpack(data: bytes, part: _Part) -> Iterator[bytes]:
    """Yield a part's bytes; raise where place, length or checksum is not what the list says."""
    if data[part.at : part.at + 4] != b"PK\x03\x04" or part.at + 30 > len(data):
        raise _BrokenError
    start = part.at + 30 + sum(struct.unpack_from("<HH", data, part.at + 26))
    packed = memoryview(data)[start : start + part.packed]
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    bytes_left, crc = part.unpacked, 0
    for at in range(0, len(packed), _PIECE):
        piece = bytes(packed[at : at + _PIECE])
        if part.method == _DEFLATED:
            try:
                piece = inflate.decompress(piece, bytes_left + 1)
            except zlib.error:
                raise _BrokenError from None
        bytes_left -= len(piece)
        crc = zlib.crc32(piece, crc)
        if bytes_left < 0:
            raise _BrokenError
        yield piece
    if bytes_left or crc != part.crc or part.method not in (_STORED, _DEFLATED):
        raise _BrokenError
