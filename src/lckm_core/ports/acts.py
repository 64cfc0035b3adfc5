"""Which act is under way: for stores that keep the trail in the transaction of the act."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from lckm_core.ports.events import Event

# A context rather than an argument of every method of every store: most keep no trail.
_UNDER_WAY: ContextVar[Event | None] = ContextVar("lckm_core act", default=None)


@contextmanager
def under_way(act: Event) -> Iterator[None]:
    """Let :func:`act_under_way` return an act; the centre calls its stores within this.

    The outcome of *act* is what is known beforehand; for a delivery settled by hand, the reason.
    """
    token = _UNDER_WAY.set(act)
    try:
        yield
    finally:
        _UNDER_WAY.reset(token)


def act_under_way() -> Event | None:
    """Return the act, with its actor, for which the centre calls a store in this thread.

    ``None`` for acts that nobody does by hand, and where a program calls a store itself.
    """
    return _UNDER_WAY.get()
