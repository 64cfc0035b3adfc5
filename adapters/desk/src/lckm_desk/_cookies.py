"""Cookies that the pages of the desk keep in a browser for themselves."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response


def set_cookie(
    request: Request,
    response: Response,
    name: str,
    value: str,
    *,
    seconds: int,
    samesite: Literal["lax", "strict"],
) -> None:
    """Set a cookie of the desk for so many seconds, which no script reads."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=_path(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite=samesite,
    )


def remove_cookie(request: Request, response: Response, name: str) -> None:
    """Remove a cookie of the desk."""
    response.delete_cookie(name, path=_path(request))


def _path(request: Request) -> str:
    return request.scope.get("root_path", "") or "/"
