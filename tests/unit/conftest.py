"""What tests of the core share."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture
def small_heap() -> Iterator[None]:
    """Keep the garbage collector from what other tests left: going through it is no work of
    the code measured.
    """
    gc.freeze()
    yield
    gc.unfreeze()
