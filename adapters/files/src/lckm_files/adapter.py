"""The adapter: a folder, and what it holds."""

from pathlib import Path

from lckm_core import impl
from lckm_files.folder import Folder
from lckm_files.notices import FileNotices, FileRoutes
from lckm_files.procedures import FileProcedures


class FilesAdapter:
    """Procedures, announcements, terms and routes in one folder. Nothing is read or made before it is needed."""

    name = "files"

    def __init__(self, folder: Path | str) -> None:
        kept = Folder(folder)
        self.procedures = FileProcedures(kept)
        self.notices = FileNotices(kept)
        self.routes = FileRoutes(kept)

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
