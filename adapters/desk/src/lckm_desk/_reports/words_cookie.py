"""Words of a search for reports, kept in a cookie instead of the address."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse

from lckm_desk._cookies import keep_texts, read_texts
from lckm_desk._pages import path_of
from lckm_desk._reports.report_list import ListAddress
from lckm_sign_in import TYPED_COOKIE

_COOKIE = f"{TYPED_COOKIE}words_"
_SECONDS = 12 * 60 * 60


def redirect_to_list(request: Request, address: ListAddress, login: str) -> RedirectResponse:
    """Return a redirect to the list that a form asks for."""
    if not address.words:
        return RedirectResponse(list_path(request, address), 303)
    # They may include a name, and addresses stay in browser histories and proxy logs. A mark in
    # the address says that there are words, and which cookie has them.
    mark = secrets.token_urlsafe(6)
    # Jump to the results: the form above them is taller than a screen.
    response = RedirectResponse(f"{list_path(request, address.marked(mark))}#znalezione", 303)
    texts = (login, address.words)
    keep_texts(request, response, _COOKIE, mark, texts, seconds=_SECONDS)
    return response


def address_of(request: Request, login: str) -> ListAddress:
    """Return what the address of a list asks for, with the words that its mark refers to.

    Words that were typed under another login are not shown: it may be another person.
    """
    mark = request.query_params.get("szukane", "")
    texts = read_texts(request, _COOKIE + mark)
    words = texts[1] if len(texts) == 2 and texts[0] == login else ""
    return ListAddress.read(request.query_params, words=words)


def list_path(request: Request, address: ListAddress) -> str:
    """Return the path of a list, without the words."""
    return "?".join(filter(None, (path_of(request, "reports"), address.query)))
