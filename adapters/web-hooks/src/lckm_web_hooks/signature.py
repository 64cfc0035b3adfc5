"""Signatures of web hooks' messages, by Standard Webhooks, symmetric, version 1.

The specification: https://www.standardwebhooks.com
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence

PREFIX = "whsec_"
"""How a secret begins, so that it is found where it does not belong."""
_SHORTEST, _LONGEST = 24, 64
"""Bytes, as Standard Webhooks asks."""


def key_of(secret: str) -> bytes:
    """Return the key in a secret, ``whsec_`` and base64 of 24 to 64 bytes.

    Raises ``ValueError`` for anything else; the message does not quote it.
    """
    if not secret.startswith(PREFIX):
        raise ValueError("a secret begins with whsec_")
    try:
        key = b64decode(secret.removeprefix(PREFIX), validate=True)
    except ValueError:
        raise ValueError("a secret is base64 after whsec_") from None
    if not _SHORTEST <= len(key) <= _LONGEST:
        raise ValueError(f"a secret has {_SHORTEST} to {_LONGEST} bytes")
    return key


def sign(keys: Sequence[bytes], message_id: str, timestamp: int, body: bytes) -> str:
    """Return the header ``webhook-signature``: a signature for each key, between blanks.

    Args:
        keys: the keys, as :func:`key_of` returns them.
        message_id: the header ``webhook-id``.
        timestamp: the header ``webhook-timestamp``, seconds since 1970.
        body: the body as it is sent.
    """
    signed = f"{message_id}.{timestamp}.".encode() + body
    digests = (hmac.digest(key, signed, "sha256") for key in keys)
    return " ".join(f"v1,{b64encode(digest).decode()}" for digest in digests)
