"""Fetches tiles from another server, so that no browser connects to it."""

import logging
import math
import re
import time
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

import attrs
from anyio import CapacityLimiter, Lock, Semaphore, move_on_after
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

from lckm_core import __version__
from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_http.missing_tiles import MissingTiles
from lckm_http.threads import in_thread
from lckm_http.tile_cache import TileCache
from lckm_http.tile_sources import TilePlace
from lckm_http_client import NoReplyError, Server

_LOG = logging.getLogger("lckm_http")
_MOST_BYTES: Final = 500_000
_MOST_KEPT: Final = 200_000_000
_DAYS: Final = 30.0
# How many tiles are fetched at once, how long a request waits for its turn, how long one
# takes at most, and how long the server is left alone once it did not answer.
_AT_ONCE, _TURN, _LONGEST, _REST = 4, 5.0, 5.0, 30.0
# How many errors of the server in a row count as no answer, and how long a tile that it does
# not have is not requested again.
_FAULTS, _ABSENT = 3, 300.0
_BUSY: Final = (429, 503)
_ADDRESS: Final = Message(
    "ma tu być adres taki jak https://mapy.example.org/{z}/{x}/{y}.png",
    "this has to be an address such as https://mapy.example.org/{z}/{x}/{y}.png",
)
_NO_CACHE: Final = Message(
    "podaj folder, w którym mają leżeć kafelki z serwera",
    "give a folder to keep the server's tiles in",
)
_PLACES: Final = re.compile(r"\{[^{}]*\}")
_SIGNATURES: Final = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (8, b"WEBP", "image/webp"),
)


@attrs.define
class _Turns:
    """The fetching in one event loop: a few tiles at once, and each tile only once."""

    places: Semaphore = attrs.field(factory=lambda: Semaphore(_AT_ONCE))
    tiles: dict[tuple[int, TilePlace], Lock] = attrs.field(factory=dict)


_turns: RunVar[_Turns] = RunVar("lckm_http tiles")


class _NoTileError(Exception):
    """The server gave no tile, with the status of its answer if there was one."""

    def __init__(self, status: int | None) -> None:
        super().__init__()
        self.status = status


class TileFetcher:
    """Tiles of one server, by the pattern of its addresses, kept in a folder.

    Only numbers of tiles get into an address, redirects are not followed, and the server does not
    learn who asks. It is never asked for more than four tiles at once, nor for one tile twice at
    once; one that it does not have is not asked for again for five minutes.
    """

    def __init__(self, pattern: str, cache: str) -> None:
        """Take a pattern.

        Args:
            pattern: an address with ``{z}``, ``{x}`` and ``{y}`` behind the host.
            cache: the folder to keep tiles in.

        Raises:
            InvalidSettingError: the pattern is no such address, or there is no folder to keep them.
        """
        parts = urlsplit(pattern)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        if (
            not _has_host(parts)
            or "@" in parts.netloc
            or _PLACES.search(parts.netloc)
            or {"{z}", "{x}", "{y}"} != set(_PLACES.findall(target))
            or not target.isascii()
            or not target.isprintable()
            or " " in target
        ):
            raise InvalidSettingError("tiles", _ADDRESS)
        if not cache:
            raise InvalidSettingError("cache", _NO_CACHE)
        self._server = Server(
            url=f"{parts.scheme}://{parts.netloc}",
            headers={"Accept": "image/*", "User-Agent": f"lckm-http/{__version__}"},
            connect_timeout=_LONGEST,
            timeout=_LONGEST,
            most_bytes=_MOST_BYTES,
        )
        self._target = target
        self._cache = TileCache(Path(cache), most_bytes=_MOST_KEPT, days=_DAYS)
        self._asked_again = 0.0
        self._faults = 0
        self._missing = MissingTiles()

    async def tile(self, place: TilePlace) -> tuple[bytes, str] | None:
        """Return a tile and its media type, ``None`` when the server gives none."""
        kept = await in_thread(self._cache.load, place)
        old = _with_media_type(kept[0]) if kept else None
        if kept and kept[1] and old:
            return old
        # An old one is better than none.
        return await self._take_turn(place) or old

    async def _take_turn(self, place: TilePlace) -> tuple[bytes, str] | None:
        """Return a tile from the server once it is this one's turn, within the time for it."""
        turns = _turns.get(None)
        if turns is None:
            turns = _Turns()
            _turns.set(turns)
        key = (id(self), place)
        lock = turns.tiles.setdefault(key, Lock())
        try:
            with move_on_after(_TURN) as turn:
                async with lock, turns.places:
                    turn.deadline = math.inf
                    with move_on_after(_LONGEST):
                        # A resolver or a connection may take longer: let their thread come to
                        # its end, and keep what it still finds.
                        return await run_sync(
                            self._load_or_fetch,
                            place,
                            limiter=CapacityLimiter(1),
                            abandon_on_cancel=True,
                        )
                    self._leave_alone()
        finally:
            if not lock.locked() and not lock.statistics().tasks_waiting:
                turns.tiles.pop(key, None)
        return None

    def _load_or_fetch(self, place: TilePlace) -> tuple[bytes, str] | None:
        """Return a tile from the server, or one that another request has fetched meanwhile."""
        kept = self._cache.load(place)
        if kept and kept[1] and (found := _with_media_type(kept[0])):
            return found
        if time.monotonic() < self._asked_again or place in self._missing:
            return None
        try:
            data = self._fetch(place)
            found = _with_media_type(data)
        except _NoTileError as error:
            self._note_fault(place, error.status)
            return None
        self._faults = 0
        if found is None:
            self._missing.add(place, _ABSENT)
            return None
        try:
            self._cache.save(place, data)
        except OSError as error:
            _LOG.error("a tile cannot be kept: %s", type(error).__name__)
        return found

    def _note_fault(self, place: TilePlace, status: int | None) -> None:
        """Pause requests to the server, or only for this tile, depending on the answer."""
        if status is None or status in _BUSY:
            self._leave_alone()
        elif status < 500:
            self._faults = 0
            self._missing.add(place, _ABSENT)
        else:
            self._missing.add(place, _REST)
            self._faults += 1
            if self._faults >= _FAULTS:
                self._leave_alone()

    def _leave_alone(self) -> None:
        self._faults = 0
        self._asked_again = time.monotonic() + _REST
        _LOG.warning("the server of tiles does not answer")

    def _fetch(self, place: TilePlace) -> bytes:
        """Return what the server answers. Raises :class:`_NoTileError`."""
        target = self._target
        for name, value in (("{z}", place.zoom), ("{x}", place.column), ("{y}", place.row)):
            target = target.replace(name, str(value))
        end = time.monotonic() + _LONGEST
        try:
            reply = self._server.send("GET", target, end=end)
        except NoReplyError:
            raise _NoTileError(None) from None
        # Content without a length looks complete even if it was cut off.
        if time.monotonic() >= end:
            raise _NoTileError(None)
        if reply.status != 200 or reply.is_too_long or reply.is_cut:
            raise _NoTileError(reply.status)
        return reply.content


def _has_host(parts: SplitResult) -> bool:
    """Return whether an address has a host, and a port that is one or none."""
    try:
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _with_media_type(data: bytes) -> tuple[bytes, str] | None:
    """Return a tile with its media type by its first bytes, ``None`` for what is no picture."""
    for offset, signature, media_type in _SIGNATURES:
        if data.startswith(signature, offset):
            return data, media_type
    return None
