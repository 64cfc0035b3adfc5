"""The processes of pytest-xdist: copies of their controller, which has imported all tests.

Started anew, each imports the same for some seconds of a processor.
"""

import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from traceback import print_exc
from types import ModuleType
from typing import Any, NoReturn

import execnet.gateway_io
import hypothesis
import pytest
import xdist.plugin
from _pytest.config import apply_warning_filters
from _pytest.pathlib import import_path  # what a collected file is imported by
from execnet.gateway_base import Popen2IO
from execnet.gateway_io import popen_bootstrapline
from hypothesis import strategies

from tests.helpers.forking import PERSONAL_DATA
from tests.helpers.heap import freeze


class CopiedWorker(Popen2IO):
    """A copy of this process, in place of a process that execnet starts.

    Args:
        others: descriptors of the copies made before, which this one has no use for.
    """

    def __init__(self, config: pytest.Config, others: list[int]) -> None:
        stdin, to_copy = os.pipe()
        from_copy, stdout = os.pipe()
        others += (to_copy, from_copy)
        self._pid = os.fork()
        if not self._pid:
            for descriptor in others:
                os.close(descriptor)
            _become(config, stdin, stdout)
        os.close(stdin)
        os.close(stdout)
        super().__init__(open(to_copy, "wb"), open(from_copy, "rb"), None)  # noqa: PTH123, SIM115

    def wait(self) -> int | None:
        """Wait for its end."""
        try:
            return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        except ChildProcessError:
            return None

    def kill(self) -> None:
        """End it."""
        os.kill(self._pid, signal.SIGKILL)


@pytest.hookimpl(optionalhook=True, trylast=True)
def pytest_xdist_setupnodes(config: pytest.Config, specs: list[Any]) -> None:
    """Make a copy for each process that will collect every file, where copying is safe."""
    every_file = config.args_source is not pytest.Config.ArgsSource.ARGS
    if sys.platform != "linux" or not every_file or not _import_tests(config):
        return
    # What pytest-xdist sends for each: a file that was imported adds no folder once more.
    xdist.plugin._sys_path[:] = sys.path
    _make_what_is_made_once()
    freeze()
    others: list[int] = []
    copies = [CopiedWorker(config, others) for _ in specs]
    start = execnet.gateway_io.create_io

    def create_io(spec: Any, execmodel: Any) -> Any:
        # A process that takes the place of a copy which crashed is started anew.
        if not copies:
            return start(spec, execmodel)
        copy = copies.pop(0)
        copy.execmodel = execmodel
        return copy

    execnet.gateway_io.create_io = create_io


def _files(config: pytest.Config) -> Iterator[Path]:
    for folder in config.getini("testpaths"):
        for path in sorted((config.rootpath / folder).rglob("*.py")):
            if path.name == "conftest.py" or path.name.startswith("test_"):
                yield path


def _import_tests(config: pytest.Config) -> bool:
    """Import what will be collected; return whether all of it can be imported."""
    packages = config.getini("consider_namespace_packages")
    # What warns fails, as it does when it is collected.
    with warnings.catch_warnings():
        apply_warning_filters(
            config.getini("filterwarnings"), config.known_args_namespace.pythonwarnings or []
        )
        for path in _files(config):
            try:
                import_path(
                    path,
                    mode="importlib",
                    root=config.rootpath,
                    consider_namespace_packages=packages,
                )
            except (Exception, pytest.skip.Exception, SystemExit):  # noqa: BLE001
                # New processes will say what is wrong: this one has half of a module.
                line = f"{path.relative_to(config.rootpath)} cannot be imported: no copies"
                config.get_terminal_writer().line(line)
                return False
    return True


def _make_what_is_made_once() -> None:
    """Have what a process makes when it is first used, and keeps."""

    @hypothesis.settings(max_examples=1, database=None, derandomize=True)
    @hypothesis.given(
        strategies.lists(strategies.integers(), min_size=100), strategies.characters(codec="utf-8")
    )
    def draw_constants(_numbers: list[int], _letter: str) -> None:
        """Have it look through our code for constants, as it does before it draws them."""

    draw_constants()
    if "lckm_core.redaction" in sys.modules:
        sys.modules["lckm_core.redaction"].strike(PERSONAL_DATA)
    if "lckm_search.synonyms" in sys.modules:
        analyser = sys.modules["lckm_search.polish"].analyser()
        # All forms of residents' words, 80,000 of them, which each whole index has.
        sys.modules["lckm_search.synonyms"].read_synonyms(None, analyser).forms(analyser)


def _become(config: pytest.Config, stdin: int, stdout: int) -> NoReturn:
    """Go on in the copy as the program that execnet starts."""
    code = 1
    try:
        config.pluginmanager.getplugin("capturemanager").stop_global_capturing()
        logging.getLogger().handlers.clear()
        os.dup2(stdin, 0)
        os.dup2(stdout, 1)
        os.close(stdin)
        os.close(stdout)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        sys.argv[:] = ["-c"]
        sys.modules["__main__"] = program = ModuleType("__main__")
        exec(popen_bootstrapline, vars(program))
        # What the controller does at its end is not done here, too: it removes its folders.
        code = 0
    except BaseException:  # noqa: BLE001  # it may not go on as the controller
        print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
