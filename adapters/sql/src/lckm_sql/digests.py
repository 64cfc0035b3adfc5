"""Digests that show whether stored rows and personal data are as they were written."""

# A digest is in the same row as its data, and is removed with it: decision 52. It reveals damage
# and exchanged rows; encryption protects personal data from whoever may write to the database.

from hashlib import blake2b

_SIZE = 16


def digest(*parts: str | bytes) -> bytes:
    """Return a digest of these parts, in this order."""
    hashed = blake2b(digest_size=_SIZE)
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        # With its length, so that nothing moves from one part into the next unnoticed.
        hashed.update(len(content).to_bytes(8, "big"))
        hashed.update(content)
    return hashed.digest()


def seal(number: str, data: bytes) -> bytes:
    """Return personal data behind a digest of them and of their report's number."""
    return digest(number, data) + data


def unseal(number: str, sealed: bytes) -> bytes | None:
    """Return the personal data; ``None`` where they are not those that were sealed."""
    data = sealed[_SIZE:]
    return data if sealed[:_SIZE] == digest(number, data) else None
