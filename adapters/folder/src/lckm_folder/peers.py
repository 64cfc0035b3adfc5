"""Mailboxes and a helpdesk as folders: letters are ``.eml`` files, tickets JSON files."""

import errno
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import blake2b
from pathlib import Path

from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    MessageAttachment,
    Refusal,
    Refused,
    Result,
    Ticket,
    Unknown,
)
from lckm_core.forms import to_data
from lckm_folder.atomic_folder import Folder
from lckm_folder.errors import LinkOutsideError, UnfinishedError, UnsafeNameError

_KEY = re.compile(r"[A-Za-z0-9_-]+(?:[.=]+[A-Za-z0-9_=-]+)*")
"""The left part of a Message-ID, and of a file name."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def _current_moment() -> datetime:
    return datetime.now(UTC)


class _KeyedFiles:
    """A folder with one file for each key."""

    def __init__(self, root: Path | str) -> None:
        self._folder = Folder(root, private=True)

    def put(
        self, path: Callable[[], Path], contents: Callable[[], Mapping[Path, bytes]], key: str
    ) -> Result:
        """Write files at once, unless *path* exists; an unsafe name is refused for good.

        Args:
            path: returns the path of the main file.
            contents: returns the content of each file.
            key: the key, as the reference.
        """
        try:
            with self._folder.locked(make=True):
                if not path().exists():
                    self._folder.write(contents())
        except (UnsafeNameError, UnicodeError):
            return Refused(Refusal.CONTENT, permanent=True)
        except UnfinishedError:
            return Unknown()
        except OSError as error:
            if error.errno in _FULL:
                return Refused(Refusal.FULL)
            is_denied = error.errno in _DENIED
            return Refused(Refusal.NOT_ALLOWED if is_denied else Refusal.UNREACHABLE)
        return Accepted(key)

    def has(self, path: Callable[[], Path], key: str) -> Accepted | Answer:
        """Return whether *path* exists."""
        try:
            with self._folder.locked(make=True):
                return Accepted(key) if path().exists() else Answer.NOT_THERE
        except (LinkOutsideError, OSError):
            # A folder that leads out now may have been sound when something was put there.
            return Answer.NO_ANSWER
        except UnsafeNameError:
            return Answer.NOT_THERE

    def path(self, folders: tuple[str, ...], key: str, ending: str) -> Path:
        """Return the path for a key. Raises :class:`UnsafeNameError`."""
        if not _KEY.fullmatch(key):
            raise UnsafeNameError(key)
        # The hash separates keys that differ only in case, on every file system.
        digest = blake2b(key.encode(), digest_size=4).hexdigest()
        return self._folder.path(*folders, f"{key}.{digest}{ending}")


class FolderMailer:
    """Puts each letter once, by its key, into a folder named after the mailbox.

    For example ``zgloszenia@zdit.uml.lodz.pl/ZG-….eml``.

    Args:
        folder: the folder of the mailboxes; created when needed, for this user alone.
        sender: the service address of the letters.
        clock: returns the current moment, aware.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        sender: str = "lckm@lckm.invalid",
        clock: Callable[[], datetime] = _current_moment,
    ) -> None:
        self._files = _KeyedFiles(folder)
        self._sender = sender
        self._clock = clock

    def send(self, letter: Letter) -> Result:
        """Put a letter into its mailbox; an existing one stays as it is."""
        return self._files.put(
            lambda: self._path(letter),
            lambda: {self._path(letter): self._message(letter)},
            letter.key,
        )

    def find(self, letter: Letter) -> Accepted | Answer:
        """Return whether the letter is in its mailbox."""
        return self._files.has(lambda: self._path(letter), letter.key)

    def _path(self, letter: Letter) -> Path:
        if not _ADDRESS.fullmatch(letter.to) or not letter.subject.isprintable():
            raise UnsafeNameError(letter.key)
        return self._files.path((letter.to.casefold(),), letter.key, ".eml")

    def _message(self, letter: Letter) -> bytes:
        # Not EmailMessage: it takes other characters for line ends, and decodes encoded words that
        # somebody typed.
        text = MIMEText(letter.text, "plain", "utf-8")
        mail = (
            MIMEMultipart(_subparts=[text, *map(_part, letter.attachments)])
            if letter.attachments
            else text
        )
        mail["From"] = self._sender
        mail["To"] = letter.to
        # What typeshed does not know: a header may be assigned.
        subject = Header(letter.subject, "utf-8", header_name="Subject")
        mail["Subject"] = subject  # type: ignore[assignment]
        mail["Date"] = format_datetime(self._clock())
        mail["Message-ID"] = f"<{letter.key}@{self._sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        # The longest line with encoded words (RFC 2047, 2).
        return mail.as_bytes(policy=compat32.clone(linesep="\r\n", max_line_length=76))


def _part(file: MessageAttachment) -> MIMEApplication:
    part = MIMEApplication(file.data)
    part.set_type(file.media_type)
    part.add_header("Content-Disposition", "attachment", filename=file.name)
    return part


class FolderHelpdesk:
    """Puts each ticket once, by its key, into a folder as a JSON file, beside its attachments.

    The file has the key, the moment, the subject, the text, the report and the names of the
    attachments.

    Args:
        folder: the folder; created when needed, for this user alone.
        clock: returns the current moment, aware.
    """

    def __init__(
        self, folder: Path | str, *, clock: Callable[[], datetime] = _current_moment
    ) -> None:
        self._folder = _KeyedFiles(folder)
        self._clock = clock

    def file(self, ticket: Ticket) -> Result:
        """File a ticket; an existing one stays as it is."""
        return self._folder.put(
            lambda: self._path(ticket), lambda: self._contents(ticket), ticket.key
        )

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Return whether the ticket exists."""
        return self._folder.has(lambda: self._path(ticket), ticket.key)

    def _path(self, ticket: Ticket) -> Path:
        return self._folder.path((), ticket.key, ".json")

    def _contents(self, ticket: Ticket) -> dict[Path, bytes]:
        """Return the ticket's file and its attachments, whose names begin like its own."""
        path = self._path(ticket)
        contents: dict[Path, bytes] = {}
        names: list[str] = []
        for file in ticket.attachments:
            attachment = path.with_name(f"{path.stem}.{file.name}")
            contents[attachment] = file.data
            names.append(attachment.name)
        contents[path] = self._record(ticket, names)
        return contents

    def _record(self, ticket: Ticket, attachments: Sequence[str]) -> bytes:
        record = {
            "key": ticket.key,
            "filed_at": self._clock().isoformat(),
            "subject": ticket.subject,
            "text": ticket.text,
            "report": to_data(ticket.report),
            "attachments": attachments,
        }
        return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
