"""What a setting of each name has to be to work at all, whichever adapter or table it stands in: the one list of it."""

import ssl
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from lckm_cli.settings.errors import InvalidValueError
from lckm_core.text import Message

_ENDLESS = 10**9
"""Seconds that no clock reckons with, some thirty years; TOML knows ``inf`` and ``nan`` besides."""
_DAY = 86_400
"""Seconds; none waits longer for one answer, and libpq and PostgreSQL reckon with no more than some twenty days."""


@attrs.frozen
class Bound:
    """What ``fits`` a setting; ``expected`` says in words what that is, and quotes no value, which may be a secret."""

    fits: Callable[[Any], bool]
    expected: Message


def _readable(path: Any) -> bool:
    """Return whether that is a file of certificates; no path at all is for the adapter to judge."""
    if not path:
        return True
    try:
        ssl.create_default_context(cafile=path)
    except (
        OSError,
        ValueError,
    ):  # an ``SSLError`` is an ``OSError``; the other is of a name that no file can have
        return False
    return True


_TIME = Bound(
    lambda given: 0 < given < _ENDLESS,
    Message("ma być liczbą większą od zera.", "has to be a number greater than zero."),
)
_WAIT = Bound(
    lambda given: 0 < given <= _DAY,
    Message(
        f"ma być liczbą sekund większą od zera, najwyżej {_DAY}.",
        f"has to be a number of seconds greater than zero, {_DAY} at most.",
    ),
)
_WAIT_OR_NONE = Bound(
    lambda given: 0 <= given <= _DAY,
    Message(
        f"ma być liczbą sekund od 0 do {_DAY}.", f"has to be a number of seconds from 0 to {_DAY}."
    ),
)
_COUNT = Bound(
    lambda given: 1 <= given < _ENDLESS,
    Message("ma być liczbą większą od zera.", "has to be a number greater than zero."),
)
_BYTES = Bound(
    lambda given: 0 <= given < 1000 * _ENDLESS,
    Message("ma być liczbą bajtów, 0 albo więcej.", "has to be a number of bytes, 0 or more."),
)
_PORT = Bound(
    lambda given: 1 <= given <= 65_535,
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
    lambda given: bool(given.strip()),
    Message(
        "nie może tu być pusto; gdy niepotrzebne, skreśl.",
        "this may not be empty; strike it out where not needed.",
    ),
)

BOUNDS: Mapping[str, Bound] = {
    # [worker] and [limits]
    **dict.fromkeys(
        ("poll", "lease", "longest_trying", "first_wait", "longest_wait", "longest_lease", "grace"),
        _TIME,
    ),
    "most_attempts": _COUNT,
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
"""By name. A setting of another name is judged by its adapter alone."""


def require_bounds(key: str, given: Any) -> None:
    """Raise :class:`InvalidValueError` for a value that a setting of that name cannot work with; its type was judged before."""
    bound = BOUNDS.get(key)
    if bound is None:
        return
    try:
        fits = bound.fits(given)
    except (
        TypeError,
        AttributeError,
    ):  # of another type, which an adapter of foreign make may know what to do with
        return
    if not fits:
        raise InvalidValueError("", bound.expected)
