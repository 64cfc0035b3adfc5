"""Peers of a test: folders in which each letter lies once, slow on demand, and a note of each
time one was asked to send.
"""

import logging
import os
import time
import warnings
from pathlib import Path

from lckm_core import impl
from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    Result,
    Ticket,
)
from lckm_folder import FolderHelpdesk, FolderMailer


class FolderPeers:
    """A mailbox and a helpdesk in a folder. ``slow``: seconds before and after each letter is
    put there.
    """

    name = "folder-peers"

    def __init__(self, folder: str, *, slow: float = 0.0) -> None:
        self._folder, self._slow = Path(folder), slow
        self._mailer = FolderMailer(self._folder / "mail", sender="lckm@example.org")
        self._helpdesk = FolderHelpdesk(self._folder / "helpdesk")

    def send(self, letter: Letter) -> Result:
        """Put a letter into its mailbox."""
        self._note(f"begin {letter.key}")
        if (said := os.environ.get("PEER_SAYS")) is not None:
            logging.getLogger("foreign").warning("taken from %s", said)
            logging.getLogger("lckm_peers").warning("taken from %s", said)
            warnings.warn(said, stacklevel=1)
            raise RuntimeError(said) from OSError(said)
        time.sleep(self._slow)
        result = self._mailer.send(letter)
        time.sleep(self._slow)
        self._note(f"end {letter.key}")
        return result

    def file(self, ticket: Ticket) -> Result:
        """Put a ticket into the helpdesk."""
        return self._helpdesk.file(ticket)

    def find(self, message: Letter | Ticket) -> Accepted | Answer:
        """Say whether it is there."""
        return (
            self._mailer.find(message)
            if isinstance(message, Letter)
            else self._helpdesk.find(message)
        )

    def _note(self, line: str) -> None:
        handle = os.open(self._folder / "sends.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, f"{line}\n".encode())
        os.close(handle)

    @impl
    def provide_mailer(self) -> "FolderPeers":
        """Hand over itself."""
        return self

    @impl
    def provide_helpdesk(self) -> "FolderPeers":
        """Hand over itself."""
        return self
