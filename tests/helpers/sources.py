"""What source files import and export; each is parsed once, and its tree is not kept."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

Import = ast.Import | ast.ImportFrom
_WITHIN = ("body", "orelse", "finalbody", "handlers", "cases")


class Source(NamedTuple):
    """What is known of a file."""

    at_once: list[Import]
    """The imports at its top."""
    anywhere: list[Import | ast.Call]
    """All of its imports, and its calls of ``import_module``."""
    exported: frozenset[str]
    """What its ``__all__`` lists."""


@cache
def source(path: Path) -> Source:
    """Return what a file imports and exports."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    # Statements are a tenth of all nodes.
    nodes = ast.walk(tree) if "import_module(" in text else _statements(tree)
    exported: frozenset[str] = frozenset()
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List() as names):
                exported = frozenset(ast.literal_eval(names))
    return Source(
        [node for node in tree.body if isinstance(node, Import)],
        [node for node in nodes if isinstance(node, Import) or _imports_a_module(node)],
        exported,
    )


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    for name in _WITHIN:
        for one in getattr(node, name, ()):
            yield one
            yield from _statements(one)


def _imports_a_module(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name("import_module")):
            return True
    return False
