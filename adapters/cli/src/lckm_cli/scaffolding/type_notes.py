"""The types that a new adapter meets, explained beside it."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from importlib import import_module
from itertools import pairwise
from types import UnionType
from typing import Any

import attrs

from lckm_cli.scaffolding.contracts import contract_of
from lckm_cli.scaffolding.sources import first_paragraph, methods, public_home
from lckm_core.ports import Port

_LIBRARY = ("lckm_core", "lckm_testing")
_ROLE = re.compile(r":(?:class|meth|attr|func):`~?([^`]+)`")
_HEAD = """\
# The types of {distribution}

What the methods in `src/{package}/adapter.py` and the fixtures in `tests/test_contract.py` get and
return, and what these are made of. The texts are the library's own docstrings.
"""


def type_notes(distribution: str, package: str, ports: Sequence[Port[Any]]) -> str:
    """Return a page that explains each type which the ports and their contracts name."""
    named = dict(_named_types(ports))
    parts = dict(_parts(named.values()))
    notes = [_note(name, kind) for name, kind in sorted({**parts, **named}.items())]
    return "\n".join([_HEAD.format(distribution=distribution, package=package), *notes])


def _named_types(ports: Iterable[Port[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield the types in the signatures of ports and fixtures, and the members of unions."""
    protocols = {port.protocol for port in ports}
    imports: set[tuple[str, str]] = set()
    for port in ports:
        heads = [*methods(port.protocol)] if port.is_protocol else []
        fixtures = [fixture.fixture for fixture in contract_of(port).fixtures]
        imports |= {pair for method in (*heads, *fixtures) for pair in method.imports}
        if not port.is_protocol:
            imports.add((port.protocol.__module__, port.protocol.__name__))
    for module, name in imports:
        kind = getattr(import_module(module), name, None)
        if module.partition(".")[0] in _LIBRARY and (kind not in protocols or _is_type(kind)):
            yield from _with_members(name, kind)


def _with_members(name: str, kind: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(kind, UnionType):
        yield name, kind
        yield from ((member.__name__, member) for member in kind.__args__ if _is_type(member))
    elif _is_type(kind):
        yield name, kind


def _parts(kinds: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the types of the fields of *kinds*."""
    for kind in kinds:
        if isinstance(kind, type) and attrs.has(kind):
            known = vars(inspect.getmodule(kind))
            for _, hint in _fields(kind):
                for name in re.findall(r"\w+", hint):
                    yield from _with_members(name, known.get(name))


def _is_type(kind: Any) -> bool:
    """Return whether *kind* is a value of the library that can be explained."""
    is_ours = getattr(kind, "__module__", "").partition(".")[0] in _LIBRARY
    return is_ours and isinstance(kind, type) and (attrs.has(kind) or issubclass(kind, Enum))


def _note(name: str, kind: Any) -> str:
    if isinstance(kind, UnionType):
        members = " or ".join(f"`{member.__name__}`" for member in kind.__args__)
        return f"## {name}\n\nOne of {members}.\n"
    home = public_home(kind.__module__, name)
    lines = [f"## {name}", "", f"`from {home} import {name}`", "", _text(inspect.getdoc(kind))]
    if issubclass(kind, Enum):
        lines += ["", *(_value(name, member, text) for member, text in _values(kind))]
    elif fields := list(_fields(kind)):
        lines += ["", *(f"- `{field}: {hint}`" for field, hint in fields)]
    return "\n".join(lines) + "\n"


def _value(name: str, member: str, text: str) -> str:
    return f"- `{name}.{member}`: {_text(text)}" if text else f"- `{name}.{member}`"


def _text(doc: str | None) -> str:
    """Return the first paragraph of a docstring, in Markdown."""
    return _ROLE.sub(r"`\1`", first_paragraph(doc or "").replace("``", "`"))


def _fields(kind: type) -> Iterator[tuple[str, str]]:
    """Yield the name and the type of each argument of an attrs class."""
    hints = {
        node.target.id: ast.unparse(_without_marks(node.annotation))
        for base in reversed(kind.__mro__)
        for node in _body(base)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    yield from (
        (field.name, hints.get(field.name, "object")) for field in attrs.fields(kind) if field.init
    )


def _without_marks(hint: ast.expr) -> ast.expr:
    """Return the type of ``Annotated[type, mark]``, or *hint* itself."""
    match hint:
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[kind, *_])):
            return kind
        case _:
            return hint


def _values(kind: type[Enum]) -> Iterator[tuple[str, str]]:
    """Yield the name of each member and the text under it."""
    body = _body(kind)
    texts = {
        ast.unparse(node.targets[0]): str(after.value.value)
        for node, after in pairwise(body)
        if isinstance(node, ast.Assign)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    }
    yield from ((member.name, texts.get(member.name, "")) for member in kind)


def _body(kind: type) -> list[ast.stmt]:
    if kind.__module__.partition(".")[0] not in _LIBRARY:
        return []
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    (node,) = tree.body
    return node.body if isinstance(node, ast.ClassDef) else []
