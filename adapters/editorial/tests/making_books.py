"""Workbooks for the tests: of rows, and of what nobody should open."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook


def book(
    path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Procedury", before: int = 0
) -> Path:
    """Write a workbook whose sheet has these rows, the first of them headings, after some
    empty ones.
    """
    made = Workbook()
    made.active.title = sheet
    for _ in range(before):
        made.active.append([])
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


def packed(**parts: bytes) -> bytes:
    """Return a ZIP archive of these parts; a name has ``__`` where the archive has a slash."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def changed(
    path: Path, part: str, old: bytes | Callable[[bytes], bytes], new: bytes = b""
) -> bytes:
    """Return a workbook with something else in one of its parts: new bytes for old ones, or
    what a function makes of it.
    """
    change = old if callable(old) else lambda content: content.replace(old, new)
    data = io.BytesIO()
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, change(content) if name == part else content)
    return data.getvalue()
