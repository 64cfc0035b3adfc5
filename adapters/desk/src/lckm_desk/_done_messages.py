"""What was just done, shown once on the page that follows."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lckm_desk._cookies import remove_cookie, set_cookie
from lckm_desk._pages import path_of

_COOKIE = "lckm_desk_done"
_SECONDS = 60


def redirect_done(request: Request, page: str, number: str, done: str) -> RedirectResponse:
    """Return a redirect to the page of a report or a procedure, which shows what was done.

    Args:
        request: the request that did it.
        page: the page, as a key of the paths.
        number: the number of the report or the procedure.
        done: the name of the act.
    """
    response = RedirectResponse(path_of(request, page, numer=number), 303)
    # Not in the address: there it would be shown again at each reload, and from a bookmark.
    value = f"{done}~{quote(number, safe='')}"
    set_cookie(request, response, _COOKIE, value, seconds=_SECONDS, samesite="strict")
    return response


def done_now(request: Request, number: str) -> str:
    """Return the name of the act that was just done to a number; empty for none."""
    done, _, of = request.cookies.get(_COOKIE, "").partition("~")
    return done if of == quote(number, safe="") else ""


def forget_done(request: Request, response: Response) -> Response:
    """Return a page that showed what was done, without the cookie that says so."""
    if _COOKIE in request.cookies:
        remove_cookie(request, response, _COOKIE)
    return response
