"""PDF: whether it is whole, encrypted, and has a page, by its last trailer.

Structure after ISO 32000-2, 7.5.
"""

import re
import zlib

from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.text import Message

# Programs that send files tend to add some bytes.
TAIL = 2048
"""The bytes at the end within which the end mark must stand."""
MAX_STREAMS = 200
"""The most object streams in which a page is looked for."""
MAX_PACKED = 1024 * 1024
"""The most packed bytes of one stream."""
MAX_UNPACKED = 16 * 1024 * 1024
"""The most unpacked bytes of all streams."""

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
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
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


def read_pdf(data: bytes) -> Content:
    """Return what bytes are that have a PDF header near their beginning."""
    end = data.rfind(b"%%EOF", max(0, len(data) - TAIL))
    # Without a mark *end* is -1, and nothing is found before it.
    starts = list(_START.finditer(data, max(0, end - TAIL), end))
    if not starts:
        return Content(FileType.PDF, damage=_CUT)
    at = int(starts[-1][1])
    names = _trailer(data, at) or _trailer(data, at + data.find(b"%PDF-"))
    if b"Root" not in names:
        return Content(FileType.PDF, encrypted=b"Encrypt" in names, damage=_NO_LIST)
    if b"Encrypt" in names:
        return Content(FileType.PDF, encrypted=True)
    if _PAGE.search(data):
        return Content(FileType.PDF)
    return _search_object_streams(data)


def _trailer(data: bytes, at: int) -> frozenset[bytes]:
    """Return the names in the trailer of the cross-reference table or stream at *at*."""
    if _TABLE.match(data, at):
        at = data.find(b"trailer", at)
        return _names(data, at + len(b"trailer")) if at >= 0 else frozenset()
    stream = _OBJECT.match(data, at)
    return _names(data, stream.end()) if stream else frozenset()


def _names(data: bytes, at: int) -> frozenset[bytes]:
    """Return the first-level names of the dictionary at *at*, with ``#xx`` decoded."""
    depth, names, stop = 0, set(), at + _DICTIONARY
    while token := _TOKEN.match(data, at, stop):
        at = token.end()
        depth += (token["open"] is not None) - (token["close"] is not None)
        if token["name"] is not None and depth == 1:
            names.add(_ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), token["name"]))
        if depth <= 0 and not token[0].isspace() and not token[0].startswith(b"%"):
            break
    return frozenset(names)


def _search_object_streams(data: bytes) -> Content:
    """Look for a page in object streams, where PDF 1.5 and later keep pages."""
    budget = MAX_UNPACKED
    for number, found in enumerate(_OBJECT_STREAM.finditer(data)):
        # So many objects without a page among them: left to whoever opens the file.
        if number == MAX_STREAMS:
            return Content(FileType.PDF)
        begins = data.find(b"stream", found.end(), found.end() + _DICTIONARY)
        if begins < 0:
            continue
        crlf = data[begins + 6 : begins + 8] == b"\r\n"
        begins += len(b"stream\r\n") if crlf else len(b"stream\n")
        unpacked = _inflate(data[begins : begins + MAX_PACKED], budget)
        budget -= len(unpacked)
        if _PAGE.search(unpacked):
            return Content(FileType.PDF)
        if budget <= 0:
            return Content(FileType.PDF, excess=_GROWS)
    return Content(FileType.PDF, damage=_NO_PAGES)


def _inflate(packed: bytes, limit: int) -> bytes:
    """Return at most *limit* unpacked bytes; none where *packed* is not deflated."""
    try:
        return zlib.decompressobj().decompress(packed, limit)
    except zlib.error:
        return b""
