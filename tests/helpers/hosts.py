"""Six ways of mounting a web face: alone, and in hosts that speak ASGI or WSGI."""

import sys
from types import ModuleType
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount

AT = "/zgloszenia"
"""Where the face is mounted."""


def alone(face: Any) -> Any:
    from lckm_http.site import Site

    return Site(None, {AT: face}, lambda: None)


def starlette(face: Any) -> Any:
    return Starlette(routes=[Mount(AT, face.app)])


def fastapi(face: Any) -> Any:
    from fastapi import FastAPI

    host = FastAPI()
    host.mount(AT, face.app)
    return host


def flask(face: Any) -> Any:
    from a2wsgi import ASGIMiddleware, WSGIMiddleware
    from flask import Flask
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    host = Flask(__name__)
    host.wsgi_app = DispatcherMiddleware(host.wsgi_app, {AT: ASGIMiddleware(face.app)})
    # Only the test's client speaks ASGI.
    return WSGIMiddleware(host)


def django() -> None:
    import django
    from django.conf import settings

    from tests.helpers.django_settings import forget

    urls = sys.modules.setdefault("urls_of_a_test", ModuleType("urls_of_a_test"))
    urls.urlpatterns = []
    forget()
    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF="urls_of_a_test", SECRET_KEY="of a test")
    django.setup()


def django_asgi(face: Any) -> Any:
    from django.core.asgi import get_asgi_application

    django()
    return Starlette(routes=[Mount(AT, face.app), Mount("/", get_asgi_application())])


def django_wsgi(face: Any) -> Any:
    from a2wsgi import ASGIMiddleware, WSGIMiddleware
    from django.core.wsgi import get_wsgi_application
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    django()
    both = DispatcherMiddleware(get_wsgi_application(), {AT: ASGIMiddleware(face.app)})
    return WSGIMiddleware(both)


HOSTS = {
    call.__name__: call for call in (alone, starlette, fastapi, flask, django_asgi, django_wsgi)
}
"""What makes each host from a face, by name."""
