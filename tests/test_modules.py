"""A module is about one thing, and no longer than one can keep in mind; every adapter keeps to the contracts of imports."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ADAPTERS = sorted((ROOT / "adapters").glob("*/src/*/"))
LONGEST = 300
MODULES = sorted(
    path
    for folder in (ROOT / "src", *(ROOT / "adapters").glob("*/src"))
    for path in folder.rglob("*.py")
)


def test_a_module_has_at_most_three_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }
    assert lengths
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_the_contracts_of_imports_name_every_adapter() -> None:
    """import-linter knows no pattern for packages, so its lists are held against the folders."""
    adapters = sorted(path.parent.name for path in (ROOT / "adapters").glob("*/src/*/__init__.py"))
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]
    lists = {contract["name"]: contract for contract in linter["contracts"]}
    assert sorted(linter["root_packages"]) == sorted([*adapters, "lckm_core"])
    assert lists["The core knows no adapter"]["forbidden_modules"] == adapters
    assert lists["Adapters use the core's public names only"]["source_modules"] == adapters


def test_the_core_names_no_adapter_in_any_string() -> None:
    """import-linter sees imports alone."""
    names = {path.name for path in ADAPTERS} | {path.name.replace("_", "-") for path in ADAPTERS}
    words = re.compile(r"\b(?:" + "|".join(sorted(names)) + r")\b")
    core = sorted((ROOT / "src").rglob("*.py"))
    found = [(path.name, words.findall(path.read_text(encoding="utf-8"))) for path in core]
    assert found
    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize("package", ADAPTERS, ids=lambda path: path.name)
def test_an_adapter_names_nothing_of_the_core_that_is_not_public_not_even_for_types(
    package: Path,
) -> None:
    """import-linter leaves out what is imported for types alone, here as it does elsewhere; an adapter of somebody else reads these."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]
    (contract,) = (
        one
        for one in linter["contracts"]
        if one["name"] == "Adapters use the core's public names only"
    )
    let = {re.sub(r"\.\*+ ->.*", "", one) for one in contract["ignore_imports"]}
    named = [
        (str(path.relative_to(package)), name)
        for path in sorted(package.rglob("*.py"))
        for name in core_modules(ast.parse(path.read_text(encoding="utf-8")))
        if not (
            name == "lckm_testing" and ".".join(path.relative_to(package.parent).parts[:-1]) in let
        )
    ]
    assert named == []


def core_modules(tree: ast.AST) -> Iterator[str]:
    """Yield the modules below ``lckm_core`` that are imported anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lckm_core."):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("lckm_core."))
