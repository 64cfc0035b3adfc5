"""Mutants of what runs at import: imported anew by a process that has imported only what
others wrote.
"""

import ast
import importlib.machinery
import importlib.util
import os
import sys
from collections import Counter
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from distributions import Distribution
from forking import allow
from mutants import Mutant
from reach import OPTIONS, Plugin, Reach

_LIKELY = 3
"""How many files are asked first."""


class Faulty(importlib.machinery.SourceFileLoader):
    """Finds one module and loads it from the code given, whatever its file holds."""

    def __init__(self, package: Path, module: str, code: str | ast.Module) -> None:
        dotted = f"{package.name}/{module}".removesuffix(".py").removesuffix("/__init__")
        super().__init__(dotted.replace("/", "."), str(package / module))
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        """Return the code with the fault in it."""
        return compile(self.code, self.path, "exec", dont_inherit=True)

    def find_spec(
        self, name: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the module's own way to be loaded; leave other modules to others."""
        return (
            importlib.util.spec_from_file_location(name, self.path, loader=self)
            if name == self.name
            else None
        )


class Ordered(Plugin):
    """For pytest: first the tests that reach the module, the quickest of them before the others."""

    def __init__(self, first: set[str], reach: Reach) -> None:
        super().__init__(reach.seconds)
        self.first, self.failing = first, reach.failing

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort the tests."""
        super().pytest_collection_modifyitems(items)
        items[:] = [item for item in items if item.nodeid not in self.failing]
        items.sort(
            key=lambda item: (item.nodeid not in self.first, self.seconds.get(item.nodeid, 0))
        )


def judge(whole: Distribution, mutant: Mutant, tests: list[str], text: str, reach: Reach) -> int:
    """Import the mutated module and run *tests* (folders and files); return pytest's exit code.

    Collecting takes longer than most tests, so the files that probably notice are asked
    before the others.
    """
    sys.meta_path.insert(0, Faulty(whole.folder, mutant.module, mutant.code(text)))
    first = [test for who in reach.lines[mutant.module].values() for test in who if "::" in test]
    files = Counter(test.partition("::")[0] for test in first)
    likely = [name for name, _ in files.most_common(_LIKELY)] or tests[:-1]
    if tests[0].endswith(".py"):
        likely.insert(0, tests[0])
    if likely:
        pid = os.fork()
        if not pid:
            os._exit(_run(likely, set(first), reach))
        _, status = os.waitpid(pid, 0)
        if status:
            return 1
    return _run(tests, set(first), reach)


def _run(tests: list[str], first: set[str], reach: Reach) -> int:
    allow(60)
    return int(pytest.main([*OPTIONS, *dict.fromkeys(tests)], plugins=[Ordered(first, reach)]))
