"""Classes as they are written: their methods word for word, and where each name in them comes from."""

import ast
import builtins
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import attrs

import lckm_core
from lckm_cli.scaffolding import lckm_testing

_PUBLIC = (lckm_core, lckm_testing)


@attrs.frozen
class Method:
    """A method: its first lines up to the end of its docstring, what it says and returns, and the imports it needs."""

    name: str
    head: str
    summary: str
    returns: str
    imports: frozenset[tuple[str, str]]
    body: tuple[ast.stmt, ...] = attrs.field(repr=False)


@attrs.frozen
class Attribute:
    """An attribute that a class asks for: its name, its type as written, the line of text under it, the imports it needs."""

    name: str
    hint: str
    said: str
    imports: frozenset[tuple[str, str]]


def methods(kind: type, *, fixtures: bool = False) -> Iterator[Method]:
    """Yield the methods of a class in their order: those that anybody calls, or those that are pytest fixtures."""
    lines = _lines(_module(kind))
    for node in _class(kind).body:
        if (
            isinstance(node, ast.FunctionDef)
            and bool(node.decorator_list) is fixtures
            and _is_public(node.name)
        ):
            documented = node.body[0]
            head = "\n".join(lines[node.lineno - 1 : documented.end_lineno])
            doc = ast.get_docstring(node) or ""
            returns = ast.unparse(node.returns) if node.returns else ""
            hints = [argument.annotation for argument in (*node.args.args, *node.args.kwonlyargs)]
            imports = frozenset(_imports(kind, [*hints, node.returns]))
            yield Method(
                node.name, head, first_paragraph(doc), returns, imports, tuple(node.body[1:])
            )


def attributes(kind: type) -> Iterator[Attribute]:
    """Yield the attributes that the body of a class declares without a value, in their order."""
    body = _class(kind).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.value is None
        ):
            is_said = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            said = str(after.value.value) if is_said else ""  # type: ignore[union-attr]
            imports = frozenset(_imports(kind, [node.annotation]))
            yield Attribute(node.target.id, ast.unparse(node.annotation), said, imports)


def docstring(kind: type) -> str:
    """Return the docstring of a class as it is written, quotes included."""
    documented = _class(kind).body[0]
    return "\n".join(_lines(_module(kind))[documented.lineno - 1 : documented.end_lineno])


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a text, on one line."""
    return " ".join(text.partition("\n\n")[0].split())


def public_home(module: str, name: str) -> str:
    """Return the module that others import a name from: the library's public one where it has the name."""
    if module.partition(".")[0] == lckm_core.__name__:
        return next((public.__name__ for public in _PUBLIC if name in public.__all__), module)
    return module


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name == "__call__"


def _imports(kind: type, hints: list[ast.expr | None]) -> Iterator[tuple[str, str]]:
    """Yield where the names in annotations of a class come from, each as (module, name)."""
    homes = _homes(_module(kind))
    names = {
        node.id for hint in hints if hint for node in ast.walk(hint) if isinstance(node, ast.Name)
    }
    for name in names - vars(builtins).keys():
        yield public_home(homes.get(name, kind.__module__), name), name


def _module(kind: type) -> ModuleType:
    return sys.modules[kind.__module__]


@cache
def _lines(module: ModuleType) -> list[str]:
    return inspect.getsource(module).splitlines()


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse("\n".join(_lines(module)))


@cache
def _homes(module: ModuleType) -> dict[str, str]:
    """Return the module that each name which a module imports comes from."""
    froms = [node for node in _tree(module).body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: str(node.module) for node in froms for alias in node.names}


def _class(kind: type) -> ast.ClassDef:
    return next(
        node
        for node in _tree(_module(kind)).body
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
