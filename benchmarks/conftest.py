"""The table, made once and printed when the benchmarks end; and where their modules are found."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tables import Table


@pytest.fixture(scope="session")
def table() -> Iterator[Table]:
    """Return the table; print it in the end."""
    made = Table()
    yield made
    cores = os.cpu_count()
    print(
        f"\n\nPython {platform.python_version()}, {platform.machine()}, {cores} cores, load "
        f"{os.getloadavg()[0]:.1f}\n"
    )
    print(made)
    if to := os.environ.get("LCKM_BENCHMARK_ROWS"):
        Path(to).write_text(
            json.dumps([row._asdict() for row in made.rows], ensure_ascii=False), encoding="utf-8"
        )
