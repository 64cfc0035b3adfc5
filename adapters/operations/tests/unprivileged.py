"""Programs run as nobody, by a test that runs as root: with the rights of an ordinary user,
and none of root's.
"""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NOBODY = 65534
_INTERPRETER = Path(sys.base_prefix)
# In a namespace of its own, what hides the interpreter from others (such as /root) is covered by a
# folder with nothing else in it.
_UNCOVERED = """set -e
hidden=$1 kept=$2 aside=$3
shift 3
mount --bind "$kept" "$aside"
mount -t tmpfs -o mode=755 none "$hidden"
mkdir -p "$kept"
mount --bind "$aside" "$kept"
exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
"""


def is_root() -> bool:
    """Return whether this process could be another user."""
    return os.name == "posix" and os.geteuid() == 0


@cache
def cannot() -> str:
    """Return why nothing can be run as nobody here, nothing when it can."""
    if not is_root():
        return "not root"
    try:
        run([sys.executable, "-c", "import lckm_operations"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"the interpreter cannot be run by another user ({type(error).__name__})"
    return ""


def run(arguments: list[str], **options: Any) -> "subprocess.CompletedProcess[Any]":
    """Run a program as nobody; *options* as of ``subprocess.run``."""
    hidden = [one for one in _INTERPRETER.parents if not one.stat().st_mode & 0o001]
    if not hidden:
        return subprocess.run(arguments, user=NOBODY, group=NOBODY, extra_groups=[], **options)
    with TemporaryDirectory(prefix="lckm-aside-") as aside:
        words = [
            "unshare",
            "-m",
            "sh",
            "-c",
            _UNCOVERED,
            "sh",
            str(hidden[-1]),
            str(_INTERPRETER),
            aside,
            *arguments,
        ]
        return subprocess.run(words, **options)
