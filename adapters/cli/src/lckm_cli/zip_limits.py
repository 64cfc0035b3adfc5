"""Limits on packages of office programs (ZIP archives of XML) from strangers."""

import io
import struct
import zipfile
import zlib
from enum import Enum
from typing import IO, Final
from xml.parsers import expat

import attrs

# What ``zipfile`` raises for archives that are broken, encrypted or packed in an unusual way.
ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_CHUNK: Final = 1 << 16


@attrs.frozen
class ZipLimits:
    """How much a package may hold.

    Attributes:
        parts: files in the archive.
        unpacked: bytes of all files, unpacked.
        elements: XML elements in all files.
        depth: XML elements within one another.
        piece: characters between two tags, or bytes within one tag.
    """

    parts: int
    unpacked: int
    elements: int
    depth: int = 100
    piece: int = 1_000_000


class ZipFault(Enum):
    """Why a package is not opened."""

    BROKEN = "broken"
    DOCTYPE = "doctype"
    PARTS = "parts"
    UNPACKED = "unpacked"
    ELEMENTS = "elements"
    DEPTH = "depth"
    PIECE = "piece"


class UnsafeZipError(Exception):
    """A package that no library should open; ``why`` is the reason."""

    def __init__(self, why: ZipFault) -> None:
        super().__init__(why)
        self.why = why


def require_safe_zip(data: bytes, limits: ZipLimits) -> None:
    """Raise unless every part of a package can be unpacked and parsed within limits.

    Whatever its name, a part is parsed as far as it is XML; one called ``.xml`` or ``.rels`` has
    to be XML to its end.

    Raises:
        UnsafeZipError: it is broken, has a document type definition, or exceeds a limit.
    """
    # Sizes are measured, for what the archive says about them may be false.
    counter = _Counter(limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.parts:
                raise UnsafeZipError(ZipFault.PARTS)
            for part in parts:
                with archive.open(part) as opened:
                    is_whole = counter.read(opened)
                if not is_whole and part.filename.casefold().endswith((".xml", ".rels")):
                    raise UnsafeZipError(ZipFault.BROKEN)
    except ZIP_ERRORS:
        raise UnsafeZipError(ZipFault.BROKEN) from None


def read_part(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return a part of an archive, unpacked.

    No more than *limit* bytes are taken, whatever the archive says about its size.

    Raises:
        UnsafeZipError: the part is broken, or larger than *limit*.
    """
    try:
        with archive.open(name) as part:
            data = part.read(limit + 1)
    except ZIP_ERRORS:
        raise UnsafeZipError(ZipFault.BROKEN) from None
    if len(data) > limit:
        raise UnsafeZipError(ZipFault.UNPACKED)
    return data


class _Counter:
    """Counts, over all parts of a package, what is limited."""

    def __init__(self, limits: ZipLimits) -> None:
        self._limits = limits
        self._unpacked = self._elements = self._depth = self._text = self._since_tag = 0

    def read(self, opened: IO[bytes]) -> bool:
        """Read a part to its end, and return whether it is well-formed XML."""
        parser: expat.XMLParserType | None = self._parser()
        while chunk := opened.read(_CHUNK):
            self._unpacked += len(chunk)
            self._require(self._unpacked <= self._limits.unpacked, ZipFault.UNPACKED)
            if parser is not None:
                # A tag or comment that does not end is kept in memory by every parser.
                self._since_tag += len(chunk)
                self._require(self._since_tag <= self._limits.piece + _CHUNK, ZipFault.PIECE)
                parser = parser if _feed(parser, chunk) else None
        return parser is not None and _feed(parser, b"", last=True)

    def _parser(self) -> expat.XMLParserType:
        self._depth = self._text = self._since_tag = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def _start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._text = self._since_tag = 0
        self._require(self._elements <= self._limits.elements, ZipFault.ELEMENTS)
        self._require(self._depth <= self._limits.depth, ZipFault.DEPTH)

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        self._text = self._since_tag = 0

    def _characters(self, text: str) -> None:
        self._since_tag = 0
        self._text += len(text)
        self._require(self._text <= self._limits.piece, ZipFault.PIECE)

    def _doctype(self, *_: object) -> None:
        raise UnsafeZipError(ZipFault.DOCTYPE)

    @staticmethod
    def _require(within: bool, why: ZipFault) -> None:
        if not within:
            raise UnsafeZipError(why)


def _feed(parser: expat.XMLParserType, chunk: bytes, *, last: bool = False) -> bool:
    """Feed the parser, and return whether the input so far is XML."""
    try:
        parser.Parse(chunk, last)
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return True
