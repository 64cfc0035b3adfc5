"""Adapters put together: one manager for each centre, every hook known, one answer where one is wanted."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import pluggy

from lckm_core.ports._errors import (
    AdapterError,
    AdapterProtocolError,
    BrokenEntryPointError,
    ConflictingAdaptersError,
    DuplicateAdapterError,
    NotProvidedError,
    UnknownHookError,
    UnusableAdapterError,
)
from lckm_core.ports._modules import MODULES
from lckm_core.ports._plugins import Plugins
from lckm_core.ports._port import (
    NAME,
    Port,
    PortKind,
    impl,
    ports,
)
from lckm_core.ports._protocol_check import require_fit, require_own
from lckm_core.text import Message


def build(*adapters: object, entry_points: bool = False) -> Plugins:
    """Return what the adapters hand over, once all of them are known to fit.

    Args:
        adapters: objects or modules whose methods marked ``@impl`` answer hooks. An adapter's name is its attribute ``name``,
            else that of its class or module.
        entry_points: also take the adapters of installed distributions (group ``lckm_core``): each entry point is an adapter,
            or a function without arguments that makes one.

    Returns:
        What they hand over. Two calls share nothing but what the adapters themselves share.

    Raises:
        DuplicateAdapterError: an adapter is given twice. Each error names every adapter concerned,
            and the hook where there is one.
        UnusableAdapterError: one is no adapter.
        UnknownHookError: one has a method for a hook that does not exist.
        ConflictingAdaptersError: two provide the same.
        AdapterProtocolError: what one hands over lacks something of the protocol.
        BrokenEntryPointError: an installed one cannot be loaded.

    Source: how pluggy hands adapters to a host; no provision speaks of it.
    """
    installed = map(_loaded, _entry_points(NAME)) if entry_points else ()
    return _put_together([*adapters, *installed], [port.name for port in ports()])


def _put_together(adapters: Iterable[object], hooks: Iterable[str]) -> Plugins:
    """Return what the adapters hand over for these hooks; no other hook is called."""
    manager = pluggy.PluginManager(NAME)
    for module in MODULES:
        manager.add_hookspecs(module)
    for adapter in adapters:
        _register(manager, adapter)
    handed = {
        port.name: tuple(_handed(manager, port)) if port.name in hooks else () for port in ports()
    }
    return Plugins(tuple(name for name, _ in manager.list_name_plugin()), handed)


def provide(**handed: Any) -> object:
    """Return an adapter that hands over objects that are ready: ``build(provide(reports=store, mailer=mailer))``.

    Args:
        handed: what answers each hook, by the hook's name without its kind: ``reports=`` answers ``provide_reports``,
            ``exporters=`` (a sequence) ``contribute_exporters``, ``listeners=`` (one listener) ``notify_listeners``.

    Returns:
        An adapter, whose name lists the hooks; another may be put in its attribute ``name``. :func:`build` says what does not fit.

    Raises:
        UnknownHookError: for a name that no hook has.

    Source: how pluggy hands adapters to a host; no provision speaks of it.
    """
    hooks = {port.name.partition("_")[2]: port.name for port in ports()}
    adapter = _Ready(f"provide({', '.join(handed)})")
    for key, thing in handed.items():
        if key not in hooks:
            near = get_close_matches(key, hooks, n=1)
            raise UnknownHookError(adapter.name, key, near[0] if near else "")
        setattr(adapter, hooks[key], impl(_handing_over(thing)))
    return adapter


def exclude_ports(adapter: object, *names: str) -> object:
    """Return an adapter that leaves to another what *adapter* would provide: ``exclude_ports(SqlAdapter(url=…), "notices")``.

    Args:
        adapter: an object or a module; it stays as it is, and is asked for all the rest.
        names: the ports, without ``provide_``.

    Returns:
        An adapter of the same name and, but for those hooks, with the same attributes.

    Raises:
        NotProvidedError: for a port that the adapter does not provide.

    Source: how pluggy hands adapters to a host; no provision speaks of it.
    """
    hooks = [port.name for port in ports() if port.kind is PortKind.PROVIDE]
    provides = tuple(
        hook.partition("_")[2] for hook in hooks if callable(getattr(adapter, hook, None))
    )
    for name in names:
        if name not in provides:
            near = get_close_matches(name, provides, n=1)
            raise NotProvidedError(name_of(adapter), name, provides, near[0] if near else "")
    return _Without(adapter, frozenset(f"provide_{name}" for name in names))


class _Without:
    """An adapter with some of its hooks out of sight."""

    def __init__(self, adapter: object, hooks: frozenset[str]) -> None:
        self._adapter, self._hooks, self.name = adapter, hooks, name_of(adapter)
        # pluggy calls no __getattr__: it looks for marked functions among what an object has itself.
        for key in set(dir(adapter)) - hooks:
            found = inspect.getattr_static(adapter, key)
            if hasattr(getattr(found, "__func__", found), f"{NAME}_impl"):
                setattr(self, key, getattr(adapter, key))

    def __getattr__(self, key: str) -> Any:
        if key in self._hooks:
            raise AttributeError(key)
        return getattr(self._adapter, key)


class _Ready:
    """An adapter whose hooks are put on it."""

    def __init__(self, name: str) -> None:
        self.name = name


def _handing_over(thing: Any) -> Callable[[], Any]:
    return lambda: thing


def name_of(adapter: object) -> str:
    """Return an adapter's name: its attribute ``name``, else the name of its module or class."""
    named = getattr(adapter, "name", None)
    if isinstance(named, str) and named:
        return named
    kind = adapter if isinstance(adapter, type) else type(adapter)
    return str(getattr(adapter, "__name__", None) or f"{kind.__module__}.{kind.__qualname__}")


def _register(manager: pluggy.PluginManager, adapter: object) -> None:
    name = name_of(adapter)
    if manager.has_plugin(name) or manager.is_registered(adapter):
        raise DuplicateAdapterError(name)
    if isinstance(adapter, type):
        because = Message(
            "to klasa; podaj obiekt, np. Klasa()", "it is a class; give an object, such as Class()"
        )
        raise UnusableAdapterError(name, because)
    try:
        manager.register(adapter, name)
    except pluggy.PluginValidationError as error:
        raise UnusableAdapterError(name, Message(*2 * (" ".join(str(error).split()),))) from None
    known = [port.name for port in ports()]
    answered = [caller.name for caller in manager.get_hookcallers(adapter) or ()]
    for hook in answered:
        if hook not in known:
            near = get_close_matches(hook, known, n=1)
            raise UnknownHookError(name, hook, near[0] if near else "")
    unmarked = [
        hook for hook in known if hook not in answered and callable(getattr(adapter, hook, None))
    ]
    if unmarked or not answered:
        what = ", ".join(unmarked)
        raise UnusableAdapterError(
            name,
            Message(
                f"bez @impl nikt nie zapyta o {what}"
                if unmarked
                else "nie odpowiada na żaden hak (oznacz metody: @impl)",
                f"without @impl nobody asks for {what}"
                if unmarked
                else "it answers no hook (mark its methods: @impl)",
            ),
        )


def each_installed(*hooks: str, group: str = NAME) -> Iterator[Plugins | AdapterError]:
    """Yield what each installed adapter hands over for *hooks*, or what is wrong with it; one that is broken stops no other.

    Args:
        hooks: names such as ``contribute_commands``; no other hook is called.
        group: of entry points. Adapters that bring commands and nothing else are in ``lckm_core.commands``, so that no check
            of a file waits for them.

    Raises nothing. Source: the entry points of the group; no provision speaks of it.
    """
    for entry_point in _entry_points(group):
        try:
            yield _put_together([_loaded(entry_point)], hooks)
        except AdapterError as error:
            yield error


def _entry_points(group: str) -> list[Any]:
    from importlib import metadata  # slow to import, and few hosts ask for it

    return sorted(metadata.entry_points(group=group), key=lambda found: found.name)


def _loaded(entry_point: Any) -> object:
    try:
        loaded = entry_point.load()
        return loaded() if callable(loaded) else loaded
    except Exception as error:
        distribution = entry_point.dist.name if entry_point.dist else "?"
        because = f"{type(error).__name__}: {error}"
        raise BrokenEntryPointError(entry_point.name, distribution, because) from error


def _handed(manager: pluggy.PluginManager, port: Port) -> Iterator[Any]:
    """Yield what the adapters hand over for a port, in the order in which they were given."""
    answers = getattr(manager.hook, port.name).get_hookimpls()
    if port.kind is PortKind.PROVIDE and len(answers) > 1:
        raise ConflictingAdaptersError(port.name, tuple(answer.plugin_name for answer in answers))
    owners = dict.fromkeys(port.taken, "lckm_core")
    for answer in answers:
        given = _answered(answer, port)
        if port.kind is PortKind.CONTRIBUTE and not isinstance(given, Iterable):
            raise AdapterProtocolError(
                answer.plugin_name, port.name, f"Sequence[{port.protocol.__name__}]"
            )
        for thing in given if port.kind is PortKind.CONTRIBUTE else (given,):
            require_fit(answer.plugin_name, port, thing)
            require_own(owners, answer.plugin_name, port, thing)
            yield thing


def _answered(answer: Any, port: Port) -> Any:
    try:
        return answer.function()
    except Exception as error:
        because = f"{port.name}: {type(error).__name__}: {error}"
        raise UnusableAdapterError(answer.plugin_name, Message(because, because)) from error
