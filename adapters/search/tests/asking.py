"""The questions of residents, and how many of them are answered among the first five."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from lckm_core import (
    Audience,
    Procedure,
    Projection,
    project,
    read,
)
from lckm_search import AUDIENCES, SearchIndex
from lckm_search.polish import analyser as used
from lckm_testing.knowledge_base import knowledge_base
from tests.helpers.once import once

DAY = date(2026, 3, 4)
FIRST = 5
_HERE = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SAMPLES = _HERE.parents[2] / "samples" / "procedures"


class Question(NamedTuple):
    """A question, the numbers or titles that answer it, and its group, which says who wrote it
    and what was tuned on it.
    """

    asks: str
    finds: frozenset[str]
    group: str


@cache
def questions() -> tuple[Question, ...]:
    """Return the labelled questions; reading them takes as long as asking twenty."""
    files = [
        yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        for path in sorted(_HERE.glob("questions*.yaml"))
    ]
    return tuple(
        Question(one["asks"], frozenset(one["finds"]), name)
        for groups in files
        for name, listed in groups.items()
        for one in listed
    )


def base() -> list[Procedure]:
    """Return the samples and the 618."""
    samples = [read(path.read_bytes()).procedure() for path in sorted(_SAMPLES.glob("*.yaml"))]
    return [*samples, *knowledge_base()]


def shown(procedures: Sequence[Procedure], audience: Audience) -> list[Projection]:
    """Return what an audience sees on the day of these tests."""
    return [found for one in procedures if (found := project(one, audience, on=DAY)) is not None]


def index_of_all(folders: pytest.TempPathFactory, analyser: str = "best") -> SearchIndex:
    """Return an index of the whole base, which is made once a run; tests only read it."""

    def make(folder: Path) -> None:
        procedures, index = base(), SearchIndex(str(folder), analyser=analyser)
        index.replace({audience: shown(procedures, audience) for audience in AUDIENCES})
        index.close()

    # The best is one of the others, so that both names are those of one index.
    folder, _ = once(folders, f"search-{used(analyser).version.split()[0]}", make)
    return SearchIndex(str(folder), analyser=analyser)


def answered(index: SearchIndex, asked: Sequence[Question], audience: Audience) -> list[Question]:
    """Return the questions that are answered among the first five."""
    found = []
    for question in asked:
        hits = index.find(question.asks, audience=audience, limit=FIRST)
        if question.finds & {name for hit in hits for name in (hit.id, hit.title)}:
            found.append(question)
    return found
