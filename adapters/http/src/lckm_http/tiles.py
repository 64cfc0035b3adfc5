"""Tiles of a map at the site's own address, from a folder or from one server."""

from collections.abc import Mapping, Sequence
from math import asinh, floor, pi, radians, tan
from pathlib import Path
from typing import Final

import attrs
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route

from lckm_core.errors import InvalidSettingError
from lckm_core.reports import Area
from lckm_core.text import Message
from lckm_http.languages import face_root
from lckm_http.tile_fetcher import TileFetcher
from lckm_http.tile_sources import TileFolder, TilePlace, TileSource

_MOST_ZOOM: Final = 22
_DIGITS: Final = 7
_KEPT: Final = "public, max-age=86400"
_ZOOMS: Final = Message(
    f"mają tu być dwie liczby od 0 do {_MOST_ZOOM}, np. [11, 18]",
    f"this has to be two numbers from 0 to {_MOST_ZOOM}, such as [11, 18]",
)
# A tile may be a drawing (SVG), which somebody could open as a page of ours.
_CSP: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
# 1 × 1 pixel, light grey, in place of a tile that cannot be had.
_GREY: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da6378000000e200e1b8fe3e8d0000000049454e44ae426082"
)


class Tiles:
    """Answers for tiles within an area and between two zooms, and for no others.

    A tile that cannot be had is answered with a grey one, so that the map has no holes.
    """

    def __init__(
        self,
        source: str,
        *,
        area: Area,
        zooms: Sequence[int],
        cache: str = "",
        at: str = "/kafelki",
    ) -> None:
        """Make the answers.

        Args:
            source: a folder, or the address of a server's tiles with ``{z}``, ``{x}`` and
                ``{y}`` in it, such as ``https://mapy.example.org/{z}/{x}/{y}.png``.
            area: tiles that lie wholly outside are not answered.
            zooms: the least and the greatest.
            cache: the folder for tiles of a server.
            at: the path below the face.

        Raises:
            InvalidSettingError: there is no such folder, or a value does not fit.
        """
        if len(zooms) != 2 or not all(isinstance(zoom, int) for zoom in zooms):
            raise InvalidSettingError("zooms", _ZOOMS)
        least, most = zooms
        if not 0 <= least <= most <= _MOST_ZOOM:
            raise InvalidSettingError("zooms", _ZOOMS)
        self._at = at
        self._area = area
        self._zooms = range(least, most + 1)
        self._source = _source(source, cache)

    @property
    def route(self) -> Route:
        """The route of all tiles, named ``tile``."""
        return Route(f"{self._at}/{{z}}/{{x}}/{{y}}", self._respond, name="tile")

    def url(self, request: HTTPConnection) -> str:
        """Return the path of all tiles where the face is mounted, with ``{z}/{x}/{y}`` in it."""
        return f"{face_root(request)}{self._at}/{{z}}/{{x}}/{{y}}"

    async def _respond(self, request: Request) -> Response:
        place = self._place(request.path_params)
        if place is None:
            return _answer(_GREY, "image/png", 404)
        found = await self._source.tile(place)
        if found is None:
            status = 404 if isinstance(self._source, TileFolder) else 502
            return _answer(_GREY, "image/png", status)
        return _answer(*found, 200)

    def _place(self, path: Mapping[str, str]) -> TilePlace | None:
        """Return the tile that a path asks for; ``None`` for one that is not served."""
        texts = [path[name] for name in ("z", "x", "y")]
        if not all(_is_number(text) for text in texts):
            return None
        place = TilePlace(*map(int, texts))
        if place.zoom not in self._zooms or place not in _Range.of(self._area, place.zoom):
            return None
        return place


@attrs.frozen
class _Range:
    """The tiles of one zoom that an area touches."""

    columns: range
    rows: range

    @classmethod
    def of(cls, area: Area, zoom: int) -> "_Range":
        west, north = _position(area.north, area.west, zoom)
        east, south = _position(area.south, area.east, zoom)
        return cls(range(west, east + 1), range(north, south + 1))

    def __contains__(self, place: TilePlace) -> bool:
        return place.column in self.columns and place.row in self.rows


def _position(latitude: float, longitude: float, zoom: int) -> tuple[int, int]:
    """Return the column and row of the tile that a point lies in."""
    count = 1 << zoom
    column = (longitude + 180) / 360
    row = (1 - asinh(tan(radians(latitude))) / pi) / 2
    return floor(column * count), floor(row * count)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


def _source(source: str, cache: str) -> TileSource:
    if source.lower().startswith(("http://", "https://")):
        return TileFetcher(source, cache)
    root = Path(source)
    if not root.is_dir():
        raise InvalidSettingError(
            "tiles", Message(f"nie ma folderu {source}", f"there is no folder {source}")
        )
    return TileFolder(root)


def _answer(data: bytes, media_type: str, status: int) -> Response:
    headers = {"Content-Security-Policy": _CSP}
    if status == 200:
        headers["Cache-Control"] = _KEPT
    return Response(data, status, headers=headers, media_type=media_type)
