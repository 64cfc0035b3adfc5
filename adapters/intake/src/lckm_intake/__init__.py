"""What residents send with a report: files without metadata."""

from lckm_intake.metadata import CleanFile, remove_metadata
from lckm_intake.refusals import FileRefusedError, RefusalReason

__all__ = ["CleanFile", "FileRefusedError", "RefusalReason", "remove_metadata"]
