"""Signatures of attrs classes for the reference, and Sphinx roles as plain code."""

import importlib
import inspect
from collections.abc import Iterator
from typing import Any

import attrs
import griffe
import public_names

_KINDS = {
    inspect.Parameter.POSITIONAL_OR_KEYWORD: griffe.ParameterKind.positional_or_keyword,
    inspect.Parameter.KEYWORD_ONLY: griffe.ParameterKind.keyword_only,
}


class Roles(griffe.Extension):
    """Takes roles out of docstrings, and gives attrs classes their signatures."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of one object."""
        if obj.docstring is not None:
            obj.docstring.value = public_names.ROLE.sub(r"`\1`", obj.docstring.value)

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Add the constructor that attrs makes, which stands nowhere in the source."""
        for one in list(_classes(pkg)):
            made = _runtime(one)
            if made is not None and attrs.has(made) and "__init__" not in one.members:
                one.set_member("__init__", _constructor(one, made))


def _classes(place: griffe.Object) -> Iterator[griffe.Class]:
    for member in place.members.values():
        if member.is_alias:
            continue
        if isinstance(member, griffe.Class):
            yield member
        if isinstance(member, griffe.Module | griffe.Class):
            yield from _classes(member)


def _runtime(one: griffe.Class) -> Any:
    """Return the class itself, or None for one that is made elsewhere."""
    if not any("attrs" in str(decorator.value) for decorator in one.decorators):
        return None
    found: Any = importlib.import_module(one.module.path)
    for name in one.path.removeprefix(f"{one.module.path}.").split("."):
        found = getattr(found, name, None)
    return found


def _constructor(one: griffe.Class, made: Any) -> griffe.Function:
    parameters = griffe.Parameters()
    for name, parameter in inspect.signature(made).parameters.items():
        member = one.members.get(name) or one.members.get(f"_{name}")
        default = None if parameter.default is parameter.empty else _shown(parameter.default)
        parameters.add(
            griffe.Parameter(
                name,
                annotation=getattr(member, "annotation", None) or _annotation(parameter),
                kind=_KINDS[parameter.kind],
                default=default,
            )
        )
    return griffe.Function("__init__", parameters=parameters, parent=one)


def _annotation(parameter: inspect.Parameter) -> str | None:
    return None if parameter.annotation is parameter.empty else str(parameter.annotation)


def _shown(default: object) -> str:
    """Return a default as it is written; of a long or made one, that there is one."""
    text = repr(default)
    return text if len(text) <= 30 and "<" not in text and default is not attrs.NOTHING else "..."
