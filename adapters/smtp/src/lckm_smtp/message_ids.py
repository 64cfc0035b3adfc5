"""The left part of a Message-ID: a letter's key and, where the host has a secret, what nobody without it can make.

A key is made of a report's number and a mailbox's address, which can be guessed; whoever knows it could forge that the letter
came back. What is added is the same whenever the letter is sent again, so that a repeat stays one.
"""

import hmac
from collections.abc import Sequence

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

_SHORTEST = 16
"""Characters of a secret."""
_TOO_SHORT = Message(
    f"co najmniej {_SHORTEST} znaków, np. z: openssl rand -hex 32",
    f"{_SHORTEST} characters at least, such as of: openssl rand -hex 32",
)
_DIGITS = 32
"""Hexadecimal ones of the signature: 128 bits."""
_USE = b"lckm message-id\0"
"""Keeps the signature apart from whatever else a host signs with the same secret."""


def fit_secret(secret: str | None) -> str | None:
    """Return a secret that can be used, or none; raise :class:`InvalidSettingError`, without it, for one that could be guessed."""
    if secret is not None and len(secret) < _SHORTEST:
        raise InvalidSettingError("secret", _TOO_SHORT)
    return secret


def signed(key: str, secret: str | None) -> str:
    """Return what the Message-ID of the letter of this key begins with."""
    return key if secret is None else f"{key}.{_signature(key, secret)}"


def key_of(left: str, secret: str | None) -> str | None:
    """Return the key in the left part of a Message-ID; ``None`` when it was not signed with the secret."""
    if secret is None:
        return left
    key, _, signature = left.rpartition(".")
    return (
        key if hmac.compare_digest(signature.encode(), _signature(key, secret).encode()) else None
    )


def secret_remarks(secret: str | None, whose: str) -> Sequence[Message]:
    """Return what whoever sets *whose* up should know of its secret; nothing where it has one."""
    said = Message(
        f"{whose}: nie ma secret, więc zwrot może podrobić każdy, kto zna numer zgłoszenia i adres skrzynki. Podaj secret, ten sam "
        "wszędzie, gdzie wysyła się listy i czyta zwroty.",
        f"{whose}: there is no secret, so whoever knows a report's number and its mailbox can forge a bounce. Give a secret, the "
        "same wherever letters are sent and bounces read.",
    )
    return () if secret else (said,)


def _signature(key: str, secret: str) -> str:
    return hmac.new(secret.encode(), _USE + key.encode(), "sha256").hexdigest()[:_DIGITS]
