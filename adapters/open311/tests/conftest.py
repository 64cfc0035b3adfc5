"""A contact centre in memory with its Open311 face, and an application that calls it."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def city():
    import open311_city

    return open311_city.City()
