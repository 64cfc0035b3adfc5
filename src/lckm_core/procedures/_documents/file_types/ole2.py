"""OLE2 compound files: the old Office formats, and encrypted new ones.

The directory says which type it is; the first stream of Word, whether it is encrypted; the chains
of sectors, whether the file is whole. Layout after [MS-CFB]; the Word header (FIB) after [MS-DOC]
2.5.
"""

import struct
from collections.abc import Iterator

import attrs

from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.text import Message

_MAX_ENTRIES = 4096
_LAST_SECTOR = 0xFFFFFFFA  # from here on a number marks no sector
_MINI_CUTOFF, _MINI_SECTOR = 4096, 64
_NO_ENTRY = 0xFFFFFFFF
_WORD_MAGICS = (0xA5EC, 0xA5DC)
_ENCRYPTED = 0x0100

_TRUNCATED = Message(
    "brakuje części pliku, na którą wskazuje jego spis treści",
    "a part of the file that its directory points to is missing",
)


class _BrokenError(Exception):
    """The file points to something that it does not hold."""


@attrs.frozen
class _Entry:
    """One entry of the directory: a storage (a folder), a stream (a file) or the root."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class _Compound:
    """A compound file, read as far as its directory; raises ``_BrokenError`` without one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        if len(data) < 512:
            raise _BrokenError
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise _BrokenError
        self._sector_size = 1 << shift
        (self._directory_start,) = struct.unpack_from("<I", data, 48)
        self._fat = self._read_fat()
        self.entries = self._read_directory()

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._sector_size
        if at >= len(self._data):
            raise _BrokenError
        return self._data[at : at + self._sector_size]

    def _read_fat(self) -> list[int]:
        """Return the file allocation table, from the header and its extension sectors."""
        (count,) = struct.unpack_from("<I", self._data, 44)
        next_list, lists = struct.unpack_from("<II", self._data, 68)
        sectors = len(self._data) // self._sector_size + 1
        if count > sectors or lists > sectors:
            raise _BrokenError
        places = list(struct.unpack_from("<109I", self._data, 76))
        for _ in range(lists):
            if len(places) >= count:
                break
            *listed_places, next_list = self._numbers(next_list)
            places += listed_places
        fat: list[int] = []
        for place in places[:count]:
            if len(fat) < sectors:
                fat += self._numbers(place)
        return fat

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(
            f"<{self._sector_size // 4}I", self._sector(sector).ljust(self._sector_size, b"\xff")
        )

    def chain(self, start: int) -> Iterator[int]:
        """Yield the sectors of a chain; raise where it leaves the file or never ends."""
        for _ in range(len(self._fat) + 1):
            if start >= _LAST_SECTOR:
                return
            if start >= len(self._fat):
                raise _BrokenError
            yield start
            start = self._fat[start]
        raise _BrokenError

    def _read_directory(self) -> list[_Entry]:
        entries = []
        for sector in self.chain(self._directory_start):
            block = self._sector(sector)
            for at in range(0, len(block) - 127, 128):
                length, kind = struct.unpack_from("<HB", block, at + 64)
                left, right, child = struct.unpack_from("<III", block, at + 68)
                start, size = struct.unpack_from("<II", block, at + 116)
                name = block[at : at + min(max(length - 2, 0), 62)].decode(
                    "utf-16-le", errors="replace"
                )
                entries.append(_Entry(name, kind, left, right, child, start, size))
            if len(entries) > _MAX_ENTRIES:
                break
        if not entries:
            raise _BrokenError
        return entries

    def top(self) -> dict[str, _Entry]:
        """Return the entries directly in the root, by lower-case name."""
        top: dict[str, _Entry] = {}
        waiting = [self.entries[0].child]
        seen = {_NO_ENTRY}
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self.entries):
                continue
            seen.add(number)
            entry = self.entries[number]
            top[entry.name.casefold()] = entry
            waiting += [entry.left, entry.right]
        return top

    def beginning(self, entry: _Entry) -> bytes:
        """Return the first bytes of a stream; raise where the stream is not whole."""
        if entry.size >= _MINI_CUTOFF:
            return self._sector(self._sectors(entry)[0])
        # A small stream lies in pieces within the stream of the root.
        index, rest = divmod(entry.start * _MINI_SECTOR, self._sector_size)
        sectors = self._sectors(self.entries[0])
        if index >= len(sectors):
            raise _BrokenError
        return self._sector(sectors[index])[rest : rest + _MINI_SECTOR]

    def _sectors(self, entry: _Entry) -> list[int]:
        """Return the sectors of a stream of full size; raise where one is missing."""
        sectors = list(self.chain(entry.start))
        rest = entry.size - (len(sectors) - 1) * self._sector_size
        if not sectors or rest > self._sector_size:
            raise _BrokenError
        self._sector(max(sectors))
        if len(self._sector(sectors[-1])) < rest:
            raise _BrokenError
        return sectors


def read_ole2(data: bytes) -> Content:
    """Return what bytes are that begin as an OLE2 compound file."""
    try:
        compound = _Compound(data)
    except _BrokenError:
        return Content(FileType.OFFICE, damage=_TRUNCATED)
    top = compound.top()
    if "worddocument" in top:
        return _word_content(compound, top)
    if "encryptedpackage" in top:
        return Content(FileType.OFFICE, encrypted=True)
    if top.keys() & {"workbook", "book"}:
        return Content(FileType.XLS)
    if "powerpoint document" in top:
        return Content(FileType.POWERPOINT)
    return Content(FileType.UNKNOWN)


def _word_content(compound: _Compound, top: dict[str, _Entry]) -> Content:
    macros = any(
        entry.kind and entry.name.casefold() in ("macros", "_vba_project")
        for entry in compound.entries
    )
    try:
        header = compound.beginning(top["worddocument"])
        for name in top.keys() & {"0table", "1table", "data"}:
            compound.beginning(top[name])
    except _BrokenError:
        return Content(FileType.DOC, macros=macros, damage=_TRUNCATED)
    magic, flags = struct.unpack_from("<H8xH", header.ljust(12, b"\0"))
    damage: Message | None = None
    if magic not in _WORD_MAGICS:
        damage = Message("nie ma w nim nagłówka Worda", "it has no Word header")
    return Content(FileType.DOC, encrypted=bool(flags & _ENCRYPTED), macros=macros, damage=damage)
