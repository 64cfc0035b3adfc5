"""Classes as they are written: their methods, attributes and imports."""

import ast
import builtins
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

import attrs

_LIBRARY = ("lckm_core", "lckm_testing")


@attrs.frozen
class Method:
    """A method of a class.

    Attributes:
        head: its first lines, up to the end of its docstring.
        summary: the first paragraph of its docstring.
        returns: the annotation of what it returns.
        imports: the module and name of each import that its annotations need.
    """

    name: str
    head: str
    summary: str
    returns: str
    imports: frozenset[tuple[str, str]]
    body: tuple[ast.stmt, ...] = attrs.field(repr=False)


@attrs.frozen
class Attribute:
    """An attribute that a class declares without a value.

    Attributes:
        hint: its annotation.
        text: the line of text under it.
        imports: the module and name of each import that its annotation needs.
    """

    name: str
    hint: str
    text: str
    imports: frozenset[tuple[str, str]]


def methods(kind: type, *, fixtures: bool = False) -> Iterator[Method]:
    """Yield the public methods of a class, or those that are pytest fixtures, in order."""
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
    """Yield the attributes that a class declares without a value, in order."""
    body = _class(kind).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.value is None
        ):
            has_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            text = str(after.value.value) if has_text else ""  # type: ignore[union-attr]
            imports = frozenset(_imports(kind, [node.annotation]))
            yield Attribute(node.target.id, ast.unparse(node.annotation), text, imports)


def docstring(kind: type) -> str:
    """Return the docstring of a class as it is written, with quotes."""
    documented = _class(kind).body[0]
    return "\n".join(_lines(_module(kind))[documented.lineno - 1 : documented.end_lineno])


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a text, on one line."""
    return " ".join(text.partition("\n\n")[0].split())


def public_home(module: str, name: str) -> str:
    """Return the public module that a name is imported from."""
    parts = module.split(".")
    if parts[0] not in _LIBRARY:
        return module
    packages = (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return next(
        (path for path in packages if name in getattr(import_module(path), "__all__", ())), module
    )


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name == "__call__"


def _imports(kind: type, hints: list[ast.expr | None]) -> Iterator[tuple[str, str]]:
    """Yield the module and name of each import that annotations need."""
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
    """Return the module of each name that a module imports."""
    froms = [node for node in _tree(module).body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: str(node.module) for node in froms for alias in node.names}


def _class(kind: type) -> ast.ClassDef:
    return next(
        node
        for node in _tree(_module(kind)).body
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
