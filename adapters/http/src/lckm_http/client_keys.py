"""Keys of programs that send requests: what a key is made of, and how it is found and counted."""

import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, Generic, Protocol, TypeVar

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import require_staff_name
from lckm_core.text import Message
from lckm_http.throttle import Rate, Throttle

_SHORTEST: Final = 16

_NAME: Final = Message(
    "ma tu być krótka nazwa w jednym wierszu", "this has to be a short name on one line"
)
_SECRET: Final = Message(
    f"podaj tajny klucz, co najmniej {_SHORTEST} znaków ASCII bez odstępów",
    f"give a secret of {_SHORTEST} or more ASCII characters without blanks",
)
_COUNT: Final = Message("ma tu być liczba od 1", "this has to be a number from 1")
_TWO_NAMES: Final = Message("dwa klucze mają jedną nazwę", "two keys have one name")
_TWO_SECRETS: Final = Message("dwa klucze są takie same", "two keys are the same")


class ClientKey(Protocol):
    """What every key of a program has."""

    @property
    def name(self) -> str:
        """Who sends with it, as the audit trail names them."""

    @property
    def secret(self) -> str:
        """The key itself."""


_Key = TypeVar("_Key", bound=ClientKey)


def check_name(_instance: object, attribute: Any, value: str) -> None:
    """Raise ``InvalidSettingError`` for a name that an audit trail could not have."""
    try:
        require_staff_name(value)
    except ValueError:
        raise InvalidSettingError(attribute.name, _NAME) from None


def check_secret(_instance: object, attribute: Any, value: str) -> None:
    """Raise ``InvalidSettingError`` for a secret that is short, or that no header can have."""
    text = value.strip()
    if len(text) < _SHORTEST or not all("!" <= letter <= "~" for letter in text):
        raise InvalidSettingError(attribute.name, _SECRET)


def check_count(_instance: object, attribute: Any, value: int) -> None:
    """Raise ``InvalidSettingError`` for a number of requests below 1."""
    if value < 1:
        raise InvalidSettingError(attribute.name, _COUNT)


class ClientKeys(Generic[_Key]):
    """All keys of a face, and how often each was used.

    Args:
        keys: the keys.
        rate: how often a key may be used.

    Raises:
        InvalidSettingError: for two keys with one name or one secret.
    """

    def __init__(self, keys: Sequence[_Key], rate: Callable[[_Key], Rate]) -> None:
        self._keys = tuple(keys)
        self._throttles = {key.name: Throttle(rate(key)) for key in self._keys}
        if len(self._throttles) < len(self._keys):
            raise InvalidSettingError("api_keys", _TWO_NAMES)
        # Otherwise the limits of one would apply to both.
        if len({key.secret.strip() for key in self._keys}) < len(self._keys):
            raise InvalidSettingError("api_keys", _TWO_SECRETS)

    @property
    def keys(self) -> Sequence[_Key]:
        """All keys, as given."""
        return self._keys

    def find(self, typed: str) -> _Key | None:
        """Return the key with this secret; ``None`` where there is none."""
        data = typed.strip().encode("utf-8", "replace")
        found = None
        for key in self._keys:
            # Compare all, so that the time reveals nothing.
            if hmac.compare_digest(key.secret.strip().encode(), data):
                found = key
        return found

    def admit(self, key: _Key, *, now: datetime) -> float:
        """Count a request of a key, unless it is too soon.

        Args:
            key: one of them.
            now: aware.

        Returns:
            0 where it is admitted, else how many seconds to wait.
        """
        return self._throttles[key.name].admit(key.name, now=now)
