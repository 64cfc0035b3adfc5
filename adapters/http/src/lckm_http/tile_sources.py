"""Where tiles of a map come from: what a source is, and a folder as one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

import attrs

from lckm_http.threads import in_thread

_TYPES: Final[Mapping[str, str]] = {
    ".png": "image/png",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}


@attrs.frozen
class TilePlace:
    """A tile: zoom, column and row in the grid that web maps share (EPSG:3857)."""

    zoom: int
    column: int
    row: int


class TileSource(Protocol):
    """Where tiles come from."""

    async def tile(self, place: TilePlace) -> tuple[bytes, str] | None:
        """Return a tile and its media type; ``None`` if it cannot be had."""
        ...


@attrs.frozen
class TileFolder:
    """Tiles in a folder, as ``{z}/{x}/{y}.png``, ``.webp``, ``.jpg`` or ``.svg``."""

    root: Path

    async def tile(self, place: TilePlace) -> tuple[bytes, str] | None:
        """Return a tile and its media type, ``None`` where there is none."""
        return await in_thread(self._read, place)

    def _read(self, place: TilePlace) -> tuple[bytes, str] | None:
        # Of three numbers, so no path leads out of the folder.
        stem = self.root / str(place.zoom) / str(place.column) / str(place.row)
        for suffix, media_type in _TYPES.items():
            try:
                return stem.with_name(stem.name + suffix).read_bytes(), media_type
            except OSError:
                continue
        return None
