"""Tiles that a server does not have, remembered for a while."""

import time
from threading import Lock
from typing import Final

from lckm_http.tile_sources import TilePlace

_MOST: Final = 10_000


class MissingTiles:
    """Tiles that are not requested again for a while, ten thousand at most."""

    def __init__(self) -> None:
        self._ends: dict[TilePlace, float] = {}
        self._lock = Lock()

    def __contains__(self, place: TilePlace) -> bool:
        return time.monotonic() < self._ends.get(place, 0.0)

    def add(self, place: TilePlace, seconds: float) -> None:
        """Remember a tile, and forget the oldest one if there are too many."""
        with self._lock:
            self._ends.pop(place, None)
            while len(self._ends) >= _MOST:
                del self._ends[next(iter(self._ends))]
            self._ends[place] = time.monotonic() + seconds
