"""A web face: a class that gives an ASGI application."""

from typing import Protocol

from starlette.types import ASGIApp


class Face(Protocol):
    """What ``lckm serve`` mounts, and what a host may mount itself.

    A face is made with the centre and keywords of its own. Of the keywords ``clock``,
    ``public_url`` and ``trusted_proxies``, ``lckm serve`` fills in those that it takes. It may
    have a ``title``, which ``lckm serve`` prints, and ``running()``, a context manager of what
    is to run beside the server.
    """

    @property
    def app(self) -> ASGIApp:
        """The application, protected by :func:`lckm_http.protect`."""
        ...
