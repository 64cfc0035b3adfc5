"""Faults that answer the usual case rightly: one item, one language, small letters, no blanks."""

import ast
from collections.abc import Callable, Iterator
from functools import partial

from left_out import Fault, parents_in, telling

FIRST, LANGUAGE, CASE, SIGNS, CONDITION, LIMIT, ORDER, DAY, SOME = OPERATORS = (
    "HalfRightFirstOnly",
    "HalfRightLanguage",
    "HalfRightCase",
    "HalfRightSigns",
    "HalfRightCondition",
    "HalfRightLimit",
    "HalfRightOrder",
    "HalfRightDay",
    "HalfRightSome",
)
_OTHER_LANGUAGE = {"pl": "en", "en": "pl"}
_METHODS = {
    **dict.fromkeys(("capitalize", "casefold", "lower", "title", "upper"), CASE),
    **dict.fromkeys(("lstrip", "replace", "rstrip", "strip", "translate"), SIGNS),
    **dict.fromkeys(("desc", "order_by"), ORDER),
    "limit": LIMIT,
}
"""Methods whose answer may be what they are called on."""
_FUNCTIONS = {
    **dict.fromkeys(("fold", "folded"), CASE),
    **dict.fromkeys(("collapse", "normalise", "normalize", "plain", "squeeze"), SIGNS),
}
"""Words in the names of functions whose answer may be what they are given last."""
_CONDITIONS = {"filter", "having", "where"}
_UTC = "__import__('datetime').timezone.utc"


def faults(source: str) -> tuple[ast.Module, list[Fault]]:
    """Return the tree of a module and the faults for it; put in no more than one."""
    tree = ast.parse(source)
    parents = parents_in(tree)
    return tree, [fault for node in telling(tree) for fault in _of(node, parents)]


def _of(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[Fault]:
    """Yield the faults for the node itself."""

    def instead(operator: str, place: ast.expr, new: ast.expr | str) -> Fault:
        """Return the fault that has *new* in place of an expression of this tree."""
        put_in = partial(_replace, parents[place], place, new)
        return Fault(operator, place.lineno, place.col_offset, put_in)

    match node:
        case ast.For(iter=iterable):
            yield instead(FIRST, iterable, _first_of(iterable))
        case ast.comprehension(iter=iterable, is_async=0):
            yield instead(FIRST, iterable, _first_of(iterable))
            for number, condition in enumerate(node.ifs):
                yield _without(CONDITION, condition, partial(node.ifs.pop, number))
        case ast.BoolOp(op=ast.And(), values=conditions):
            for number, condition in enumerate(conditions):
                if len(conditions) == 2:
                    yield instead(CONDITION, condition, "True")
                else:
                    yield _without(CONDITION, condition, partial(conditions.pop, number))
        case ast.Attribute(value=ast.Name() | ast.Attribute(), attr="pl" | "en" as language):
            other = _OTHER_LANGUAGE[language]
            yield instead(LANGUAGE, node, f"{ast.unparse(node.value)}.{other}")
        case ast.Subscript(value=whole, slice=ast.Slice(lower=None, upper=ast.expr())):
            if isinstance(node.ctx, ast.Load):
                yield instead(LIMIT, node, whole)
        case ast.Call(func=ast.Attribute(value=whole, attr=name)) if name in _METHODS:
            if name != "replace" or len(node.args) >= 2:  # else one of a moment
                yield instead(_METHODS[name], node, whole)
        case ast.Call(func=ast.Attribute(value=whole, attr=name)) if name in _CONDITIONS:
            if len(node.args) == 1:
                yield instead(CONDITION, node, whole)
            else:
                for number, condition in enumerate(node.args):
                    yield _without(CONDITION, condition, partial(node.args.pop, number))
        case ast.Call(func=ast.Attribute(attr="astimezone"), args=[zone]):
            yield instead(DAY, zone, _UTC)
        case ast.Call(func=ast.Attribute(value=ast.Constant(" "), attr="join"), args=[words]):
            match words:
                case ast.Call(func=ast.Attribute(value=text, attr="split"), args=[]):
                    yield instead(SIGNS, node, text)
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as arguments):
            yield from _of_function(name, node, arguments, instead)


def _of_function(
    name: str,
    node: ast.Call,
    arguments: list[ast.expr],
    instead: Callable[[str, ast.expr, ast.expr | str], Fault],
) -> Iterator[Fault]:
    """Yield the faults for a call of a function by its name."""
    match name, arguments:
        case "Message" | "Text", [polish, english]:
            yield instead(LANGUAGE, polish, english)
            yield instead(LANGUAGE, english, polish)
        case "sorted" | "reversed", [things]:
            yield instead(ORDER, node, f"list({ast.unparse(things)})")
        case "any" | "all", [things]:
            other = {"any": "all", "all": "any"}[name]
            yield instead(SOME, node, f"{other}({ast.unparse(things)})")
        case "islice", [things, _]:
            yield instead(LIMIT, node, things)
        case "min" | "max", [first, second]:
            yield instead(LIMIT, node, first)
            yield instead(LIMIT, node, second)
        case "civil_day", [moment]:
            yield instead(DAY, node, f"({ast.unparse(moment)}).astimezone({_UTC}).date()")
        case _:
            for word in name.strip("_").split("_"):
                if word in _FUNCTIONS:
                    yield instead(_FUNCTIONS[word], node, arguments[-1])


def _first_of(iterable: ast.expr) -> str:
    return f"__import__('itertools').islice({ast.unparse(iterable)}, 1)"


def _without(operator: str, condition: ast.expr, put_in: Callable[[], object]) -> Fault:
    return Fault(operator, condition.lineno, condition.col_offset, put_in)


def _replace(parent: ast.AST, child: ast.expr, new: ast.expr | str) -> None:
    """Put *new* (a tree, or source) where *child* is."""
    if isinstance(new, str):
        new = ast.parse(new, mode="eval").body
        for node in ast.walk(new):
            ast.copy_location(node, child)
    for name, value in ast.iter_fields(parent):
        if value is child:
            setattr(parent, name, new)
        elif isinstance(value, list) and child in value:
            value[value.index(child)] = new
