"""No core dumps: the memory of a process that has reports in hand is no file to be left behind."""

import ctypes
import sys

_SET_DUMPABLE = 4
"""``PR_SET_DUMPABLE`` of Linux's prctl."""


def leave_no_core_dump() -> None:
    """See that this process and its children leave no core dump, whatever they die of; where the system knows how.

    The limit alone is passed over where the system pipes dumps to a program, so on Linux the process is made undumpable, too,
    which also keeps other processes of the same user from reading its memory.
    """
    try:
        import resource
    except ImportError:  # Windows, which writes dumps only where an administrator asks for them
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
