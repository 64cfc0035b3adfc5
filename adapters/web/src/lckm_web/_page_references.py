"""References in addresses, each opening a page of one report for ten minutes."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import attrs

SHOWN_FOR: Final = timedelta(minutes=10)
_MAC: Final = 16


@attrs.frozen(repr=False)
class PageReferences:
    """Makes references to one kind of page, and reads them again. Nothing is stored.

    Args:
        page: which page; a reference to another opens nothing here.
        keys: secrets, the newest first: the first makes references, each opens them.
    """

    page: str
    keys: Sequence[bytes]

    def make(self, number: str, *, now: datetime) -> str:
        """Return a reference that opens the page of a report for :data:`SHOWN_FOR`."""
        until = int((now + SHOWN_FOR).timestamp())
        content = f"{until}:{number}".encode()
        return urlsafe_b64encode(self._mac(content, self.keys[0]) + content).decode().rstrip("=")

    def number(self, reference: str, *, now: datetime) -> str | None:
        """Return the number in a reference, ``None`` if it is no longer or never was one."""
        try:
            data = urlsafe_b64decode(reference + "=" * (-len(reference) % 4))
            mac, content = data[:_MAC], data[_MAC:]
            if not any(hmac.compare_digest(mac, self._mac(content, key)) for key in self.keys):
                return None
            until, _, number = content.decode().partition(":")
        except ValueError:
            return None
        return number if now.timestamp() < int(until) else None

    def _mac(self, content: bytes, key: bytes) -> bytes:
        derived = hmac.digest(key, f"lckm_web {self.page} page".encode(), hashlib.sha256)
        return hmac.digest(derived, content, hashlib.sha256)[:_MAC]
