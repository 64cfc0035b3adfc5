"""The command run in this process, and a folder to run it in."""

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lckm_cli.main import cli

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, so demo_cases is found by this alone
from demo_cases import Run


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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The demo's folder as of 25 November 2026, and how the command ended. Tests leave it as it is."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    return folder, CliRunner().invoke(cli, ["demo", "--to", str(folder), "--on", "2026-11-25"])
