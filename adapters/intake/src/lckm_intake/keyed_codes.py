"""Codes that only a host's key makes and verifies: of receipts and of issued numbers."""

import unicodedata
from collections.abc import Sequence
from hmac import compare_digest, digest
from typing import Final

from lckm_core.errors import InvalidSettingError
from lckm_core.text import BYTES, Message, counted

SHORTEST_KEY: Final = 32
"""Bytes: a key that can be guessed gives every code away."""
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no letter that looks like a digit, and no U."""
_LOOKS_LIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS, _GROUP = 4, 4
_LONGEST_TYPED: Final = 80
_SHORTEST: Final = counted(SHORTEST_KEY, BYTES)
_SHORT_KEY: Final = Message(
    f"Klucz ma mieć co najmniej {_SHORTEST.pl} losowych danych.",
    f"A key has at least {_SHORTEST.en} of random data.",
)
_NO_KEY: Final = Message(
    f"Potrzeba co najmniej jednego klucza: {_SHORTEST.pl} losowych danych.",
    f"At least one key is needed, of {_SHORTEST.en} of random data.",
)


def secret_keys(keys: Sequence[str | bytes] | str) -> tuple[bytes, ...]:
    """Return the secrets of a setting as bytes; in one text, blanks separate them.

    Raises ``InvalidSettingError`` without keys, and for one that is too short.
    """
    parts = keys.split() if isinstance(keys, str) else keys
    found = tuple(part.encode() if isinstance(part, str) else bytes(part) for part in parts)
    if not found:
        raise InvalidSettingError("keys", _NO_KEY)
    if any(len(key) < SHORTEST_KEY for key in found):
        raise InvalidSettingError("keys", _SHORT_KEY)
    return found


class SecretKeys:
    """Keys of a host, the newest first: the first makes, each verifies.

    Raises ``InvalidSettingError`` without keys, and for one that is too short.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = secret_keys(keys)

    def __repr__(self) -> str:
        return f"SecretKeys({len(self._keys)})"

    def make_code(self, purpose: str, text: str) -> str:
        """Return 80 bits of a text's HMAC by the newest key, as 16 characters in fours."""
        return _code(self._keys[0], purpose, text)

    def make_codes(self, purpose: str, text: str) -> Sequence[str]:
        """Return the code of a text by each key, the newest first."""
        return [_code(key, purpose, text) for key in self._keys]

    def is_code(self, purpose: str, text: str, typed: str) -> bool:
        """Return whether *typed* is the code of a text by any key.

        Case, blanks and dashes do not matter, nor O for 0 and I or L for 1. It takes the same time
        whatever is wrong.
        """
        read = _normalise(typed)
        # Compare with each, so that the time does not reveal which key made the code.
        found = [compare_digest(_normalise(_code(key, purpose, text)), read) for key in self._keys]
        return any(found)


def _code(key: bytes, purpose: str, text: str) -> str:
    number = int.from_bytes(
        digest(key, f"{purpose}:{text}".encode("utf-8", "surrogatepass"), "sha256")[:10]
    )
    letters = "".join(_ALPHABET[number >> 5 * at & 31] for at in reversed(range(_GROUPS * _GROUP)))
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _normalise(typed: str) -> bytes:
    """Return what was typed in the form in which codes are compared: no blanks or dashes."""
    text = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).upper()
    kept = "".join(
        character for character in text if unicodedata.category(character) not in _LEFT_OUT
    )
    return kept.translate(_LOOKS_LIKE).encode("utf-8", "replace")


_LEFT_OUT: Final = {"Zs", "Pd", "Cc", "Cf"}
"""The categories of blanks, dashes and what cannot be seen."""
