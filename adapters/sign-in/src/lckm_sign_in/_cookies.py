"""Cookies that only this site sets and reads."""

from starlette.requests import Request
from starlette.responses import Response

from lckm_http import is_loopback
from lckm_sign_in._refusals import StaffRefusal, StaffRefusedError

_PREFIX = "__Host-"
TYPED_COOKIE = "lckm_typed_"
"""How the names of those cookies begin in which a face keeps what somebody has typed.

Signing out removes them. Their path is that of the face.
"""


def cookie_name(request: Request, name: str) -> str:
    """Return the full name of a cookie.

    Browsers accept ``__Host-`` from this very host by https alone: no other name of the domain can
    set such a cookie. On the machine itself there is no https, so the name is plain.

    Raises:
        StaffRefusedError: the address is neither https nor the machine itself.
    """
    if request.url.scheme == "https":
        return _PREFIX + name
    if is_loopback(request.url.hostname):
        return name
    raise StaffRefusedError(StaffRefusal.UNSAFE_ADDRESS)


def read_cookie(request: Request, name: str) -> str | None:
    """Return the value of a cookie."""
    return request.cookies.get(cookie_name(request, name))


def set_cookie(
    request: Request, response: Response, name: str, value: str, *, seconds: int | None = None
) -> None:
    """Set a cookie, until the browser is closed or for so many seconds; 0 removes it."""
    response.set_cookie(
        cookie_name(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def remove_typed(request: Request, response: Response) -> None:
    """Remove what faces keep of typed texts: the computer may be shared."""
    path = request.scope.get("root_path", "") or "/"
    for name in request.cookies:
        if name.startswith(TYPED_COOKIE):
            response.delete_cookie(name, path=path)
