"""Mailboxes for bounces: the protocol, and the one that is a maildir."""

import mailbox
from collections.abc import Sequence
from typing import Protocol

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class BounceMailboxError(LckmError, OSError):
    """The mailbox for bounces cannot be read or changed; nothing of a message is told."""

    where: str
    because: Message
    pl = "{where}: {because.pl}"
    en = "{where}: {because.en}"


_NO_FOLDER = Message(
    "nie ma takiego folderu. Załóż go albo popraw maildir w ustawieniach.",
    "there is no such folder. Create it, or correct maildir in the settings.",
)
_NO_MAILDIR = Message(
    "to nie jest maildir: brakuje w nim folderu new albo cur. Popraw maildir w ustawieniach.",
    "this is not a maildir: it has no folder new or cur. Correct maildir in the settings.",
)
_NO_RIGHT = Message(
    "brak uprawnień do tego folderu. Nadaj je.", "no permission to use this folder. Grant it."
)
_FAILED = Message(
    "folderu nie da się odczytać ani zmienić", "this folder cannot be read or changed"
)


class BounceMailbox(Protocol):
    """A mailbox whose messages have stable names."""

    def places(self) -> Sequence[str]:
        """Return the names of the messages, oldest first."""
        ...

    def start_of(self, place: str, most: int) -> bytes | None:
        """Return the first *most* bytes of a message; ``None`` when it is gone."""
        ...

    def remove(self, place: str) -> None:
        """Remove a message; does nothing for one that is gone."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class MaildirMailbox:
    """A maildir that a mail server delivers into.

    Raises :class:`BounceMailboxError` where there is none, or it cannot be read.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def _maildir(self) -> "mailbox.Maildir":
        try:
            return mailbox.Maildir(self._folder, create=False)
        except mailbox.NoSuchMailboxError:
            raise BounceMailboxError(self._folder, _NO_FOLDER) from None
        except (mailbox.Error, OSError) as error:
            raise self._error(error) from None

    def _error(self, error: Exception) -> BounceMailboxError:
        """Return the error to raise for a system error, by its type."""
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return BounceMailboxError(self._folder, _NO_MAILDIR)
        if isinstance(error, PermissionError):
            return BounceMailboxError(self._folder, _NO_RIGHT)
        kind = type(error).__name__
        return BounceMailboxError(
            self._folder, Message(f"{_FAILED.pl} ({kind}).", f"{_FAILED.en} ({kind}).")
        )

    def places(self) -> Sequence[str]:
        """Return the messages in ``new`` and ``cur``, where a mail reader may have moved them."""
        maildir = self._maildir()
        try:
            return sorted(maildir.keys())
        except OSError as error:
            raise self._error(error) from None

    def start_of(self, place: str, most: int) -> bytes | None:
        """Return the start of a message's file, or ``None``."""
        maildir = self._maildir()
        try:
            with maildir.get_file(place) as file:
                return file.read(most)
        except (KeyError, FileNotFoundError):
            return None
        except OSError as error:
            raise self._error(error) from None

    def remove(self, place: str) -> None:
        """Delete a message's file."""
        maildir = self._maildir()
        try:
            maildir.discard(place)
        except OSError as error:
            raise self._error(error) from None

    def close(self) -> None:
        """Do nothing: no file stays open."""
