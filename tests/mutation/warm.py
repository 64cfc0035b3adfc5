"""Mutants of functions: taken over by a process that has imported and collected everything."""

import functools
import gc
import importlib
import os
import pickle
import pkgutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest
from forking import BROKEN, SURVIVED, in_children, silently
from mutants import Mutant, functions, statements
from reach import IMPORT, PACKAGE, Plugin, Reach

UNREACHED = "unreached"


class Judge(Plugin):
    """For pytest: instead of running the tests once, learns what they reach and judges mutants
    by them.
    """

    def __init__(
        self,
        tasks: list[Mutant],
        texts: dict[str, str],
        jobs: int,
        record: Callable[[Mutant, str, float], None],
    ) -> None:
        super().__init__({})
        self.tasks, self.texts, self.jobs, self.record = tasks, texts, jobs, record
        self.coverage = coverage.Coverage(
            data_file=None, config_file=False, source=[str(PACKAGE)], messages=False
        )
        self.left: list[tuple[Mutant, list[str]]] = []
        """What is to be imported anew, each with the test files to run (none: all of them)."""
        self._import()

    def _import(self) -> None:
        """Import the core apart from the tests, to know what that runs."""
        self.coverage.start()
        self.coverage.switch_context(IMPORT)
        core = importlib.import_module("lckm_core")
        for module in pkgutil.walk_packages(core.__path__, "lckm_core."):
            importlib.import_module(module.name)

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Know what the import of each test file runs."""
        if isinstance(collector, pytest.Module):
            self.coverage.switch_context(collector.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge the mutants instead of running the tests."""
        self.coverage.stop()
        self.reach = self._measured(session, self._lines())
        self.seconds = self.reach.seconds
        self.items = {item.nodeid: item for item in session.items}
        self.alive = self._functions()
        planned = list(self._planned())
        gc.collect()
        gc.freeze()
        for (mutant, _, files), outcome, seconds in in_children(
            planned, lambda task: self._failures(session, *task[:2]), self.jobs
        ):
            if outcome == BROKEN or (outcome == SURVIVED and files):
                self.left.append((mutant, files if outcome == SURVIVED else []))
            else:
                self.record(mutant, outcome, seconds)
        return True

    def _lines(self) -> dict[str, dict[int, list[str]]]:
        """Return what was run in this process: by module and line, in which contexts."""
        data = self.coverage.get_data()
        return {name: data.contexts_by_lineno(str(PACKAGE / name)) for name in self.texts}

    def _measured(
        self, session: pytest.Session, imported: dict[str, dict[int, list[str]]]
    ) -> Reach:
        """Run every test in a child, and return what they reach besides what the import does."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "reach")
            pid = os.fork()
            if not pid:
                silently(lambda: self._measure(session, path))
            _, status = os.waitpid(pid, 0)
            if status:
                sys.exit("A test fails without any fault put in.")
            reach = Reach(*pickle.loads(path.read_bytes()))
        for name, lines in imported.items():
            for line, contexts in lines.items():
                reach.lines[name].setdefault(line, []).extend(contexts)
        return reach

    def _measure(self, session: pytest.Session, path: Path) -> int:
        remembered = [
            one
            for one in gc.get_objects()
            if isinstance(one, functools._lru_cache_wrapper)
            and one.__module__.startswith("lckm_core")
            and not one.cache_info().currsize
        ]
        seconds = {}
        self.coverage.start()
        for item in session.items:
            for one in remembered:
                one.cache_clear()  # or what one test has asked is not seen to be asked by the next
            self.coverage.switch_context(item.nodeid)
            started = time.monotonic()
            run(session, [item])
            seconds[item.nodeid] = time.monotonic() - started
        self.coverage.stop()
        path.write_bytes(pickle.dumps((seconds, self._lines())))
        return session.testsfailed

    def _functions(self) -> dict[str, list[FunctionType]]:
        """Return the functions there are, by module."""
        found = defaultdict(list)
        names = {str(PACKAGE / name): name for name in self.texts}
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename in names:
                found[names[one.__code__.co_filename]].append(one)
        return found

    def _planned(self) -> Iterator[tuple[Mutant, list[str], list[str]]]:
        """Yield the mutants that can be judged here, with the tests and the test files that
        reach them.
        """
        lines = {name: statements(text) for name, text in self.texts.items()}
        inner = {name: list(functions(text)) for name, text in self.texts.items()}
        for mutant in self.tasks:
            statement = lines[mutant.module].get(mutant.line, frozenset({mutant.line}))
            reached = self.reach.lines[mutant.module]
            who = {one for line in statement for one in reached.get(line, ())} - {""}
            if IMPORT in who or not any(
                first <= mutant.line <= last for first, last in inner[mutant.module]
            ):
                self.left.append((mutant, []))
            elif not who:
                self.record(mutant, UNREACHED, 0)
            else:
                tests = sorted(who & self.items.keys(), key=self.seconds.__getitem__)
                yield mutant, tests, sorted(who - self.items.keys())

    def _failures(self, session: pytest.Session, mutant: Mutant, tests: list[str]) -> int:
        """Take the mutated functions over and run *tests* until one fails; return how many did."""
        path, text = str(PACKAGE / mutant.module), self.texts[mutant.module]
        new = named(compile(mutant.code(text), path, "exec", dont_inherit=True))
        old = named(compile(text, path, "exec", dont_inherit=True))
        keys = {(code.co_qualname, code.co_firstlineno): key for key, code in old.items()}
        for function in self.alive[mutant.module]:
            function.__code__ = new[
                keys[function.__code__.co_qualname, function.__code__.co_firstlineno]
            ]
        run(session, [self.items[test] for test in tests])
        return session.testsfailed


def run(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Run *items* until one fails."""
    for item in items:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return


def named(code: CodeType) -> dict[tuple[str, int], CodeType]:
    """Return the code objects in *code* by qualified name and how many of this name came before."""
    found: dict[tuple[str, int], CodeType] = {}
    before: Counter[str] = Counter()

    def visit(one: CodeType) -> None:
        found[one.co_qualname, before[one.co_qualname]] = one
        before[one.co_qualname] += 1
        for constant in one.co_consts:
            if isinstance(constant, CodeType):
                visit(constant)

    visit(code)
    return found
