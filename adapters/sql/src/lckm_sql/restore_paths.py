"""The paths of a restore's copy until it is in place, and the moves between them."""

import shutil
from pathlib import Path
from typing import Final

import attrs

from lckm_sql.backup import NAME
from lckm_sql.backup_manifest import BackupManifest
from lckm_sql.folder_mark import mark
from lckm_sql.sqlite_files import RESTORING, create_file, create_folder, sync, sync_tree

PARTITIONS: Final = f"{NAME}-months"
"""The folder of the months in a copy."""


@attrs.frozen
class RestorePaths:
    """The paths of the database, and beside it of the copy while it is cleaned and when ready."""

    file: Path
    partitions: Path

    @property
    def cleaning(self) -> Path:
        """The folder in which the copy is cleaned."""
        return self.file.with_name(f"{self.file.name}{RESTORING[0]}")

    @property
    def ready(self) -> Path:
        """The folder with the clean copy, on the disk."""
        return self.file.with_name(f"{self.file.name}{RESTORING[1]}")

    @property
    def fetched(self) -> Path:
        """The database of the copy while it is cleaned."""
        return self.cleaning / NAME

    def fetch(self, backup: Path, manifest: BackupManifest | None) -> None:
        """Copy the files of a backup, for their owner alone whatever their modes."""
        shutil.rmtree(self.cleaning, ignore_errors=True)
        create_folder(self.cleaning / PARTITIONS)
        mark(self.cleaning / PARTITIONS)
        for path in backup.rglob("*"):
            name = path.relative_to(backup)
            if path.is_file() and (manifest is None or name.as_posix() in manifest.files):
                create_folder((self.cleaning / name).parent)
                create_file(self.cleaning / name)
                shutil.copyfile(path, self.cleaning / name)

    def make_ready(self) -> None:
        """Sync the clean copy to disk and give it the name that says so."""
        sync_tree(self.cleaning)
        shutil.rmtree(self.ready, ignore_errors=True)
        self.cleaning.rename(self.ready)
        sync(self.file.parent)

    def put_in_place(self) -> None:
        """Replace the database by the ready copy: the last step, the only one to touch it."""
        for suffix in ("-wal", "-shm", ""):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        self.finish()

    def finish(self) -> bool:
        """Finish the last step where a stopped restore has already removed the database.

        Returns whether the database is what a stopped restore made.
        """
        # The ready copy has all that the database knew.
        if self.file.exists() or not (self.ready / NAME).exists():
            return self.file.exists() and self.ready.exists() and not (self.ready / NAME).exists()
        if (self.ready / PARTITIONS).exists():
            shutil.rmtree(self.partitions, ignore_errors=True)
            (self.ready / PARTITIONS).rename(self.partitions)
        (self.ready / NAME).rename(self.file)
        shutil.rmtree(self.ready)
        sync(self.file.parent)
        return True
