"""The language of a page by its path: ``/…`` in the first, ``/en/…`` in another."""

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import Scope

LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "pl": "Polski",
    "en": "English",
    "uk": "Українська",
}
"""The languages of the catalogues, each in its own name."""

_LANGUAGE, _DEFAULT, _ROOT = "language", "default_language", "face_root"


def enter_language(scope: Scope, languages: Sequence[str]) -> None:
    """Store a request's language in its scope, and move its prefix to the root path."""
    root: str = scope.get("root_path", "")
    path = scope["path"]
    inner_path = path[len(root) :] if path.startswith(root) else path
    first, _, _ = inner_path.removeprefix("/").partition("/")
    default = language = languages[0]
    if first in languages[1:]:
        language = first
        scope["root_path"] = f"{root}/{first}"
    state = {_LANGUAGE: language, _DEFAULT: default, _ROOT: root}
    scope["state"] = {**scope.get("state", {}), **state}


def language_of(request: HTTPConnection) -> str:
    """Return the language of a page, such as ``en``."""
    return str(request.scope.get("state", {}).get(_LANGUAGE, "pl"))


def face_root(request: HTTPConnection) -> str:
    """Return the path where the face is mounted, without a language."""
    return str(request.scope.get("state", {}).get(_ROOT, request.scope.get("root_path", "")))


def address_in(request: HTTPConnection, language: str, *, path: str | None = None) -> str:
    """Return the path of the same page in another language, such as ``uk``.

    *path* is another page's, below the face, for a page that is the answer to a form.
    """
    root: str = request.scope.get("root_path", "")
    request_path: str = request.scope["path"]
    inner_path = (
        path
        if path is not None
        else request_path[len(root) :]
        if request_path.startswith(root)
        else request_path
    )
    default = request.scope.get("state", {}).get(_DEFAULT, "pl")
    prefix = "" if language == default else f"/{language}"
    return f"{face_root(request)}{prefix}{inner_path or '/'}"


def address_of_face(request: HTTPConnection, address: str) -> str:
    """Return the address of another face's pages in the language of a page.

    ``{language}`` in *address* stands for ``en/`` and the like, and for nothing in the first
    language of the face; an address without it stays as it is.
    """
    language = language_of(request)
    default = request.scope.get("state", {}).get(_DEFAULT, "pl")
    return address.replace("{language}", "" if language == default else f"{language}/")
