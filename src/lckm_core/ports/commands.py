"""Port: an adapter's own ``lckm`` commands."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from lckm_core.ports._port import contribute_port


@attrs.frozen
class Command:
    """A command: its name after ``lckm``, a line of Polish help, and how to load it.

    ``load`` returns a click command, and is called when the command is.
    """

    name: str
    help: str
    load: Callable[[], Any]


@contribute_port(unique="name")
def contribute_commands() -> Sequence[Command]:  # type: ignore[empty-body]
    """Hand over commands. Called whenever ``lckm`` lists its commands, so it must be quick.

    An adapter that only contributes commands has its entry point in the group
    ``lckm_core.commands``: then no check of a file waits for it.
    """
