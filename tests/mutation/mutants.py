"""The faults that are put into the code: cosmic-ray's, less those that tell nothing, and ours."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import half_right
import left_out
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names
from parso.tree import NodeOrLeaf

# One other operator for each: that „+” becomes „**” is noticed wherever that it becomes „-” is.
_BINARY = {
    "Add": "Sub", "Sub": "Add", "Mul": "Add", "Div": "Mul", "FloorDiv": "Mul", "Mod": "Mul",
    "Pow": "Mul", "LShift": "RShift", "RShift": "LShift", "BitOr": "BitAnd", "BitAnd": "BitOr",
    "BitXor": "BitOr",
}  # fmt: skip
# The limits moved and the question turned round; the other replacements are noticed wherever these
# are.
_COMPARISON = {
    "Eq": ("NotEq", "LtE", "GtE"), "NotEq": ("Eq", "Lt", "Gt"), "Lt": ("LtE", "NotEq", "GtE"),
    "LtE": ("Lt", "Eq", "Gt"), "Gt": ("GtE", "NotEq", "LtE"), "GtE": ("Gt", "Eq", "Lt"),
    "Is": ("IsNot",), "IsNot": ("Is",),
}  # fmt: skip
_OWN = (left_out, half_right)
# Without them the code is slower, not different.
_MEMORY = ("@cache", "@lru_cache", "@functools.cache")


class Mutant(NamedTuple):
    """One fault: the *occurrence*-th place of *module* where the operator of that name applies."""

    module: str
    operator: str
    occurrence: int
    line: int
    column: int

    @property
    def name(self) -> str:
        """Where it is and what is done there."""
        return f"{self.module}:{self.line}:{self.column + 1}:{self.operator}:{self.occurrence}"

    def code(self, source: str) -> str | ast.Module:
        """Return *source* with the fault in it, to be compiled."""
        for own in _OWN:
            if self.operator in own.OPERATORS:
                return left_out.with_fault(own.faults(source), self.operator, self.occurrence)
        code = mutate_code(source, get_operator(f"core/{self.operator}")(), self.occurrence)
        assert code is not None
        return code


@cache
def _operators() -> dict[str, Operator]:
    wanted = {}
    for full_name in operator_names():
        name = full_name.removeprefix("core/")
        kind, *pair = name.split("_")
        if "Variable" in name:
            continue  # puts a random number in place of a variable: no run would be like another
        if kind == "ReplaceBinaryOperator" and _BINARY[pair[0]] != pair[1]:
            continue
        if kind == "ReplaceComparisonOperator" and pair[1] not in _COMPARISON[pair[0]]:
            continue
        if kind == "ReplaceUnaryOperator" and pair[0] != "Delete":
            continue
        wanted[name] = get_operator(full_name)()
    return wanted


def mutants(source: str, module: str) -> Iterator[Mutant]:
    """Yield the mutants of the *source* of a module, in the order of its lines."""
    nodes = list(ast_nodes(get_ast(source)))
    annotations, lines = list(_annotations(source)), source.splitlines()
    found = []
    for name, operator in _operators().items():
        places = [
            (node, *start) for node in nodes for start, _ in operator.mutation_positions(node)
        ]
        for occurrence, (node, line, column) in enumerate(places):
            if lines[line - 1].lstrip().startswith(_MEMORY):
                continue
            # Which of two texts sorts before the other decides nothing.
            if (
                name.startswith("ReplaceComparison")
                and name.endswith(("Lt", "LtE", "Gt", "GtE"))
                and _of_text(node)
            ):
                continue
            # „str | None” is for the type checker.
            if "BitOr" in name and any(start <= (line, column) < end for start, end in annotations):
                continue
            found.append(Mutant(module, name, occurrence, line, column))
    before: Counter[str] = Counter()
    for fault in [fault for own in _OWN for fault in own.faults(source)[1]]:
        if not lines[fault.line - 1].lstrip().startswith(_MEMORY):
            number = before[fault.operator]
            found.append(Mutant(module, fault.operator, number, fault.line, fault.column))
        before[fault.operator] += 1
    return iter(sorted(found, key=lambda one: (one.line, one.column, one.operator)))


def _of_text(node: NodeOrLeaf) -> bool:
    return any(child.type in ("string", "fstring") for child in getattr(node, "children", ()))


def _annotations(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for node in ast.walk(ast.parse(source)):
        for name in ("annotation", "returns"):
            part = getattr(node, name, None)
            if part is not None:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)


def statements(source: str) -> dict[int, frozenset[int]]:
    """Return for each line the lines of its statement: of a compound one those before its body."""
    found: dict[int, frozenset[int]] = {}
    for node in ast.walk(ast.parse(source)):  # outer ones first
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            start = node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno
            body = getattr(node, "body", None)
            end = max(start, body[0].lineno - 1) if body else node.end_lineno
            assert end is not None
            lines = frozenset(range(start, end + 1))
            found.update(dict.fromkeys(lines, lines))
    return found


def functions(source: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of the body of each function: what is run when it is called."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.body[0].lineno, node.end_lineno or node.lineno


def sources(root: Path, parts: list[str]) -> dict[str, str]:
    """Return the sources of the modules in *parts* by their paths under *root*.

    Raises FileNotFoundError for a part (a folder or file under *root*) without a module.
    """
    paths = []
    for part in parts:
        found = [root / part] if part.endswith(".py") else list((root / part).rglob("*.py"))
        if not found or not found[0].is_file():
            raise FileNotFoundError(f"no module in {root / part}")
        paths += found
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(set(paths))
    }
