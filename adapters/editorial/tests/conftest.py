"""An office of its own for each test, with a database of either make; and ``lckm`` to work
with it.
"""

import gc
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from tests.helpers.postgres import DATABASES

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so what they share is found by this alone

from an_office import Office


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of either make."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/lckm.sqlite"
    found: str = request.getfixturevalue("postgresql")
    return found


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in SQLite as ``lckm migrate`` leaves it; each office has a copy."""
    folder = tmp_path_factory.mktemp("migrated")
    with pytest.MonkeyPatch.context() as monkeypatch:
        _office(folder, f"sqlite:///{folder}/lckm.sqlite", monkeypatch)
        assert CliRunner().invoke(cli, ["migrate"]).exit_code == 0
    # What is not collected yet would close the database, and remove files, amid a copy.
    gc.collect()
    return folder


def _office(folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(folder, url, monkeypatch)
    monkeypatch.chdir(folder)
    for name in ("LCKM_SETTINGS", "LCKM_LANG", "LCKM_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    return made


def _copy_database(migrated: Path, folder: Path) -> None:
    for path in migrated.glob("lckm.sqlite*"):
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / path.name)


@pytest.fixture
def office(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with a database in SQLite; its folder is the working folder."""
    _copy_database(migrated, tmp_path)
    return _office(tmp_path, f"sqlite:///{tmp_path}/lckm.sqlite", monkeypatch)


@pytest.fixture
def any_office(tmp_path: Path, url: str, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same, with a database of either make."""
    if url.startswith("sqlite:"):
        _copy_database(migrated, tmp_path)
        return _office(tmp_path, url, monkeypatch)
    made = _office(tmp_path, url, monkeypatch)
    assert CliRunner().invoke(cli, ["migrate"]).exit_code == 0
    return made
