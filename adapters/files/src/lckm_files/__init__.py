"""Procedures, announcements, portal terms and the table of routes in a folder, which may be a git checkout."""

from lckm_files.adapter import FilesAdapter
from lckm_files.folder import Folder, UnsafeNameError

__all__ = ["FilesAdapter", "Folder", "UnsafeNameError"]
