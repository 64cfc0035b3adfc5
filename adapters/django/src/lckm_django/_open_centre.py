"""The contact centre of a process: opened when it is first asked for, closed at its end."""

import atexit
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, cast

from a2wsgi import ASGIMiddleware
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lckm_cli.settings import SettingsError, open_session
from lckm_core import ContactCentre
from lckm_core.text import Message
from lckm_http import Face


class OpenCentre:
    """A contact centre that is open, and the faces of its settings file."""

    def __init__(
        self,
        centre: ContactCentre,
        make_faces: Callable[[], Mapping[str, Face]],
        adapters: Sequence[object] = (),
    ) -> None:
        """Take what was opened.

        Args:
            centre: the contact centre.
            make_faces: returns its faces by path; called once.
            adapters: those to be closed with it.
        """
        self.centre = centre
        self._make_faces = make_faces
        self._adapters = adapters
        self._lock = RLock()
        self._wsgi: dict[str, ASGIMiddleware] = {}

    @cached_property
    def _faces(self) -> Mapping[str, Face]:
        return self._make_faces()

    def make_all_faces(self) -> None:
        """Make the faces now, rather than when one is first asked for.

        Raises:
            SettingsError: one cannot be made.
        """
        with self._lock:
            self._faces  # noqa: B018  made by being asked for

    def face(self, at: str) -> Face:
        """Return the face at a path of the settings file.

        Raises:
            ImproperlyConfigured: there is none.
        """
        with self._lock:
            if at not in self._faces:
                raise ImproperlyConfigured(f'the settings file has no [[face]] with at = "{at}"')
            return self._faces[at]

    def wsgi_face(self, at: str) -> ASGIMiddleware:
        """Return that face for WSGI; it has a thread of its own with an event loop."""
        with self._lock:
            if at not in self._wsgi:
                self._wsgi[at] = ASGIMiddleware(cast(Any, self.face(at).app))
            return self._wsgi[at]

    def close(self) -> None:
        """Close the adapters that can be closed, and end the threads of the faces."""
        for face in self._wsgi.values():
            face.loop.call_soon_threadsafe(face.loop.stop)
        for adapter in self._adapters:
            if (close := getattr(adapter, "close", None)) is not None:
                close()


# The reader's own message names an option and a variable that nothing reads here.
_NO_FILE = Message(
    "nie ma takiego pliku. Podaje go LCKM w settings.py.",
    "there is no such file. LCKM in settings.py names it.",
)
_lock = RLock()
_open: OpenCentre | None = None


def settings_file() -> Path:
    """Return the path that ``LCKM`` names.

    Raises:
        ImproperlyConfigured: the setting is missing, or has another form.
        SettingsError: there is no such file.
    """
    match getattr(settings, "LCKM", None):
        case {"settings": str() | Path() as named, **others} if not others:
            path = Path(named)
            if not path.is_file():
                raise SettingsError(str(path), "", _NO_FILE)
            return path
    raise ImproperlyConfigured('LCKM has to be {"settings": path of lckm.toml}')


def open_centre() -> OpenCentre:
    """Return the process's contact centre with its faces, opening it if need be.

    Raises:
        ImproperlyConfigured: the setting ``LCKM`` is missing, or has another form.
        SettingsError: the settings file cannot be used.
        NoDatabaseError: the database is missing.
    """
    global _open
    with _lock:
        if _open is None:
            session = open_session(str(settings_file()))
            _open = OpenCentre(session.centre, session.faces, session.adapters)
        return _open


def centre() -> ContactCentre:
    """Return the process's contact centre, opening it if need be.

    All threads get the same. It is closed when the process ends.

    Raises:
        ImproperlyConfigured: the setting ``LCKM`` is missing, or has another form.
        SettingsError: the settings file cannot be used.
        NoDatabaseError: the database is missing.
    """
    return open_centre().centre


@contextmanager
def using(other: OpenCentre) -> Iterator[None]:
    """Have all threads use another contact centre for a while, then the one before."""
    global _open
    with _lock:
        before, _open = _open, other
    try:
        yield
    finally:
        with _lock:
            _open = before
        other.close()


def _close() -> None:
    global _open
    with _lock:
        if _open is not None:
            _open.close()
            _open = None


def _forget() -> None:
    """Leave a parent's connections to the parent: a child opens its own."""
    global _lock, _open
    _lock, _open = RLock(), None


atexit.register(_close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
