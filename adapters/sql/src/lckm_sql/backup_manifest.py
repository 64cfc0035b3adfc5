"""The manifest of a backup: a digest of each of its files."""

# It lies in the backup alone and is deleted with it: decision 52 says why that is no hash of
# anybody's data. Whoever may change the backup may change it, too; it is there for disks,
# transfers and mistakes.

import json
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

import attrs

from lckm_sql.sqlite_files import create_file

NAME = "manifest.json"
"""The name of the manifest in a backup."""
_FORMAT = 1


@attrs.frozen
class BackupManifest:
    """The SHA-256 of each file of a backup, by its path in it."""

    files: Mapping[str, str]

    def damaged(self, folder: Path) -> list[Path]:
        """Return the paths of files in *folder* that are missing or not as they were made."""
        paths = {folder / name: digest for name, digest in self.files.items()}
        return [path for path, digest in paths.items() if _digest(path) != digest]


def write_manifest(folder: Path) -> None:
    """Write the manifest of the files that are in a backup."""
    files = {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    create_file(folder / NAME)
    content = json.dumps({"format": _FORMAT, "files": files}, indent=1)
    (folder / NAME).write_text(content + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> BackupManifest | None:
    """Return the manifest of a backup; ``None`` for one made before there were any.

    Raises ``ValueError`` for a damaged one.
    """
    try:
        content = json.loads((folder / NAME).read_bytes())
    except FileNotFoundError:
        return None
    files = content.get("files") if isinstance(content, dict) else None
    if not isinstance(files, dict) or content.get("format") != _FORMAT:
        raise ValueError("no manifest of this format")
    return BackupManifest(files)


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
