"""All faces of a settings file as one ASGI application."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError, Loggable, describe_error
from lckm_core.ports.optional import ReportAdministration, offered
from lckm_http.addresses import host_origin, is_loopback
from lckm_http.face import Face
from lckm_http.protection import ROUTE, protect
from lckm_http.refusals import Refusal, RefusedRequestError
from lckm_http.threads import in_thread
from lckm_operations import missing_requirements

_LOG = logging.getLogger("lckm_http")
_NO_DATABASE = "no database"
_NO_ANSWER = "store that does not answer"
_OUTDATED = "older secret: restart"


class Site:
    """Faces by their path, ``/healthz`` and ``/readyz``.

    Args:
        centre: the contact centre.
        faces: each below its path, such as ``/`` or ``/biuro``.
        clock: returns the present moment, aware.
        own_names_only: whether only hosts of this machine itself are taken, such as
            ``localhost``: another's name that was made to lead here opens nothing.
        has_old_secret: returns whether a secret was replaced in its file after this process had
            read it; ``/readyz`` says so, and stays as ready as it is.
    """

    def __init__(
        self,
        centre: ContactCentre,
        faces: Mapping[str, Face],
        clock: Callable[[], datetime],
        *,
        own_names_only: bool = False,
        has_old_secret: Callable[[], bool] = lambda: False,
    ) -> None:
        self._centre = centre
        self._clock = clock
        self._faces = faces
        self._own_names_only = own_names_only
        self._has_old_secret = has_old_secret
        self._last_missing: Mapping[str, str] = {}
        self._is_old_noted = False
        # A path within another one comes first.
        self._apps: dict[str, ASGIApp] = {
            at.rstrip("/"): faces[at].app for at in sorted(faces, key=len, reverse=True)
        }
        pages = Starlette(
            routes=[
                Route("/healthz", self._show_health),
                Route("/readyz", self._show_readiness),
            ],
            exception_handlers={404: _show_nothing},
        )
        self._own = protect(pages)
        self._elsewhere = protect(_refuse_host)
        self._into_face = protect(_redirect)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request to the face at its path."""
        if scope["type"] == "lifespan":
            await self._serve_lifespan(receive, send)
            return
        if self._own_names_only and not _is_at_home(scope):
            await self._elsewhere(scope, receive, send)
            return
        path: str = scope["path"]
        if path not in ("/healthz", "/readyz"):
            for at, app in self._apps.items():
                if at and path == at:
                    await self._into_face(scope, receive, send)
                    return
                if path.startswith(f"{at}/"):
                    await self._call(at, app, scope, receive, send)
                    return
        await self._own(scope, receive, send)

    async def _call(
        self, at: str, app: ASGIApp, scope: Scope, receive: Receive, send: Send
    ) -> None:
        inner = {**scope, "root_path": f"{scope.get('root_path', '')}{at}"}
        try:
            await app(inner, receive, send)
        finally:
            route = inner.get("state", {}).get(ROUTE)
            scope.setdefault("state", {})[ROUTE] = route and f"{at}{route}"

    async def _serve_lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        with running(self._faces):
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _show_health(self, request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def _show_readiness(self, request: Request) -> Response:
        missing = await in_thread(self._missing_requirements)
        self._note_readiness(missing)
        is_old = await in_thread(self._has_old_secret)
        self._note_old_secret(is_old)
        lines = [*(missing or ["ready"]), *([_OUTDATED] if is_old else [])]
        # The former secret may still be valid: as not ready, this process would serve nobody.
        return PlainTextResponse("".join(f"{line}\n" for line in lines), 503 if missing else 200)

    def _note_old_secret(self, is_old: bool) -> None:
        """Log once that a secret was replaced and this process has the former one."""
        if is_old and not self._is_old_noted:
            _LOG.warning(
                "a secret was replaced in its file after this process had read it: restart lckm "
                "serve for the new one"
            )
        self._is_old_noted = is_old

    def _note_readiness(self, missing: Mapping[str, str]) -> None:
        """Log what is missing when it begins or changes, and when nothing is any more."""
        if missing == self._last_missing:
            return
        self._last_missing = missing
        if missing:
            reasons = [f"{kind}: {reason}" if reason else kind for kind, reason in missing.items()]
            _LOG.error("not ready: %s", Loggable("; ".join(reasons)))
        else:
            _LOG.warning("ready again")

    def _missing_requirements(self) -> dict[str, str]:
        """Return what is missing for reports to come in, by kind, with details for the log.

        A kind names no server and no file.
        """
        store = self._centre.plugins.reports
        place = offered(store, ReportAdministration, "is_there")
        try:
            if place is not None and not place.is_there():
                return {_NO_DATABASE: ""}
            now = self._clock()
            if (counting := offered(store, ReportAdministration, "count_due")) is not None:
                # It raises if the place of the personal data cannot be reached.
                counting.count_due(now)
            if (writing := offered(store, ReportAdministration, "require_writable")) is not None:
                writing.require_writable()
            # Their messages may quote a table or terms that somebody wrote.
            return {kind: "" for kind, _ in missing_requirements(self._centre, now)}
        except LckmError as error:
            return {_NO_ANSWER: f"{type(error).__name__}. {error.message.en}"}
        except Exception as error:  # noqa: BLE001  foreign code; its words may name anything
            return {_NO_ANSWER: describe_error(error)}


def _is_at_home(scope: Scope) -> bool:
    hosts = Headers(scope=scope).getlist("host")
    host = host_origin(scope["scheme"], hosts[0]) if len(hosts) == 1 else None
    return host is not None and is_loopback(host.host)


async def _refuse_host(scope: Scope, receive: Receive, send: Send) -> None:
    raise RefusedRequestError(Refusal.WRONG_HOST)


async def _redirect(scope: Scope, receive: Receive, send: Send) -> None:
    """Redirect to the first page of a face; temporarily, as that may change."""
    query = scope["query_string"].decode("latin-1")
    address = f"{scope['path']}/{'?' if query else ''}{query}"
    await RedirectResponse(address, 307)(scope, receive, send)


@contextmanager
def running(faces: Mapping[str, Any]) -> Iterator[None]:
    """Run what a face needs beside the server, such as the worker of the demo."""
    with ExitStack() as stack:
        for face in faces.values():
            if (run := getattr(face, "running", None)) is not None:
                stack.enter_context(run())
        yield


async def _show_nothing(request: Request, error: Exception) -> Response:
    return HTMLResponse(
        '<!doctype html><html lang="pl"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Nie ma takiej strony</title>'
        '<h1>Nie ma takiej strony</h1><p lang="en">There is no such page.</p></html>',
        404,
    )
