"""What a clerk may write into a sound description, each change alone with its verdict."""

import copy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from lckm_core import check

ROOT = Path(__file__).parents[3]
LABELLED = ROOT / "tests" / "files" / "labelled" / "changed-samples.txt"


class Change(NamedTuple):
    """A change of a sample: the rules that find it, the sample's number, and its edits."""

    codes: frozenset[str]
    number: str
    edits: tuple[str, ...]


def changes() -> list[Change]:
    lines = [line for line in LABELLED.read_text().splitlines() if not line.startswith("#")]
    parted = [line.split(" | ", 2) for line in lines]
    return [
        Change(frozenset(codes.split()) - {"-"}, number, tuple(edits.split(" || ")))
        for codes, number, edits in parted
    ]


def value_of(written: str) -> Any:
    return yaml.safe_load(written) if written[:1] in '{["' else written


def edited(sample: dict[str, Any], edits: tuple[str, ...]) -> dict[str, Any]:
    """Return a sample in which each edit sets (=), appends (+) or replaces words (~)."""
    document = copy.deepcopy(sample)
    for edit in edits:
        place, _, written = edit.partition(" | ")
        *path, last = [int(key) if key.isdigit() else key for key in place[:-1].split(".")]
        holder: Any = document
        for key in path:
            holder = holder[key]
        if place[-1] == "=":
            holder[last] = value_of(written)
        elif place[-1] == "~":
            old, _, new = written.partition(" => ")
            assert old in holder[last]
            holder[last] = holder[last].replace(old, new)
        elif isinstance(holder[last], list):
            holder[last].append(value_of(written))
        else:
            holder[last] += f"\n\n{written}"
    return document


@pytest.fixture(scope="module")
def samples() -> dict[str, dict[str, Any]]:
    paths = (ROOT / "samples" / "procedures").glob("KA-?????.yaml")
    return {path.stem: yaml.safe_load(path.read_bytes()) for path in paths}


def codes_of(document: dict[str, Any]) -> set[str]:
    # One sample has a form as PDF, which an agreed departure lifts.
    return {finding.code.removeprefix("LCKM-") for finding in check(document)} - {"F002"}


@pytest.mark.parametrize("change", changes(), ids=lambda change: " ".join(change.edits)[:80])
def test_a_change_is_found_where_it_is_wrong_and_only_there(samples, change):
    assert codes_of(edited(samples[change.number], change.edits)) == change.codes
