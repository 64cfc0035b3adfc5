"""A description has the same findings whichever blanks, marks and line ends it was typed with."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

FILES = Path(__file__).parents[2] / "files"
TYPED = {
    "blanks of Word": lambda text: text.replace(" ", "\u00a0"),
    "thin blanks": lambda text: text.replace(" ", "\u202f"),
    "letters and marks apart": lambda text: unicodedata.normalize("NFD", text),
    # One word may be one of a list of words, which are typed as they are.
    "blanks around": lambda text: f" \u00a0{text}\t" if " " in text else text,
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
}


def typed(value: Any, how: Callable[[str], str]) -> Any:
    """Return plain data with every text typed in another way."""
    if isinstance(value, dict):
        return {key: typed(part, how) for key, part in value.items()}
    if isinstance(value, list):
        return [typed(part, how) for part in value]
    return how(value) if isinstance(value, str) else value


def descriptions() -> dict[str, Any]:
    """Return the descriptions among the files that rules accept or reject."""
    found = {}
    for path in sorted([*FILES.glob("rejected/LCKM-[PR]*.yaml"), *FILES.glob("accepted/*.yaml")]):
        try:
            data = yaml.safe_load(path.read_bytes())
        except (ValueError, yaml.YAMLError):  # rejected for what is no day, or no YAML
            continue
        if isinstance(data, dict) and "title" in data:
            found[path.name] = data
    return found


@pytest.fixture(scope="module")
def judged() -> dict[str, tuple[Any, set[str]]]:
    return {
        name: (data, {finding.code for finding in check(data)})
        for name, data in descriptions().items()
    }


@pytest.mark.parametrize("how", TYPED)
def test_the_findings_are_the_same(judged, how):
    assert len(judged) > 50
    other = {
        name: found
        for name, (data, codes) in judged.items()
        if (found := {finding.code for finding in check(typed(data, TYPED[how]))}) != codes
    }
    assert other == {}
