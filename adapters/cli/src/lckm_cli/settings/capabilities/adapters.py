"""What an adapter, a mailer or helpdesk, a source of bounces and a store of files may offer."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from lckm_cli.settings.capabilities.rows import Restored
from lckm_core.organisation import Directory
from lckm_core.text import Message


class KeepsSchema(Protocol):
    """An adapter whose first use may bring the schema of its database up, or make one, and that can be told not to."""

    def keep_schema(self) -> None:
        """Let no use do so from now on but ``migrate`` and ``restore``."""
        ...


class Migrates(Protocol):
    """An adapter of a database whose schema has versions."""

    def migrate(self, progress: Callable[[str, int, int], None] | None = ...) -> str:
        """Bring the schema up, telling *progress* the version, how much is done and of how much; return the version."""
        ...


class BacksUp(Protocol):
    """An adapter that copies its database."""

    def backup(self, folder: str | Path, *, without_months: bool = ...) -> None:
        """Copy it into a new folder; *without_months*: without those whose file is missing or damaged."""
        ...


class Restores(Protocol):
    """An adapter that puts such a copy in the place of its database."""

    def restore(
        self,
        folder: str | Path,
        *,
        now: datetime,
        withdrawn: Sequence[str] = ...,
        without_months: bool = ...,
    ) -> Restored:
        """Do so without what is due by *now* and without the personal parts of the reports *withdrawn*."""
        ...


class LocksOthersOut(Protocol):
    """An adapter that can keep everybody else out of its database."""

    def alone(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else has it open."""
        ...


class Rotates(Protocol):
    """An adapter that changes the key which the keys of months are encrypted with."""

    def rotate(self) -> int:
        """Encrypt them with the host's newest key, and return of how many months. Raises ``ValueError`` where there is none."""
        ...


class ReplacesDirectory(Protocol):
    """An adapter that keeps the directory of units and named staff, and can be given another."""

    def replace_directory(self, directory: Directory) -> None:
        """Put it in the place of the one before."""
        ...


class LimitsAttempts(Protocol):
    """An adapter that says how long one attempt to send may take: a shorter ``lease`` is refused, for a letter could go out twice."""

    @property
    def longest_attempt(self) -> float:
        """Seconds, whatever the peer does, all time-outs together."""
        ...


class Remarks(Protocol):
    """An adapter, or a source of bounces, with something to tell whoever sets it up that is no fault: ``lckm settings`` prints it."""

    @property
    def remarks(self) -> Sequence[Message]:
        """What, such as a setting that leaves work to a person."""
        ...


# ── a mailer, a helpdesk, and where letters come back to ─────────────────────────────────────────────────────────────


class LettersComeBack(Protocol):
    """A mailer or helpdesk whose letters may come back later, so that somebody has to read ``[[bounces]]``."""

    @property
    def letters_come_back(self) -> bool:
        """Whether they may."""
        ...


class FindsFault(Protocol):
    """A source of bounces that can tell, without connecting to anything, that it will not be read."""

    def fault(self) -> Message | None:
        """Return why, ``None`` for nothing that can be seen beforehand."""
        ...


class CountsStrays(Protocol):
    """A source of bounces that counts what lies there and is no bounce of ours."""

    @property
    def strays(self) -> Mapping[str, int]:
        """How many, by kind: ``others``, ``unsigned``."""
        ...


# ── stores of files ──────────────────────────────────────────────────────────────────────────────────────────────────


class ListsFiles(Protocol):
    """A store of files of reports that lists what it has."""

    def references(self, *, kept_before: datetime) -> Sequence[str]:
        """Return the references of those kept before a moment."""
        ...


class MissesFiles(Protocol):
    """A store of files of reports that says what cannot be read there."""

    def missing(self, references: Sequence[str]) -> Sequence[str]:
        """Return those of these that cannot be."""
        ...


class TellsUnwanted(Protocol):
    """A store of files to download that says what its ``sweep`` would remove."""

    def unwanted(self, wanted: Collection[str]) -> Sequence[str]:
        """Return their addresses, sorted; *wanted*: those that editions have."""
        ...
