"""Cookies that the pages of the desk keep in a browser for themselves."""

import re
from collections.abc import Sequence
from typing import Literal
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

_MOST = 3
"""Of cookies of one kind: a browser sends them with each request."""
_VALUE = re.compile(r"([0-9]{1,9})((?:~[^~]*)+)")


def keep_texts(
    request: Request,
    response: Response,
    kind: str,
    mark: str,
    texts: Sequence[str],
    *,
    seconds: int,
) -> None:
    """Keep texts in a cookie, and remove all but the latest three of its kind.

    Args:
        request: the request that is answered.
        response: its answer.
        kind: the beginning of the cookie's name.
        mark: the end of the cookie's name.
        texts: at least one.
        seconds: how long they are kept.
    """
    name = kind + mark
    before = _kept(request, kind)
    before.pop(name, None)
    parts = (str(max(before.values(), default=0) + 1), *texts)
    value = "~".join(quote(part, safe="").replace("~", "%7E") for part in parts)
    set_cookie(request, response, name, value, seconds=seconds, samesite="lax")
    for older in sorted(before, key=before.__getitem__, reverse=True)[_MOST - 1 :]:
        remove_cookie(request, response, older)


def read_texts(request: Request, name: str) -> tuple[str, ...]:
    """Return the texts of such a cookie; none where there is no such cookie."""
    found = _VALUE.fullmatch(request.cookies.get(name, ""))
    return tuple(unquote(part) for part in found[2].split("~")[1:]) if found else ()


def _kept(request: Request, kind: str) -> dict[str, int]:
    """Return the names of the cookies of a kind, each with a number that grows."""
    values = {name: value for name, value in request.cookies.items() if name.startswith(kind)}
    found = {name: _VALUE.fullmatch(value) for name, value in values.items()}
    return {name: int(value[1]) if value else 0 for name, value in found.items()}


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
