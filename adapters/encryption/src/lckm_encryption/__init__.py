"""Encryption of residents' data at rest, with keys that are destroyed at the term."""

from lckm_encryption.errors import DamagedFileError, FileKeyMissingError, KeyFolderError
from lckm_encryption.files import FileCipher, forget_key, is_encrypted
from lckm_encryption.host_keys import HostKeys
from lckm_encryption.key_folder import KeyFolder
from lckm_encryption.settings import (
    default_key_folder,
    encryption_remarks,
    key_folder_fault,
    read_host_keys,
)

__all__ = [
    "DamagedFileError",
    "FileCipher",
    "FileKeyMissingError",
    "HostKeys",
    "KeyFolder",
    "KeyFolderError",
    "default_key_folder",
    "encryption_remarks",
    "forget_key",
    "is_encrypted",
    "key_folder_fault",
    "read_host_keys",
]
