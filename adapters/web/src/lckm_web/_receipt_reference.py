"""The reference of a receipt page, which shows a code for ten minutes."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta

SHOWN_FOR = timedelta(minutes=10)
_PURPOSE = b"lckm_web receipt page"
_MAC = 16


def receipt_reference(number: str, *, key: bytes, now: datetime) -> str:
    """Return the reference of a report's receipt page.

    It proves for :data:`SHOWN_FOR` that the page may show the code. Nothing is stored.
    """
    until = int((now + SHOWN_FOR).timestamp())
    content = f"{until}:{number}".encode()
    return urlsafe_b64encode(_mac(content, key) + content).decode().rstrip("=")


def receipt_number(reference: str, *, keys: Sequence[bytes], now: datetime) -> str | None:
    """Return the number in a reference, ``None`` if it is no longer or never was one."""
    try:
        data = urlsafe_b64decode(reference + "=" * (-len(reference) % 4))
        mac, content = data[:_MAC], data[_MAC:]
        if not any(hmac.compare_digest(mac, _mac(content, key)) for key in keys):
            return None
        until, _, number = content.decode().partition(":")
    except ValueError:
        return None
    return number if now.timestamp() < int(until) else None


def _mac(content: bytes, key: bytes) -> bytes:
    derived = hmac.digest(key, _PURPOSE, hashlib.sha256)
    return hmac.digest(derived, content, hashlib.sha256)[:_MAC]
