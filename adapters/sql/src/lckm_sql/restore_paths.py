"""The paths of a restore's copy until it is in place, and the moves between them."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Final

import attrs

from lckm_sql.backup import NAME
from lckm_sql.backup_manifest import BackupManifest
from lckm_sql.errors import PartitionsAwayError, UnknownPartitionsError
from lckm_sql.folder_mark import EMPTY, MARK, read_mark, write_mark
from lckm_sql.sqlite_connection import connect
from lckm_sql.sqlite_files import create_file, create_folder, sync, sync_tree
from lckm_sql.sqlite_paths import RESTORING, months_folder, restored_folder

PARTITIONS: Final = months_folder(Path(NAME)).name
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
        return restored_folder(self.file)

    @property
    def _staged(self) -> Path:
        """The folder with the clean months, on the disk of the months."""
        return self.partitions / RESTORING[1]

    @property
    def fetched(self) -> Path:
        """The database of the copy while it is cleaned."""
        return self.cleaning / NAME

    def fetch(self, backup: Path, manifest: BackupManifest | None) -> None:
        """Copy the files of a backup, for their owner alone whatever their modes."""
        shutil.rmtree(self.cleaning, ignore_errors=True)
        create_folder(self.cleaning / PARTITIONS)
        for path in backup.rglob("*"):
            name = path.relative_to(backup)
            if path.is_file() and (manifest is None or name.as_posix() in manifest.files):
                create_folder((self.cleaning / name).parent)
                create_file(self.cleaning / name)
                shutil.copyfile(path, self.cleaning / name)

    def take_id(self) -> int:
        """Take the id of its database from the copy, and return it."""
        write_mark(self.cleaning / PARTITIONS, EMPTY)
        return abs(_exchange_id(self.fetched, EMPTY))

    def give_id(self) -> None:
        """Give the copy the id of the database that it replaces, if that had a folder."""
        id = max(_exchange_id(self.file), EMPTY) if self.file.exists() else EMPTY
        _exchange_id(self.fetched, id)
        write_mark(self.cleaning / PARTITIONS, id)

    def require_folder(self, copied_id: int, copy: Path) -> None:
        """Refuse to replace months that are not those of the database.

        Args:
            copied_id: the id of the database that the backup is of.
            copy: the folder with the clean copy; the id in it is that of the database.

        Raises :class:`PartitionsAwayError`, and :class:`UnknownPartitionsError` where there is no
        database and another's months are in the folder.
        """
        wanted, found = read_mark(copy / PARTITIONS), read_mark(self.partitions)
        if wanted and found != wanted:
            raise PartitionsAwayError(str(self.partitions))
        if not wanted and found and found != copied_id:
            raise UnknownPartitionsError(str(self.partitions))

    def make_ready(self) -> None:
        """Sync the clean copy to disk and give it the name that says so."""
        sync_tree(self.cleaning)
        shutil.rmtree(self.ready, ignore_errors=True)
        self.cleaning.rename(self.ready)
        sync(self.file.parent)

    def put_in_place(self) -> None:
        """Replace the database by the ready copy: the last step, the only one to touch it."""
        try:
            self._stage()
        except Exception:
            # Such as a full disk: nothing was touched, and nothing of the copy must be left behind.
            for folder in (self._staged, self.ready):
                shutil.rmtree(folder, ignore_errors=True)
            raise
        for suffix in ("-wal", "-shm", ""):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        # Months of the copy beside the former database would be taken for that one's own.
        sync(self.file.parent)
        self._replace()

    def finish(self, copied_id: int) -> bool:
        """Finish the last step where a stopped restore has already removed the database.

        *copied_id* is that of :meth:`require_folder`. Returns whether the database is what a
        stopped restore made.
        """
        # The ready copy has all that the database knew.
        if self.file.exists() or not (self.ready / NAME).exists():
            return self.file.exists() and self.ready.exists() and not (self.ready / NAME).exists()
        self.require_folder(copied_id, self.ready)
        self._stage()
        self._replace()
        return True

    # The folder of the months may be where a disk is mounted, or lead to one: it stays, and the
    # months are copied into it. Until the database is in place the ready copy is whole, so that a
    # stopped restore can do all of it again.

    def _stage(self) -> None:
        """Copy the months to their disk, beside those of the database."""
        # An older program moved them away before it was stopped.
        if (self.ready / PARTITIONS).exists():
            create_folder(self.partitions)
            shutil.rmtree(self._staged, ignore_errors=True)
            create_folder(self._staged)
            for path in (self.ready / PARTITIONS).iterdir():
                create_file(self._staged / path.name)
                shutil.copyfile(path, self._staged / path.name)
            sync_tree(self._staged)

    def _replace(self) -> None:
        if self._staged.exists():
            for pattern in ("*.sqlite*", "*.begun"):
                for path in self.partitions.glob(pattern):
                    path.unlink()
            for path in sorted(self._staged.iterdir(), key=lambda path: path.name == MARK):
                path.replace(self.partitions / path.name)
            self._staged.rmdir()
            sync(self.partitions)
        (self.ready / NAME).rename(self.file)
        sync(self.file.parent)
        shutil.rmtree(self.ready)
        sync(self.file.parent)


def _exchange_id(file: Path, id: int | None = None) -> int:
    """Return the id of a database in a file that nobody uses, and give it another."""
    with closing(connect(file)) as connection:
        old: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if id is not None:
            connection.execute(f"PRAGMA user_version = {id:d}")
            connection.commit()
        return old
