"""What is planted in files, and looked for in what becomes of them."""

import io
import struct

import pikepdf

CANARY = b"KANAREK"
"""Begins every planted text."""
SECONDS = (33123, 1009)
"""The seconds of the latitude that photos are taken at, as a fraction nobody writes by chance."""
LATITUDE, LONGITUDE = 51.759119, 19.455694
"""Where they are taken."""

_FORMS = {
    "text": CANARY,
    "UTF-16, little-endian": CANARY.decode().encode("utf-16-le"),
    "UTF-16, big-endian": CANARY.decode().encode("utf-16-be"),
    "position, little-endian": struct.pack("<II", *SECONDS),
    "position, big-endian": struct.pack(">II", *SECONDS),
    "hexadecimal": CANARY.hex().encode(),
}


def planted(words: str = "") -> bytes:
    """Return a text to plant."""
    return CANARY + b" " + words.encode()


def found_in(data: bytes) -> list[str]:
    """Return in which forms something planted is in *data*, unpacked if it is a PDF."""
    if data.startswith(b"%PDF"):
        data += unpacked(data)
    return [name for name, form in _FORMS.items() if form in data or form in data.lower()]


def unpacked(data: bytes) -> bytes:
    """Return a PDF with nothing in it packed, each stream and text by itself."""
    parts = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for found in pdf.objects:
            if not isinstance(found, pikepdf.Object):
                # A number, or nothing.
                continue
            parts.append(found.unparse(resolved=True))
            if isinstance(found, pikepdf.Stream):
                parts.append(found.read_raw_bytes())
                try:
                    parts.append(found.read_bytes())
                except pikepdf.PdfError:
                    # A coded picture, which the raw bytes are.
                    continue
        parts.append(pdf.trailer.unparse(resolved=True))
    return b"\n".join(parts)
