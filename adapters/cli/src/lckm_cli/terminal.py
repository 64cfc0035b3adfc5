"""Standard output as a terminal: its width, whether it takes colours, rich on it."""

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

# Without a height rich takes a terminal that calls itself dumb for one of 80 columns.
_HEIGHT = 25


def takes_colour() -> bool:
    """Return whether to colour standard output.

    A terminal is coloured unless ``NO_COLOR`` is set; ``FORCE_COLOR`` colours anything.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the width of the terminal, at most 100 columns."""
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 100)


def console(file: TextIO, *, width: int, colour: bool) -> "Console":
    """Return a rich console of this width that prints to *file*."""
    from rich.console import Console

    return Console(
        file=file,
        width=width,
        height=_HEIGHT,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
    )
