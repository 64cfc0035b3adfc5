"""A limit on the bytes of uploads that a process holds at once."""

import sys
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock

from anyio import current_time, sleep
from starlette.requests import Request

_PAUSE = 0.02


class UploadRoom:
    """Room for so many bytes of uploads at once; who finds none waits in order of arrival.

    A body holds its room from before it is read until its files are stored. Threads and
    event loops may share it.
    """

    def __init__(self, most: int) -> None:
        """Make room.

        Args:
            most: how many bytes may be held at once.
        """
        self._most = most
        self._free = most
        self._lock = Lock()
        self._waiting: deque[object] = deque()

    @asynccontextmanager
    async def hold(self, size: int, *, wait: float) -> AsyncIterator[bool]:
        """Hold room within the block, and give whether there was any.

        Args:
            size: how many bytes; none wait for nobody, and what is more than all the room
                takes all of it.
            wait: how many seconds to wait for it at most.
        """
        size = min(size, self._most)
        has_room = size == 0 or await self._wait(size, current_time() + wait)
        try:
            yield has_room
        finally:
            if has_room:
                with self._lock:
                    self._free += size

    async def _wait(self, size: int, until: float) -> bool:
        place = object()
        self._waiting.append(place)
        try:
            # An event would belong to one loop; a host may call a face from several.
            while not self._take(place, size):
                if current_time() >= until:
                    return False
                await sleep(_PAUSE)
            return True
        finally:
            self._waiting.remove(place)

    def _take(self, place: object, size: int) -> bool:
        with self._lock:
            if self._waiting[0] is not place or self._free < size:
                return False
            self._free -= size
            return True


def announced_size(request: Request) -> int:
    """Return the bytes of a request's body by its head; without a size there, no bound."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdecimal() else sys.maxsize
