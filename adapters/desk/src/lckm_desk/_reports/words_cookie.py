"""Words by which somebody searches reports, kept in their browser and in no address."""

import re
import secrets
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse

from lckm_desk._cookies import remove_cookie, set_cookie
from lckm_desk._pages import path_of
from lckm_desk._reports.report_list import ListAddress
from lckm_sign_in import TYPED_COOKIE

_COOKIE = f"{TYPED_COOKIE}words_"
_SECONDS = 12 * 60 * 60
_MOST = 3
"""Of searches whose words are kept: a browser sends them with each request."""
_VALUE = re.compile(r"([0-9]{1,9})~([^~]*)~([^~]*)")


def redirect_to_list(request: Request, address: ListAddress, login: str) -> RedirectResponse:
    """Return the way to the list that somebody's form asks for."""
    if not address.words:
        return RedirectResponse(list_path(request, address), 303)
    # A name may be among them, and addresses stay in histories and in logs of proxies. The mark
    # tells in the address that there are words, and which.
    mark = secrets.token_urlsafe(6)
    # To what was found: the form above it is taller than a screen.
    response = RedirectResponse(f"{list_path(request, address.marked(mark))}#znalezione", 303)
    kept = _searches(request)
    parts = (str(max(kept.values(), default=0) + 1), login, address.words)
    value = "~".join(quote(part, safe="").replace("~", "%7E") for part in parts)
    set_cookie(request, response, _COOKIE + mark, value, seconds=_SECONDS, samesite="lax")
    for name in sorted(kept, key=kept.__getitem__, reverse=True)[_MOST - 1 :]:
        remove_cookie(request, response, name)
    return response


def address_of(request: Request, login: str) -> ListAddress:
    """Return what the address of a list asks for, with the words of its mark.

    Words that were typed under another login are not shown: it may be another person.
    """
    mark = request.query_params.get("szukane", "")
    found = _VALUE.fullmatch(request.cookies.get(_COOKIE + mark, ""))
    words = unquote(found[3]) if found and unquote(found[2]) == login else ""
    return ListAddress.read(request.query_params, words=words)


def list_path(request: Request, address: ListAddress) -> str:
    """Return the path of a list, without the words."""
    return "?".join(filter(None, (path_of(request, "reports"), address.query)))


def _searches(request: Request) -> dict[str, int]:
    """Return the names of the cookies with words, each with a number that grows."""
    values = {name: value for name, value in request.cookies.items() if name.startswith(_COOKIE)}
    found = {name: _VALUE.fullmatch(value) for name, value in values.items()}
    return {name: int(value[1]) if value else 0 for name, value in found.items()}
