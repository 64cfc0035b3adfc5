"""Port: an adapter's own ``lckm`` commands."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import attrs

from lckm_core.ports._port import contribute_port
from lckm_core.text import Message


class Reader(StrEnum):
    """Whom ``lckm --help`` lists a command for."""

    CLERK = "clerk"
    EDITOR = "editor"
    CALL_CENTRE = "call centre"
    OPERATOR = "operator"
    DEVELOPER = "developer"


@attrs.frozen
class Command:
    """A command: its name after ``lckm``, a line of help, and how to load it.

    ``load`` returns a click command, and is called when that is used. ``help`` is Polish, or in
    both languages. ``reader`` says under which readers ``lckm --help`` lists it.
    """

    name: str
    help: str | Message
    load: Callable[[], Any]
    reader: Reader | None = None


@contribute_port(unique="name")
def contribute_commands() -> Sequence[Command]:  # type: ignore[empty-body]
    """Hand over commands. Called whenever ``lckm`` lists its commands, so it must be quick.

    An adapter that only contributes commands has its entry point in the group
    ``lckm_core.commands``: then no check of a file waits for it.
    """
