"""Distributions meet at their faces, and what is private stays within its package."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.helpers.rows import in_one_test
from tests.helpers.sources import source

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "src", *sorted((ROOT / "adapters").glob("*/src"))]
MODULES = {
    path: ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
    for source in SOURCES
    for path in sorted(source.rglob("*.py"))
}
ALL = set(MODULES.values())
DISTRIBUTIONS = {name.partition(".")[0] for name in MODULES.values()}
CORE = {name for name in MODULES.values() if name.count(".") == 1 and name.startswith("lckm_core.")}
FACES = (
    DISTRIBUTIONS
    | {name for name in CORE if not name.startswith("lckm_core._")}
    | {name for name in MODULES.values() if name.startswith("lckm_core.ports.")}
    | {"lckm_core.procedures.parts", "lckm_core.procedures.template"}
    | {"lckm_cli.settings", "lckm_cli.toolkit"}
)
"""What one distribution may import of another."""

PAGES = sorted(
    path.relative_to(ROOT)
    for pattern in ("*.md", "docs/**/*.md", "adapters/*/*.md")
    for path in ROOT.glob(pattern)
)


EXPORTS = {
    name: source(path).exported for path, name in MODULES.items() if path.name == "__init__.py"
}


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the modules of the project that a file imports anywhere, for types alone, too."""
    return frozenset(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in source(path).anywhere:
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in {path}"
            exported = EXPORTS.get(str(node.module), set())
            for one in node.names:
                name = f"{node.module}.{one.name}"
                yield name if name in ALL and one.name not in exported else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


@in_one_test("distribution", sorted(DISTRIBUTIONS))
def test_a_distribution_imports_of_another_its_faces_only(distribution: str) -> None:
    deep = [
        (module, name)
        for path, module in MODULES.items()
        if module.partition(".")[0] == distribution
        for name in imported(path)
        if name.partition(".")[0] in DISTRIBUTIONS - {distribution}
        if name not in FACES or "._" in name
    ]
    assert deep == []


@in_one_test("distribution", sorted(DISTRIBUTIONS))
def test_a_private_module_is_imported_within_its_package_only(distribution: str) -> None:
    outside = [
        (module, name)
        for path, module in MODULES.items()
        if module.partition(".")[0] == distribution
        for name in imported(path)
        if "._" in name
        if not f"{module}.".startswith(f"{name[: name.index('._')]}.")
    ]
    assert outside == []


@in_one_test("page", PAGES, ids=str)
def test_a_page_imports_nothing_private(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    # A line that a page adds to a file of the package, as a diff, begins with a plus.
    assert re.findall(r"^ *(?:from|import) lckm_\S*\._.*", text, re.MULTILINE) == []


def test_the_faces_are_modules() -> None:
    assert FACES <= ALL
