"""PDF: whether it is whole, encrypted, and has a page; looked at through its last trailer only (ISO 32000-2, 7.5)."""

import re
import zlib

from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.text import Message

TAIL = 2048
"""Bytes at the end within which the end mark must stand; programs that send files tend to add some."""
MAX_STREAMS, MAX_PACKED, MAX_UNPACKED = 200, 1024 * 1024, 16 * 1024 * 1024
"""How far pages are looked for in object streams: number of streams, packed bytes of each, unpacked bytes of all."""

_DICTIONARY = 16 * 1024
_SPACE = rb"[\x00\t\n\f\r ]"
_START = re.compile(rb"startxref" + _SPACE + rb"+([0-9]{1,10})")
_TABLE = re.compile(_SPACE + rb"{0,64}xref")
_OBJECT = re.compile(_SPACE + rb"{0,64}[0-9]{1,10}" + _SPACE + rb"+[0-9]{1,5}" + _SPACE + rb"+obj")
_TOKEN = re.compile(
    rb"(?P<open><<|\[)|(?P<close>>>|\])|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)|<[^<>]*>|%[^\r\n]*"
    rb"|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\)|"
    + _SPACE
    + rb"+|[^\x00\t\n\f\r ()<>\[\]{}/%]+",
    re.DOTALL,
)
_PAGE = re.compile(
    rb"/Type" + _SPACE + rb"*/Page(?![A-Za-z])|/Kids" + _SPACE + rb"*\[" + _SPACE + rb"*[0-9]"
)
_OBJECT_STREAM = re.compile(rb"/Type" + _SPACE + rb"*/ObjStm(?![A-Za-z])")

_CUT = Message(
    "brakuje jego końca (znaku %%EOF i spisu obiektów)",
    "its end is missing (the mark %%EOF and the list of objects)",
)
_NO_LIST = Message(
    "nie ma w nim spisu obiektów tam, gdzie plik go zapowiada",
    "the list of its objects is not where the file says",
)
_NO_PAGES = Message("nie ma w nim żadnej strony", "it has no page")
_GROWS = Message(
    f"część danych po rozpakowaniu zajmuje ponad {MAX_UNPACKED // 1024**2} MB",
    f"some of its data unpacks to more than {MAX_UNPACKED // 1024**2} MB",
)


def judge_pdf(data: bytes) -> Content:
    """Return what is to be said of bytes that hold a PDF header near their beginning."""
    end = data.rfind(b"%%EOF", max(0, len(data) - TAIL))
    starts = list(
        _START.finditer(data, max(0, end - TAIL), end)
    )  # before -1, where there is no mark, nothing is found
    if not starts:
        return Content(FileType.PDF, damage=_CUT)
    names = _trailer(data, int(starts[-1][1])) or _trailer(
        data, int(starts[-1][1]) + data.find(b"%PDF-")
    )
    if b"Root" not in names:
        return Content(FileType.PDF, encrypted=b"Encrypt" in names, damage=_NO_LIST)
    if b"Encrypt" in names:
        return Content(FileType.PDF, encrypted=True)
    if _PAGE.search(data):
        return Content(FileType.PDF)
    return _judge_packed(data)


def _trailer(data: bytes, at: int) -> frozenset[bytes]:
    """Return the names in the trailer of the cross-reference table or stream at *at*; none where there is none."""
    if _TABLE.match(data, at):
        at = data.find(b"trailer", at)
        return _names(data, at + len(b"trailer")) if at >= 0 else frozenset()
    stream = _OBJECT.match(data, at)
    return _names(data, stream.end()) if stream else frozenset()


def _names(data: bytes, at: int) -> frozenset[bytes]:
    """Return the names at the first level of the dictionary that begins at *at*, with ``#xx`` read."""
    depth, names, stop = 0, set(), at + _DICTIONARY
    while token := _TOKEN.match(data, at, stop):
        at = token.end()
        depth += (token["open"] is not None) - (token["close"] is not None)
        if token["name"] is not None and depth == 1:
            names.add(
                re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), token["name"])
            )
        if depth <= 0 and not token[0].isspace() and not token[0].startswith(b"%"):
            break
    return frozenset(names)


def _judge_packed(data: bytes) -> Content:
    """Look for a page in object streams, where PDF 1.5 and later keep the pages."""
    left = MAX_UNPACKED
    for number, found in enumerate(_OBJECT_STREAM.finditer(data)):
        if number == MAX_STREAMS:
            return Content(
                FileType.PDF
            )  # so many objects without a page among them: left to whoever opens it
        begins = data.find(b"stream", found.end(), found.end() + _DICTIONARY)
        if begins < 0:
            continue
        begins += (
            len(b"stream\r\n") if data[begins + 6 : begins + 8] == b"\r\n" else len(b"stream\n")
        )
        unpacked = _inflate(data[begins : begins + MAX_PACKED], left)
        left -= len(unpacked)
        if _PAGE.search(unpacked):
            return Content(FileType.PDF)
        if left <= 0:
            return Content(FileType.PDF, excess=_GROWS)
    return Content(FileType.PDF, damage=_NO_PAGES)


def _inflate(packed: bytes, limit: int) -> bytes:
    """Return what *packed* unpacks to, at most *limit* bytes; nothing where it is not deflated."""
    try:
        return zlib.decompressobj().decompress(packed, limit)
    except zlib.error:
        return b""
