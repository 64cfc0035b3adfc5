"""Files to download, kept by their content; which edition of which procedure holds which, and what of it may be served."""

from lckm_attachments.storing.documents import FolderDocuments
from lckm_attachments.storing.faults import DamagedDocumentError, HeldOtherwiseError, NoSuchDocumentError
from lckm_attachments.storing.names import served_name

__all__ = ["DamagedDocumentError", "FolderDocuments", "HeldOtherwiseError", "NoSuchDocumentError", "served_name"]
