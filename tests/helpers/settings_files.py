"""Settings files that a test writes, with adapters of its own module."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def importable(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are imported by path; a settings file imports by name."""
    monkeypatch.setitem(sys.modules, request.module.__name__, request.module)


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[str], Path]:
    """What writes a settings file and returns its path."""

    def write(text: str) -> Path:
        path = tmp_path / "lckm.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
