"""docs/writing-an-adapter.md is true: its code, put where it says, keeps the contract, and is
as short as it says.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from writing_an_adapter import blocks, filled_in, skeleton, written_by_the_author

from tests.helpers.copied_process import run_pytest

LONG = pytest.mark.slow(reason="runs mypy; that the example keeps its contract stands for it")

ADAPTER = "src/lckm_json/adapter.py"


KILLING = "killed or dead or never or two or reads or many or no_number or no_change or no_act"


@pytest.mark.parametrize(
    "left_out",
    [
        KILLING,
        pytest.param(
            "",
            marks=pytest.mark.slow(
                reason="kills processes; the rest of its contract stands", weekly=True
            ),
        ),
    ],
    ids=["without processes", "whole"],
)
def test_it_keeps_its_contract(tmp_path, left_out):
    """Every test but the one of its entry point, which the session ``scaffold`` runs where it
    is installed.
    """
    folder = filled_in(tmp_path)
    chosen = ["-k", f"not ({left_out})"] if left_out else []
    deselected = "tests/test_contract.py::test_it_is_found_once_installed"
    run = run_pytest(folder, "-q", "--deselect", deselected, *chosen, path=[folder / "src"])
    assert run.returncode == 0, run.stdout
    passed, rest = re.search(r"(\d+) passed, (\d+) deselected", run.stdout).groups()
    assert int(passed) > 40
    assert left_out or rest == "1"


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
