"""Style and scripts of a face, at addresses that change with their content."""

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from mimetypes import guess_type
from pathlib import PurePosixPath

import attrs
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route

from lckm_http.languages import face_root

_FOREVER = "public, max-age=31536000, immutable"


@attrs.frozen
class _Asset:
    data: bytes = attrs.field(repr=False)
    media_type: str

    # When it is first asked for: a worker starts sooner.
    @cached_property
    def compressed(self) -> bytes:
        return gzip.compress(self.data, mtime=0)


class Assets:
    """The files in a folder of a package, read once.

    Each is at ``/static/<name>.<digest of its content><suffix>`` and may be cached for ever.
    """

    def __init__(
        self,
        package: str,
        folder: str,
        *,
        more: Mapping[str, bytes] | None = None,
    ) -> None:
        """Read the files.

        Args:
            package: such as ``lckm_web``.
            folder: the folder within it.
            more: files that lie elsewhere, such as the style of ``lckm-pages``, by name.

        Raises:
            FileNotFoundError: there is no such folder.
        """
        self._addresses: dict[str, str] = {}
        self._assets: dict[str, _Asset] = {}
        for name, data in (*_read(files(package) / folder), *(more or {}).items()):
            path = PurePosixPath(name)
            digest = hashlib.sha256(data).hexdigest()[:16]
            address = str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
            media_type = guess_type(name)[0] or "application/octet-stream"
            self._addresses[name] = address
            self._assets[address] = _Asset(data, media_type)

    @property
    def route(self) -> Route:
        """The route of all files, named ``static``."""
        return Route("/static/{path:path}", self._respond, name="static")

    def path(self, name: str) -> str:
        """Return the address of a file, relative to the face.

        Raises:
            KeyError: there is no such file.
        """
        return f"/static/{self._addresses[name]}"

    def url(self, request: HTTPConnection, name: str) -> str:
        """Return the path of a file where the face is mounted, the same in each language.

        Raises:
            KeyError: there is no such file.
        """
        return f"{face_root(request)}{self.path(name)}"

    async def _respond(self, request: Request) -> Response:
        asset = self._assets.get(request.path_params["path"])
        if asset is None:
            return Response("Not found", 404, media_type="text/plain")
        headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        content = asset.data
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            content = asset.compressed
        return Response(content, headers=headers, media_type=asset.media_type)


def _read(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _read(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()
