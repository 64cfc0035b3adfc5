"""The adapter of the demo: a database, mailboxes and a helpdesk in one folder."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL

from lckm_core.ports import AttachmentStore, Helpdesk, Mailer, impl
from lckm_demo.live.clock import MovableClock
from lckm_demo.live.helpdesk import LiveHelpdesk
from lckm_demo.paths import ATTACHMENTS, HELPDESK, MAIL
from lckm_encryption import HostKeys
from lckm_folder import FolderAttachments, FolderMailer
from lckm_sql import SqlAdapter

DATABASE = "reports.sqlite"


class LiveAdapter(SqlAdapter):
    """Stores and peers of the demo, by a clock that can be moved.

    Args:
        folder: where all of it lies.
    """

    name = "demo, live"

    def __init__(self, folder: Path | str) -> None:
        folder = Path(folder)
        # In the clear, for the demo shows that what was there is gone.
        url = URL.create("sqlite", database=str(folder.absolute() / DATABASE))
        super().__init__(url=url.render_as_string(hide_password=False), encryption=False)
        self.clock = MovableClock(folder)
        self.reports.clock = self.clock.now  # type: ignore[method-assign]
        self.attachments = FolderAttachments(folder / ATTACHMENTS, keys=HostKeys())
        self._mailer = FolderMailer(folder / MAIL, clock=self.clock.now)
        self._helpdesk = LiveHelpdesk(folder / HELPDESK, clock=self.clock.now)

    @impl
    def contribute_attachments(self) -> Sequence[AttachmentStore]:
        """Contribute the files of reports."""
        return (self.attachments,)

    @impl
    def provide_mailer(self) -> Mailer:
        """Provide the mailboxes of the units."""
        return self._mailer

    @impl
    def provide_helpdesk(self) -> Helpdesk:
        """Provide the helpdesk."""
        return self._helpdesk
