"""A database for each test, of either make."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lckm_sql import SqlAdapter
from lckm_sql.private_postgresql import PostgresServer

_LEFT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


@pytest.fixture
def postgresql(server: PostgresServer) -> Iterator[str]:
    """The URL of an empty schema."""
    url = server.new_schema()
    yield url
    # Adapters that a test leaves open would keep their connections until something collects them, and the server has a hundred.
    server.execute(_LEFT)
    server.drop_schema(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of either make."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/reports.sqlite"
    found: str = request.getfixturevalue("postgresql")
    return found


@pytest.fixture
def adapter(url: str) -> Iterator[SqlAdapter]:
    """An adapter for an empty database, of either make."""
    one = SqlAdapter(url=url)
    yield one
    one.close()
