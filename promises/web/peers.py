"""The mailboxes of the units and the helpdesk, which are not ours, in a folder."""

# Apart from the site: each process that serves imports this, and no more than it needs.

from pathlib import Path

from lckm_core.ports import impl
from lckm_folder import FolderHelpdesk, FolderMailer


class Peers:
    """An adapter of mailboxes and a helpdesk.

    Args:
        folder: where the letters and the tickets lie.
    """

    name = "peers"

    def __init__(self, folder: str) -> None:
        self._mailer = FolderMailer(Path(folder) / "mail")
        self._helpdesk = FolderHelpdesk(Path(folder) / "helpdesk")

    @impl
    def provide_mailer(self) -> FolderMailer:
        """Provide the mailboxes."""
        return self._mailer

    @impl
    def provide_helpdesk(self) -> FolderHelpdesk:
        """Provide the helpdesk."""
        return self._helpdesk
