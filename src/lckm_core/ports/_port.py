"""What a port is: a hook of one kind that hands over objects of one protocol."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules
from typing import Any, Generic, Protocol, TypeVar, get_args, overload

import attrs
import pluggy

from lckm_core.law import cite
from lckm_core.text import Message

NAME = "lckm_core"
"""The project's name for pluggy, and the group of its entry points."""

impl = pluggy.HookimplMarker(NAME)
"""Marks an adapter's method that answers a hook: ``@impl`` above ``def provide_mailer(self)``."""

_spec = pluggy.HookspecMarker(NAME)
_T = TypeVar("_T")


class PortKind(StrEnum):
    """How many adapters may answer a hook."""

    PROVIDE = "provide"
    """Exactly one: two are an error; none is one once it is needed, unless there is a default."""
    CONTRIBUTE = "contribute"
    """Any number: each hands over what it has."""
    NOTIFY = "notify"
    """Any number: each is called, and a failing one stops neither the others nor the work."""


@attrs.frozen(eq=False)
class Port(Generic[_T]):
    """A hook, its kind, and the type of what it hands over.

    ``plugins[port]`` is what the adapters hand over for it. A port that is an attribute of
    :class:`Plugins` gives the same there.
    """

    function: Callable[[], object] = attrs.field(repr=False)
    """The function that declares the hook; its docstring says when adapters are asked."""
    kind: PortKind
    protocol: type
    """The type of what it hands over: a protocol to implement, or a class of the library."""
    default: _T | None = None
    """What holds when no adapter answers a *provide* port."""
    unique: str = ""
    """The attribute of a contribution in which no two may be equal."""
    may_repeat: bool = False
    """Whether several contributions of one adapter may share the unique value."""
    taken: tuple[str, ...] = ()
    """Unique values that belong to the library."""
    misfit: Callable[[Any], Message | None] | None = attrs.field(default=None, repr=False)
    """Says what is wrong with an object that has every member of the protocol."""

    @property
    def name(self) -> str:
        """The hook's name, such as ``provide_mailer``."""
        return self.function.__name__

    @property
    def keyword(self) -> str:
        """The name without its kind, such as ``mailer``: the keyword of :func:`provide`."""
        return self.name.partition("_")[2]

    @property
    def short(self) -> str:
        """What people call the port, such as ``mail``: the name of its module."""
        return self.function.__module__.rpartition(".")[2]

    @property
    def rules(self) -> str:
        """What the hook hands over, and when it is called."""
        return getdoc(self.function) or ""

    @property
    def has_default(self) -> bool:
        """Whether the library has something for it when no adapter answers."""
        return self.default is not None

    @property
    def is_protocol(self) -> bool:
        """Whether an adapter hands over objects of its own class, not of the library's."""
        return Protocol in self.protocol.__bases__

    @overload
    def __get__(self, plugins: None, owner: type) -> "Port[_T]": ...

    @overload
    def __get__(self, plugins: Any, owner: type) -> _T: ...

    def __get__(self, plugins: Any, owner: type) -> "Port[_T] | _T":
        if plugins is None:
            return self
        handed_over: _T = plugins[self]
        return handed_over


_PORTS: list[Port[Any]] = []


def provide_port(
    *, cites: tuple[str, ...] = (), default: Any = None
) -> Callable[[Callable[[], _T]], Port[_T]]:
    """Declare a function as the hook of a port that exactly one adapter answers."""

    def declare(function: Callable[[], _T]) -> Port[_T]:
        returned = function.__annotations__["return"]
        return _declared(Port(function, PortKind.PROVIDE, returned, default=default), cites)

    return declare


def contribute_port(
    *,
    cites: tuple[str, ...] = (),
    unique: str = "",
    may_repeat: bool = False,
    taken: tuple[str, ...] = (),
    misfit: Callable[[Any], Message | None] | None = None,
) -> Callable[[Callable[[], Sequence[_T]]], Port[tuple[_T, ...]]]:
    """Declare a function as the hook of a port to which adapters contribute sequences.

    *unique*, *may_repeat*, *taken* and *misfit* are the attributes of :class:`Port`.
    """

    def declare(function: Callable[[], Sequence[_T]]) -> Port[tuple[_T, ...]]:
        (contributed,) = get_args(function.__annotations__["return"])
        port: Port[tuple[_T, ...]] = Port(
            function,
            PortKind.CONTRIBUTE,
            contributed,
            unique=unique,
            may_repeat=may_repeat,
            taken=taken,
            misfit=misfit,
        )
        return _declared(port, cites)

    return declare


def notify_port() -> Callable[[Callable[[], _T]], Port[tuple[_T, ...]]]:
    """Declare a function as the hook of a port whose adapters are all notified."""

    def declare(function: Callable[[], _T]) -> Port[tuple[_T, ...]]:
        returned = function.__annotations__["return"]
        port: Port[tuple[_T, ...]] = Port(function, PortKind.NOTIFY, returned)
        return _declared(port)

    return declare


def _declared(port: Port[_T], cites: tuple[str, ...] = ()) -> Port[_T]:
    function = port.function
    for citation in cites:
        cite(citation, f"{function.__module__}.{port.name}")
    _spec(function)
    _PORTS.append(port)
    return port


@cache
def ports() -> tuple[Port[Any], ...]:
    """Return every port, by the names of the modules in ``lckm_core.ports``."""
    package = import_module(__package__ or "")
    for module in iter_modules(package.__path__):
        if not module.name.startswith("_"):
            import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(_PORTS, key=lambda port: port.short))
