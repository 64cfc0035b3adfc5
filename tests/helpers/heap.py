"""Collecting garbage goes through what tests made, and not through what was there before them.

Fourteen thousand tests and the libraries of all distributions are a heap that takes a second.
"""

import gc

import pytest

_SELDOM = 50_000, 20, 20
"""How many objects are made between two collections, and how many collections of the young ones
there are between two of the older.

After each 700, as Python has it, a tenth of the time of tests goes to collecting.
"""


def freeze() -> None:
    """Keep the garbage collector from all that is there now."""
    gc.collect()
    gc.freeze()


def pytest_configure() -> None:
    """Collect no garbage while tests are collected: nearly all of it stays."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Freeze what was imported and collected."""
    # The garbage goes first: frozen, a class that attrs replaced would be a subclass for good.
    freeze()
    gc.set_threshold(*_SELDOM)
    gc.enable()


@pytest.fixture
def small_heap() -> None:
    """Go through nothing that other tests left: that is no work of the code measured."""
    freeze()
