"""Adapters put together and checked: one plugin manager for each centre."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

import pluggy

from lckm_core.errors import InvalidSettingError, LckmError
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
from lckm_core.ports._plugins import Plugins
from lckm_core.ports._port import NAME, Port, PortKind, impl, ports
from lckm_core.ports._protocol_check import require_fit, require_unique
from lckm_core.text import Message, nearest

NEEDS_SETTINGS = "settings"
"""The extra of an entry point whose adapter only a settings file can make."""


def build(*adapters: object, entry_points: bool = False) -> Plugins:
    """Return what the adapters hand over, once all of them are known to fit.

    Args:
        adapters: objects or modules whose methods marked ``@impl`` answer hooks. An adapter's
            name is its attribute ``name``, else the name of its class or module.
        entry_points: also take the adapters of installed distributions (group ``lckm_core``):
            each entry point is an adapter, or makes one when called. One that cannot be called
            without arguments, or then raises ``InvalidSettingError``, needs settings and is
            skipped.

    Returns:
        What they hand over. Two calls share nothing but what the adapters themselves share.

    Raises:
        DuplicateAdapterError: when two adapters have one name, or one is given twice.
        UnusableAdapterError: for an object that is no adapter, or a hook that fails.
        UnknownHookError: for a marked method that is named like no hook.
        ConflictingAdaptersError: when several adapters answer a hook that takes one.
        AdapterProtocolError: for a handed-over object that lacks something of its protocol.
        BrokenEntryPointError: for an installed adapter that cannot be loaded.
    """
    installed = _installed_adapters(NAME) if entry_points else ()
    return _assemble([*adapters, *installed], [port.name for port in ports()])


class _HookManager(pluggy.PluginManager):
    """Skips dunder attributes, which are most of what pluggy would look at."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """Return the marks of a hook; ``None`` where the attribute is not a hook."""
        return None if name.startswith("__") else super().parse_hookimpl_opts(plugin, name)

    def parse_hookspec_opts(
        self, module_or_class: ModuleType | type, name: str
    ) -> pluggy.HookspecOpts | None:
        """Return the marks of what says how a hook is called."""
        if name.startswith("__"):
            return None
        return super().parse_hookspec_opts(module_or_class, name)


def _assemble(adapters: Iterable[object], hooks: Iterable[str]) -> Plugins:
    """Return what the adapters hand over for these hooks; no other hook is called."""
    manager = _HookManager(NAME)
    manager.add_hookspecs(type("Hooks", (), {port.name: port.function for port in ports()}))
    for adapter in adapters:
        _register(manager, adapter)
    wanted = frozenset(hooks)
    answers = {
        port.name: tuple(_answers(manager, port)) if port.name in wanted else () for port in ports()
    }
    return Plugins(tuple(name for name, _ in manager.list_name_plugin()), answers)


def provide(**objects: Any) -> object:
    """Return an adapter that hands over ready objects.

    ``build(provide(reports=store, mailer=mailer))`` needs no class of an adapter.

    Args:
        objects: what answers each hook, by the hook's name without its kind: ``reports=``
            answers ``provide_reports``, ``exporters=`` (a sequence) ``contribute_exporters``,
            ``listeners=`` (one listener) ``notify_listeners``.

    Returns:
        An adapter for :func:`build`. Its name lists the hooks; its attribute ``name`` may be
        changed.

    Raises:
        UnknownHookError: for a name that no hook has.
    """
    hooks = {port.keyword: port.name for port in ports()}
    adapter = _ReadyAdapter(f"provide({', '.join(objects)})")
    for keyword, thing in objects.items():
        if keyword not in hooks:
            raise UnknownHookError(adapter.name, keyword, nearest(keyword, hooks) or "")
        setattr(adapter, hooks[keyword], impl(_returning(thing)))
    return adapter


class _ReadyAdapter:
    """An adapter whose hooks are set on the object."""

    def __init__(self, name: str) -> None:
        self.name = name


def _returning(thing: Any) -> Callable[[], Any]:
    return lambda: thing


def exclude_ports(adapter: object, *names: str) -> object:
    """Return an adapter without some of its ports.

    ``build(exclude_ports(adapter, "notices"), other)`` lets the other provide notices.

    Args:
        adapter: an object or a module; it stays as it is, and answers all other hooks.
        names: the ports to leave to another adapter, without ``provide_``.

    Returns:
        An adapter of the same name with the same attributes, except for those hooks.

    Raises:
        NotProvidedError: for a port that the adapter does not provide.
    """
    provided = {
        port.keyword: port.name
        for port in ports()
        if port.kind is PortKind.PROVIDE and callable(getattr(adapter, port.name, None))
    }
    for name in names:
        if name not in provided:
            raise NotProvidedError(
                name_of(adapter), name, tuple(provided), nearest(name, provided) or ""
            )
    return _PartialAdapter(adapter, frozenset(provided[name] for name in names))


class _PartialAdapter:
    """An adapter with some of its hooks hidden."""

    def __init__(self, adapter: object, hidden: frozenset[str]) -> None:
        self.name = name_of(adapter)
        self._adapter = adapter
        self._hidden = hidden
        # pluggy finds hooks without __getattr__, among what an object has itself.
        manager = _HookManager(NAME)
        for key in set(dir(adapter)) - hidden:
            if manager.parse_hookimpl_opts(adapter, key) is not None:
                setattr(self, key, getattr(adapter, key))

    def __getattr__(self, key: str) -> Any:
        if key in self._hidden:
            raise AttributeError(key)
        return getattr(self._adapter, key)


def name_of(adapter: object) -> str:
    """Return an adapter's name: its attribute ``name``, else the name of its module or class."""
    name = getattr(adapter, "name", None)
    if isinstance(name, str) and name:
        return name
    kind = adapter if isinstance(adapter, type) else type(adapter)
    return str(getattr(adapter, "__name__", None) or f"{kind.__module__}.{kind.__qualname__}")


def _register(manager: pluggy.PluginManager, adapter: object) -> None:
    name = name_of(adapter)
    if manager.has_plugin(name) or manager.is_registered(adapter):
        raise DuplicateAdapterError(name)
    if isinstance(adapter, type):
        raise UnusableAdapterError(name, _A_CLASS)
    try:
        manager.register(adapter, name)
    except pluggy.PluginValidationError as error:
        text = " ".join(str(error).split())
        raise UnusableAdapterError(name, Message(text, text)) from None
    hooks = manager.get_hookcallers(adapter) or []
    known = [port.name for port in ports()]
    for hook in hooks:
        if not hook.has_spec():
            raise UnknownHookError(name, hook.name, nearest(hook.name, known) or "")
    answered = {hook.name for hook in hooks}
    unmarked = [
        hook for hook in known if hook not in answered and callable(getattr(adapter, hook, None))
    ]
    if unmarked:
        raise UnusableAdapterError(name, _without_mark(unmarked))
    if not answered:
        raise UnusableAdapterError(name, _NO_HOOK)


_A_CLASS = Message(
    "to klasa; podaj obiekt, np. Klasa()", "it is a class; give an object, such as Class()"
)
_NO_HOOK = Message(
    "nie odpowiada na żaden hak (oznacz metody: @impl)",
    "it answers no hook (mark its methods: @impl)",
)


def _without_mark(hooks: Iterable[str]) -> Message:
    names = ", ".join(hooks)
    return Message(f"bez @impl nikt nie zapyta o {names}", f"without @impl nobody asks for {names}")


def each_installed(*hooks: str, group: str = NAME) -> Iterator[Plugins | AdapterError]:
    """Yield what each installed adapter hands over for *hooks*, or what is wrong with it.

    A broken adapter does not stop the others. One that needs settings is skipped, and a class
    without any of *hooks* is not instantiated: that might open things that this call does not need.

    Args:
        hooks: names such as ``contribute_commands``; no other hook is called.
        group: the group of entry points. Adapters that only contribute commands are in
            ``lckm_core.commands``, so that no check of a file waits for them.
    """
    for entry_point in _entry_points(group):
        try:
            for adapter in _loaded(entry_point, hooks):
                yield _assemble([adapter], hooks)
        except AdapterError as error:
            yield error


def _installed_adapters(group: str) -> Iterator[object]:
    for entry_point in _entry_points(group):
        yield from _loaded(entry_point)


def _entry_points(group: str) -> list[Any]:
    from importlib import metadata  # slow to import, and few hosts ask for it

    return sorted(metadata.entry_points(group=group), key=lambda entry_point: entry_point.name)


def _loaded(entry_point: Any, hooks: Iterable[str] = ()) -> tuple[object, ...]:
    """Return the adapter of an entry point, or nothing where it needs settings.

    Nor is anything returned for a class that answers none of *hooks*, where some are given.
    """
    if NEEDS_SETTINGS in entry_point.extras:
        return ()  # not even imported: `lckm check` asks for rules at every start
    try:
        loaded = entry_point.load()
        if not callable(loaded):
            return (loaded,)
        if _needs_arguments(loaded) or _answers_none(loaded, hooks):
            return ()
        return (loaded(),)
    except InvalidSettingError:
        return ()  # what it has by default is not enough
    except Exception as error:
        distribution = entry_point.dist.name if entry_point.dist else "?"
        because = f"{type(error).__name__}: {error}"
        raise BrokenEntryPointError(entry_point.name, distribution, because) from error


def _needs_arguments(factory: Callable[..., object]) -> bool:
    try:
        inspect.signature(factory).bind()
    except TypeError:
        return True
    except ValueError:  # a builtin without a signature
        return False
    return False


def _answers_none(factory: Callable[..., object], hooks: Iterable[str]) -> bool:
    wanted = tuple(hooks)
    is_asked = isinstance(factory, type) and bool(wanted)
    return is_asked and not any(hasattr(factory, hook) for hook in wanted)


def _answers(manager: pluggy.PluginManager, port: Port[Any]) -> Iterator[Any]:
    """Yield what the adapters hand over for a port, in the order in which they were given."""
    implementations = getattr(manager.hook, port.name).get_hookimpls()
    if port.kind is PortKind.PROVIDE and len(implementations) > 1:
        raise ConflictingAdaptersError(
            port.name, tuple(implementation.plugin_name for implementation in implementations)
        )
    owners = dict.fromkeys(port.taken, "lckm_core")
    for implementation in implementations:
        adapter = implementation.plugin_name
        for thing in _contributions(implementation, port):
            require_fit(adapter, port, thing)
            require_unique(owners, adapter, port, thing)
            yield thing


def _contributions(implementation: Any, port: Port[Any]) -> Iterable[Any]:
    """Return what one adapter hands over for a port; each failure names the adapter."""
    adapter = implementation.plugin_name
    try:
        handed_over = implementation.function()
    except Exception as error:
        pl, en = error.message if isinstance(error, LckmError) else (str(error), str(error))
        where = f"{port.name}: {type(error).__name__}"
        because = Message(f"{where}: {pl}", f"{where}: {en}")
        raise UnusableAdapterError(adapter, because) from error
    if port.kind is not PortKind.CONTRIBUTE:
        return (handed_over,)
    if not isinstance(handed_over, Iterable):
        raise AdapterProtocolError(adapter, port.name, f"Sequence[{port.protocol.__name__}]")
    return handed_over
