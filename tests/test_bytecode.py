"""The bytecode that processes of tests share is what pytest and Python would make themselves."""

import os
import sys

import pytest

from tests.helpers.bytecode import make_share, rewritten_bytecode
from tests.helpers.copied_process import run_pytest

TEST = "def test_it():\n    assert [1, 2] == [1, 3]\n"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A test whose bytecode lies in a folder of its own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    path = tmp_path / "test_it.py"
    path.write_text(TEST, encoding="utf-8")
    return path


def ran(file):
    """Run the test in a process of its own; return what it said."""
    return run_pytest(
        file.parent, "-c", os.devnull, "--rootdir", str(file.parent), str(file)
    ).stdout


def test_pytest_takes_it(file, pytestconfig):
    make_share(pytestconfig, [file], 0, 1)
    made = rewritten_bytecode(file).read_bytes()
    number = rewritten_bytecode(file).stat().st_ino
    assert "At index 1 diff: 2 != 3" in ran(file)
    # What pytest makes anew is another file.
    assert rewritten_bytecode(file).stat().st_ino == number
    rewritten_bytecode(file).unlink()
    ran(file)
    assert rewritten_bytecode(file).read_bytes() == made


@pytest.mark.slow(reason="one more run of pytest; test_pytest_takes_it stands for it")
def test_of_a_file_that_changed_pytest_makes_its_own(file, pytestconfig):
    make_share(pytestconfig, [file], 0, 1)
    file.write_text(TEST.replace("3", "4"), encoding="utf-8")
    make_share(pytestconfig, [file], 0, 1)
    assert "At index 1 diff: 2 != 4" in ran(file)


def test_each_file_is_in_one_share(tmp_path, file, pytestconfig):
    files = [tmp_path / f"test_{number}.py" for number in range(5)]
    for path in files:
        path.write_text(TEST, encoding="utf-8")
    make_share(pytestconfig, files, 0, 2)
    assert [rewritten_bytecode(path).exists() for path in files] == [True, False] * 2 + [True]
    make_share(pytestconfig, files, 1, 2)
    assert all(rewritten_bytecode(path).exists() for path in files)
