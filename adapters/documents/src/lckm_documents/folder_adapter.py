"""The adapter that stores files to download in a folder and scans them with ClamAV."""

from collections.abc import Sequence

from lckm_core.ports import Scanner, impl
from lckm_documents.clamd import ClamdScanner
from lckm_documents.store import FolderDocuments


class DocumentsAdapter:
    """Stores files to download, and scans them with clamd if it is given.

    Nothing is opened before the first use.

    Args:
        root: the folder of the files; created when the first is stored.
        clamd: ``unix:/run/clamav/clamd.ctl`` or ``host:port``; empty for no virus scanner.
        timeout: the time limit of clamd for one file, in seconds.

    Raises:
        ValueError: *clamd* is no address, or *timeout* is not above 0.
    """

    name = "documents"

    def __init__(self, *, root: str, clamd: str = "", timeout: float = 60.0) -> None:
        self._documents = FolderDocuments(root)
        self._scanners = (ClamdScanner(clamd, timeout=timeout),) if clamd else ()

    @impl
    def provide_documents(self) -> FolderDocuments:
        """Return the store."""
        return self._documents

    @impl
    def contribute_scanners(self) -> Sequence[Scanner]:
        """Return the clamd scanner, if there is one."""
        return self._scanners
