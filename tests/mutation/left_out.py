"""Faults that programmers make and cosmic-ray does not: something has been left out."""

import ast
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

CALL, ASSIGNMENT, GUARD, KEYWORD, ELEMENT = OPERATORS = (
    "LeaveOutCall",
    "LeaveOutAssignment",
    "LeaveOutGuard",
    "LeaveOutKeyword",
    "LeaveOutElement",
)
# Words for people, what only a type checker or a debugger sees, and what is the same on Linux.
_UNTOLD = {"encoding", "epilog", "eq", "help", "message", "metadata", "metavar", "repr", "strict"}
_UNTOLD_NAMES = {"__all__", "__slots__"}
_TYPES = {"ParamSpec", "TypeVar", "TypeVarTuple", "assert_never"}
_LEVELS = {"critical", "debug", "error", "exception", "info", "log", "warning"}
_LONG = 6
"""Of a longer literal only the first element, the middle one and the last are left out."""
_Literal = ast.Dict | ast.List | ast.Set | ast.Tuple


class Fault(NamedTuple):
    """Something that can be left out of a tree."""

    operator: str
    line: int
    column: int
    put_in: Callable[[], None]


def faults(source: str) -> tuple[ast.Module, list[Fault]]:
    """Return the tree of a module and what can be left out of it; leave out no more than one."""
    tree = ast.parse(source)
    parents = parents_in(tree)
    return tree, [fault for node in telling(tree) for fault in _of(node, parents)]


def with_fault(
    possible: tuple[ast.Module, list[Fault]], operator: str, occurrence: int
) -> ast.Module:
    """Return the tree with the fault of that operator and number put in."""
    tree, found = possible
    [fault for fault in found if fault.operator == operator][occurrence].put_in()
    return tree


def parents_in(tree: ast.Module) -> dict[ast.AST, ast.AST]:
    """Return the parent of each node."""
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def telling(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of which a fault would tell: no annotations, no words of a log."""
    if isinstance(node, ast.Call) and _is_untold(node):
        return
    if isinstance(node, ast.If) and _name(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Assign) and _name(node.targets[0]) in _UNTOLD_NAMES:
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "slice"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from telling(child)


def _of(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[Fault]:
    """Yield what can be left out of the node itself."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        for number, statement in enumerate(block if isinstance(block, list) else ()):
            operator = _statement(statement, node)
            if operator:
                done = ast.copy_location(ast.Pass(), statement)
                yield _fault(operator, statement, partial(block.__setitem__, number, done))
    if isinstance(node, ast.Call):
        for number, keyword in enumerate(node.keywords):
            # That True becomes False, cosmic-ray sees to.
            constant = isinstance(keyword.value, ast.Constant)
            if keyword.arg not in _UNTOLD and not (constant and _is_bool(keyword.value)):
                yield _fault(KEYWORD, keyword, partial(node.keywords.pop, number))
    if isinstance(node, _Literal) and not _is_fixed(node, parents[node]):
        elements = node.values if isinstance(node, ast.Dict) else node.elts
        last = len(elements) - 1
        for number, element in enumerate(elements):
            if last < _LONG or number in (0, last // 2, last):
                yield _fault(ELEMENT, element, partial(_take_out, node, number))


def _fault(operator: str, place: ast.expr | ast.stmt | ast.keyword, put_in: Callable) -> Fault:
    return Fault(operator, place.lineno, place.col_offset, put_in)


def _statement(statement: ast.AST, parent: ast.AST) -> str:
    """Return by which operator a statement is left out; empty where that would tell nothing."""
    match statement:
        case ast.Expr(value=ast.Call() as call):
            return "" if _is_untold(call) else CALL
        case ast.Assign(targets=targets):
            left_out = all(isinstance(one, ast.Attribute | ast.Subscript) for one in targets)
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target, value=ast.expr()):
            targets = [target]
            left_out = isinstance(target, ast.Attribute | ast.Subscript)
        case ast.Delete():
            return ASSIGNMENT
        case ast.If(
            body=[*_, ast.Raise() | ast.Return() | ast.Continue() | ast.Break()], orelse=[]
        ):
            awaits = any(isinstance(one, ast.Await) for one in ast.walk(statement.test))
            return "" if awaits else GUARD
        case _:
            return ""
    # An attribute that an object never has is missed wherever it is used.
    new = isinstance(parent, ast.FunctionDef) and parent.name == "__init__"
    own = new and all(isinstance(one, ast.Attribute) for one in targets)
    return ASSIGNMENT if left_out and not own else ""


def _is_untold(call: ast.Call) -> bool:
    """Return whether a call is for a log or a type checker, or sets up what is inherited."""
    match call.func:
        case ast.Attribute(value=logger, attr=level) if level in _LEVELS:
            return "log" in _name(logger).lower()
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"):
            return True
    return _name(call.func) in _TYPES


def _is_bool(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, bool)


def _is_fixed(node: _Literal, parent: ast.AST) -> bool:
    """Return whether a literal is a tuple of which every use needs each place."""
    if not isinstance(node, ast.Tuple):
        return False
    if not isinstance(node.ctx, ast.Load):
        return True
    match parent:
        case ast.Return() | ast.Yield() | ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            return True
        case ast.BinOp(op=ast.Mod()):
            return True
        case ast.Assign(targets=[ast.Tuple(), *_]):
            return True
        case ast.Tuple(elts=rows) | ast.List(elts=rows) | ast.Set(elts=rows):
            return all(isinstance(row, ast.Tuple) for row in rows)
        case ast.Dict(values=rows):
            return all(isinstance(row, ast.Tuple) for row in rows)
    return False


def _take_out(node: _Literal, number: int) -> None:
    if isinstance(node, ast.Dict):
        del node.keys[number], node.values[number]
    else:
        del node.elts[number]


def _name(node: ast.AST) -> str:
    """Return the last name of ``a.b.c``, or of a name alone."""
    return getattr(node, "attr", getattr(node, "id", ""))
