"""Files to download, kept by their content, and the names under which they are served."""

from lckm_documents.store.content_folder import FolderDocuments
from lckm_documents.store.errors import DamagedDocumentError
from lckm_documents.store.file_names import served_name

__all__ = ["DamagedDocumentError", "FolderDocuments", "served_name"]
