"""The mark by which the folder of the months is told from the mount point of its disk."""

from collections.abc import Iterable
from pathlib import Path

from lckm_sql.sqlite_files import create_file

MARK = "lckm-months"
"""The empty file in the folder; where a disk is to be mounted there is none."""


def is_marked(folder: Path) -> bool:
    """Return whether the folder is there with its mark."""
    return (folder / MARK).is_file()


def mark(folder: Path) -> None:
    """Mark the folder."""
    create_file(folder / MARK)


def mark_older(folder: Path, months: Iterable[Path]) -> None:
    """Mark a folder that an older program made, or that was copied without its mark.

    It has the file of one of these *months*. An empty one may be where a disk is to be mounted.
    """
    if not is_marked(folder) and any(path.exists() for path in months):
        mark(folder)
