"""The adapter: a folder, and what it holds."""

from collections.abc import Sequence
from pathlib import Path

from lckm_core.ports import AttachmentStore, impl
from lckm_folder.atomic_folder import Folder
from lckm_folder.attachments import FolderAttachments
from lckm_folder.notices import FileNotices, FileRoutes
from lckm_folder.procedures import FileProcedures


class FilesAdapter:
    """Procedures, announcements, terms and routes in one folder. Nothing is read or made before it is needed.

    Args:
        folder: where they are.
        attachments: another folder, for the files that come with reports; none keeps none.
    """

    name = "files"

    def __init__(self, folder: Path | str, *, attachments: Path | str | None = None) -> None:
        kept = Folder(folder)
        self.procedures = FileProcedures(kept)
        self.notices = FileNotices(kept)
        self.routes = FileRoutes(kept)
        self.attachments = None if attachments is None else FolderAttachments(attachments)

    @impl
    def provide_procedures(self) -> FileProcedures:
        """Hand over the editions."""
        return self.procedures

    @impl
    def provide_notices(self) -> FileNotices:
        """Hand over announcements and terms."""
        return self.notices

    @impl
    def provide_routes(self) -> FileRoutes:
        """Hand over the table of routes."""
        return self.routes

    @impl
    def contribute_attachments(self) -> Sequence[AttachmentStore]:
        """Hand over the folder of the files that come with reports, if there is one."""
        return () if self.attachments is None else (self.attachments,)
