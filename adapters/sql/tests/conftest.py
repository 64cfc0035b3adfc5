"""A database for each test, of either make."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lckm_sql import SqlAdapter


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
