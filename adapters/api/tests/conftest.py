"""A contact centre in memory with its API face, and a system that calls it."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def city():
    import api_city

    return api_city.City()
