"""Where the files of a database are that is restored, and the steps from a backup to its place, each durable before the next."""

import shutil
from pathlib import Path

import attrs

from lckm_sql.backup import NAME, to_disk_with_all
from lckm_sql.permissions import make_file, make_folder, to_disk
from lckm_sql.stale_files import RESTORING

_MONTHS = f"{NAME}-months"


@attrs.frozen
class Places:
    """Where the files are: of the database, and beside it of the copy, while it is cleaned and when it is ready."""

    file: Path
    months: Path

    @property
    def cleaning(self) -> Path:
        """The folder in which a copy is cleaned."""
        return self.file.with_name(f"{self.file.name}{RESTORING[0]}")

    @property
    def ready(self) -> Path:
        """The folder with a copy that is clean and on the disk."""
        return self.file.with_name(f"{self.file.name}{RESTORING[1]}")

    def fetch(self, backup: Path) -> Path:
        """Copy the files of a backup, for their owner alone whatever modes they had there; return the copied database."""
        shutil.rmtree(self.cleaning, ignore_errors=True)
        for path in [backup, *backup.rglob("*")]:
            copy = self.cleaning / path.relative_to(backup)
            if path.is_dir():
                make_folder(copy)
            else:
                make_file(copy)
                shutil.copyfile(path, copy)
        make_folder(self.cleaning / _MONTHS)
        return self.cleaning / NAME

    def make_ready(self) -> None:
        """Have the clean copy on the disk, under the name that says so."""
        to_disk_with_all(self.cleaning)
        shutil.rmtree(self.ready, ignore_errors=True)
        self.cleaning.rename(self.ready)
        to_disk(self.file.parent)

    def put_in_place(self) -> None:
        """Put the copy that is ready in the place of the database: the last step, and the only one that touches it."""
        for suffix in ("-wal", "-shm", ""):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        self.go_on()

    def go_on(self) -> None:
        """Do what is left of the last step where the database is already away: the copy that is ready has all that it knew."""
        if self.file.exists() or not (self.ready / NAME).exists():
            return
        if (self.ready / _MONTHS).exists():
            shutil.rmtree(self.months, ignore_errors=True)
            (self.ready / _MONTHS).rename(self.months)
        (self.ready / NAME).rename(self.file)
        shutil.rmtree(self.ready)
        to_disk(self.file.parent)
