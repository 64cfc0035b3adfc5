"""What the tests share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so what they share is found by this alone

from made_files import FILES


@pytest.fixture
def files():
    return FILES
