"""A file with a procedure or an update request, as a form brings it and carries it on."""

import base64
import binascii
from pathlib import PurePosixPath

import attrs

from lckm_core import read_form
from lckm_core.amendments import UpdateRequest
from lckm_core.errors import LckmError
from lckm_core.findings import UnreadableFileError
from lckm_core.procedures import Document, Procedure
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault, sentence
from lckm_desk._submissions import FaultyFieldsError
from lckm_desk._word_files import WordFiles
from lckm_http import FormFields

FIELD, CARRIED, NAME = "plik", "tresc", "nazwa"
"""The field of a file that is chosen, and those in which it is carried to the next page."""
MOST_BYTES = 5_000_000
"""How large a file with a procedure may be."""
CARRIED_LENGTH = (MOST_BYTES + 2) // 3 * 4
"""How long it is where a form carries it."""
_LONGEST_NAME = 100
_ZIP = b"PK\x03\x04"
_OFFICE = (_ZIP, b"\xd0\xcf\x11\xe0", b"{\\rtf")
_OTHERS = {b"%PDF": "PDF", b"\xff\xd8\xff": "zdjęcie", b"\x89PNG": "obraz"}
_WORD_ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf")
_NO_FILE = "Wybierz plik z opisem albo wnioskiem, który ma treść."
_NO_WORD = (
    "To Biuro nie czyta plików Worda. Poproś o plik YAML albo JSON, albo poproś administratora, "
    "żeby włączył czytanie plików Worda (lckm-word)."
)
_DAMAGED = "Plik nie przetrwał drogi z poprzedniej strony. Wybierz go jeszcze raz."
_NO_FORM = "To nie jest opis procedury ani wniosek o jego aktualizację. Wybierz inny plik."


@attrs.frozen
class SubmittedFile:
    """A file that was chosen, or that the page before carries on.

    Args:
        name: what it is called.
        data: its bytes.
        is_new: whether it was chosen just now, so that nobody has seen what is in it.
    """

    name: str = attrs.field(repr=False)
    data: bytes = attrs.field(repr=False)
    is_new: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word processor's, by its first bytes or its name."""
        name = self.name.lower()
        return self.data.startswith(_OFFICE) or name.endswith(_WORD_ENDINGS)

    @property
    def carried(self) -> str:
        """Its bytes, encoded for the form."""
        return base64.b64encode(self.data).decode("ascii")

    @property
    def stem(self) -> str:
        """Its name without the ending, for naming other files after it."""
        plain = "".join(character for character in self.name if character.isprintable())
        return PurePosixPath(plain).stem[:_LONGEST_NAME] or "opis"


def submitted_file(fields: FormFields) -> SubmittedFile:
    """Return the file of a form.

    Raises :class:`FaultyFieldsError` where there is none, or one that is too large.
    """
    chosen = next((file for file in fields.files_of(FIELD) if file.data or file.is_too_large), None)
    if chosen is not None:
        if chosen.is_too_large or len(chosen.data) > MOST_BYTES:
            raise _fault(too_large(MOST_BYTES))
        return SubmittedFile(chosen.name[:_LONGEST_NAME], chosen.data, is_new=True)
    carried = fields.text(CARRIED)
    if not carried:
        raise _fault(_NO_FILE)
    try:
        data = base64.b64decode(carried, validate=True)
    except (binascii.Error, ValueError):
        raise _fault(_DAMAGED) from None
    if len(data) > MOST_BYTES:
        raise _fault(too_large(MOST_BYTES))
    return SubmittedFile(fields.text(NAME)[:_LONGEST_NAME], data)


def too_large(most: int) -> str:
    """Return that a file has more bytes than it may have."""
    return f"Plik jest za duży: może mieć najwyżej {most // 1_000_000} MB. Usuń z niego obrazy."


def require_word(word: WordFiles | None, file: SubmittedFile) -> WordFiles:
    """Return what reads Word files. Raises :class:`FaultyFieldsError` for one it cannot take."""
    if word is None:
        raise _fault(_NO_WORD)
    if len(file.data) > word.most_bytes:
        raise _fault(too_large(word.most_bytes))
    return word


def read_text(file: SubmittedFile) -> Document:
    """Return a YAML or JSON file, with its lines.

    Raises :class:`FaultyFieldsError` where it is neither, or of another form.
    """
    for beginning, kind in _OTHERS.items():
        if file.data.startswith(beginning):
            raise _fault(f"To jest {kind}. Poproś o plik Worda (.docx), YAML albo JSON.")
    try:
        document = read_form(file.data, name=file.name)
    except UnreadableFileError as error:
        raise _fault(unreadable(error)) from None
    if document.model not in (Procedure, UpdateRequest):
        raise _fault(_NO_FORM)
    return document


def unreadable(error: LckmError) -> str:
    """Return why a file cannot be read, with the line if the file has lines."""
    if not isinstance(error, UnreadableFileError):
        return sentence(error.message.pl)
    finding = error.finding
    place = f"Wiersz {finding.line}, kolumna {finding.column}: " if finding.line else ""
    return f"{place}{sentence(labels.for_staff(finding.message))} ({finding.code})"


def _fault(message: str) -> FaultyFieldsError:
    return FaultyFieldsError([Fault(FIELD, message)])
