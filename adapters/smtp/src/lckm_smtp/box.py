"""Where bounces arrive: what is asked of such a mailbox, and the one that is a folder (maildir)."""

import mailbox
from collections.abc import Sequence
from typing import Protocol


class BoxError(OSError):
    """The mailbox of bounces cannot be read or changed now. Says what kind of error it was, and nothing of a message."""


class Box(Protocol):
    """A mailbox whose messages have names that stay theirs."""

    def places(self) -> Sequence[str]:
        """Return the names of the messages in it, oldest first."""
        ...

    def start_of(self, place: str, most: int) -> bytes | None:
        """Return the first *most* bytes of a message; ``None`` when it is gone."""
        ...

    def remove(self, place: str) -> None:
        """Remove a message; one that is gone stays so."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class MaildirBox:
    """A maildir, as mail servers deliver into. Raises :class:`BoxError` where there is none, or it cannot be read."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def _maildir(self) -> "mailbox.Maildir":
        try:
            return mailbox.Maildir(self._folder, create=False)
        except (mailbox.Error, OSError) as error:
            raise BoxError(f"no maildir can be opened: {type(error).__name__}") from None

    def places(self) -> Sequence[str]:
        """Return what lies in ``new`` and ``cur``: a reader of mail may have moved it, and it still counts."""
        maildir = self._maildir()
        try:
            return sorted(maildir.keys())
        except OSError as error:
            raise BoxError(f"the maildir cannot be read: {type(error).__name__}") from None

    def start_of(self, place: str, most: int) -> bytes | None:
        """Return the start of a message's file."""
        maildir = self._maildir()
        try:
            with maildir.get_file(place) as file:
                return file.read(most)
        except (KeyError, FileNotFoundError):
            return None
        except OSError as error:
            raise BoxError(f"a message in the maildir cannot be read: {type(error).__name__}") from None

    def remove(self, place: str) -> None:
        """Delete a message's file."""
        maildir = self._maildir()
        try:
            maildir.discard(place)
        except OSError as error:
            raise BoxError(f"a message in the maildir cannot be deleted: {type(error).__name__}") from None

    def close(self) -> None:
        """Do nothing: no file stays open."""
