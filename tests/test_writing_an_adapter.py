"""docs/writing-an-adapter.md is true: its code, put where it says, keeps the contract, and is
as short as it says.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from writing_an_adapter import blocks, filled_in, skeleton, written_by_the_author

LONG = pytest.mark.slow(reason="runs mypy; that the example keeps its contract stands for it")

ADAPTER = "src/lckm_json/adapter.py"


def test_it_keeps_its_contract(tmp_path):
    """Every test but the one of its entry point, which the session ``scaffold`` runs where it
    is installed.
    """
    folder = filled_in(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--deselect"]
    deselected = "tests/test_contract.py::test_it_is_found_once_installed"
    run = subprocess.run(
        [*command, deselected],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 deselected" in run.stdout


def test_an_author_writes_fifty_lines(tmp_path):
    before = (skeleton(tmp_path) / ADAPTER).read_text(encoding="utf-8")
    written = written_by_the_author(before, blocks()[ADAPTER])
    assert len(written) <= 50, "\n".join(written)


@LONG
def test_types_of_the_example(tmp_path):
    pytest.importorskip("mypy", reason="types are judged where ./dev installed mypy")
    folder = filled_in(tmp_path)
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--cache-dir",
        str(tmp_path / "cache"),
        "src",
    ]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
