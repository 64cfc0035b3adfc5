"""Requests that announce a body of some length, of which no byte ever comes."""

from typing import Any

import anyio

LENGTHS = {
    "ten-terabytes": ("10000000000000", 413),
    "a-million-digits": ("9" * 1_000_000, 413),
    "negative": ("-1", 400),
    "no-number": ("dużo", 400),
    "signed": ("+5", 400),
    "other-digits": ("٥", 400),
    "blank": ("", 400),
}
"""Lengths that no body has, and the status that refuses each."""


def refused_unread(
    app: Any, path: str, *lengths: str, method: str = "POST", **headers: str
) -> tuple[int, str]:
    """Return the status and the text of an answer, for which no byte of the body was waited for.

    Args:
        app: an ASGI application at ``https://lckm.example.org``.
        path: the path asked for.
        lengths: each a header ``Content-Length``.
        method: the method.
        headers: more headers, with underlines for dashes.
    """
    events: list[dict[str, Any]] = []
    named = {"host": "lckm.example.org", "sec-fetch-site": "same-origin"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [*named.items(), *(("content-length", length) for length in lengths)]

    async def receive() -> dict[str, Any]:
        raise AssertionError("the body is read")

    async def send(event: dict[str, Any]) -> None:
        events.append(event)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "https",
        "query_string": b"",
        "headers": [(name.encode(), value.encode("utf-8")) for name, value in pairs],
        "client": ("127.0.0.1", 1),
        "server": ("lckm.example.org", 443),
    }
    anyio.run(app, scope, receive, send)
    return events[0]["status"], b"".join(event.get("body", b"") for event in events[1:]).decode()
