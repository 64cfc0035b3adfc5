"""Web faces below a path of a Django site, under WSGI and ASGI."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, re_path, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from starlette.types import ASGIApp, Receive, Scope, Send

from lckm_django._open_centre import open_centre
from lckm_http import in_thread

_REST = "rest_of_path"


def face_urls(at: str = "/") -> list[URLPattern]:
    """Return the address patterns of a face, for ``path("zgloszenia/", include(…))``.

    Args:
        at: the path that the face has in the settings file.
    """
    return [re_path(rf"^(?P<{_REST}>(?s:.*))\Z", _FaceView(at), name="lckm-face")]


class _FaceView:
    """A view that hands a request under WSGI to a face."""

    # A face detects other sites by the browser's headers, and has no session to protect.
    csrf_exempt = True

    def __init__(self, at: str) -> None:
        self.at = at

    def __call__(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        return _respond(request, self.at, kwargs[_REST])


@csrf_exempt
@sensitive_post_parameters()
def _respond(request: HttpRequest, at: str, inner_path: str) -> HttpResponse:
    if isinstance(request, ASGIRequest):
        # Django would write a resident's files to a disk before a view is called.
        raise ImproperlyConfigured(
            "asgi.py needs: application = lckm_django.serve_faces(get_asgi_application())"
        )
    root = request.path.removesuffix(inner_path).rstrip("/")
    environ: Any = {
        **request.META,
        "SCRIPT_NAME": _wsgi_text(root),
        "PATH_INFO": _wsgi_text(f"/{inner_path}"),
        "wsgi.input": request,
    }
    response = HttpResponse()
    del response["Content-Type"]

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
        if error is not None:
            raise error[1]
        response.status_code = int(status.partition(" ")[0])
        for name, value in headers:
            if name.lower() == "set-cookie":
                # A response of Django has one value for each name of a header.
                response.cookies.load(value)
            else:
                response[name] = value

    # In one piece: a face's pages are small, and a client that leaves must not hold up anything.
    response.content = b"".join(open_centre().wsgi_face(at)(environ, start))
    return response


def _wsgi_text(text: str) -> str:
    return text.encode().decode("latin-1")


def serve_faces(django: ASGIApp) -> ASGIApp:
    """Return an ASGI application that serves the faces of ``urls.py`` itself.

    Only what has no face at its address reaches Django, which reads a body whole, to a disk
    if it is large, before a view is called.

    Args:
        django: what ``get_asgi_application()`` returned.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        found = _face_at(scope) if scope["type"] == "http" else None
        if found is None:
            await django(scope, receive, send)
            return
        at, inner = found
        face = (await in_thread(open_centre)).face(at)
        await face.app(inner, receive, send)

    return application


def _face_at(scope: Scope) -> tuple[str, Scope] | None:
    """Return the face at the path of a request, and the scope it gets; ``None`` if none."""
    # As Django reads it, under another name in each version.
    script = str(settings.FORCE_SCRIPT_NAME or scope.get("root_path") or "")
    path = scope["path"].removeprefix(script)
    try:
        match = resolve(path or "/")
    except Resolver404:
        return None
    if not isinstance(match.func, _FaceView):
        return None
    inner_path = match.kwargs[_REST]
    root = script.rstrip("/") + path.removesuffix(inner_path).rstrip("/")
    return match.func.at, {**scope, "root_path": root, "path": f"{root}/{inner_path}"}
