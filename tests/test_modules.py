"""A module is about one thing, and no longer than one can keep in mind; every adapter keeps to the contracts of imports."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 300
MODULES = sorted(path for folder in (ROOT / "src", *(ROOT / "adapters").glob("*/src")) for path in folder.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_at_most_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_contracts_of_imports_name_every_adapter() -> None:
    """import-linter knows no pattern for packages, so its lists are held against the folders."""
    adapters = sorted(path.parent.name for path in (ROOT / "adapters").glob("*/src/*/__init__.py"))
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    lists = {contract["name"]: contract for contract in linter["contracts"]}
    assert sorted(linter["root_packages"]) == sorted([*adapters, "lckm_core"])
    assert lists["The core knows no adapter"]["forbidden_modules"] == adapters
    assert lists["Adapters use the core's public names only"]["source_modules"] == adapters
