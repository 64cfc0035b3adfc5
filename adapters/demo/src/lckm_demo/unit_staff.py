"""The staff of the demo's units and helpdesk, who do what a notice asks for.

The library cannot reach into a unit's mailbox: it asks the unit to erase what it was sent.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path

_NOTICE = re.compile(r"Usuń dane osobowe: zgłoszenie (\S+)$")
_REPORT = re.compile(r"Zgłoszenie ([^\s:]+)")


def obey(mailboxes: Path) -> int:
    """Delete the messages on reports named by notices in a mailbox; return how many."""
    erased = 0
    for mailbox in sorted({path.parent for path in mailboxes.rglob("*.eml")}):
        subjects = {path: _subject(data) for path, data in _contents(mailbox.glob("*.eml"))}
        named = {found[1] for subject in subjects.values() if (found := _NOTICE.search(subject))}
        for path, subject in subjects.items():
            found = _REPORT.search(subject)
            if found and found[1] in named:
                erased += _delete(path)
    return erased


def obey_at_helpdesk(tickets: Path) -> int:
    """Delete the files of tickets on reports named by notices; return of how many tickets."""
    records = {path: json.loads(data) for path, data in _contents(tickets.glob("*.json"))}
    named = {
        found[1] for record in records.values() if (found := _NOTICE.search(record["subject"]))
    }
    files = [
        [path.with_name(name) for name in record["attachments"]]
        for path, record in records.items()
        if record["report"]["number"] in named
    ]
    return sum(sum(map(_delete, beside)) > 0 for beside in files)


# A withdrawal on the pages, or the worker, may delete the same files at that moment.
def _contents(paths: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Yield each file that is still there, and its bytes."""
    for path in paths:
        with suppress(FileNotFoundError):
            yield path, path.read_bytes()


def _delete(path: Path) -> bool:
    """Delete a file; return whether it was still there."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def _subject(data: bytes) -> str:
    return str(message_from_bytes(data, policy=policy.default)["Subject"])
