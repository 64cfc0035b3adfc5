"""A city with a small face."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """An empty database with its tables."""
    from lckm_sql import SqlAdapter

    path = tmp_path_factory.mktemp("database") / "reports.sqlite"
    sql = SqlAdapter(url=f"sqlite:///{path}", encryption=False)
    assert sql.reports.get("LCKM-2026-000001") is None
    sql.close()
    return path


@pytest.fixture
def city(tmp_path, database, fork_server):
    from served_city import City

    return City(tmp_path, database, fork_server)
