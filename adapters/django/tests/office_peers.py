"""A mailbox and a helpdesk in folders, as an adapter of a settings file."""

from pathlib import Path

from lckm_core.ports import impl
from lckm_folder import FolderHelpdesk, FolderMailer


class OfficePeers:
    name = "office-peers"

    def __init__(self, *, folder: Path | str) -> None:
        self._folder = Path(folder)

    @impl
    def provide_mailer(self) -> FolderMailer:
        return FolderMailer(self._folder / "mail")

    @impl
    def provide_helpdesk(self) -> FolderHelpdesk:
        return FolderHelpdesk(self._folder / "helpdesk")
