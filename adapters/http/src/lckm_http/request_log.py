"""A log line for each request: method, page, status and time, without typed words."""

import logging
from time import monotonic

from starlette.types import ASGIApp, Message as Event, Receive, Scope, Send

from lckm_core.errors import Loggable
from lckm_http.protection import HEADERS, ROUTE

_LOG = logging.getLogger("lckm_http")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# The server reports it as sent even if the client went away before the answer.
_GONE = 499


class RequestLog:
    """An application whose requests are logged.

    Instead of the path, the pattern of the route that answered is logged, such as
    ``/procedury/{id}``: a path that no route knows may hold anything.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = monotonic(), _GONE
        scope.setdefault("state", {})

        async def note(event: Event) -> None:
            nonlocal status
            if event["type"] == "http.response.start":
                status = event["status"]
            await send(event)

        try:
            await self._app(scope, receive, note)
        except Exception as error:  # noqa: BLE001  a face's fault ends one request, not the server
            _LOG.error("a request failed", exc_info=error)
            if status == _GONE:
                status = 500
                await _send_fault(send)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "OTHER"
            route = scope["state"].get(ROUTE) or "-"
            _LOG.info(
                "%s %s %s, %s ms",
                Loggable(method),
                Loggable(route),
                status,
                round((monotonic() - began) * 1000),
            )


async def _send_fault(send: Send) -> None:
    """Answer that something failed, where nothing was sent yet."""
    text = "Coś nie zadziałało. Spróbuj za chwilę. / Something failed. Try again in a while.\n"
    headers = {**HEADERS, "Content-Type": "text/plain; charset=utf-8"}
    head = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 500, "headers": head})
    await send({"type": "http.response.body", "body": text.encode()})
