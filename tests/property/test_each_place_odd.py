"""No place of a description can hold anything at which a rule gives up."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from lckm_core import check, read
from tests.helpers.places import SAMPLES

PROCEDURES = sorted((SAMPLES / "procedures").glob("*.yaml"))
ODD: tuple[Any, ...] = (None, "x\0 0\0", [None])
# It has every field, and a way by telephone.
FULLEST = max(PROCEDURES, key=lambda path: path.stat().st_size)
# With every place of some other descriptions, the rules that judge two fields beside each other.
OTHERS = sorted(set(PROCEDURES) - {FULLEST})[::4]
EACH = [
    pytest.param(FULLEST, id=FULLEST.stem),
    *(
        pytest.param(path, id=path.stem, marks=pytest.mark.slow(reason="the fullest is tried"))
        for path in OTHERS
    ),
]


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value in plain data."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(child, (*path, key))


def with_odd_values(data: Any) -> Iterator[Any]:
    """Yield copies of plain data, in each another place that holds another odd value or none."""
    for *above, last in places(data):
        for odd in (*ODD, ...):
            changed = deepcopy(data)
            holder = reduce(lambda held, key: held[key], above, changed)
            if odd is ...:
                del holder[last]
            else:
                holder[last] = odd
            yield changed


@pytest.mark.parametrize("path", EACH)
def test_every_place_with_every_odd_value_is_judged(path: Path) -> None:
    data = read(path.read_bytes(), name=path.name).data
    count = 0
    for changed in with_odd_values(data):
        document = read(json.dumps(changed).encode(), name="x.json")
        check(document)
        count += 1
    assert count > 200
