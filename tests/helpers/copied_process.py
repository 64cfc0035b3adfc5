"""pytest in a copy of the process of tests, which has loaded all that it needs."""

import gc
import multiprocessing
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import NoReturn

import pytest

COMMAND = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]


def run_pytest(folder: Path, *arguments: str, path: Sequence[Path] = ()) -> "CompletedProcess[str]":
    """Run pytest in a folder, with the folders of *path* to import from; return what it said.

    Where a process is not forked (Windows), it is started anew, which takes a second more.
    """
    if not hasattr(os, "fork"):
        places = os.pathsep.join(map(str, [*path, *filter(None, sys.path)]))
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": places},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    with tempfile.TemporaryFile() as said:
        # Of threads, which a copy does not have, none that is needed: they serve pytest-xdist.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if not child:
            _become(folder, arguments, path, said.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        text = said.read().decode()
    return CompletedProcess(arguments, os.waitstatus_to_exitcode(status), text, "")


def _become(folder: Path, arguments: Sequence[str], path: Sequence[Path], said: int) -> NoReturn:
    """Go on in the copy, as a new pytest would begin."""
    code = 70
    # What other tests left is no garbage of these: collected here, it would fail one of them.
    gc.freeze()
    try:
        for number in (1, 2):
            os.dup2(said, number)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        os.chdir(folder)
        for name in [name for name in os.environ if name.startswith("PYTEST_")]:
            del os.environ[name]
        sys.dont_write_bytecode = False
        sys.path[:0] = map(str, path)
        for name in [name for name in sys.modules if name.startswith(("conftest", "test_"))]:
            del sys.modules[name]
        # It knows the fork server of the process it was copied from, which is no child of this one.
        for name in ("forkserver", "popen_forkserver"):
            sys.modules.pop(f"multiprocessing.{name}", None)
            vars(multiprocessing).pop(name, None)
        code = int(pytest.main(["-p", "no:cacheprovider", *arguments]))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
