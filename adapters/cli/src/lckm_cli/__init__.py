"""The ``lckm`` command over lckm-core.

Commands of other distributions are written on :mod:`lckm_cli.toolkit` and
:mod:`lckm_cli.settings`; an adapter contributes them by :func:`commands_of`. A program that runs
a command in its own process has the group of all of them in ``cli``, loaded when it is asked for.
"""

from typing import TYPE_CHECKING, Any

from lckm_cli.command_contribution import commands_of

if TYPE_CHECKING:
    from lckm_cli.main import cli

__all__ = ["cli", "commands_of"]


def __getattr__(name: str) -> Any:
    if name != "cli":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from lckm_cli.main import cli

    return cli


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
