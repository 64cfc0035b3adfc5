"""The processes of a run are copies of one that has imported the tests, and else as new ones."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.helpers.copied_process import run_pytest
from tests.helpers.places import ROOT

CONFTEST = """
pytest_plugins = ["tests.helpers.tiers", "tests.helpers.order", "tests.helpers.copied_workers"]
"""
TESTS = """
import os
import sys
import pytest

sys.path.insert(0, os.path.dirname(__file__) + "/more")
IMPORTED_IN = os.getpid()

@pytest.mark.parametrize("number", range(8))
def test_it(number, capfd, caplog, tmp_path):
    print("said", number)
    assert capfd.readouterr().out == f"said {number}\\n"
    assert os.path.dirname(__file__) + "/more" in sys.path
    assert sys.stdin is not sys.__stdin__
    with open("processes", "a") as noted:
        noted.write(f"{IMPORTED_IN} {os.getpid()}\\n")
"""
SERVED = """
import os
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range(8))
def test_it(number, fork_server):
    process = fork_server.start("--version", cwd=Path.cwd(), env=dict(os.environ))
    assert process.communicate(60)[0].startswith("lckm ")
    with open("processes", "a") as noted:
        noted.write(f"{fork_server._process.pid} {os.getpid()}\\n")
"""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes of a run are copied on Linux only"
)


@pytest.fixture
def folder(tmp_path):
    """A folder with few tests."""
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_few.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\ntestpaths = .\nfilterwarnings = error\naddopts = --import-mode=importlib\n"
        "markers =\n    slow\n",
        encoding="utf-8",
    )
    return tmp_path


def ran(folder, count=1):
    """Run them in so many processes; return what was said and which processes there were."""
    said = run_pytest(folder, "-n", str(count), path=[ROOT]).stdout
    noted = folder / "processes"
    lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
    return said, [line.split() for line in lines]


def test_tests_are_imported_once(folder):
    with TemporaryDirectory() as kept:
        said, processes = ran(folder, 2)
        # What this process removes at its end, no copy removes at its own.
        assert Path(kept).exists()
    assert "8 passed" in said, said
    assert len({importing for importing, _ in processes}) == 1
    assert all(importing != running for importing, running in processes)


@pytest.mark.parametrize(
    ("beginning", "named"),
    [
        ("raise ValueError('half a module')", "half a module"),
        pytest.param(
            "import warnings; warnings.warn('a warning')",
            "UserWarning: a warning",
            marks=pytest.mark.slow(reason="starts a process; an error of another kind stands"),
        ),
    ],
)
def test_what_cannot_be_imported_is_an_error(folder, beginning, named):
    (folder / "test_wrong.py").write_text(f"{beginning}\n", encoding="utf-8")
    said, _ = ran(folder)
    assert "test_wrong.py cannot be imported: no copies\n" in said
    assert named in said
    assert " error" in said.splitlines()[-1]


@pytest.mark.slow(reason="starts a process; that the copies pass stands for it")
def test_a_process_that_crashes_is_followed_by_a_new_one(folder):
    (folder / "test_crash.py").write_text(
        "import os\ndef test_crash():\n    os._exit(3)\n", encoding="utf-8"
    )
    said, _ = ran(folder)
    assert "replacing crashed worker" in said
    assert "1 failed, 8 passed" in said


@pytest.mark.slow(reason="starts a server; each whole run is served by one")
def test_one_server_of_copies_serves_all(folder):
    with (folder / "conftest.py").open("a", encoding="utf-8") as conftest:
        conftest.write('pytest_plugins.append("tests.helpers.forking")\n')
    (folder / "test_few.py").write_text(SERVED, encoding="utf-8")
    said, servers = ran(folder, 2)
    assert "8 passed" in said, said
    assert len({server for server, _ in servers}) == 1
