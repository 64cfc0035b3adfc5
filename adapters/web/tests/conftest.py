"""The pages of a contact centre in memory, and somebody who visits them."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def site():
    import resident_site

    return resident_site.site()


@pytest.fixture
def visitor(site):
    return site.visitor()
