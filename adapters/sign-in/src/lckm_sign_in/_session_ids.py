"""Signed ids of sessions, so that made-up ones can be told from real ones."""

import hmac
import secrets
from collections.abc import Sequence

_RANDOM_BYTES = 32
_SIGNED_BYTES = 16


class SessionIds:
    """Issues ids, and recognises those that it issued, even when the session is gone.

    Args:
        keys: those of the face, the newest first: the first signs, each verifies. Without keys one
            is made for this process, which knows no id of another.
    """

    def __init__(self, keys: Sequence[bytes] = ()) -> None:
        self._keys = tuple(keys) or (secrets.token_bytes(_RANDOM_BYTES),)

    def make(self) -> str:
        """Return a new id."""
        text = secrets.token_urlsafe(_RANDOM_BYTES)
        return f"{text}.{_signature(self._keys[0], text)}"

    def is_genuine(self, session_id: str) -> bool:
        """Return whether an id was issued with one of the keys."""
        text, _, signature = session_id.partition(".")
        return any(
            hmac.compare_digest(_signature(key, text).encode(), signature.encode())
            for key in self._keys
        )


def _signature(key: bytes, text: str) -> str:
    signed = hmac.digest(key, f"session id {text}".encode(), "sha256")
    return signed[:_SIGNED_BYTES].hex()
