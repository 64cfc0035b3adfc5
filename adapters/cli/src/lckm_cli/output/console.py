"""A page for rich to print on, as wide as it is told."""

from typing import TextIO

from rich.console import Console

_HEIGHT = 25


def console(file: TextIO, *, width: int, colour: bool) -> Console:
    """Return a console that prints to *file*, *width* columns wide, and in *colour* only where that is asked for.

    Without a height rich would take a terminal that calls itself dumb for one of 80 columns, whatever the width.
    """
    return Console(
        file=file,
        width=width,
        height=_HEIGHT,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
    )
