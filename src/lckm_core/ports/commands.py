"""Port: an adapter's own ``lckm`` commands."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from lckm_core.ports._port import PortKind, port


@attrs.frozen
class Command:
    """A command: its name after ``lckm``, one line of Polish help, and how to get at it (a click command) when it is called."""

    name: str
    help: str
    load: Callable[[], Any]


@port(PortKind.CONTRIBUTE, Command, unique="name")
def contribute_commands() -> Sequence[Command]:  # type: ignore[empty-body]
    """Hand over commands, none or more. Asked of installed adapters when ``lckm`` lists its commands, so it must not be slow.

    An adapter that brings commands and nothing else has its entry point in the group ``lckm_core.commands``: no check of a file
    then waits for it.
    """
