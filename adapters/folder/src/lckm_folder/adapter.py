"""The adapter: stores in a folder, by settings that may stand in a file."""

from collections.abc import Sequence
from pathlib import Path

from lckm_core.ports import AttachmentStore, impl
from lckm_folder.atomic_folder import Folder
from lckm_folder.attachments import FolderAttachments
from lckm_folder.notices import FileNotices, FileRoutes
from lckm_folder.procedures import FileProcedures


class FolderAdapter:
    """Procedures, announcements, terms and routes in one folder; nothing is read in advance.

    Args:
        folder: the folder.
        attachments: another folder, for the attachments of reports; by default they are not
            stored.
    """

    name = "files"

    def __init__(self, folder: Path | str, *, attachments: Path | str | None = None) -> None:
        atomic_folder = Folder(folder)
        self.procedures = FileProcedures(atomic_folder)
        self.notices = FileNotices(atomic_folder)
        self.routes = FileRoutes(atomic_folder)
        self.attachments = None if attachments is None else FolderAttachments(attachments)

    @impl
    def provide_procedures(self) -> FileProcedures:
        """Provide the store of procedures."""
        return self.procedures

    @impl
    def provide_notices(self) -> FileNotices:
        """Provide the store of announcements and terms."""
        return self.notices

    @impl
    def provide_routes(self) -> FileRoutes:
        """Provide the table of routes."""
        return self.routes

    @impl
    def contribute_attachments(self) -> Sequence[AttachmentStore]:
        """Contribute the store of attachments, if there is one."""
        return () if self.attachments is None else (self.attachments,)
