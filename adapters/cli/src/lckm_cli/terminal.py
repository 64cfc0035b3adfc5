"""What standard output is: a terminal that takes colours, or something that wants plain text."""

import os
import sys


def takes_colour() -> bool:
    """Return whether to colour standard output: on a terminal, unless NO_COLOR says no; FORCE_COLOR says yes."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the width of the terminal, 100 columns at most."""
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 100)
