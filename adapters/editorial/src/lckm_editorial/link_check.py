"""Checks whether a web address leads anywhere, by asking its server."""

import socket
import urllib.error
import urllib.request
from http import HTTPStatus
from http.client import HTTPException

SECONDS = 10
"""How long a server is waited for."""
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_TRY_GET = frozenset(
    {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.FORBIDDEN, *_GONE}
)
"""Answers to HEAD that some servers give though the page is there."""


def is_alive(url: str) -> bool | None:
    """Return whether the address leads anywhere, or ``None`` if that is unknown now.

    Dead is a page that its server says is gone (404, 410), and a server with an unknown
    name. One that is slow, out of order or wants a password may work tomorrow.
    """
    if not url.startswith(("https://", "http://")):
        return None
    try:
        code = _answer(url, "HEAD")
        if code in _TRY_GET:
            code = _answer(url, "GET")
    except urllib.error.URLError as error:
        return False if _no_such_name(error.reason) else None
    except (OSError, ValueError, HTTPException):
        # The connection broke, the address is invalid after all, or the answer is not HTTP.
        return None
    if code in _GONE:
        return False
    return True if code < HTTPStatus.BAD_REQUEST else None


def _answer(url: str, method: str) -> int:
    # The scheme was checked, as urllib would open files, too.
    agent = {"User-Agent": "lckm-remind"}
    request = urllib.request.Request(url, method=method, headers=agent)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def _no_such_name(reason: object) -> bool:
    """Return whether the name is unknown, and not just the resolver out of reach."""
    return isinstance(reason, socket.gaierror) and reason.errno in (
        socket.EAI_NONAME,
        getattr(socket, "EAI_NODATA", None),
    )
