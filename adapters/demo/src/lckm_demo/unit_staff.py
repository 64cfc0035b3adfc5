"""The staff of the demo's units and helpdesk, who do what a notice asks for.

The library cannot reach into a unit's mailbox: it asks the unit to erase what it was sent.
"""

import json
import re
from email import message_from_bytes, policy
from pathlib import Path

_NOTICE = re.compile(r"Usuń dane osobowe: zgłoszenie (\S+)$")
_REPORT = re.compile(r"Zgłoszenie ([^\s:]+)")


def obey(mailboxes: Path) -> int:
    """Delete the messages on reports named by notices in a mailbox; return how many."""
    erased = 0
    for mailbox in sorted({path.parent for path in mailboxes.rglob("*.eml")}):
        subjects = {path: _subject(path) for path in mailbox.glob("*.eml")}
        named = {found[1] for subject in subjects.values() if (found := _NOTICE.search(subject))}
        for path, subject in subjects.items():
            found = _REPORT.search(subject)
            if found and found[1] in named:
                path.unlink()
                erased += 1
    return erased


def obey_at_helpdesk(tickets: Path) -> int:
    """Delete the files of tickets on reports named by notices; return of how many tickets."""
    records = {path: json.loads(path.read_bytes()) for path in tickets.glob("*.json")}
    named = {
        found[1] for record in records.values() if (found := _NOTICE.search(record["subject"]))
    }
    files = [
        [path.with_name(name) for name in record["attachments"]]
        for path, record in records.items()
        if record["report"]["number"] in named
    ]
    for file in (file for beside in files for file in beside):
        file.unlink()
    return sum(map(bool, files))


def _subject(path: Path) -> str:
    return str(message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"])
