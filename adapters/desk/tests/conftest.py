"""The desk of a contact centre in memory, and somebody of the staff who works there."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def desk():
    import desk_site

    return desk_site.Desk()
