"""Why a resident's file is not taken, in words for whoever sent it."""

from enum import Enum
from functools import cache
from importlib.util import find_spec
from typing import Final

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import BYTES, Message, counted


class RefusalReason(Enum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_TYPE = "other_type"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    NO_PDF = "no_pdf"
    INFECTED = "infected"
    UNSCANNED = "unscanned"


_NAMES: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/heic": "HEIC",
    "image/heif": "HEIF",
    "image/avif": "AVIF",
    "video/mp4": "MP4",
    "video/quicktime": "QuickTime",
    "video/3gpp": "3GP",
    "application/pdf": "PDF",
}
_ADVICE: Final = {
    "image": Message(
        "Zrób zdjęcie jeszcze raz albo wyślij zrzut ekranu.",
        "Take the picture again, or send a screenshot.",
    ),
    "video": Message(
        "Nagraj film jeszcze raz albo wyślij zdjęcie.",
        "Record the film again, or send a picture.",
    ),
    "application": Message(
        "Zapisz dokument jeszcze raz jako PDF albo wyślij jego zdjęcie.",
        "Save the document as PDF again, or send a picture of it.",
    ),
}
_KINDS: Final = {
    "image": Message("zdjęcia", "picture"),
    "video": Message("filmu", "film"),
    "application": Message("dokumentu", "document"),
}
_TYPES_TAKEN: Final = Message(
    "Wyślij zdjęcie (JPEG, PNG, WebP, HEIC), film MP4 albo PDF.",
    "Send a picture (JPEG, PNG, WebP, HEIC), an MP4 film or a PDF.",
)
_WITHOUT_PDF: Final = Message(
    "Wyślij zdjęcie (JPEG, PNG, WebP, HEIC) albo film MP4.",
    "Send a picture (JPEG, PNG, WebP, HEIC) or an MP4 film.",
)


@cache
def takes_pdf() -> bool:
    """Return whether PDFs are taken: whether the extra ``pdf`` is installed."""
    return find_spec("pikepdf") is not None


@attrs.frozen(str=False)
class FileRefusedError(LckmError):
    """A resident's file cannot be taken.

    Its metadata cannot be removed for certain, or a scanner did not find it clean.
    ``reason`` says why, ``media_type`` what the file is (``None`` where that is unknown),
    ``most_bytes`` the limit.
    """

    reason: RefusalReason
    media_type: str | None = None
    most_bytes: int | None = None

    @property
    def message(self) -> Message:
        """What is wrong, and what to send instead, in both languages."""
        match self.reason:
            case RefusalReason.EMPTY:
                return Message(
                    "Plik jest pusty. Wybierz go jeszcze raz.",
                    "The file is empty. Choose it again.",
                )
            case RefusalReason.TOO_LARGE:
                most = counted(self.most_bytes or 0, BYTES)
                return Message(
                    f"Plik ma więcej niż {most.pl}. Wyślij mniejszy.",
                    f"The file has more than {most.en}. Send a smaller one.",
                )
            case RefusalReason.OTHER_TYPE:
                taken = _TYPES_TAKEN if takes_pdf() else _WITHOUT_PDF
                return Message(
                    f"Plików tego typu nie przyjmujemy. {taken.pl}",
                    f"Files of this type are not accepted. {taken.en}",
                )
            case RefusalReason.UNREADABLE:
                return self._unreadable_message()
            case RefusalReason.ENCRYPTED:
                return Message(
                    "Ten PDF jest zabezpieczony hasłem lub szyfrowaniem. Zapisz go bez "
                    "zabezpieczeń albo wyślij jego zdjęcie.",
                    "This PDF is protected by a password or encryption. Save it without "
                    "protection, or send a picture of it.",
                )
            case RefusalReason.NO_PDF:
                return Message(
                    "Plików PDF tu nie przyjmujemy. Wyślij zdjęcie dokumentu albo zrzut ekranu.",
                    "PDF files are not accepted here. Send a picture of the document, or a "
                    "screenshot.",
                )

            case RefusalReason.INFECTED:
                return Message(
                    "Program antywirusowy rozpoznał w tym pliku zagrożenie. Wyślij inny plik.",
                    "The virus scanner recognised a threat in this file. Send another file.",
                )
            case RefusalReason.UNSCANNED:
                return Message(
                    "Pliku nie udało się teraz sprawdzić programem antywirusowym. Dodaj go za "
                    "chwilę jeszcze raz albo wyślij zgłoszenie bez niego.",
                    "The virus scanner could not check the file now. Add it again in a moment, or "
                    "send the report without it.",
                )

    def _unreadable_message(self) -> Message:
        family = (self.media_type or "image").partition("/")[0]
        name = f" ({_NAMES[self.media_type]})" if self.media_type in _NAMES else ""
        kind, advice = _KINDS[family], _ADVICE[family]
        return Message(
            f"Tego {kind.pl}{name} nie przyjmujemy, bo nie da się na pewno usunąć z pliku "
            f"danych o miejscu, urządzeniu i autorze. {advice.pl}",
            f"This {kind.en}{name} is not accepted, for data on place, device and author "
            f"cannot be removed from the file for certain. {advice.en}",
        )
