"""Limits on the bytes of uploads that a process holds at once."""

from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Lock

from anyio import current_time, sleep

_PAUSE = 0.02


class _Line:
    """Those who wait for room, in order of arrival."""

    def __init__(self) -> None:
        self._places: deque[object] = deque()

    @property
    def has_others(self) -> bool:
        """Whether anybody waits behind the first."""
        return len(self._places) > 1

    async def wait(self, take: Callable[[], bool], *, wait: float) -> bool:
        """Call *take* in turn until it returns ``True``; return whether it did."""
        place = object()
        until = current_time() + wait
        self._places.append(place)
        try:
            # An event belongs to one loop, but a host may call a face from several.
            while self._places[0] is not place or not take():
                if current_time() >= until:
                    return False
                await sleep(_PAUSE)
            return True
        finally:
            self._places.remove(place)


class UploadRoom:
    """Room for a number of bytes of uploads at once; requests wait in order of arrival.

    It is for files whose size is known and that no client has yet to send. Threads and event loops
    may share it.
    """

    def __init__(self, most: int) -> None:
        """Make room.

        Args:
            most: how many bytes may be held at once.
        """
        self._most = most
        self._free = most
        self._lock = Lock()
        self._line = _Line()

    @asynccontextmanager
    async def hold(self, size: int, *, wait: float) -> AsyncIterator[bool]:
        """Hold room within the block; yield whether there was any.

        Args:
            size: how many bytes; zero never waits, and more than there is room for takes all
                the room.
            wait: how many seconds to wait for it at most.
        """
        size = min(size, self._most)
        has_room = size == 0 or await self._line.wait(lambda: self._take(size), wait=wait)
        try:
            yield has_room
        finally:
            if has_room:
                with self._lock:
                    self._free += size

    def _take(self, size: int) -> bool:
        with self._lock:
            if self._free < size:
                return False
            self._free -= size
            return True


class ArrivalRoom:
    """Room for forms as they arrive, each holding only the bytes that have come.

    So a client that announces much and sends it slowly delays nobody. When the shared room is full,
    one form goes on with room of its own, so that one always comes to its end. Threads and event
    loops may share it.
    """

    def __init__(self, shared: int, *, uncounted: int = 0) -> None:
        """Make room; what is held at once is that and what one form brings until it leaves.

        Args:
            shared: bytes that all forms have together.
            uncounted: so many bytes of each form wait for nobody: its words.
        """
        self._shared = shared
        self._uncounted = uncounted
        self._used = 0
        self._ahead: Arrival | None = None
        self._lock = Lock()
        self._line = _Line()

    @asynccontextmanager
    async def enter(self, *, wait: float) -> AsyncIterator["Arrival"]:
        """Yield a form's share of the room within the block.

        Args:
            wait: how many seconds it may wait for room for a piece of it.
        """
        arrival = Arrival(self, wait)
        try:
            yield arrival
        finally:
            arrival.leave()

    async def _take(self, arrival: "Arrival", count: int) -> bool:
        before = max(0, arrival.count - self._uncounted)
        arrival.count += count
        wanted = max(0, arrival.count - self._uncounted) - before
        if not wanted or self._ahead is arrival:
            return True

        def take() -> bool:
            with self._lock:
                fits = self._used + wanted <= self._shared
                if self._ahead is None and (self._line.has_others or not fits):
                    # So that it can finish without waiting for each piece.
                    self._ahead = arrival
                    return True
                if fits:
                    self._used += wanted
                    arrival.held += wanted
                return fits

        return await self._line.wait(take, wait=arrival.wait)

    def _leave(self, arrival: "Arrival") -> None:
        with self._lock:
            self._used -= arrival.held
            arrival.held = 0
            if self._ahead is arrival:
                self._ahead = None


class Arrival:
    """A form on its way in."""

    def __init__(self, room: ArrivalRoom, wait: float) -> None:
        self._room = room
        self.wait = wait
        self.count = 0
        self.held = 0

    async def take(self, count: int) -> bool:
        """Wait for room for *count* more bytes; if there is none in time, give back all."""
        has_room = await self._room._take(self, count)
        if not has_room:
            self.leave()
        return has_room

    def leave(self) -> None:
        """Give back all that it holds."""
        self._room._leave(self)
