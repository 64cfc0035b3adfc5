"""A module is about one thing, and no longer than one can keep in mind."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 300
MODULES = sorted(path for folder in (ROOT / "src", *(ROOT / "adapters").glob("*/src")) for path in folder.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_at_most_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
