"""Detects the type of bytes: by signatures, then by what text looks like."""

import re

from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.procedures._documents.file_types.ole2 import read_ole2
from lckm_core.procedures._documents.file_types.pdf import read_pdf
from lckm_core.procedures._documents.file_types.rtf import read_rtf
from lckm_core.procedures._documents.file_types.zip_archive import read_zip

HEAD = 4096
"""The number of bytes in which text is recognised."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"GIF8", FileType.PICTURE),
    (b"II*\x00", FileType.PICTURE),
    (b"MM\x00*", FileType.PICTURE),
    (b"\x7fELF", FileType.PROGRAM),
    (b"\xcf\xfa\xed\xfe", FileType.PROGRAM),
    (b"#!", FileType.PROGRAM),
    (b"7z\xbc\xaf\x27\x1c", FileType.ARCHIVE),
    (b"Rar!\x1a\x07", FileType.ARCHIVE),
    (b"\x1f\x8b\x08", FileType.ARCHIVE),
    (b"L\x00\x00\x00\x01\x14\x02\x00", FileType.LINK),
)
_READERS = (
    (b"%PDF-", read_pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", read_ole2),
    (b"PK\x03\x04", read_zip),
    (b"PK\x05\x06", read_zip),
    (b"{\\rt", read_rtf),
)

_LINK = re.compile(
    r"\[InternetShortcut\]|\[Desktop "
    r"Entry\].*?^Type=Link|<key>URL</key>|\A\s*(?:https?|ftp)://\S+\s*\Z",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title"
    r"|script)\b"
    r"|\AMIME-Version:",
    re.IGNORECASE | re.DOTALL,
)
_REDIRECT = re.compile(
    r"<meta[^>]{1,200}http-equiv\s*=\s*[\"']?refresh"
    r"|\blocation(?:\.href)?\s*=\s*[\"']|\blocation\.(?:replace|assign)\(",
    re.IGNORECASE,
)


def sniff(data: bytes) -> Content:
    """Return what the bytes of a file are, and what is wrong with them.

    Args:
        data: the whole file. A few megabytes take milliseconds; nothing is unpacked beyond fixed
            limits.

    Returns:
        The type by content (zał. 2 § 9 ust. 3), with encryption, macros and damage where the type
        can have them. It never raises: unknown bytes are ``FileType.UNKNOWN``.
    """
    body = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    for signature, read in _READERS:
        if body.startswith(signature):
            return read(body)
    for signature, file_type in _SIGNATURES:
        if data.startswith(signature):
            return Content(file_type)
    text = _text(data)
    if data.startswith(b"MZ") and text is None:
        return Content(FileType.PROGRAM)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Content(FileType.PICTURE)
    if text is not None and _HTML.match(text):
        return Content(
            FileType.LINK if len(data) <= HEAD and _REDIRECT.search(text) else FileType.HTML
        )
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(b"bplist00") and b"URL" in data[:64]:
        return Content(FileType.LINK)
    if text is None:
        return Content(FileType.UNKNOWN)
    return Content(FileType.LINK if _LINK.search(text) else FileType.TEXT)


def _text(data: bytes) -> str | None:
    """Return the beginning of *data* as text, ``None`` where it is no text."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return None if controls else head.decode("utf-8-sig", errors="replace")
