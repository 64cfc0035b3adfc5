"""Which type bytes are: signatures first, then text that looks like a page, a link or plain words."""

import re

from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.procedures._documents.file_types.ole2 import judge_compound
from lckm_core.procedures._documents.file_types.pdf import judge_pdf
from lckm_core.procedures._documents.file_types.rtf import judge_rtf
from lckm_core.procedures._documents.file_types.zip_archive import judge_archive

HEAD = 4096
"""Number of bytes in which text is told from text."""

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
_JUDGES = (
    (b"%PDF-", judge_pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", judge_compound),
    (b"PK\x03\x04", judge_archive),
    (b"PK\x05\x06", judge_archive),
    (b"{\\rt", judge_rtf),
)

_LINK = re.compile(
    r"\[InternetShortcut\]|\[Desktop Entry\].*?^Type=Link|<key>URL</key>|\A\s*(?:https?|ftp)://\S+\s*\Z",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title|script)\b"
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
        data: the whole file; a few megabytes take milliseconds, nothing is unpacked beyond fixed limits.

    Returns:
        the type by content (zał. 2 § 9 ust. 3), with encryption, macros and damage where the type can have them.
        Never raises: bytes that are nothing known are ``FileType.UNKNOWN``.
    """
    body = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    for signature, judge in _JUDGES:
        if body.startswith(signature):
            return judge(body)
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
        return judge_pdf(data)
    if data.startswith(b"bplist00") and b"URL" in data[:64]:
        return Content(FileType.LINK)
    if text is None:
        return Content(FileType.UNKNOWN)
    return Content(FileType.LINK if _LINK.search(text) else FileType.TEXT)


def _text(data: bytes) -> str | None:
    """Return the beginning of *data* as text, or ``None`` where it is no text."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return None if controls else head.decode("utf-8-sig", errors="replace")
