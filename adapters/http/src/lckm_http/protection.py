"""An application behind checks of host, origin and body, and with security headers."""

from collections.abc import Awaitable, Callable, Sequence

from anyio import current_time, move_on_after
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message as Event, Receive, Scope, Send

from lckm_http.addresses import (
    Network,
    Origin,
    client_host,
    host_origin,
    networks,
    note_peer,
    site_origin,
)
from lckm_http.languages import enter_language
from lckm_http.refusals import Refusal, RefusedRequestError, refuse_plainly
from lckm_http.threads import note_method

RefusalHandler = Callable[[Request, Exception], Awaitable[Response]]
"""Answers a refused request; what it gets is a :class:`RefusedRequestError`."""

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self)",
    # Not no-referrer: a browser then sends "Origin: null" with the site's own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""The headers that each answer has, unless it has others of these names."""
_HSTS = "max-age=31536000"
_SAFE = ("GET", "HEAD", "OPTIONS")
# Seconds: between two pieces of a body, for all of it, and for the rest after a refusal.
_IDLE, _LONGEST, _REST = 30.0, 300.0, 10.0
# Of a body that is so many times longer than what a face takes, not even the words are read. A
# shorter one is: a proxy in front, which has all of it, hands the answer on.
_FAR_TOO_LONG = 10
# No length has more digits, and Python refuses to read a number of millions of digits.
_LENGTH_DIGITS = 18
# Left in the scope by the router of a host; a face must not take it for its own.
_OF_HOST = ("app", "app_root_path", "endpoint", "path_params", "route", "router")
ROUTE = "lckm_http.route"
"""Where the state of a request names the route that answered, such as ``/sprawdz``."""


def protect(
    app: ASGIApp,
    *,
    public_url: str | None = None,
    trusted_proxies: Sequence[str] = (),
    max_body: int = 256_000,
    languages: Sequence[str] = ("pl",),
    requires_origin: bool = False,
    called_by_programs: Sequence[str] = (),
    refused: RefusalHandler = refuse_plainly,
    wrong_host: RefusalHandler = refuse_plainly,
) -> ASGIApp:
    """Return an application behind the checks that all faces have in common.

    It refuses a request for another host, one that changes something and comes from another
    site, and a body that is too large or too slow. It does so before reading the body where the
    announced length is not a number or is over ten times ``max_body``. It also finds out the
    client behind trusted proxies and the language of the path, and adds the security headers that
    the application did not set.

    Args:
        app: an ASGI application.
        public_url: the address of the site, such as ``https://lckm.example.org``; without
            it the host is not checked, which a site that mounts a face does itself, and a
            request's own host is held against its origin.
        trusted_proxies: addresses and networks whose ``X-Forwarded-For`` is believed.
        max_body: the most bytes of any body.
        languages: those that paths may begin with; the first has no prefix.
        requires_origin: whether a browser's ``Sec-Fetch-Site`` or ``Origin`` has to be there.
        called_by_programs: paths below the face where it need not be: they have no session.
        refused: the answer to a refusal; give it to Starlette's ``exception_handlers``, too,
            for those that only show while the application reads the body.
        wrong_host: the answer to a request for another host; it must not link to that host.

    Raises:
        ValueError: ``public_url`` has no host or has a path, or a proxy is no address.
    """
    return _Protected(
        app,
        origin=None if public_url is None else site_origin(public_url),
        proxies=networks(trusted_proxies),
        max_body=max_body,
        languages=tuple(languages),
        requires_origin=requires_origin,
        called_by_programs=tuple(called_by_programs),
        refused=refused,
        wrong_host=wrong_host,
    )


class _Protected:
    """The application that :func:`protect` returns."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        origin: Origin | None,
        proxies: Sequence[Network],
        max_body: int,
        languages: Sequence[str],
        requires_origin: bool,
        called_by_programs: Sequence[str],
        refused: RefusalHandler,
        wrong_host: RefusalHandler,
    ) -> None:
        self._app = app
        self._origin = origin
        self._proxies = proxies
        self._max_body = max_body
        self._languages = languages
        self._requires_origin = requires_origin
        self._called_by_programs = called_by_programs
        self._refused = refused
        self._wrong_host = wrong_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError("only HTTP is served here")
        note_method(scope["method"])
        inner = self._inner_scope(scope)
        body = _Body(receive, self._max_body)
        # From HTTP/2 on, no header can close a connection.
        is_http_1 = scope.get("http_version", "1.1").startswith("1")
        answer = _Answer(send, body, secure=inner["scheme"] == "https", may_close=is_http_1)
        try:
            if (refusal := self._length_refusal(scope)) is not None:
                body.leave(refusal)
                raise RefusedRequestError(refusal)
            if (refusal := self._refusal(inner)) is not None:
                raise RefusedRequestError(refusal)
            await self._app(inner, body.receive, answer.send)
        except RefusedRequestError as error:
            if answer.is_begun:
                raise
            # A page of the face would have links to a host that is not its own.
            is_of_host = error.reason is Refusal.WRONG_HOST
            respond = self._wrong_host if is_of_host else self._refused
            response = await respond(Request(inner, body.receive), error)
            await response(inner, body.receive, answer.send)
        finally:
            route = getattr(inner.get("route"), "path", None)
            scope.setdefault("state", {})[ROUTE] = route

    def _inner_scope(self, scope: Scope) -> Scope:
        inner = {key: value for key, value in scope.items() if key not in _OF_HOST}
        if self._origin is not None:
            inner["scheme"] = self._origin.scheme
        note_peer(inner)
        if (host := client_host(scope, self._proxies)) is not None:
            inner["client"] = (host, 0)
        if hasattr(self._app, "url_path_for"):
            # For links in an answer that is made before the application is called.
            inner["app"] = self._app
        enter_language(inner, self._languages)
        return inner

    def _length_refusal(self, scope: Scope) -> Refusal | None:
        """Return why a body must not be read, by the length that the client announces."""
        lengths = set(Headers(scope=scope).getlist("content-length"))
        if not lengths:
            return None
        length = lengths.pop()
        if lengths or not (length.isascii() and length.isdecimal()):
            return Refusal.MALFORMED
        is_long = len(length) > _LENGTH_DIGITS or int(length) > _FAR_TOO_LONG * self._max_body
        return Refusal.TOO_LARGE if is_long else None

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        request_origin = host_origin(scope["scheme"], hosts[0]) if len(hosts) == 1 else None
        # A host that mounts a face may hand on requests that name none, as its own tests do.
        if (request_origin is None and hosts) or self._origin not in (None, request_origin):
            return Refusal.WRONG_HOST
        if scope["method"] in _SAFE or self._is_same_site(headers, request_origin, scope):
            return None
        return Refusal.CROSS_SITE

    def _is_same_site(self, headers: Headers, request_origin: Origin | None, scope: Scope) -> bool:
        """Return whether a browser says that the site itself sent a request."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            return site in ("same-origin", "none")
        if origin is not None:
            return request_origin is not None and Origin.of(origin) == request_origin
        if not self._requires_origin:
            return True
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        return path in self._called_by_programs


class _Body:
    """The body of a request as it arrives, within limits of length and time."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._count = 0
        self._began = current_time()
        self._refusal: Refusal | None = None
        self._is_left = False
        self.is_read = False

    async def receive(self) -> Event:
        """Return the next event of the request.

        Raises:
            RefusedRequestError: the body is too large, or does not come.
        """
        if self._refusal is not None:
            raise RefusedRequestError(self._refusal)
        if self.is_read:
            # The next event is that the client went away, which may take any time.
            return await self._receive()
        remaining = self._began + _LONGEST - current_time()
        event: Event | None = None
        with move_on_after(max(0.0, min(_IDLE, remaining))):
            event = await self._receive()
        if event is None:
            self._refusal = Refusal.TOO_SLOW
            raise RefusedRequestError(self._refusal)
        self._note(event)
        if (over := self._count - self._most) > 0:
            # Pass on what still fits: it may have the words of a form.
            self._refusal = Refusal.TOO_LARGE
            body = event["body"]
            return {**event, "body": body[: len(body) - over], "more_body": True}
        return event

    def leave(self, refusal: Refusal) -> None:
        """Read nothing of the body, whoever asks for it."""
        self._refusal, self._is_left = refusal, True

    async def drop_rest(self) -> None:
        """Read the rest, within limits, for a client that listens only once all is sent."""
        if self._is_left:
            return
        limit = self._count + 2 * self._most
        with move_on_after(_REST):
            while not self.is_read and self._count < limit:
                self._note(await self._receive())

    def _note(self, event: Event) -> None:
        self._count += len(event.get("body", b""))
        self.is_read = event["type"] != "http.request" or not event.get("more_body", False)


class _Answer:
    """The response to a request as it is sent."""

    def __init__(self, send: Send, body: _Body, *, secure: bool, may_close: bool) -> None:
        self._send = send
        self._body = body
        self._headers = {**HEADERS, "Strict-Transport-Security": _HSTS} if secure else HEADERS
        self._may_close = may_close
        self.is_begun = False

    async def send(self, event: Event) -> None:
        """Pass on an event, the first with security headers."""
        if event["type"] == "http.response.start":
            self.is_begun = True
            headers = MutableHeaders(scope=event)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
            if event["status"] >= 400:
                await self._body.drop_rest()
                if not self._body.is_read and self._may_close:
                    # Otherwise the server would go on to read the rest for nobody.
                    headers["Connection"] = "close"
        await self._send(event)
