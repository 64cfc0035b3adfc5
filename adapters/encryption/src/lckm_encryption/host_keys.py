"""The host's keys: they encrypt the random keys that data are encrypted with."""

# AES key wrap (RFC 3394) of ``cryptography``. What is wrapped with a month's key is of no use to
# anybody, wherever a copy may lie, once that key is destroyed.

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_encryption.key_folder import KEY_BYTES, KeyFolder

_INVALID_KEY = Message(
    "klucz to 32 bajty w base64, jak z openssl rand -base64 32.",
    "a key is 32 bytes in base64, such as from openssl rand -base64 32.",
)


class HostKeys:
    """Wraps with the month's key in a folder, or else with the newest of the keys.

    Unwraps with any of them. Without either it is false, and data stay in the clear.

    Args:
        keys: base64 of 32 bytes each, the newest first.
        folder: the folder of the months' keys.

    Raises ``InvalidSettingError`` for a text that is no key, without quoting it.
    """

    def __init__(self, keys: Sequence[str] = (), folder: KeyFolder | None = None) -> None:
        self._keys = [_decoded(key) for key in keys]
        self.folder = folder

    def __bool__(self) -> bool:
        return bool(self._keys) or self.folder is not None

    def wrap(self, key: bytes, expires: date) -> bytes:
        """Return an encrypted key of data that expire on that day. Raises ``KeyFolderError``."""
        month = self._keys[0] if self.folder is None else self.folder.key_or_new(expires)
        return aes_key_wrap(month, key)

    def unwrap(self, wrapped: bytes, expires: date) -> bytes | None:
        """Return the key; ``None`` where none of these decrypts it. Raises ``KeyFolderError``."""
        return _unwrapped(wrapped, self._candidates(expires))

    def needs_old_key(self, wrapped: bytes, expires: date) -> bool:
        """Return whether a key opens it, but not the one that new data of that day would get.

        Raises ``KeyFolderError``.
        """
        newest = self._keys[:1] if self.folder is None else [self.folder.key(expires)]
        given = [key for key in newest if key is not None]
        return _unwrapped(wrapped, given) is None and self.unwrap(wrapped, expires) is not None

    def destroy_until(self, last: date) -> None:
        """Destroy the months' keys of what expired by that day. Raises ``KeyFolderError``."""
        if self.folder is not None:
            self.folder.destroy_until(last)

    def _candidates(self, expires: date) -> Iterator[bytes]:
        month = None if self.folder is None else self.folder.key(expires)
        if month is not None:
            yield month
        yield from self._keys

    def __repr__(self) -> str:
        return f"HostKeys(<{len(self._keys)} keys>, {self.folder!r})"


def _unwrapped(wrapped: bytes, keys: Iterable[bytes]) -> bytes | None:
    for key in keys:
        with suppress(InvalidUnwrap, ValueError):  # ValueError: of an impossible length
            return aes_key_unwrap(key, wrapped)
    return None


def _decoded(text: str) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise InvalidSettingError("keys", _INVALID_KEY)
    return key
