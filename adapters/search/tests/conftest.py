"""A place for an index in either database."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lckm_search import SearchIndex

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so what they share is found by this alone


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place for an index, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "index")
    url: str = request.getfixturevalue("postgresql")
    return url


@pytest.fixture
def index_at() -> Iterator[Callable[..., SearchIndex]]:
    """What makes an index at a place; it is closed at the end."""
    made: list[SearchIndex] = []

    def make(place: Path | str, **options: Any) -> SearchIndex:
        made.append(SearchIndex(str(place), **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def index(place: str) -> Iterator[SearchIndex]:
    """An empty index, in either database."""
    one = SearchIndex(place)
    yield one
    one.close()
