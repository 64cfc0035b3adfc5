"""A store that fails once, or is too late once, where a form is sent a second time."""

from collections.abc import Callable
from typing import Any

import pytest

from lckm_core.errors import StoreUnavailableError


def lose_answer(patch: pytest.MonkeyPatch, store: object, method: str) -> None:
    """Have a store keep what it gets next, and fail to say so."""
    keep = getattr(store, method)

    def kept(*values: Any, **named: Any) -> None:
        patch.undo()
        keep(*values, **named)
        raise StoreUnavailableError

    patch.setattr(store, method, kept)


def overtake(
    patch: pytest.MonkeyPatch, store: object, method: str, other: Callable[[], object]
) -> None:
    """Have something else done just before a store keeps what it gets next."""
    keep = getattr(store, method)

    def late(*values: Any, **named: Any) -> Any:
        patch.undo()
        other()
        return keep(*values, **named)

    patch.setattr(store, method, late)
