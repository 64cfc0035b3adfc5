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
