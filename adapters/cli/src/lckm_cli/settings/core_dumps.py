"""No core dumps of processes that hold reports in memory."""

import ctypes
import sys

# ``PR_SET_DUMPABLE`` of prctl on Linux.
_SET_DUMPABLE = 4


def leave_no_core_dump() -> None:
    """Keep this process and its children from leaving core dumps, where possible."""
    try:
        import resource
    except ImportError:  # Windows, which writes dumps only where an administrator asks for them
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Dumps that are piped to a program ignore the limit. An undumpable process has none, and
    # other processes of the same user cannot read its memory.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
