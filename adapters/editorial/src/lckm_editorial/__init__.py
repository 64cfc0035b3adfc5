"""Commands of the Monitoring section: take in, correct, publish and withdraw procedures."""

from lckm_editorial.directory import DirectoryFile

__all__ = ["DirectoryFile"]
