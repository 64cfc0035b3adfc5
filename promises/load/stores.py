"""A store in a database of its own, for measuring."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from lckm_sql import SqlAdapter
from tests.helpers.private_postgresql import PostgresServer, programs


@contextmanager
def new_store(
    database: str, settings: Mapping[str, str]
) -> Iterator[tuple[SqlAdapter, PostgresServer | None]]:
    """Give the adapter of a new database, and its server where it has one.

    Args:
        database: ``sqlite`` or ``postgresql``.
        settings: those of the server.
    """
    with tempfile.TemporaryDirectory(prefix="lckm-load-") as folder:
        if database == "sqlite":
            with closing(SqlAdapter(url=f"sqlite:///{folder}/lckm.sqlite")) as adapter:
                yield adapter, None
            return
        server = PostgresServer(Path(folder) / "server", programs()[0], settings)
        server.start()
        try:
            with closing(SqlAdapter(url=server.url(), key_folder=f"{folder}/keys")) as adapter:
                yield adapter, server
        finally:
            server.stop()
