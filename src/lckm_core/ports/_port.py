"""What a port is: a hook of one kind that hands over objects of one protocol."""

from collections.abc import Callable
from enum import StrEnum
from inspect import getdoc
from typing import Any, TypeVar

import attrs
import pluggy

from lckm_core.law import cite
from lckm_core.text import Message

NAME = "lckm_core"
"""The project's name for pluggy, and the group of its entry points."""

impl = pluggy.HookimplMarker(NAME)
"""Marks the method of an adapter that answers a hook: ``@impl`` above ``def provide_mailer(self)``."""

_spec = pluggy.HookspecMarker(NAME)
_F = TypeVar("_F", bound=Callable[..., Any])


class PortKind(StrEnum):
    """How many adapters may answer a hook, and what becomes of their answers."""

    PROVIDE = "provide"
    """Exactly one: two are an error, and none is one once it is needed, unless the port has a default."""
    CONTRIBUTE = "contribute"
    """Any number: each hands over what it has."""
    NOTIFY = "notify"
    """Any number: each is told, and one that fails stops neither the others nor the work."""


@attrs.frozen
class Port:
    """A hook, its kind, the protocol of what it hands over, and whether there is something to fall back on.

    ``short`` is what people call it, such as ``mail``: the name of its module. ``rules`` says when it is called. ``unique`` is
    the attribute of a contribution that is one adapter's own, and with ``may_repeat`` several of that adapter may share it;
    ``taken`` are values of it that are the library's. ``misfit`` says what is wrong with a thing that has all of the protocol.
    """

    name: str
    kind: PortKind
    protocol: type
    has_default: bool = False
    short: str = ""
    rules: str = ""
    unique: str = ""
    may_repeat: bool = False
    taken: tuple[str, ...] = ()
    misfit: Callable[[Any], Message | None] | None = None


_PORTS: dict[str, Port] = {}


def port(
    kind: PortKind,
    protocol: type,
    *,
    cites: tuple[str, ...] = (),
    has_default: bool = False,
    unique: str = "",
    may_repeat: bool = False,
    taken: tuple[str, ...] = (),
    misfit: Callable[[Any], Message | None] | None = None,
) -> Callable[[_F], _F]:
    """Declare a function as the hook of a port; the rest is as :class:`Port` has it."""

    def declare(function: _F) -> _F:
        for citation in cites:
            cite(citation, f"{function.__module__}.{function.__qualname__}")
        short, rules = function.__module__.rpartition(".")[2], getdoc(function) or ""
        _PORTS[function.__name__] = Port(
            function.__name__,
            kind,
            protocol,
            has_default,
            short,
            rules,
            unique,
            may_repeat,
            taken,
            misfit,
        )
        return _spec(function)

    return declare


def ports() -> tuple[Port, ...]:
    """Return every port; :data:`lckm_core.ports.MODULES` has them in the order of the docs.

    Raises nothing. Source: the modules of :mod:`lckm_core.ports`; each port names its provision.
    """
    return tuple(_PORTS.values())
