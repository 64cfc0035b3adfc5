"""How many sentences a second are struck: those of the labelled set, without and with the
dictionary of the extra `strike`.
"""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from tables import Table
from timing import compare

from lckm_core import strike
from lckm_core.redaction import NameDictionary, PolishNames

FOLDER = Path(__file__).parents[1] / "tests" / "files" / "striking"
WITH_THE_EXTRA = "the same, with the extra `strike`"
LEAST = 5_000


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Return every sentence of the set, without its labels."""
    texts: list[str] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for lines in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            bare = re.sub(r"\{\{[^:{}]+:((?:[^{}]|\{\{n\}\})+)\}\}", r"\1", lines)
            texts += [line.replace("{{n}}", "\n") for line in bare.splitlines()]
    return texts


def test_common_names(table: Table, sentences: list[str]) -> None:
    table.figure(
        "`strike`, sentences of the labelled set",
        _per_second(sentences, None),
        LEAST,
        "/s",
        least=True,
    )


def test_polish_names(table: Table, sentences: list[str]) -> None:
    if find_spec("morfeusz2") is None:
        table.skipped(WITH_THE_EXTRA, "the extra is not installed")
        return
    table.figure(WITH_THE_EXTRA, _per_second(sentences, PolishNames()), LEAST / 2, "/s", least=True)


def _per_second(sentences: list[str], dictionary: NameDictionary | None) -> float:
    def all_of_them() -> None:
        for sentence in sentences:
            strike(sentence, dictionary=dictionary)

    return len(sentences) / compare({"ours": all_of_them}, rounds=7)["ours"]
