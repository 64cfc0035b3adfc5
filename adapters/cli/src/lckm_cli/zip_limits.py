"""Packages of office programs (ZIP archives of XML), looked through as what strangers sent: within bounds, before any library opens them."""

import io
import struct
import zipfile
import zlib
from enum import Enum
from typing import IO, Final
from xml.parsers import expat

import attrs

_UNPACKABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
"""What ``zipfile`` raises for archives that are broken, have a password, or are packed in a way that office programs never use."""
_AT_ONCE: Final = 1 << 16


@attrs.frozen
class ZipLimits:
    """How much a package may hold: parts; bytes of all of them unpacked; elements of all XML; elements within one another.

    ``piece`` is how many characters may come between two tags, or bytes within one.
    """

    parts: int
    unpacked: int
    elements: int
    depth: int = 100
    piece: int = 1_000_000


class ZipFault(Enum):
    """Why a package is not opened: it is broken, its XML has a document type definition, or it is beyond one of the bounds."""

    BROKEN = "broken"
    DOCTYPE = "doctype"
    PARTS = "parts"
    UNPACKED = "unpacked"
    ELEMENTS = "elements"
    DEPTH = "depth"
    PIECE = "piece"


class UnsafeZipError(Exception):
    """A package that no library should open; ``why`` says what is wrong with it."""

    def __init__(self, why: ZipFault) -> None:
        super().__init__(why)
        self.why = why


def require_safe_zip(data: bytes, bounds: ZipLimits) -> None:
    """Unpack and parse every part, keeping nothing of it; what is sound can be opened by a library that trusts it.

    Sizes are measured, for what the archive says of them may be a lie. Whatever its name, a part is parsed as far as it is XML, in any
    encoding; one that is called ``.xml`` or ``.rels`` has to be XML to its end.

    Raises:
        UnsafeZipError: it is broken, has a document type definition, or is beyond a bound.
    """
    look = _Look(bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > bounds.parts:
                raise UnsafeZipError(ZipFault.PARTS)
            for part in parts:
                with archive.open(part) as opened:
                    whole = look.through(opened)
                if not whole and part.filename.casefold().endswith((".xml", ".rels")):
                    raise UnsafeZipError(ZipFault.BROKEN)
    except _UNPACKABLE:
        raise UnsafeZipError(ZipFault.BROKEN) from None


class _Look:
    """Counts, over all parts of a package, what is bounded."""

    def __init__(self, bounds: ZipLimits) -> None:
        self._bounds = bounds
        self._unpacked = self._elements = self._depth = self._text = self._silent = 0

    def through(self, opened: IO[bytes]) -> bool:
        """Read a part to its end; return whether it is well-formed XML."""
        parser: expat.XMLParserType | None = self._parser()
        while chunk := opened.read(_AT_ONCE):
            self._unpacked += len(chunk)
            self._require(self._unpacked <= self._bounds.unpacked, ZipFault.UNPACKED)
            if parser is not None:
                # A tag, comment or the like that does not end is gathered in memory by whoever parses it.
                self._silent += len(chunk)
                self._require(self._silent <= self._bounds.piece + _AT_ONCE, ZipFault.PIECE)
                parser = parser if _fed(parser, chunk) else None
        return parser is not None and _fed(parser, b"", last=True)

    def _parser(self) -> expat.XMLParserType:
        self._depth = self._text = self._silent = 0
        parser = expat.ParserCreate()
        parser.buffer_text, parser.buffer_size = True, _AT_ONCE
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def _start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._text = self._silent = 0
        self._require(self._elements <= self._bounds.elements, ZipFault.ELEMENTS)
        self._require(self._depth <= self._bounds.depth, ZipFault.DEPTH)

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        self._text = self._silent = 0

    def _said(self, text: str) -> None:
        self._silent = 0
        self._text += len(text)
        self._require(self._text <= self._bounds.piece, ZipFault.PIECE)

    def _doctype(self, *_: object) -> None:
        raise UnsafeZipError(ZipFault.DOCTYPE)

    @staticmethod
    def _require(within: bool, why: ZipFault) -> None:
        if not within:
            raise UnsafeZipError(why)


def _fed(parser: expat.XMLParserType, chunk: bytes, *, last: bool = False) -> bool:
    """Let the parser go on; return whether what it met is XML."""
    try:
        parser.Parse(chunk, last)
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return True
