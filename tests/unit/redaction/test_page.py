"""The examples in the docs of what redaction finds, leaves, and should have left."""

import re
from pathlib import Path

import yaml

from lckm_core import strike
from lckm_core.redaction import PersonalKind, personal_spans
from tests.unit.redaction.test_striking_sentences import parsed

DOCS = Path(__file__).parents[3] / "docs"
PAGE = DOCS / "redaction.md"
_SECTION = PAGE.read_text(encoding="utf-8").partition("## What it cannot see\n")[2]
_TABLE, _, _WRONG = _SECTION.partition("\n## ")[0].partition("And now and then ")


def quoted(text: str) -> list[str]:
    return re.findall("„([^”]+)”", text.replace("\n", " "))


def test_what_it_cannot_see_stays() -> None:
    examples = quoted(_TABLE)
    assert len(examples) > 15
    # A name after a word that announces it is found in each of them.
    expected = {one: one.replace("Jan Kowalski", "[usunięto: osoba]") for one in examples}
    assert {one: strike(one) for one in examples} == expected


def test_what_it_redacts_wrongly_is_redacted() -> None:
    examples = quoted(_WRONG)
    assert len(examples) >= 5
    assert [one for one in examples if "[usunięto: " not in strike(one)] == []


def test_what_the_page_of_examples_shows_is_so():
    """Each of its sentences has just the data that it is labelled with, of those kinds."""
    groups = yaml.safe_load((DOCS / "redaction_examples.yaml").read_text(encoding="utf-8"))
    shown = [
        parsed(line)
        for reasons in groups.values()
        for lines in reasons.values()
        for line in lines.splitlines()
    ]
    found = [
        [(start, end, kind.value) for start, end, kind in personal_spans(text)] for text, _ in shown
    ]
    assert found == [labels for _, labels in shown]
    kinds = {kind for _, labels in shown for _, _, kind in labels}
    assert kinds == {kind.value for kind in PersonalKind}
