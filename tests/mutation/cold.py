"""Mutants of what runs at import: imported anew by a process that has imported only what
others wrote.
"""

import importlib.machinery
import importlib.util
import os
import sys
from collections import Counter
from types import CodeType
from typing import Any

import pytest
from forking import allow
from mutants import Mutant
from reach import OPTIONS, PACKAGE, Plugin, Reach

_LIKELY = 3
"""How many files are asked first."""


class Faulty(importlib.machinery.SourceFileLoader):
    """Finds one module and loads it from the code given, whatever its file holds."""

    def __init__(self, module: str, code: str) -> None:
        dotted = (
            f"lckm_core/{module}".removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        )
        super().__init__(dotted, str(PACKAGE / module))
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

    def __init__(self, first: set[str], seconds: dict[str, float]) -> None:
        super().__init__(seconds)
        self.first = first

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Sort the tests."""
        items.sort(
            key=lambda item: (item.nodeid not in self.first, self.seconds.get(item.nodeid, 0))
        )


def judge(mutant: Mutant, tests: list[str], text: str, reach: Reach) -> int:
    """Import the mutated module and run *tests* (folders and files); return pytest's exit code.

    Collecting takes longer than most tests, so the files that probably notice are asked
    before the others.
    """
    sys.meta_path.insert(0, Faulty(mutant.module, mutant.code(text)))
    first = [test for who in reach.lines[mutant.module].values() for test in who if "::" in test]
    files = Counter(test.partition("::")[0] for test in first)
    likely = [name for name, _ in files.most_common(_LIKELY)] or tests[:-1]
    pid = os.fork()
    if not pid:
        os._exit(_run([tests[0], *likely], set(first), reach))
    _, status = os.waitpid(pid, 0)
    return 1 if status else _run(tests, set(first), reach)


def _run(tests: list[str], first: set[str], reach: Reach) -> int:
    allow(60)
    return int(
        pytest.main([*OPTIONS, *dict.fromkeys(tests)], plugins=[Ordered(first, reach.seconds)])
    )
