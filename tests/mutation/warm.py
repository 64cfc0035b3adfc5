"""Mutants of functions: taken over by a process that has imported and collected everything."""

import functools
import gc
import importlib
import pickle
import pkgutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest
from distributions import Distribution
from forking import BROKEN, SURVIVED, in_children
from mutants import Mutant, functions, statements
from reach import IMPORT, Plugin, Reach

UNREACHED = "unreached"


class Judge(Plugin):
    """For pytest: instead of running the tests once, learns what they reach and judges mutants
    by them.
    """

    def __init__(
        self,
        whole: Distribution,
        tasks: list[Mutant],
        texts: dict[str, str],
        jobs: int,
        record: Callable[[Mutant, str, float], None],
    ) -> None:
        super().__init__({})
        self.whole = whole
        self.tasks, self.texts, self.jobs, self.record = tasks, texts, jobs, record
        self.coverage = coverage.Coverage(
            data_file=None, config_file=False, source=[str(whole.folder)], messages=False
        )
        # The tests of a file may run nothing of the package.
        self.coverage.set_option("run:disable_warnings", ["no-data-collected"])
        self.left: list[tuple[Mutant, list[str]]] = []
        """What is to be imported anew, each with the test files to run (none: all of them)."""
        self._import()

    def _import(self) -> None:
        """Import the package apart from the tests, to know what that runs."""
        self.coverage.start()
        self.coverage.switch_context(IMPORT)
        package = importlib.import_module(self.whole.package)
        inside = pkgutil.walk_packages(package.__path__, f"{package.__name__}.", lambda _: None)
        for module in inside:
            # A migration, or what a framework has to be set up for, waits for the tests.
            with suppress(Exception):
                importlib.import_module(module.name)

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Know what the import of each test file runs."""
        if isinstance(collector, pytest.Module):
            self.coverage.switch_context(collector.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge the mutants instead of running the tests."""
        self.coverage.stop()
        gc.unfreeze()  # what tests/helpers/heap.py has frozen, with the functions to be taken over
        self.reach = self._measured(session, self._lines())
        self.seconds = self.reach.seconds
        asked = [item for item in session.items if item.nodeid not in self.reach.failing]
        self.items = {item.nodeid: item for item in asked}
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

    def others(self) -> list[str]:
        """Return the modules of other people that are loaded here."""
        return [
            name
            for name, module in list(sys.modules.items())
            if "site-packages" in (getattr(module, "__file__", None) or "")
        ]

    def _lines(self) -> dict[str, dict[int, list[str]]]:
        """Return what was run in this process: by module and line, in which contexts."""
        data = self.coverage.get_data()
        return {name: data.contexts_by_lineno(str(self.whole.folder / name)) for name in self.texts}

    def _measured(
        self, session: pytest.Session, imported: dict[str, dict[int, list[str]]]
    ) -> Reach:
        """Run every test, a file in a child, and return what they reach besides what the import
        does.
        """
        reach = Reach({}, imported, set())
        files: defaultdict[str, list[pytest.Item]] = defaultdict(list)
        for item in session.items:
            files[item.nodeid.partition("::")[0]].append(item)
        with tempfile.TemporaryDirectory() as folder:
            for (number, items), outcome, _ in in_children(
                enumerate(files.values()),
                lambda task: self._measure(session, task[1], Path(folder, str(task[0]))),
                self.jobs,
            ):
                if outcome != SURVIVED:
                    reach.failing.update(item.nodeid for item in items)
                    continue
                seconds, reached, failing = pickle.loads(Path(folder, str(number)).read_bytes())
                reach.seconds.update(seconds)
                reach.failing.update(failing)
                for name, lines in reached.items():
                    for line, contexts in lines.items():
                        tests = [one for one in contexts if one in seconds]
                        reach.lines[name].setdefault(line, []).extend(tests)
        for test in sorted(reach.failing):
            print(f"not asked, as it fails without any fault put in: {test}", flush=True)
        return reach

    def _measure(self, session: pytest.Session, items: list[pytest.Item], path: Path) -> int:
        remembered = [
            one
            for one in gc.get_objects()
            if isinstance(one, functools._lru_cache_wrapper)
            and (one.__module__ or "").startswith("lckm_")
            and not one.cache_info().currsize
        ]
        seconds, failing = {}, set()
        self.coverage.start()
        for item in items:
            for one in remembered:
                one.cache_clear()  # or what one test has asked is not seen to be asked by the next
            self.coverage.switch_context(item.nodeid)
            started, session.testsfailed = time.monotonic(), 0
            run(session, [item])
            seconds[item.nodeid] = time.monotonic() - started
            if session.testsfailed:
                failing.add(item.nodeid)
        self.coverage.stop()
        path.write_bytes(pickle.dumps((seconds, self._lines(), failing)))
        return 0

    def _functions(self) -> dict[str, list[FunctionType]]:
        """Return the functions there are, by module."""
        found = defaultdict(list)
        names = {str(self.whole.folder / name): name for name in self.texts}
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
        path, text = str(self.whole.folder / mutant.module), self.texts[mutant.module]
        code = compile(mutant.code(text), path, "exec", dont_inherit=True)
        old, new = named(compile(text, path, "exec", dont_inherit=True)), named(code)
        keys = {(one.co_qualname, one.co_firstlineno): key for key, one in old.items()}
        alive = self.alive[mutant.module]
        taken_over = {one.__code__.co_qualname for one in alive}
        if any(name in taken_over for name, _ in old.keys() ^ new.keys()):
            raise LookupError("which function is which cannot be told")
        load_later(path, code)
        for function in alive:
            function.__code__ = new[
                keys[function.__code__.co_qualname, function.__code__.co_firstlineno]
            ]
        run(session, [self.items[test] for test in tests])
        return session.testsfailed


def load_later(path: str, code: CodeType) -> None:
    """Have modules that are loaded from *path* from now on run *code*: a migration, a lazy one."""
    plain = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        return code if loader.path == path else plain(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def run(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Run *items* until one fails."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
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
