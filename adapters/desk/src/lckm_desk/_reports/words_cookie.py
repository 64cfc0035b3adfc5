"""Words that somebody typed to find reports, kept in their browser in place of the address."""

import secrets
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse

from lckm_desk._pages import path_of
from lckm_desk._reports.report_list import ListAddress

_COOKIE = "lckm_desk_words"
_SECONDS = 12 * 60 * 60


def redirect_to_list(request: Request, address: ListAddress) -> RedirectResponse:
    """Return the way to the list that a form asks for."""
    if not address.words:
        return RedirectResponse(list_path(request, address), 303)
    # A name may be among them, and addresses stay in histories and in logs of proxies. The mark
    # tells in the address that there are words, and whether they are still these.
    mark = secrets.token_urlsafe(6)
    # To what was found: the form above it is taller than a screen.
    response = RedirectResponse(f"{list_path(request, address.marked(mark))}#znalezione", 303)
    response.set_cookie(
        _COOKIE,
        f"{mark}.{quote(address.words, safe='')}",
        max_age=_SECONDS,
        path=request.scope.get("root_path", "") or "/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response


def address_of(request: Request) -> ListAddress:
    """Return what the address of a list asks for, with the words of its mark."""
    mark, _, words = request.cookies.get(_COOKIE, "").partition(".")
    is_same = bool(mark) and mark == request.query_params.get("szukane")
    return ListAddress.read(request.query_params, words=unquote(words) if is_same else "")


def list_path(request: Request, address: ListAddress) -> str:
    """Return the path of a list, without the words."""
    return "?".join(filter(None, (path_of(request, "reports"), address.query)))
