"""Checks of a backup before it replaces a database."""

from pathlib import Path

from lckm_core.text import Message
from lckm_sql.backup import NAME, TABLES, BackupError
from lckm_sql.backup_manifest import NAME as MANIFEST, BackupManifest, read_manifest
from lckm_sql.database import Database
from lckm_sql.partitions import live_partitions
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.restore_paths import RestorePaths
from lckm_sql.sqlite_files import create_file, is_sound


def manifest_of(folder: Path, *, without_manifest: bool) -> BackupManifest | None:
    """Return the manifest of a backup. Raises :class:`BackupError` unless it can be relied on."""
    try:
        manifest = read_manifest(folder)
    except ValueError:
        manifest = None
    else:
        if manifest is not None or without_manifest:
            return manifest
        raise BackupError(
            Message(
                f"{folder}: ta kopia nie ma manifestu (manifest.json), po którym poznać, czy jest "
                "cała. Użyj innej; albo, jeśli zrobił ją starszy lckm, powtórz z "
                "--without-manifest. Niczego nie zmieniono.",
                f"{folder}: this backup has no manifest (manifest.json), which tells whether it "
                "is whole. Use another; or, if an older lckm made it, repeat with "
                "--without-manifest. Nothing was changed.",
            )
        )
    raise _damaged_copy(folder, folder / MANIFEST)


def require_intact(folder: Path, paths: RestorePaths, manifest: BackupManifest | None) -> None:
    """Remove damaged partitions from the copied backup; refuse a damaged database."""
    for path in manifest.damaged(paths.cleaning) if manifest else ():
        if path == paths.fetched:
            raise _damaged_copy(folder, folder / NAME)
        path.unlink(missing_ok=True)
    if not is_sound(paths.fetched, *TABLES):
        raise _damaged_copy(folder, folder / NAME)


def require_months(folder: Path, copy: Database, without_months: bool) -> None:
    """Raise :class:`BackupError` where the copied backup lacks partitions.

    Where it may, an empty file of each says that it is lost.
    """
    partitions = SqlitePartitions(copy)
    try:
        with copy.reading() as connection:
            missing = [
                partition
                for partition in live_partitions(connection)
                if not partitions.is_sound(partition)
            ]
    finally:
        copy.close()
    if missing and not without_months:
        days = ", ".join(sorted({partition.expires.isoformat() for partition in missing}))
        raise BackupError(
            Message(
                f"{folder}: w tej kopii brak danych osobowych z terminem {days} albo są "
                "uszkodzone. Użyj innej kopii; albo powtórz z --without-months, a zgłoszenia z "
                "tych miesięcy wrócą bez danych osobowych. Niczego nie zmieniono.",
                f"{folder}: the personal data that expire on {days} are missing in this "
                "backup, or damaged. Use another backup; or repeat with --without-months, and "
                "the reports of these months are restored without personal data. Nothing was "
                "changed.",
            )
        )
    for partition in missing:
        partitions.path(partition).unlink(missing_ok=True)
        create_file(partitions.path(partition))


def _damaged_copy(folder: Path, file: Path) -> BackupError:
    return BackupError(
        Message(
            f"{folder}: ta kopia zapasowa jest uszkodzona, ucięta albo zmieniona ({file.name}). "
            "Użyj innej; baza jest, jaka była.",
            f"{folder}: this backup is damaged, cut short or changed ({file.name}). Use another; "
            "the database is as it was.",
        )
    )
