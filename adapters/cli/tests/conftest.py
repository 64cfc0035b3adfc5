"""What the tests of the command line share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so cli_cases is found by this alone


@pytest.fixture(autouse=True)
def _plain(plain_environment: None) -> None:
    """No test inherits colours, a language or a directory."""
