"""Finding a text in bytes, in any encoding, escape, compression or archive."""

import base64
import html
import io
import lzma
import quopri
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property
from urllib.parse import unquote_to_bytes

import attrs

_MOST_UNPACKED = 1 << 28
"""How many bytes of one packed thing are looked through."""
_DEEPEST = 2
"""A zip in a gzip, and the like; what is packed deeper is not looked into."""
_PIECE = 1 << 16
_BLANKS = b"\r\n\t "
_JSON_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/]))')
_ASCII = re.compile(r"[\x00-\x7f]+")
_GZIP, _ENTRY = b"\x1f\x8b\x08", b"PK\x03\x04"
_GZIP_FORMAT, _RAW_FORMAT = 31, -15
"""What zlib calls the formats of a gzip and of a deflated entry of a zip."""
_ENTRY_HEAD = struct.Struct("<8xH16xHH")
"""The head of a zip's entry: method, lengths of the name and of the extra field."""
_UNREADABLE = (
    *(RuntimeError, ValueError, OSError, EOFError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)
"""What an entry raises that has a password, is damaged, or is packed in an odd way."""


@attrs.frozen(slots=False)
class Needle:
    """What is looked for: a text, and what kind of datum it is."""

    what: str
    text: str = attrs.field(repr=False)

    @cached_property
    def core(self) -> bytes:
        """Bytes found in every encoding of the text; in UTF-16 with zeros between them."""
        # The longest stretch of ASCII, which all encodings share: one search instead of twenty.
        text = unicodedata.normalize("NFC", self.text).lower()
        return max(_ASCII.findall(text), key=len, default="").encode()

    @cached_property
    def written(self) -> dict[str, tuple[bytes, ...]]:
        """The bytes of the text by encoding; ASCII letters lower case, as the haystack's are."""
        forms = {
            form
            for text in (self.text, self.text.lower(), self.text.upper())
            for form in _composed(text)
        }
        found: dict[str, tuple[bytes, ...]] = {}
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1250", "iso-8859-2"):
            encoded = {_encoded(form, encoding).lower() for form in forms}
            # ASCII text looks the same in several.
            found[encoding] = tuple(encoded - {b""} - set(found.get("utf-8", ())))
        return found

    @cached_property
    def packed(self) -> dict[str, tuple[bytes, ...]]:
        """The bytes of the text where case counts, by how it is written, without blanks."""
        sources = [
            _encoded(form, encoding)
            for form in _composed(self.text)
            for encoding in ("utf-8", "utf-16-le")
        ]
        base = [_base64(source, offset) for source in sources for offset in range(3)]
        safe = [encoded.replace(b"+", b"-").replace(b"/", b"_") for encoded in base]
        hexed = [source.hex().encode() for source in sources]
        return {
            "base64": tuple({*base, *safe}),
            "hex": tuple({*hexed, *(encoded.upper() for encoded in hexed)}),
        }


def _composed(text: str) -> tuple[str, ...]:
    return tuple({unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)})


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _base64(source: bytes, offset: int) -> bytes:
    """Return the part of the base64 of *source* that does not depend on what surrounds it.

    *offset* is how many bytes of the first group of three belong to what stands before.
    """
    encoded = base64.b64encode(bytes(offset) + source)
    first = (0, 2, 3)[offset]
    return encoded[first : len(encoded) - (0, 3, 2)[(offset + len(source)) % 3]]


def trace(
    needles: Sequence[Needle], where: str, content: bytes, depth: int = 0
) -> Iterator[tuple[str, str, str]]:
    """Yield where each needle was found, what it is, and how it was written.

    Raises ``ValueError`` for what is too large.
    """
    for escape, unescape in _ESCAPES.items():
        haystack = unescape(content)
        if escape and haystack == content:
            continue
        lowered = haystack.lower()
        narrow = lowered.translate(None, b"\0")
        for needle in needles:
            if needle.core not in narrow:
                continue
            for encoding, forms in needle.written.items():
                if any(form in lowered for form in forms):
                    yield where, needle.what, f"{escape} of {encoding}" if escape else encoding
    compact = _in_letters_of_base64(content.translate(None, _BLANKS), needles)
    for needle in needles:
        for how, forms in needle.packed.items():
            if any(form in compact for form in forms):
                yield where, needle.what, how
    if depth < _DEEPEST:
        for name, inner in _unpacked(content):
            yield from trace(needles, f"{where} > {name}", inner, depth + 1)


def _in_letters_of_base64(content: bytes, needles: Sequence[Needle]) -> bytes:
    """Return the stretches that can hold base64 or hex, joined by blanks."""
    # One search for them all instead of one for each of some two hundred forms.
    forms = [
        form
        for needle in needles
        for forms_of_needle in needle.packed.values()
        for form in forms_of_needle
    ]
    shortest = min(map(len, forms), default=0)
    return b" ".join(re.findall(rb"[A-Za-z0-9+/_-]{%d,}" % shortest, content))


def _from_text(unescape: Callable[[str], str]) -> Callable[[bytes], bytes]:
    def from_bytes(content: bytes) -> bytes:
        return unescape(content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogatepass")

    return from_bytes


def _without_json_escapes(text: str) -> str:
    plain = _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)
    # Two escapes make one character beyond the first 65,536.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_ESCAPES: dict[str, Callable[[bytes], bytes]] = {
    "": lambda content: content,
    "percent": lambda content: (
        unquote_to_bytes(content.replace(b"+", b" ")) if b"%" in content else content
    ),
    "quoted-printable": lambda content: (
        quopri.decodestring(content) if b"=" in content else content
    ),
    "encoded-word": lambda content: (
        quopri.decodestring(content.replace(b"_", b" ")) if b"=?" in content else content
    ),
    "JSON": lambda content: (
        _from_text(_without_json_escapes)(content) if b"\\" in content else content
    ),
    "HTML": lambda content: _from_text(html.unescape)(content) if b"&" in content else content,
}


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is packed in *content* at any offset: gzip members and zip entries."""
    at = content.find(_GZIP)
    while at >= 0:
        if inner := _inflated(content, at, _GZIP_FORMAT):
            yield f"gzip at {at}", inner
        at = content.find(_GZIP, at + 1)
    listed = set[int]()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with _archive(content) as archive:
            for count, entry in enumerate(archive.infolist(), start=1):
                listed.add(entry.header_offset)
                yield (
                    f"zip, name of entry {count}",
                    entry.filename.encode("utf-8", "surrogateescape"),
                )
                if entry.file_size > _MOST_UNPACKED:
                    raise ValueError(
                        f"entry {count} of a zip unpacks to {entry.file_size} bytes: "
                        "too many to search"
                    )
                yield f"zip, entry {count}", _read_entry(archive, entry, count)
    yield from _unlisted_entries(content, listed)


def _unlisted_entries(content: bytes, listed: Container[int]) -> Iterator[tuple[str, bytes]]:
    """Yield what deflated entries hold that no directory at the end of *content* lists.

    Those are all of a zip that other bytes follow. Names, and what is stored as it is, stand in
    *content* itself.
    """
    at = content.find(_ENTRY)
    while at >= 0:
        if at not in listed and len(content) >= at + _ENTRY_HEAD.size:
            method, name, extra = _ENTRY_HEAD.unpack_from(content, at)
            begin = at + _ENTRY_HEAD.size + name + extra
            if method == zipfile.ZIP_DEFLATED and (inner := _inflated(content, begin, _RAW_FORMAT)):
                yield f"zip entry at {at}", inner
        at = content.find(_ENTRY, at + 1)


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _UNREADABLE as error:
        raise ValueError(
            "the directory of a zip cannot be read, so nobody can say what is in it"
        ) from error


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, count: int) -> bytes:
    try:
        return archive.read(entry)
    except _UNREADABLE as error:
        raise ValueError(
            f"entry {count} of a zip cannot be read, so nobody can say what is in it"
        ) from error


def _inflated(content: bytes, begin: int, form: int) -> bytes:
    """Return what is packed in *content* from *begin* on, as far as it can be read."""
    unpacking = zlib.decompressobj(wbits=form)
    inner = bytearray()
    try:
        for at in range(begin, len(content), _PIECE):
            inner += unpacking.decompress(content[at : at + _PIECE], _MOST_UNPACKED)
            if unpacking.unconsumed_tail or len(inner) > _MOST_UNPACKED:
                raise ValueError(
                    f"what is packed at {begin} unpacks to more than {_MOST_UNPACKED} bytes: "
                    "too many to search"
                )
            if unpacking.eof:
                break
    except zlib.error:
        pass
    return bytes(inner)
