"""What a file that came with a report is, told from its first bytes and never from its name."""

HEAD = 32
"""How many bytes of a file are enough."""

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

_ENDINGS = {"image/jpeg": "jpg", "video/quicktime": "mov"}
"""Endings of file names that are not the second half of the media type."""

MEDIA_TYPES = frozenset(media_type for _, _, media_type in _SIGNATURES)
"""Every type that is recognised: pictures and films as telephones make them, and PDF."""


def media_type_of(head: bytes) -> str | None:
    """Return the media type of the file that begins with *head* (its first :data:`HEAD` bytes), or ``None`` for any other.

    Raises nothing. Source: the signatures that the makers of the formats name; no provision speaks of it.
    """
    for offset, signature, media_type in _SIGNATURES:
        if head.startswith(signature, offset):
            return (
                None if media_type == "image/webp" and not head.startswith(b"RIFF") else media_type
            )
    return None


def file_name(reference: str, media_type: str) -> str:
    """Return a file's name made from its reference and its media type alone, such as ``ZG-2026-000123-1.jpg``.

    For whoever gets it, and so without what leads back to the number: ``LCKM-2026-000123-1.jpg`` of ``ŁCKM/2026/000123``. Never what the reporter called it. Raises nothing; no provision speaks of it.
    """
    known = media_type in MEDIA_TYPES
    return f"{reference.replace('=', '')}.{_ENDINGS.get(media_type, media_type.rpartition('/')[2]) if known else 'bin'}"
