"""The demo that the tests look at."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from tests.helpers.once import once

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def _plain(plain_environment: None) -> None:
    """No test inherits colours, a language or a directory."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The demo's folder as of 25 November 2026, and how the command ended. Tests leave it as
    it is.
    """

    def make(folder: Path) -> dict[str, object]:
        result = CliRunner().invoke(
            cli, ["demo", "--to", str(folder / "demo"), "--on", "2026-11-25"]
        )
        return {name: getattr(result, name) for name in ("exit_code", "output", "stdout", "stderr")}

    folder, done = once(tmp_path_factory, "demo", make)
    return folder / "demo", SimpleNamespace(**done)
