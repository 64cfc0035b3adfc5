"""What was just done, shown once on the page that follows."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lckm_desk._pages import path_of

_COOKIE = "lckm_desk_done"
_SECONDS = 60


def redirect_done(request: Request, page: str, number: str, done: str) -> RedirectResponse:
    """Return the way to the page of a report or a procedure, which shows what was done.

    Args:
        request: the one that did it.
        page: the page, as a key of the paths.
        number: that of the report or the procedure.
        done: the name of the act.
    """
    response = RedirectResponse(path_of(request, page, numer=number), 303)
    # Not in the address: there it would be shown again at each reload, and from a bookmark.
    response.set_cookie(
        _COOKIE,
        f"{done}~{quote(number, safe='')}",
        max_age=_SECONDS,
        path=_path(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


def done_now(request: Request, number: str) -> str:
    """Return the name of the act that was just done to a number; empty for none."""
    done, _, of = request.cookies.get(_COOKIE, "").partition("~")
    return done if of == quote(number, safe="") else ""


def forget_done(request: Request, response: Response) -> Response:
    """Return the page that showed what was done, after which it is not shown again."""
    if _COOKIE in request.cookies:
        response.delete_cookie(_COOKIE, path=_path(request))
    return response


def _path(request: Request) -> str:
    return request.scope.get("root_path", "") or "/"
