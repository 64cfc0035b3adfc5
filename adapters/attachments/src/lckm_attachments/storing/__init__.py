"""Files to download, kept by their content, and the names under which they are served."""

from lckm_attachments.storing.documents import FolderDocuments
from lckm_attachments.storing.faults import DamagedDocumentError
from lckm_attachments.storing.names import served_name

__all__ = ["DamagedDocumentError", "FolderDocuments", "served_name"]
