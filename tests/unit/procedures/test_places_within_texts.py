"""A finding stands at its words, in whichever sentence of a text they are."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check
from lckm_core.findings import Finding

FILES = Path(__file__).parents[2] / "files"
MINIMAL = yaml.safe_load((FILES / "accepted" / "minimal.yaml").read_bytes())
BEFORE = "Przyjdź osobiście. "


def after_a_sentence(data: Any, path: str) -> Any | None:
    """Return a description whose text at *path* begins with another sentence."""
    changed = deepcopy(data)
    *above, last = path.strip("/").split("/")
    holder = changed
    for step in above:
        holder = holder[int(step) if isinstance(holder, list) else step]
    key = int(last) if isinstance(holder, list) else last
    text = holder.get(key) if isinstance(holder, dict) else holder[key]
    if not isinstance(text, str):
        return None
    holder[key] = BEFORE + text
    return changed


def placed(data: Any, code: str) -> list[Finding]:
    return [one for one in check(data) if one.code == code and one.offset is not None]


def rejected() -> Iterator[tuple[str, Any]]:
    """Yield the descriptions that rules reject with a place in a text, each with its code."""
    for path in sorted(FILES.glob("rejected/LCKM-R*.yaml")):
        try:
            data = yaml.safe_load(path.read_bytes())
        except (ValueError, yaml.YAMLError):  # rejected for what is no day, or no YAML
            continue
        if isinstance(data, dict) and placed(data, path.stem[:9]):
            yield path.stem, data


REJECTED = dict(rejected())


@pytest.mark.parametrize("name", REJECTED)
def test_a_finding_moves_with_its_words(name: str) -> None:
    data, code = REJECTED[name], name[:9]
    for finding in placed(data, code):
        changed = after_a_sentence(data, finding.path)
        if changed is None:
            continue
        offsets = [one.offset for one in placed(changed, code) if one.path == finding.path]
        assert finding.offset is not None
        assert finding.offset + len(BEFORE) in offsets


@pytest.mark.parametrize(
    ("code", "text", "at"),
    [
        ("LCKM-R040", "Wniosek złóż w urzędzie. Opłata wynosi 12 zł.", "12 zł"),
        ("LCKM-R040", "Opłata jest stała. Opłata wynosi 12 zł. Przyjdź.", "12 zł"),
        ("LCKM-R040", "Opłata wynosi 17 zł. Druk kosztuje 12 zł.", "12 zł"),
    ],
)
def test_a_sum_is_shown_in_its_own_sentence(code: str, text: str, at: str) -> None:
    assert [one.offset for one in placed(MINIMAL | {"summary": text}, code)] == [text.index(at)]
