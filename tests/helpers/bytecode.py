"""The bytecode of a fresh clone is made once for a run, on all cores, before tests are imported.

It takes fourteen seconds of a processor, most of them for rewriting asserts.
"""

import compileall
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from _pytest.assertion import rewrite  # nothing public of pytest rewrites without running

from tests.helpers.places import ROOT

_FOLDERS = ("src", "tests", "adapters", "promises")


def make_share(config: pytest.Config, files: list[Path], number: int, count: int) -> None:
    """Make the bytecode of each file that has none yet; of *count* shares, the one *number*."""
    for path in files[number::count]:
        if not is_rewritten(path):
            if not Path(cache_from_source(str(path))).exists():
                compileall.compile_file(path, quiet=2)
        elif not (bytecode := rewritten_bytecode(path)).exists():
            digest, code = rewrite._rewrite_test(path, config)
            bytecode.parent.mkdir(parents=True, exist_ok=True)
            rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, digest, bytecode)


def is_rewritten(path: Path) -> bool:
    """Return whether pytest rewrites the asserts of a file when it collects it."""
    return path.name == "conftest.py" or path.name.startswith("test_")


def rewritten_bytecode(path: Path) -> Path:
    """Return where pytest looks for the bytecode of a file whose asserts it rewrites."""
    return rewrite.get_cache_dir(path) / (path.stem + rewrite.PYC_TAIL)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Make all of it on all cores, before processes that will collect every file are started."""
    every_file = config.args_source is not pytest.Config.ArgsSource.ARGS
    if sys.dont_write_bytecode or not every_file or not hasattr(os, "fork"):
        return
    files = sorted(path for name in _FOLDERS for path in (ROOT / name).rglob("*.py"))
    count = os.cpu_count() or 1
    for copy in [_copy_that_makes(config, files, number, count) for number in range(count)]:
        os.waitpid(copy, 0)


def _copy_that_makes(config: pytest.Config, files: list[Path], number: int, count: int) -> int:
    copy = os.fork()
    if not copy:
        try:
            make_share(config, files, number, count)
        finally:
            # What is wrong with a file is said when it is collected.
            os._exit(0)
    return copy
