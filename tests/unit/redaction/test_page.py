"""The examples in docs/redaction.md of what redaction leaves, and of what it should have left."""

import re
from pathlib import Path

from lckm_core import strike

PAGE = Path(__file__).parents[3] / "docs/redaction.md"
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
