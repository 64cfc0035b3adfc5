"""A place for an index in either database."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lckm_search import SearchIndex
from tests.helpers.postgres import DATABASES

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so what they share is found by this alone


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place for an index, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "index")
    url: str = request.getfixturevalue("postgresql")
    return url


@pytest.fixture(scope="session")
def few_synonyms(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with one entry: the forms of our own, 80,000 of them, are most of a small index."""
    path = tmp_path_factory.mktemp("synonyms") / "few.yaml"
    path.write_text("- {said: [dziura w drodze], means: [dziura w jezdni]}\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def index_at(few_synonyms: str) -> Iterator[Callable[..., SearchIndex]]:
    """What makes an index at a place; it is closed at the end."""
    made: list[SearchIndex] = []

    def make(place: Path | str, **options: Any) -> SearchIndex:
        made.append(SearchIndex(str(place), **{"synonyms": few_synonyms, **options}))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def index(place: str, few_synonyms: str) -> Iterator[SearchIndex]:
    """An empty index, in either database."""
    one = SearchIndex(place, synonyms=few_synonyms)
    yield one
    one.close()
