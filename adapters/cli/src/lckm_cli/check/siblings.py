"""The files beside those named: what one file says of others is checked against its folder, not against nothing."""

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
from lckm_core.procedures import KnowledgeBaseEntry

_NUMBER = re.compile(r"KA-\d{5}")


def entries_beside(
    paths: Iterable[str], results: Sequence[Result], settings: CheckSettings
) -> list[KnowledgeBaseEntry]:
    """Return the procedures, in the folders of the files among *paths*, that the judged ones have to do with.

    These are related ones that are not at hand, and other editions. They are looked for by the names of the files first;
    only for related ones that are not found so are the other files read.
    """
    folders = {
        str(Path(path).parent) for path in paths if path != STDIN and not Path(path).is_dir()
    }
    mine = [result.entry for result in results if result.entry is not None]
    editions = {
        entry.id for entry in mine if entry.window and (entry.window.start or entry.window.end)
    }
    missing = {number for entry in mine for number in entry.related if number} - {
        entry.id for entry in mine
    }
    if not folders or not (editions or missing):
        return []
    seen = {os.path.realpath(result.path) for result in results}
    others = [
        path
        for folder in sorted(folders)
        for path in _files(folder)
        if os.path.realpath(path) not in seen
    ]
    named = [
        path for path in others if any(number in Path(path).name for number in editions | missing)
    ]
    found = list(_entries(named, settings))
    missing -= {entry.id for entry in found}
    if missing:
        wanted = [number.encode() for number in sorted(missing)]
        found += _entries(
            (path for path in others if path not in named and _holds(path, wanted)), settings
        )
    return found


def _files(folder: str) -> list[str]:
    try:
        names = sorted(
            name
            for name in os.listdir(folder)  # noqa: PTH208
            if name.lower().endswith(SUFFIXES) and name[0] != "."
        )
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names]  # noqa: PTH118


def _entries(paths: Iterable[str], settings: CheckSettings) -> Iterator[KnowledgeBaseEntry]:
    for path in paths:
        result = check_one_file(SelectedFile(path), settings._replace(host_rules=False))
        if result.entry is not None:
            yield result.entry
        elif result.unreadable and (number := _NUMBER.search(Path(path).name)):
            yield KnowledgeBaseEntry(
                number.group(), None, (), path
            )  # there it is, though nothing more can be told of it


def _holds(path: str, wanted: Sequence[bytes]) -> bool:
    try:
        data = read_bytes(path)
    except (OSError, TooLargeError):
        return False
    return any(number in data for number in wanted)
