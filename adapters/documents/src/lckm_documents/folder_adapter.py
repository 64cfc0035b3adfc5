"""The adapter of a host that keeps files to download: a folder by content, and ClamAV where there is one."""

from collections.abc import Sequence

from lckm_core.ports import Scanner, impl
from lckm_documents.clamd import ClamdScanner
from lckm_documents.store import FolderDocuments


class DocumentsAdapter:
    """Keeps files to download, and shows each to a clamd first, made from plain values. Nothing is opened yet.

    Args:
        root: the folder of the files; made when the first is kept.
        clamd: where clamd is asked, ``unix:/run/clamav/clamd.ctl`` or ``host:port``; empty for no virus scanner.
        timeout: the longest that clamd may take for one file, in seconds.

    Raises:
        ValueError: *clamd* is no address, or *timeout* is not above 0.
    """

    name = "documents"

    def __init__(self, *, root: str, clamd: str = "", timeout: float = 60.0) -> None:
        self._documents = FolderDocuments(root)
        self._scanners = (ClamdScanner(clamd, timeout=timeout),) if clamd else ()

    @impl
    def provide_documents(self) -> FolderDocuments:
        """Hand over the folder."""
        return self._documents

    @impl
    def contribute_scanners(self) -> Sequence[Scanner]:
        """Hand over clamd, where there is one."""
        return self._scanners
