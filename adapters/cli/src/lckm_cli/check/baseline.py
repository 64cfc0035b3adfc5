"""Baseline files: known findings of known files, accepted until they are fixed (I12).

A baseline holds paths, codes, places and counts, and nothing of what the files say.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from lckm_cli.atomic_write import write_text
from lckm_cli.check.aggregate import CheckedFile
from lckm_core.errors import LckmError
from lckm_core.findings import Severity
from lckm_core.text import Message

VERSION = 1
# Path from the baseline's folder, code, JSON Pointer.
Key = tuple[str, str, str]


@attrs.frozen(str=False)
class BadBaselineError(LckmError):
    """A file that is not a baseline."""

    path: str
    reason: Message

    pl = "{path}: {reason.pl}"
    en = "{path}: {reason.en}"


class Applied(NamedTuple):
    """Files with what a baseline accepts, and its entries that match nothing any more."""

    judged: list[CheckedFile]
    resolved: Counter[Key]


def load(path: str) -> Counter[Key]:
    """Return the entries of a baseline file.

    Raises:
        BadBaselineError: the file is not a baseline.
        OSError: it cannot be read.
    """
    try:
        data: Any = json.loads(Path(path).read_bytes())
        if data["version"] != VERSION:
            reason = Message(
                f"to wykaz w innej wersji. Zapisz go na nowo: lckm check … --write-baseline {path}",
                "this baseline has another version. Write it anew: lckm check … "
                f"--write-baseline {path}",
            )
            raise BadBaselineError(path, reason)
        entries: Counter[Key] = Counter()
        for row in data["findings"]:
            key = (row["path"], row["code"], row["pointer"])
            count = row["count"]
            if not (
                all(isinstance(part, str) for part in key) and type(count) is int and count > 0
            ):
                raise TypeError
            entries[key] += count
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        reason = Message(
            "to nie jest wykaz znanych uwag. Podaj plik, który zapisała opcja --write-baseline.",
            "this is no baseline file. Give one that --write-baseline wrote.",
        )
        raise BadBaselineError(path, reason) from None
    return entries


def require_replaceable(path: str) -> None:
    """Raise :class:`BadBaselineError` unless *path* is free or holds a baseline."""
    old = Path(path)
    if not old.is_file() or not old.stat().st_size:
        return
    try:
        replaceable = {"version", "findings"} <= set(json.loads(old.read_bytes()))
    except (ValueError, TypeError, RecursionError):
        replaceable = False
    if not replaceable:
        reason = Message(
            "ten plik już jest i nie jest wykazem znanych uwag, więc zostaje, jak był. "
            "Podaj inną nazwę.",
            "this file is there already and is no baseline, so it stays as it was. Give "
            "another name.",
        )
        raise BadBaselineError(path, reason)


def apply(judged: Sequence[CheckedFile], entries: Counter[Key], path: str) -> Applied:
    """Accept the findings that a baseline lists, and collect its entries that are fixed."""
    counts_left = entries.copy()
    passed = []
    for file in judged:
        accepted = set()
        for index, finding in enumerate(file.findings):
            key = (_relative(file.path, path), finding.code, finding.path)
            if (
                not file.unreadable
                and finding.severity is not Severity.NOTE
                and counts_left[key] > 0
            ):
                counts_left[key] -= 1
                accepted.add(index)
        passed.append(file._replace(accepted=frozenset(accepted)))
    read = {_relative(file.path, path) for file in judged if not file.unreadable}
    folder = Path(path).parent
    resolved = Counter(
        {
            key: count
            for key, count in counts_left.items()
            if count > 0 and (key[0] in read or not (folder / key[0]).exists())
        }
    )
    return Applied(passed, resolved)


def save(judged: Iterable[CheckedFile], path: str) -> int:
    """Write the findings of files as a baseline, and return how many there are."""
    counts: Counter[Key] = Counter()
    for file in judged:
        if not file.unreadable:
            counts.update(
                (_relative(file.path, path), finding.code, finding.path)
                for finding in file.findings
                if finding.severity is not Severity.NOTE
            )
    rows = [
        {"path": file, "code": code, "pointer": pointer, "count": count}
        for (file, code, pointer), count in sorted(counts.items())
    ]
    write_text(
        path,
        json.dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=2) + "\n",
    )
    return counts.total()


def _relative(path: str, baseline: str) -> str:
    """Return a file's path relative to the baseline's folder."""
    folder = os.path.dirname(os.path.abspath(baseline))  # noqa: PTH100, PTH120
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
