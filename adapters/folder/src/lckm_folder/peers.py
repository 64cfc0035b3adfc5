"""A mailbox for each unit, and a helpdesk, as folders: a letter is an ``.eml`` file, a ticket a JSON file."""

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
from lckm_folder.errors import UnfinishedError, UnsafeNameError

_KEY = re.compile(r"[A-Za-z0-9_-]+(?:[.=]+[A-Za-z0-9_=-]+)*")
"""What the left part of a Message-ID may be, and a file name."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def _now() -> datetime:
    return datetime.now(UTC)


class _Tray:
    """A folder in which each key lies once."""

    def __init__(self, root: Path | str) -> None:
        self._folder = Folder(root, private=True)

    def put(
        self, path: Callable[[], Path], contents: Callable[[], Mapping[Path, bytes]], key: str
    ) -> Result:
        """Put files there unless the one at *path* is, in one act. What cannot be named or written is refused for good."""
        try:
            with self._folder.locked(make=True):
                if not path().exists():
                    self._folder.write(contents())
        except (UnsafeNameError, UnicodeError):
            return Refused(Refusal.CONTENT, permanent=True)
        except UnfinishedError:
            return Unknown()
        except OSError as error:
            full, denied = error.errno in _FULL, error.errno in _DENIED
            return Refused(
                Refusal.FULL if full else Refusal.NOT_ALLOWED if denied else Refusal.UNREACHABLE
            )
        return Accepted(key)

    def has(self, path: Callable[[], Path], key: str) -> Accepted | Answer:
        """Say whether it is there."""
        try:
            with self._folder.locked(make=True):
                return Accepted(key) if path().exists() else Answer.NOT_THERE
        except UnsafeNameError:
            return Answer.NOT_THERE
        except OSError:
            return Answer.NO_ANSWER

    def path(self, folders: tuple[str, ...], key: str, ending: str) -> Path:
        """Return where a key lies; raise :class:`UnsafeNameError` for one that cannot be a file's name."""
        if not _KEY.fullmatch(key):
            raise UnsafeNameError(key)
        # Keys that differ in capital letters alone are two, on every file system.
        apart = blake2b(key.encode(), digest_size=4).hexdigest()
        return self._folder.path(*folders, f"{key}.{apart}{ending}")


class FolderMailer:
    """Puts each letter once, by its key, into a folder named by the mailbox: ``zgloszenia@zdit.uml.lodz.pl/ZG-….eml``.

    Args:
        folder: where the mailboxes are; made when needed, for this user alone.
        sender: the service address that letters are from.
        clock: returns the moment it is, aware.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        sender: str = "lckm@lckm.invalid",
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._tray, self._sender, self._clock = _Tray(folder), sender, clock

    def send(self, letter: Letter) -> Result:
        """Put a letter into its mailbox; one that is there stays as it is."""
        return self._tray.put(
            lambda: self._path(letter),
            lambda: {self._path(letter): self._message(letter)},
            letter.key,
        )

    def find(self, letter: Letter) -> Accepted | Answer:
        """Say whether the letter is in its mailbox."""
        return self._tray.has(lambda: self._path(letter), letter.key)

    def _path(self, letter: Letter) -> Path:
        if not _ADDRESS.fullmatch(letter.to) or not letter.subject.isprintable():
            raise UnsafeNameError(letter.key)
        return self._tray.path((letter.to.casefold(),), letter.key, ".eml")

    def _message(self, letter: Letter) -> bytes:
        # Not EmailMessage: it takes other characters for line ends, and reads encoded words that somebody typed.
        text = MIMEText(letter.text, "plain", "utf-8")
        mail = (
            MIMEMultipart(_subparts=[text, *map(_part, letter.attachments)])
            if letter.attachments
            else text
        )
        mail["From"], mail["To"] = self._sender, letter.to
        mail["Subject"] = Header(letter.subject, "utf-8", header_name="Subject")  # type: ignore[assignment]  # what typeshed does not know
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
    """Puts each ticket once, by its key, into a folder as a JSON file: key, subject, text, the report, when it was filed.

    The files that go along lie beside it, and it names them.
    """

    def __init__(self, folder: Path | str, *, clock: Callable[[], datetime] = _now) -> None:
        self._tray, self._clock = _Tray(folder), clock

    def file(self, ticket: Ticket) -> Result:
        """File a ticket; one that is there stays as it is."""
        return self._tray.put(lambda: self._path(ticket), lambda: self._files(ticket), ticket.key)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Say whether the ticket is there."""
        return self._tray.has(lambda: self._path(ticket), ticket.key)

    def _path(self, ticket: Ticket) -> Path:
        return self._tray.path((), ticket.key, ".json")

    def _files(self, ticket: Ticket) -> dict[Path, bytes]:
        """Return the ticket's file, and those that go along, whose names begin as its own does."""
        path = self._path(ticket)
        beside = {
            file.name: path.with_name(f"{path.stem}.{file.name}") for file in ticket.attachments
        }
        files = {beside[file.name]: file.data for file in ticket.attachments}
        return {
            **files,
            path: self._record(ticket, [beside[file.name].name for file in ticket.attachments]),
        }

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
