"""A photo as a telephone makes it, with the owner's data in it."""

import struct

from lckm_testing import PersonalDataCanary

_ARTIST, _COPYRIGHT, _DESCRIPTION = 0x013B, 0x8298, 0x010E
_ASCII = 2


def photo(canary: PersonalDataCanary) -> bytes:
    """Return a JPEG file's head that names the owner in EXIF, XMP and a comment, and noise."""
    tags = (
        (_DESCRIPTION, canary.words),
        (_ARTIST, canary.name),
        (_COPYRIGHT, f"{canary.email}, {canary.phone}"),
    )
    exif = b"Exif\0\0" + _tiff(tags)
    owner = f'<rdf:li>{canary.name}</rdf:li><crs:Owner="{canary.email}"/>'
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + owner.encode()
    noise = bytes((7 * at * at + at // 3) % 251 for at in range(20_000))
    parts = ((0xE1, exif), (0xE1, xmp), (0xFE, canary.email.encode("utf-16-le")))
    segments = b"".join(
        struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data for kind, data in parts
    )
    return b"\xff\xd8" + segments + noise + b"\xff\xd9"


def _tiff(tags: tuple[tuple[int, str], ...]) -> bytes:
    """Return an EXIF block with these texts."""
    at = 8 + 2 + 12 * len(tags) + 4
    entries, texts = b"", b""
    for tag, text in sorted(tags):
        data = text.encode() + b"\0"
        entries += struct.pack(">HHII", tag, _ASCII, len(data), at + len(texts))
        texts += data
    return b"MM\0*" + struct.pack(">IH", 8, len(tags)) + entries + struct.pack(">I", 0) + texts
