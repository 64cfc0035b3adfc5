"""An office of its own for each test, with a database of either make; and ``lckm`` to work with it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_sql.private_postgresql import PostgresServer

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so what they share is found by this alone

from an_office import Office


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, of either make."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/lckm.sqlite"
        return
    one: PostgresServer = request.getfixturevalue("server")
    found = one.new_schema()
    yield found
    one.drop_schema(found)


def _office(folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(folder, url, monkeypatch)
    monkeypatch.chdir(folder)
    for name in ("LCKM_SETTINGS", "LCKM_LANG", "LCKM_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    assert CliRunner().invoke(cli, ["migrate"]).exit_code == 0
    return made


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with a database in SQLite; its folder is the working folder."""
    return _office(tmp_path, f"sqlite:///{tmp_path}/lckm.sqlite", monkeypatch)


@pytest.fixture
def any_office(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same, with a database of either make."""
    return _office(tmp_path, url, monkeypatch)
