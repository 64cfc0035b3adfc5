"""Procedures, notices and routes in a folder, such as a git checkout; mail and files, too."""

from lckm_folder.adapter import FolderAdapter
from lckm_folder.atomic_folder import Folder
from lckm_folder.attachments import FolderAttachments
from lckm_folder.errors import (
    CorruptFileError,
    FolderUnavailableError,
    NotThereError,
    UnfinishedError,
    UnsafeNameError,
    store_errors,
)
from lckm_folder.peers import FolderHelpdesk, FolderMailer

__all__ = [
    "CorruptFileError",
    "Folder",
    "FolderAdapter",
    "FolderAttachments",
    "FolderHelpdesk",
    "FolderMailer",
    "FolderUnavailableError",
    "NotThereError",
    "UnfinishedError",
    "UnsafeNameError",
    "store_errors",
]
