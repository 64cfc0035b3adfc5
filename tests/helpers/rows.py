"""Which rows of a table are tried in every change."""

from collections.abc import Iterable
from typing import Any

import pytest


def some_in_every_change(rows: Iterable[Any], *of: int, reason: str) -> list[Any]:
    """Return the rows of a parametrised test; only those *of* these places are no long tests."""
    made = [row if isinstance(row, tuple) else (row,) for row in rows]
    assert set(of) <= set(range(-len(made), len(made))), of
    kept = {one % len(made) for one in of}
    long = pytest.mark.slow(reason=reason)
    return [pytest.param(*row, marks=() if at in kept else long) for at, row in enumerate(made)]
