"""What a backup or a restore of SQLite that was stopped leaves: folders full of personal data, with names that say so."""

from collections.abc import Iterator
from pathlib import Path

RESTORING = (".restoring", ".restored")
HALF = ".half"
"""What the names of folders end in that a restore and a backup make on their way."""


def left_over(file: Path) -> Iterator[Path]:
    """Yield the folders that were left beside a database, and by its backups anywhere."""
    for path in (file.with_name(f"{file.name}{suffix}") for suffix in RESTORING):
        if path.exists():
            yield path
    beside = (path for path in file.parent.glob(f"*{HALF}") if path.is_dir())
    elsewhere = (noted(note) for note in notes_of_halves(file))
    yield from sorted({*beside, *(half for half in elsewhere if half.is_dir())})


def noted(note: Path) -> Path:
    """Return where half a backup lies by a note; of one that is empty, for the disk was full, the place of the note itself."""
    return Path(note.read_text(encoding="utf-8") or note)


def notes_of_halves(file: Path) -> list[Path]:
    """Return the notes beside a database, one for each process that makes a backup or died of it: where half of it lies."""
    return [path for path in sorted(file.parent.glob(f"{file.name}.*{HALF}")) if path.is_file()]
