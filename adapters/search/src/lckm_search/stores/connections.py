"""Connections to a database that are opened when needed and used again by any thread."""

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
    """Connections by a key; each is used by one thread at a time.

    Whoever drops this object without closing it has its connections closed all the same.

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
        """Take a connection that nobody uses, or open one; give it back at the end."""
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
        """Close those that nobody uses now, and each of the others when it is given back."""
        with self._lock:
            self._times_closed += 1
            closed, self._idle[:] = list(self._idle), []
        _close(closed)


def _close(connections: list[tuple[_K, _C]]) -> None:
    for _, connection in connections:
        connection.close()
