"""Removal of metadata from residents' files, one module for each type."""

from lckm_intake.metadata.clean_file import CleanFile, remove_metadata

__all__ = ["CleanFile", "remove_metadata"]
