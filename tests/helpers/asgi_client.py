"""A client of an ASGI application, which answers in the thread of the test.

That of Starlette starts a thread with an event loop for each request, and waits for it a dozen
times: four milliseconds of a processor. Where a lifespan or a web socket is what is tested, it is
the one to use.
"""

import asyncio
import logging
from typing import Any
from urllib.parse import unquote

import httpx2

from tests.helpers.languages import look_at_page

_FAILURES = (500, 503)
"""Answers of which an operator has to find the reason in the log."""


class _Watcher(logging.Handler):
    """Counts the errors and warnings that our own code logs."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.name.startswith("lckm_")


_watcher = _Watcher(logging.WARNING)


def require_reasons(client: Any) -> Any:
    """Return the client, which fails a test whose request failed without a word in the log."""
    before = [0]

    def remember(request: Any) -> None:
        # Each time, for a command that an earlier test ran may have taken all handlers away.
        logging.getLogger().addHandler(_watcher)
        before[0] = _watcher.count

    def require(response: Any) -> None:
        # Who only asks too often is told when to ask again.
        is_failure = response.status_code in _FAILURES and "retry-after" not in response.headers
        if is_failure and _watcher.count == before[0]:
            raise AssertionError(f"{response} at {response.url}, and the log says nothing")

    client.event_hooks = {"request": [remember], "response": [require]}
    return client


class AsgiTransport(httpx2.BaseTransport):
    """Hands requests to an application; what it raises comes to the test."""

    def __init__(self, app: Any, client: tuple[str, int]) -> None:
        """Hand them to this application, from this address and port."""
        self._app = app
        self._client = client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return what the application answers."""
        url = request.url
        path, _, query = url.raw_path.partition(b"?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "path": unquote(path.decode()),
            "raw_path": path,
            "root_path": "",
            "scheme": url.scheme,
            "query_string": query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "client": self._client,
            "server": (url.host, url.port or {"http": 80, "https": 443}[url.scheme]),
        }
        start, body = asyncio.run(self._answer(scope, request.read()))
        response = httpx2.Response(
            start["status"],
            headers=start.get("headers", []),
            content=b"" if request.method == "HEAD" else body,
            request=request,
        )
        if response.headers.get("content-type", "").startswith("text/html"):
            look_at_page(response.text)
        return response

    async def _answer(self, scope: dict[str, Any], sent: bytes) -> tuple[dict[str, Any], bytes]:
        requests = [{"type": "http.request", "body": sent, "more_body": False}]
        messages: list[dict[str, Any]] = []
        complete = asyncio.Event()

        async def receive() -> dict[str, Any]:
            if requests:
                return requests.pop()
            await complete.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            assert not complete.is_set(), message["type"]
            messages.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                complete.set()

        await self._app(scope, receive, send)
        assert complete.is_set(), messages
        start, *parts = messages
        assert start["type"] == "http.response.start"
        return start, b"".join(part.get("body", b"") for part in parts)


def asgi_client(
    app: Any,
    base_url: str = "http://testserver",
    *,
    client: tuple[str, int] = ("testclient", 50000),
    **options: Any,
) -> httpx2.Client:
    """Return a client of an application, which says in its log why a request failed.

    Args:
        app: the application.
        base_url: the address that it believes to be at.
        client: whence the application believes that requests come.
        **options: those of ``httpx2.Client``.
    """
    headers = {"user-agent": "testclient"}
    transport = AsgiTransport(app, client)
    made = httpx2.Client(transport=transport, base_url=base_url, headers=headers, **options)
    return require_reasons(made)
