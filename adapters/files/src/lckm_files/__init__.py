"""Procedures, announcements, portal terms and the table of routes in a folder, which may be a git checkout; mail, tickets and attachments, too."""

from lckm_files.adapter import FilesAdapter
from lckm_files.attachments import FolderAttachments
from lckm_files.faults import NotThereError, SpoiltFileError, UnfinishedError, UnsafeNameError
from lckm_files.folder import Folder
from lckm_files.peers import FolderHelpdesk, FolderMailer

__all__ = [
    "FilesAdapter",
    "Folder",
    "FolderAttachments",
    "FolderHelpdesk",
    "FolderMailer",
    "NotThereError",
    "SpoiltFileError",
    "UnfinishedError",
    "UnsafeNameError",
]
