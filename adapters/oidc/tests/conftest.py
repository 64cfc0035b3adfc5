"""Providers that staff sign in at."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def provider():
    from signing_provider import SigningProvider

    with SigningProvider() as provider:
        yield provider
