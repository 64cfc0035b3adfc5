"""The values that a setting of each name can have, in whichever table it stands."""

import ssl
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from lckm_cli.settings.errors import InvalidValueError
from lckm_core.text import Message

# Seconds: some thirty years. TOML has ``inf`` and ``nan``, too.
_ENDLESS = 10**9
# Seconds: no answer takes longer, and PostgreSQL accepts at most some twenty days.
_DAY = 86_400


@attrs.frozen
class Bound:
    """The values that fit a setting.

    Attributes:
        fits: whether a value fits.
        expected: what is expected, in words that quote no value.
    """

    fits: Callable[[Any], bool]
    expected: Message


def _readable(path: Any) -> bool:
    """Return whether a path is empty or leads to a file of certificates."""
    if not path:
        return True
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError):  # SSLError is an OSError; ValueError: no file can be named so
        return False
    return True


_TIME = Bound(
    lambda value: 0 < value < _ENDLESS,
    Message("ma być liczbą większą od zera.", "has to be a number greater than zero."),
)
_WAIT = Bound(
    lambda value: 0 < value <= _DAY,
    Message(
        f"ma być liczbą sekund większą od zera, najwyżej {_DAY}.",
        f"has to be a number of seconds greater than zero, {_DAY} at most.",
    ),
)
_WAIT_OR_NONE = Bound(
    lambda value: 0 <= value <= _DAY,
    Message(
        f"ma być liczbą sekund od 0 do {_DAY}.", f"has to be a number of seconds from 0 to {_DAY}."
    ),
)
_COUNT = Bound(
    lambda value: 1 <= value < _ENDLESS,
    Message("ma być liczbą większą od zera.", "has to be a number greater than zero."),
)
_BYTES = Bound(
    lambda value: 0 <= value < 1000 * _ENDLESS,
    Message("ma być liczbą bajtów, 0 albo więcej.", "has to be a number of bytes, 0 or more."),
)
_PORT = Bound(
    lambda value: 1 <= value <= 65_535,
    Message("ma być liczbą od 1 do 65535.", "has to be a number from 1 to 65535."),
)
_CERTIFICATES = Bound(
    _readable,
    Message(
        "nie ma takiego pliku, nie wolno go czytać albo nie ma w nim certyfikatów (PEM).",
        "there is no such file, it may not be read, or there are no certificates (PEM) in it.",
    ),
)
_SOME_TEXT = Bound(
    lambda value: bool(value.strip()),
    Message(
        "nie może tu być pusto; gdy niepotrzebne, skreśl.",
        "this may not be empty; strike it out where not needed.",
    ),
)

# By name. A setting of another name is checked by its adapter alone.
BOUNDS: Mapping[str, Bound] = {
    # [worker] and [limits]
    **dict.fromkeys(
        ("poll", "lease", "longest_trying", "first_wait", "longest_wait", "longest_lease", "grace"),
        _TIME,
    ),
    "most_attempts": _COUNT,
    # [serve]
    "workers": _COUNT,
    # [[adapter]] and [[bounces]]
    **dict.fromkeys(("timeout", "connect_timeout", "longest", "longest_export"), _WAIT),
    "idle": _WAIT_OR_NONE,
    **dict.fromkeys(("pool", "most_per_minute"), _COUNT),
    "most_bytes": _BYTES,
    "port": _PORT,
    "ca_file": _CERTIFICATES,
    **dict.fromkeys(
        ("host", "username", "password", "local_hostname", "maildir", "folder", "target", "index"),
        _SOME_TEXT,
    ),
}


def require_bounds(key: str, value: Any) -> None:
    """Raise :class:`InvalidValueError` for a value that a setting cannot have."""
    bound = BOUNDS.get(key)
    if bound is None:
        return
    try:
        fits = bound.fits(value)
    except (TypeError, AttributeError):  # another type, which the adapter may know
        return
    if not fits:
        raise InvalidValueError("", bound.expected)
