"""Commands of an adapter, imported when they are called."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_core.ports import Command, Reader
    from lckm_core.text import Message


def commands_of(
    package: str,
    lines: "Mapping[str, str | Message]",
    *,
    modules: Mapping[str, str] | None = None,
    reader: "Reader | None" = None,
    readers: "Mapping[str, Reader] | None" = None,
) -> "Sequence[Command]":
    """Return the commands of a package, to be contributed by its adapter.

    Each is the ``command`` of a module, which is imported when the command is called.

    Args:
        package: such as ``lckm_bip.commands``.
        lines: the line of help of each command, by its name; in Polish, or in both languages.
        modules: the module of each command that has another name than its module.
        reader: whom ``lckm --help`` lists them for.
        readers: the same of single commands.
    """
    from lckm_core.ports import Command

    module_of, reader_of = modules or {}, readers or {}
    return [
        Command(
            name,
            line,
            _loader(f"{package}.{module_of.get(name, name)}"),
            reader_of.get(name, reader),
        )
        for name, line in lines.items()
    ]


def _loader(module: str) -> Callable[[], Any]:
    return lambda: import_module(module).command
