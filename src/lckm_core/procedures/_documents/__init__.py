"""Files to download (zał. 2 § 9 ust. 3): what each must be, and whose it is.

``file_check`` checks one file, ``matching`` the files of a procedure; ``file_types`` detects what
bytes are.
"""

from lckm_core.procedures._documents.file_check import Purpose, check_file
from lckm_core.procedures._documents.matching import (
    UNNAMED_FILE,
    Data,
    Files,
    check_attachments,
    check_endings,
    check_names,
    named_files,
)

__all__ = [
    "UNNAMED_FILE",
    "Data",
    "Files",
    "Purpose",
    "check_attachments",
    "check_endings",
    "check_file",
    "check_names",
    "named_files",
]
