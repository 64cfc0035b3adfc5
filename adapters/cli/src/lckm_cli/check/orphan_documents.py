"""Attachments that can belong to no procedure (zał. 2 § 9 ust. 3): loose files, folders of unknown numbers, folders in folders."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lckm_cli.check.aggregate import CheckedFile
from lckm_core.findings import Finding
from lckm_core.procedures import UNNAMED_FILE, KnowledgeBaseEntry
from lckm_core.text import Message


def strays(root: str, entries: Iterable[KnowledgeBaseEntry], *, whole: bool) -> list[CheckedFile]:
    """Return an entry with one error for each stray under *root*, the folder with a folder of files for each procedure.

    *entries* are the procedures that are known; a folder is named after a procedure's number or its file. Only when they
    are the *whole* can it be said of another folder or a loose file that it belongs to none.
    """
    owners = {name for entry in entries for name in (entry.id, Path(entry.name).stem)}
    return [
        CheckedFile(str(path), unreadable=False, findings=(_orphan(),))
        for path in _without_owner(Path(root), owners, whole)
    ]


def _without_owner(root: Path, owners: set[str], whole: bool) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and path.name in owners:
            yield from (inner for inner in sorted(path.iterdir()) if inner.is_dir())
        elif whole:
            yield path


def _orphan() -> Finding:
    return UNNAMED_FILE.at(
        (),
        Message(
            "Nie należy do żadnej procedury. Pliki leżą w folderze o nazwie takiej jak "
            "numer procedury, bez podfolderów.",
            "It belongs to no procedure. Files lie in a folder named after the procedure's "
            "number, without folders inside.",
        ),
    )
