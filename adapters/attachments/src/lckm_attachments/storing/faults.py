"""Why a file cannot be kept or handed out."""

import attrs

from lckm_core import LckmError, Message


@attrs.frozen(str=False)
class NoSuchDocumentError(LckmError):
    """There is no content of that address."""

    address: str

    @property
    def said(self) -> Message:
        """Which one, and what to do."""
        return Message(
            f"W magazynie plików nie ma treści {self.address[:12]}…. Dodaj plik jeszcze raz.",
            f"The store of files has no content {self.address[:12]}…. Keep the file again.",
        )


@attrs.frozen(str=False)
class DamagedDocumentError(LckmError):
    """What is kept under an address is not what was kept: the disk lost some of it, or somebody wrote there."""

    address: str

    @property
    def said(self) -> Message:
        """Which one, and what to do."""
        return Message(
            f"Treść {self.address[:12]}… jest uszkodzona. Przywróć ją z kopii albo dodaj plik jeszcze raz.",
            f"The content {self.address[:12]}… is damaged. Restore it from a copy, or keep the file again.",
        )


@attrs.frozen(str=False)
class HeldOtherwiseError(LckmError):
    """An edition holds other files already, and editions never change."""

    procedure: str
    number: int

    @property
    def said(self) -> Message:
        """Which edition, and what to do."""
        return Message(
            f"Wydanie {self.number} procedury {self.procedure} ma już inne pliki, a wydania się nie zmieniają. Przygotuj nowe wydanie.",
            f"Edition {self.number} of {self.procedure} holds other files already, and editions do not change. Make a new edition.",
        )


@attrs.frozen(str=False)
class DamagedListError(LckmError):
    """The list of what a procedure's editions hold cannot be read; nothing is swept while that is so."""

    path: str

    @property
    def said(self) -> Message:
        """Which list, and what to do."""
        return Message(
            f"Nie da się odczytać spisu plików {self.path}. Przywróć go z kopii.",
            f"The list of files {self.path} cannot be read. Restore it from a copy.",
        )
