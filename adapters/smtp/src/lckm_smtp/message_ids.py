"""The left part of a Message-ID: a letter's key and, with a secret, a signature."""

# A key is made of a report's number and a mailbox's address, which can be guessed, and whoever
# knows it could forge a bounce. The signature is the same whenever the letter is sent again, so
# that the receiver recognises a repeat.

import hmac
from collections.abc import Sequence

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

_SHORTEST = 16
"""The fewest characters of a secret."""
_TOO_SHORT = Message(
    f"co najmniej {_SHORTEST} znaków, np. z: openssl rand -hex 32",
    f"at least {_SHORTEST} characters, such as from: openssl rand -hex 32",
)
_DIGITS = 32
"""The hexadecimal digits of a signature: 128 bits."""
_USE = b"lckm message-id\0"
"""Separates these signatures from others that a host makes with the same secret."""


def require_secret(secret: str | None) -> str | None:
    """Return the secret. Raises ``InvalidSettingError`` for one short enough to guess."""
    if secret is not None and len(secret) < _SHORTEST:
        raise InvalidSettingError("secret", _TOO_SHORT)
    return secret


def signed(key: str, secret: str | None) -> str:
    """Return the left part of the Message-ID for this key."""
    return key if secret is None else f"{key}.{_signature(key, secret)}"


def key_of(left: str, secret: str | None) -> str | None:
    """Return the key in a left part; ``None`` when it is not signed with the secret."""
    if secret is None:
        return left
    key, _, signature = left.rpartition(".")
    is_valid = hmac.compare_digest(signature.encode(), _signature(key, secret).encode())
    return key if is_valid else None


def secret_remarks(secret: str | None, adapter: str) -> Sequence[Message]:
    """Return the remark that an adapter has no secret, or nothing."""
    no_secret = Message(
        f"{adapter}: nie ma secret, więc zwrot może podrobić każdy, kto zna numer zgłoszenia i "
        "adres skrzynki. Podaj secret, ten sam wszędzie, gdzie wysyła się listy i czyta zwroty.",
        f"{adapter}: there is no secret, so whoever knows a report's number and its mailbox "
        "can forge a bounce. Give the same secret wherever letters are sent and bounces read.",
    )
    return () if secret else (no_secret,)


def _signature(key: str, secret: str) -> str:
    return hmac.new(secret.encode(), _USE + key.encode(), "sha256").hexdigest()[:_DIGITS]
