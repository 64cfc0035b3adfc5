"""Lists the files to check in folders of procedures, with the purpose of each."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

import attrs

from lckm_core.procedures import Procedure, named_files
from lckm_documents.inspection import purpose_by_name
from lckm_documents.result import Purpose

Purposes = Mapping[tuple[str, str], Purpose]
"""The purpose of a file, by the procedure's number and the file's name (NFC)."""


@attrs.frozen
class FileToCheck:
    """A file to check: its path, its folder's name, and its purpose.

    ``fault`` is why it cannot be read; ``is_link`` marks a symbolic link, which is not followed.
    """

    path: Path
    folder: str
    purpose: Purpose
    fault: OSError | None = None
    is_link: bool = False


def files_to_check(roots: Iterable[Path], purposes: Purposes) -> list[FileToCheck]:
    """Return the files at *roots*, each once, sorted by path.

    In a folder, these are the files at any depth that are not hidden. Links within a folder are not
    followed: a link is no file (zał. 2 § 9 ust. 3), and may lead anywhere.
    """
    found: dict[Path, FileToCheck] = {}
    for root in roots:
        for path, fault in _walk(root):
            is_link = path != root and path.is_symlink()
            found.setdefault(
                path, FileToCheck(path, path.parent.name, _purpose(path, purposes), fault, is_link)
            )
    return [found[path] for path in sorted(found)]


def purposes_of(procedures: Iterable[Procedure]) -> dict[tuple[str, str], Purpose]:
    """Return the purposes of the files that procedures name."""
    return {
        (procedure.id, normalize("NFC", name)): purpose
        for procedure in procedures
        for _, name, purpose in named_files(procedure)
    }


def _purpose(path: Path, purposes: Purposes) -> Purpose:
    return purposes.get((path.parent.name, normalize("NFC", path.name))) or purpose_by_name(
        path.name
    )


def _walk(root: Path) -> Iterator[tuple[Path, OSError | None]]:
    if not root.is_dir():
        yield root, None
        return
    faults: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            if not name.startswith("."):
                yield path, None
    for fault in faults:
        yield Path(fault.filename), fault
