"""What the Monitoring section does with procedures: takes them in, corrects, publishes, withdraws, imports, is reminded."""

from lckm_editorial.directory import DirectoryFile

__all__ = ["DirectoryFile"]
