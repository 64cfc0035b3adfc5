"""Removes metadata from a resident's file, whatever its type."""

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from lckm_core.reports import INTAKE_LIMITS, IntakeLimits, Point, media_type_of
from lckm_intake.metadata.byte_fields import MalformedFileError
from lckm_intake.metadata.heif import clean_heif
from lckm_intake.metadata.jpeg import clean_jpeg
from lckm_intake.metadata.mp4 import clean_mp4
from lckm_intake.metadata.png import clean_png
from lckm_intake.metadata.webp import clean_webp
from lckm_intake.refusals import FileRefusedError, RefusalReason

_PDF: Final = "application/pdf"
_PICTURES: Final[Mapping[str, Callable[[bytes], tuple[bytes, Point | None]]]] = {
    "image/jpeg": clean_jpeg,
    "image/png": clean_png,
    "image/webp": clean_webp,
    "image/heic": clean_heif,
    "image/heif": clean_heif,
    "image/avif": clean_heif,
}
_FILMS: Final = frozenset({"video/mp4", "video/quicktime", "video/3gpp"})


@attrs.frozen(repr=False)
class CleanFile:
    """A file without metadata.

    Args:
        media_type: what it is, told by its first bytes.
        data: its bytes.
        point: where a photo was taken, read before that was removed; ``None`` if it did not say.
    """

    media_type: str
    data: bytes
    point: Point | None = None

    def __repr__(self) -> str:
        return f"CleanFile({self.media_type!r}, {len(self.data)} bytes)"


def remove_metadata(data: bytes, *, limits: IntakeLimits = INTAKE_LIMITS) -> CleanFile:
    """Return a resident's file without what reveals place, device, owner and time.

    No pixel is decoded. A file that is already clean is returned unchanged.

    Args:
        data: the whole file.
        limits: how large it may be, and of which types.

    Returns:
        The file, and where the photo was taken. Provisions: zał. 2 § 6 ust. 3
        (a report is as good without personal data) and ust. 4 (data given of one's own accord).

    Raises:
        FileRefusedError: it is too large, of another type, or not built as its type says, so that
            not all of it could be looked at.
    """
    if not data:
        raise FileRefusedError(RefusalReason.EMPTY)
    if len(data) > limits.most_bytes:
        raise FileRefusedError(RefusalReason.TOO_LARGE, most_bytes=limits.most_bytes)
    media_type = media_type_of(data[:32])
    if media_type is None or media_type not in limits.media_types:
        raise FileRefusedError(RefusalReason.OTHER_TYPE, media_type)
    try:
        return _clean(media_type, data)
    except MalformedFileError:
        raise FileRefusedError(RefusalReason.UNREADABLE, media_type) from None


def _clean(media_type: str, data: bytes) -> CleanFile:
    if media_type in _PICTURES:
        cleaned, point = _PICTURES[media_type](data)
        return CleanFile(media_type, cleaned, point)
    if media_type in _FILMS:
        return CleanFile(media_type, clean_mp4(data))
    if media_type == _PDF:
        return CleanFile(media_type, _clean_pdf(data))
    raise FileRefusedError(RefusalReason.OTHER_TYPE, media_type)


def _clean_pdf(data: bytes) -> bytes:
    try:
        from lckm_intake.metadata.pdf import EncryptedPdfError, clean_pdf
    except ModuleNotFoundError:
        raise FileRefusedError(RefusalReason.NO_PDF, _PDF) from None
    try:
        return clean_pdf(data)
    except EncryptedPdfError:
        raise FileRefusedError(RefusalReason.ENCRYPTED, _PDF) from None
