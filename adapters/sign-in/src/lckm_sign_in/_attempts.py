"""Attempts to sign in, each in a cookie of its own, so that tabs may sign in at once."""

import hashlib
import hmac
import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_sign_in._cookies import cookie_name, read_cookie, set_cookie

_NAME = "lckm-sign-in-"
_STATE = re.compile(r"[\w-]{43}", re.A)
_LASTS = timedelta(minutes=10)
# At once in one browser; each adds some 300 bytes to every request.
_MOST = 5
_LONGEST_BACK = 1000


@attrs.frozen(kw_only=True)
class Attempt:
    """One attempt to sign in, from the first page until somebody comes back.

    Args:
        state: what names the attempt in addresses: 43 letters that nobody can guess.
        secret: what only this browser has.
        began_at: when it began, aware.
        back: the path to go to when signed in.
        again: whether somebody who is signed in has to prove once more who they are.
        return_url: the address to come back to.
    """

    state: str
    secret: bytes = attrs.field(repr=False)
    began_at: datetime
    back: str = attrs.field(repr=False)
    again: bool
    return_url: str

    def derived(self, purpose: str) -> str:
        """Return 43 characters unique to this attempt and a purpose."""
        code = hmac.digest(self.secret, purpose.encode(), hashlib.sha256)
        return urlsafe_b64encode(code).rstrip(b"=").decode()

    def needs_newer_proof(self, proved_at: datetime | None) -> bool:
        """Return whether a fresh sign-in is asked for and a proof is older than that."""
        # Web servers and hosts give whole seconds.
        began = self.began_at.replace(microsecond=0)
        return self.again and (proved_at is None or proved_at < began)


def new_attempt(*, now: datetime, back: str, again: bool, return_url: str) -> Attempt:
    """Return a new attempt."""
    return Attempt(
        state=secrets.token_urlsafe(32),
        secret=secrets.token_bytes(32),
        began_at=now,
        back=back,
        again=again,
        return_url=return_url,
    )


def remember(request: Request, response: Response, attempt: Attempt) -> None:
    """Store an attempt in a cookie, and remove the oldest of too many."""
    known = {
        state: began
        for state in _states(request)
        if (began := _began_at(read_cookie(request, _NAME + state))) is not None
    }
    for state in sorted(known, key=known.__getitem__)[: max(0, len(known) - _MOST + 1)]:
        forget(request, response, state)
    value = json.dumps(
        [attempt.began_at.timestamp(), attempt.secret.hex(), attempt.again, attempt.back]
    )
    set_cookie(
        request,
        response,
        _NAME + attempt.state,
        urlsafe_b64encode(value.encode()).rstrip(b"=").decode(),
        seconds=int(_LASTS.total_seconds()),
    )


def forget(request: Request, response: Response, state: str) -> None:
    """Remove an attempt from the browser."""
    set_cookie(request, response, _NAME + state, "", seconds=0)


def recall(
    request: Request, state: str | None, *, now: datetime, return_url: str
) -> Attempt | None:
    """Return the attempt that this browser began; ``None`` if it did not, or too long ago."""
    if state is None or not _STATE.fullmatch(state):
        return None
    kept = _parse_cookie(read_cookie(request, _NAME + state))
    if kept is None:
        return None
    began, secret, again, back = kept
    began_at = datetime.fromtimestamp(began, UTC)
    if not timedelta(0) <= now - began_at <= _LASTS:
        return None
    return Attempt(
        state=state,
        secret=secret,
        began_at=began_at,
        back=safe_path(back) or "/",
        again=again,
        return_url=return_url,
    )


def safe_path(path: str | None) -> str | None:
    """Return a path of this site with its query; ``None`` if it may lead elsewhere."""
    if path is None or len(path) > _LONGEST_BACK or not path.isascii():
        return None
    # Browsers drop tabs and line ends, and take \ for /.
    is_own = path.startswith("/") and not path.startswith("//")
    return path if is_own and path.isprintable() and "\\" not in path else None


def _states(request: Request) -> list[str]:
    prefix = cookie_name(request, _NAME)
    names = [name.removeprefix(prefix) for name in request.cookies if name.startswith(prefix)]
    return [name for name in names if _STATE.fullmatch(name)]


def _began_at(value: str | None) -> float | None:
    kept = _parse_cookie(value)
    return None if kept is None else kept[0]


def _parse_cookie(value: str | None) -> tuple[float, bytes, bool, str] | None:
    """Return what a cookie holds, ``None`` where it is not one of ours."""
    if not value:
        return None
    try:
        began, secret, again, back = json.loads(urlsafe_b64decode(value + "=" * (-len(value) % 4)))
        kept = float(began), bytes.fromhex(secret), bool(again), str(back)
        datetime.fromtimestamp(kept[0], UTC)
    except (ValueError, TypeError, OverflowError, OSError, RecursionError):
        return None
    return kept if len(kept[1]) == 32 else None
