"""A module is no longer than one can keep in mind, nor wider; contracts name every adapter."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ADAPTERS = sorted((ROOT / "adapters").glob("*/src/*/"))
LONGEST = 400
WIDEST = 100
NO_NAMES = {"one", "told", "apart", "since"}
"""Of what docs/style.md forbids as names, those that had spread."""
PUBLIC = {"src/lckm_core/text.py one", "src/lckm_core/delivery/_model.py since"}
"""Fields: a form of a noun, and a key that databases and output have."""
MODULES = sorted(
    path
    for folder in (ROOT / "src", *(ROOT / "adapters").glob("*/src"))
    for path in folder.rglob("*.py")
)


def test_a_module_has_at_most_four_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }
    assert lengths
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_a_line_without_blanks_has_at_most_a_hundred_characters() -> None:
    """The linter's E501 passes it, so a pattern has to be held against it here."""
    lines = {
        f"{path.relative_to(ROOT)}:{number}": len(line)
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line.split()) == 1
    }
    assert lines
    assert {place: length for place, length in lines.items() if length > WIDEST} == {}


def _bound_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


@pytest.mark.slow(reason="parses all code; style is also what ruff looks at in each change")
def test_no_name_is_a_pronoun_or_an_adverb() -> None:
    names = {
        f"{path.relative_to(ROOT)} {name}"
        for path in MODULES
        for name in _bound_names(ast.parse(path.read_text(encoding="utf-8")))
        if name.strip("_") in NO_NAMES
    }
    assert names == PUBLIC


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return {argument.arg for argument in named if argument is not None}


@pytest.mark.slow(reason="parses all code; style is also what ruff looks at in each change")
def test_a_docstring_names_no_argument_that_a_function_lacks() -> None:
    """Renaming an argument leaves ``*old*`` behind, which no linter sees."""
    found = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                words = re.findall(r"(?<![\w*])\*(\w+)\*(?!\w)", ast.get_docstring(function) or "")
                missing = set(words) - _arguments(function)
                found += [f"{path.relative_to(ROOT)} {function.name} {word}" for word in missing]
    assert found == []


def test_the_contracts_of_imports_name_every_adapter() -> None:
    """import-linter knows no pattern for packages, so its lists are held against the folders."""
    adapters = sorted(path.parent.name for path in (ROOT / "adapters").glob("*/src/*/__init__.py"))
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]
    lists = {contract["name"]: contract for contract in linter["contracts"]}
    assert sorted(linter["root_packages"]) == sorted([*adapters, "lckm_core"])
    assert lists["The core knows no adapter"]["forbidden_modules"] == adapters


def test_the_core_names_no_adapter_in_any_string() -> None:
    """import-linter sees imports alone."""
    names = {path.name for path in ADAPTERS} | {path.name.replace("_", "-") for path in ADAPTERS}
    words = re.compile(r"\b(?:" + "|".join(sorted(names)) + r")\b")
    core = sorted((ROOT / "src").rglob("*.py"))
    found = [(path.name, words.findall(path.read_text(encoding="utf-8"))) for path in core]
    assert found
    assert [one for one in found if one[1]] == []
