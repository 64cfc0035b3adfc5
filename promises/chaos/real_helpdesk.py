"""A real Request Tracker 5 as the helpdesk, in the place of a process of ours."""

import base64
import quopri
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from promises.figures import ROOT

sys.path.insert(0, str(ROOT / "adapters" / "request-tracker" / "tests"))
from real_rt import RealRT, missing

__all__ = ["RealDesk", "missing"]
_FILED = """
SELECT v.Content, a.Content, a.ContentEncoding FROM ObjectCustomFieldValues v
JOIN Tickets t ON t.id = v.ObjectId
JOIN Transactions x ON x.ObjectType = 'RT::Ticket' AND x.ObjectId = t.id AND x.Type = 'Create'
JOIN Attachments a ON a.TransactionId = x.id AND a.ContentType = 'text/plain'
WHERE v.ObjectType = 'RT::Ticket' AND v.Disabled = 0 AND t.Status != 'deleted'
"""


class RealDesk:
    """Killed and started again like a :class:`promises.processes.Running`."""

    role, name = "helpdesk", "desk"

    def __init__(self, folder: Path) -> None:
        if reason := missing():
            raise SystemExit(reason)
        self._database = folder / "rt" / "rt.sqlite3"
        self._rt = RealRT(folder / "rt")
        self.port, self.token = self._rt.port, self._rt.tokens["files"]
        self.code: int | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._rt.start()

    def end(self, how: signal.Signals, seconds: float = 20) -> int | None:
        """Kill it, with all that it started, whatever *how* says: it is never asked to stop."""
        self._rt.stop()
        return -signal.SIGKILL

    def kill(self) -> None:
        """End it."""
        self._rt.stop()

    def filed(self) -> list[tuple[str, str]]:
        """Return the key of each ticket there is, and its text, as its database has them."""
        with closing(sqlite3.connect(self._database)) as connection:
            return [
                (key, _text(content, encoding))
                for key, content, encoding in connection.execute(_FILED)
            ]


def _text(content: str | bytes, encoding: str | None) -> str:
    data = content.encode() if isinstance(content, str) else content
    if encoding == "quoted-printable":
        data = quopri.decodestring(data)
    elif encoding == "base64":
        data = base64.b64decode(data)
    return data.decode()
