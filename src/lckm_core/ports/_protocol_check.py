"""Whether an object has all that a port's protocol asks for, with the same parameters."""

import inspect
from collections.abc import Iterator
from functools import cache
from typing import Any

from lckm_core.ports._errors import (
    AdapterProtocolError,
    ConflictingAdaptersError,
    UnusableAdapterError,
)
from lckm_core.ports._port import Port
from lckm_core.text import Message


def require_fit(adapter: str, port: Port[Any], thing: object) -> None:
    """Raise unless *thing* implements the port's protocol with synchronous methods."""
    if not port.is_protocol:
        if not isinstance(thing, port.protocol):
            raise AdapterProtocolError(adapter, port.name, port.protocol.__name__)
        return
    if lacks := tuple(_lacking(port.protocol, thing)):
        raise AdapterProtocolError(adapter, port.name, port.protocol.__name__, lacks)
    for name in _members(port.protocol):
        if inspect.iscoroutinefunction(getattr(thing, name)):
            raise UnusableAdapterError(adapter, _asynchronous(name, port))
    if port.misfit is not None and (because := port.misfit(thing)):
        raise UnusableAdapterError(adapter, because)


def _asynchronous(method: str, port: Port[Any]) -> Message:
    return Message(
        f"{method} w {port.name} jest asynchroniczne, a biblioteka na nic nie czeka; "
        "daj zwykłą funkcję",
        f"{method} of {port.name} is asynchronous, and the library awaits nothing; "
        "give a plain function",
    )


def require_unique(owners: dict[str, str], adapter: str, port: Port[Any], thing: object) -> None:
    """Raise when another adapter has the unique value of *thing*; else add it to *owners*."""
    if not port.unique:
        return
    value = str(getattr(thing, port.unique))
    owner = owners.get(value)
    if owner is not None and not (owner == adapter and port.may_repeat):
        raise ConflictingAdaptersError(port.name, (owner, adapter), value)
    owners[value] = adapter


def _lacking(protocol: type, thing: object) -> Iterator[str]:
    """Yield what is missing: a name, or a name with the parameters that it does not take."""
    for name, wanted in _members(protocol).items():
        member = _member(thing, name)
        if member is None:
            yield name
        elif wanted is not None and not _takes(member, wanted):
            yield f"{name}{_parameters(wanted)}"


def _member(thing: object, name: str) -> Any:
    if name != "__call__":
        return getattr(thing, name, None)
    # The __call__ of a class makes objects of it: what counts is whether the thing can be called.
    return thing if callable(thing) else None


def _takes(function: Any, wanted: inspect.Signature) -> bool:
    """Return whether *function* takes the arguments of *wanted*, the signature of a method."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return callable(function)  # a builtin without a signature
    _, *parameters = wanted.parameters.values()
    positional = [None for parameter in parameters if parameter.kind is not parameter.KEYWORD_ONLY]
    named = {
        parameter.name: None for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY
    }
    try:
        signature.bind(*positional, **named)
    except TypeError:
        return False
    return True


def _parameters(wanted: inspect.Signature) -> str:
    """Return the parameters of a method without ``self`` and without annotations."""
    _, *parameters = wanted.parameters.values()
    bare = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters]
    return str(inspect.Signature(bare))


@cache  # of the ports' protocols, which are asked about for each adapter anew
def _members(protocol: type) -> dict[str, inspect.Signature | None]:
    """Return the signature of each member by its name, ``None`` for one that is no method."""
    names = {*vars(protocol), *getattr(protocol, "__annotations__", {})}
    members = {
        name: vars(protocol).get(name)
        for name in sorted(names)
        if not name.startswith("_") or name == "__call__"
    }
    return {
        name: inspect.signature(member) if callable(member) else None
        for name, member in members.items()
    }
