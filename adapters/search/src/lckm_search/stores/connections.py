"""A pool of database connections, opened when needed and shared between threads."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, Protocol, TypeVar
from weakref import finalize


class _Closable(Protocol):
    def close(self) -> object: ...


_K = TypeVar("_K", bound=Hashable)
_C = TypeVar("_C", bound=_Closable)


class Connections(Generic[_K, _C]):
    """A pool of connections by key; one thread at a time uses each.

    The connections are closed even if this object is dropped without closing it.

    Args:
        connect: opens a connection for a key.
        is_usable: whether a connection may be used again.
    """

    def __init__(self, connect: Callable[[_K], _C], is_usable: Callable[[_C], bool]) -> None:
        self._connect, self._is_usable = connect, is_usable
        self._lock = Lock()
        self._idle: list[tuple[_K, _C]] = []
        self._times_closed = 0
        finalize(self, _close, self._idle)

    @contextmanager
    def taken(self, key: _K) -> Iterator[_C]:
        """Take an idle connection or open one, and return it to the pool at the end."""
        with self._lock:
            at = next(
                (at for at in reversed(range(len(self._idle))) if self._idle[at][0] == key), None
            )
            connection = None if at is None else self._idle.pop(at)[1]
            times_closed = self._times_closed
        if connection is not None and not self._is_usable(connection):
            connection.close()
            connection = None
        if connection is None:
            connection = self._connect(key)
        try:
            yield connection
        finally:
            with self._lock:
                is_kept = times_closed == self._times_closed and self._is_usable(connection)
                if is_kept:
                    self._idle.append((key, connection))
            if not is_kept:
                connection.close()

    def close(self) -> None:
        """Close the idle connections now, and the others once they are returned."""
        with self._lock:
            self._times_closed += 1
            closed, self._idle[:] = list(self._idle), []
        _close(closed)


def _close(connections: list[tuple[_K, _C]]) -> None:
    for _, connection in connections:
        connection.close()
