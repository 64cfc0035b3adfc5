"""Media types of files by their first bytes, never by their names."""

# How many bytes of a file are enough.
HEAD = 32

_SIGNATURES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"%PDF-", "application/pdf"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heif"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypisom", "video/mp4"),
    (4, b"ftypmp4", "video/mp4"),
    (4, b"ftyp3gp", "video/3gpp"),
)

# Endings of file names that are not the second half of the media type.
_ENDINGS = {"image/jpeg": "jpg", "video/quicktime": "mov"}

MEDIA_TYPES = frozenset(media_type for _, _, media_type in _SIGNATURES)
"""The recognised types: pictures and films as telephones make them, and PDF."""


def media_type_of(head: bytes) -> str | None:
    """Return the media type of a file, or ``None`` if it is unknown.

    *head* is its first :data:`HEAD` bytes.
    """
    for offset, signature, media_type in _SIGNATURES:
        if head.startswith(signature, offset):
            if media_type == "image/webp" and not head.startswith(b"RIFF"):
                return None
            return media_type
    return None


def file_name(reference: str, media_type: str) -> str:
    """Return a file name for receivers, such as ``ZG-2026-000123-1.jpg``.

    It is made from the reference, without what encodes the number, and the media type; never from
    the reporter's own name for the file.
    """
    ending = "bin"
    if media_type in MEDIA_TYPES:
        ending = _ENDINGS.get(media_type, media_type.rpartition("/")[2])
    return f"{reference.replace('=', '')}.{ending}"
