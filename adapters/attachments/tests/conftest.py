"""What the tests share: the files, and what is expected of each."""

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, so what they share is found by this alone

FILES = Path(__file__).parent / "files"
EXPECTED: dict[str, list[str]] = {
    name: found
    for group in tomllib.loads((FILES / "expected.toml").read_text("utf-8")).values()
    for name, found in group.items()
}


def pytest_configure(config):
    config.addinivalue_line("markers", "browser: looks at pages in Chromium")


@pytest.fixture
def files():
    return FILES
