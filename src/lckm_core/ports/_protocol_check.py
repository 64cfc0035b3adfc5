"""Whether what an adapter hands over fits its port: all that the protocol has, callable as the centre calls it."""

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

from lckm_core.ports._errors import (
    AdapterProtocolError,
    ConflictingAdaptersError,
    UnusableAdapterError,
)
from lckm_core.ports._port import Port
from lckm_core.text import Message


def require_fit(adapter: str, port: Port, thing: object) -> None:
    """Raise unless *thing* has what the protocol of the port has, in functions that take what the centre gives and do not wait to be awaited."""
    if not getattr(port.protocol, "_is_protocol", False):
        if not isinstance(thing, port.protocol):
            raise AdapterProtocolError(adapter, port.name, port.protocol.__name__)
        return
    if lacks := tuple(_lacking(port.protocol, thing)):
        raise AdapterProtocolError(adapter, port.name, port.protocol.__name__, lacks)
    for name in _members(port.protocol):
        if inspect.iscoroutinefunction(getattr(thing, name)):
            raise UnusableAdapterError(
                adapter,
                Message(
                    f"{name} w {port.name} jest asynchroniczne, a biblioteka na nic nie czeka; daj zwykłą funkcję",
                    f"{name} of {port.name} is asynchronous, and the library awaits nothing; give a plain function",
                ),
            )
    if port.misfit is not None and (because := port.misfit(thing)):
        raise UnusableAdapterError(adapter, because)


def require_own(owners: dict[str, str], adapter: str, port: Port, thing: object) -> None:
    """Raise unless what is unique of the thing is nobody else's."""
    if not port.unique:
        return
    value = str(getattr(thing, port.unique))
    owner = owners.get(value)
    if owner is not None and not (owner == adapter and port.may_repeat):
        raise ConflictingAdaptersError(port.name, (owner, adapter), value)
    owners[value] = adapter


def _lacking(protocol: type, thing: object) -> Iterator[str]:
    """Yield what is missing: a name, or a name with the arguments that it does not take."""
    for name in _members(protocol):
        wanted = (
            inspect.signature(vars(protocol)[name]) if callable(vars(protocol).get(name)) else None
        )
        # Of a class, __call__ is what makes objects of it: what counts is whether the thing itself can be called.
        found = (
            (thing if callable(thing) else None)
            if name == "__call__"
            else getattr(thing, name, None)
        )
        if found is None:
            yield name
        elif wanted is not None and not _takes(found, wanted):
            yield f"{name}{_shown(wanted)}"


def _takes(function: Any, wanted: inspect.Signature) -> bool:
    """Return whether *function* can be called with the arguments that *wanted*, a method's signature, has."""
    try:
        found = inspect.signature(function)
    except (TypeError, ValueError):
        return callable(function)  # a builtin that says nothing of itself
    _, *rest = wanted.parameters.values()
    positional = [None for one in rest if one.kind is not one.KEYWORD_ONLY]
    named = {one.name: None for one in rest if one.kind is one.KEYWORD_ONLY}
    try:
        found.bind(*positional, **named)
    except TypeError:
        return False
    return True


def _shown(wanted: inspect.Signature) -> str:
    _, *rest = (
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in wanted.parameters.values()
    )
    return str(inspect.Signature(rest))


def _members(protocol: type) -> Iterable[str]:
    names = {*vars(protocol), *getattr(protocol, "__annotations__", {})}
    return sorted(name for name in names if not name.startswith("_") or name == "__call__")
