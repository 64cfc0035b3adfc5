"""What the tests share."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so what they share is found by this alone

from made_files import FILES


@pytest.fixture
def files():
    return FILES


@pytest.fixture
def socket_folder() -> Iterator[Path]:
    """A folder with a short name, as a socket's address has about a hundred bytes at most."""
    with tempfile.TemporaryDirectory(prefix="lckm-", dir="/tmp") as folder:
        yield Path(folder)
