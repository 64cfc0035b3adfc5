"""Stores files to download by content, and gives the names under which they are served."""

from lckm_documents.store.content_folder import DamagedDocumentError, FolderDocuments
from lckm_documents.store.file_names import served_name

__all__ = ["DamagedDocumentError", "FolderDocuments", "served_name"]
