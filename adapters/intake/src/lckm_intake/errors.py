"""Errors of taking a report in, in words for the resident."""

import attrs

from lckm_core.errors import LckmError


@attrs.frozen(str=False)
class NumberNotIssuedError(LckmError):
    """The number of a form was not issued here: the page is damaged, or somebody made it up."""

    pl = "Tego formularza nie da się już wysłać. Wyślij go jeszcze raz z nowym numerem."
    en = "This form cannot be sent any more. Send it again with a new number."


@attrs.frozen(str=False)
class FileExpiredError(LckmError):
    """A file is not here any more: it was added too long ago, or removed on another page.

    ``index`` says which file of the form it is, counted from 0.
    """

    index: int

    pl = "Pliku {position} już nie mamy, bo czekał za długo. Dodaj go jeszcze raz."
    en = "File {position} is not here any more, for it waited too long. Add it again."

    @property
    def position(self) -> int:
        """Which file it is, counted from 1."""
        return self.index + 1


@attrs.frozen(str=False)
class NoFileStoreError(LckmError):
    """Files came, and no adapter keeps files of residents or drafts."""

    pl = "Plików tu nie przyjmujemy. Wyślij zgłoszenie bez plików."
    en = "Files are not accepted here. Send the report without files."
