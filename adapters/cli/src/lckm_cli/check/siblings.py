"""Procedures in the same folders as the checked files."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lckm_cli.check.check_file import CheckSettings, check_one_file
from lckm_cli.check.results import Result
from lckm_cli.file_selection import (
    STDIN,
    SUFFIXES,
    SelectedFile,
    TooLargeError,
    read_bytes,
)
from lckm_core.procedures import KnowledgeBaseEntry, title_key

_NUMBER = re.compile(r"[A-Z]{1,8}-[0-9]{5}")


def entries_beside(
    paths: Iterable[str], results: Sequence[Result], settings: CheckSettings
) -> list[KnowledgeBaseEntry]:
    """Return procedures in the folders of *paths* that the checked ones refer to.

    Those are related procedures and other editions. They are searched for by file name first;
    other files are read only for related procedures that were not found so.
    """
    folders = {
        str(Path(path).parent) for path in paths if path != STDIN and not Path(path).is_dir()
    }
    checked = [result.entry for result in results if result.entry is not None]
    editions = {
        entry.id for entry in checked if entry.window and (entry.window.start or entry.window.end)
    }
    missing = {number for entry in checked for number in entry.related if number} - {
        entry.id for entry in checked
    }
    titles = {title_key(title) for entry in checked for title in entry.titles if title}
    titles -= {title_key(entry.title) for entry in checked}
    if not folders or not (editions or missing or titles):
        return []
    seen = {os.path.realpath(result.path) for result in results}
    other_paths = [
        path
        for folder in sorted(folders)
        for path in _files(folder)
        if os.path.realpath(path) not in seen
    ]
    named = [
        path
        for path in other_paths
        if any(number in Path(path).name for number in editions | missing)
    ]
    found = list(_entries(named, settings))
    missing -= {entry.id for entry in found}
    if titles:  # case and blanks are forgiven, so every other text is read
        found += _entries((path for path in other_paths if path not in named), settings)
    elif missing:
        wanted = [number.encode() for number in sorted(missing)]
        found += _entries(
            (path for path in other_paths if path not in named and _holds(path, wanted)), settings
        )
    return found


def _files(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError:
        return []
    return [
        os.path.join(folder, name)  # noqa: PTH118
        for name in names
        if name.lower().endswith(SUFFIXES) and not name.startswith(".")
    ]


def _entries(paths: Iterable[str], settings: CheckSettings) -> Iterator[KnowledgeBaseEntry]:
    for path in paths:
        result = check_one_file(SelectedFile(path), settings._replace(host_rules=False))
        if result.entry is not None:
            yield result.entry
        elif result.unreadable and (number := _NUMBER.search(Path(path).name)):
            # It is there, though nothing more is known of it.
            yield KnowledgeBaseEntry(number.group(), None, (), path)


def _holds(path: str, wanted: Sequence[bytes]) -> bool:
    try:
        data = read_bytes(path)
    except (OSError, TooLargeError):
        return False
    return any(number in data for number in wanted)
