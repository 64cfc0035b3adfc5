"""The command run in this process, and a folder to run it in."""

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lckm_cli.main import cli

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, so cli_cases is found by this alone
from cli_cases import Run


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "LCKM_LANG", "LCKM_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run() -> Run:
    """Run lckm in this process."""

    def call(*arguments: object, **options: Any) -> Result:
        return CliRunner().invoke(cli, [str(one) for one in arguments], **options)

    return call


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the working folder, too."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
