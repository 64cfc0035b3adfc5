"""The paths of what lies beside the file of an SQLite database."""

from pathlib import Path
from typing import Final

RESTORING: Final = (".restoring", ".restored")
"""Suffixes of the folders that a restore uses on its way."""


def months_folder(file: Path) -> Path:
    """Return the folder with the files of a database's partitions."""
    return file.with_name(f"{file.name}-months")


def restored_folder(file: Path) -> Path:
    """Return the folder of a clean copy that a restore puts in the place of a database."""
    return file.with_name(f"{file.name}{RESTORING[1]}")


def filled_journal(file: Path) -> Path | None:
    """Return the journal of a file if it has content, without which the file is not read."""
    journal = file.with_name(f"{file.name}-wal")
    try:
        # One look: another process may move the journal into its file and remove it.
        return journal if journal.stat().st_size else None
    except OSError:
        return None


def journal_without_index(file: Path) -> Path | None:
    """Return a journal with content that has no index beside it, which SQLite has to make."""
    journal = filled_journal(file)
    is_alone = journal is not None and not file.with_name(f"{file.name}-shm").exists()
    return journal if is_alone else None
