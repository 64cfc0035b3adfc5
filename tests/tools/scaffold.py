"""The worked example built, and held to its contract in an environment that has nothing but
wheels: the session ``scaffold``.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

from writing_an_adapter import filled_in

ROOT = Path(__file__).parents[2]


def _run(*command, **options):
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_example_passes_where_only_wheels_are_installed(tmp_path):
    folder, wheels = filled_in(tmp_path), tmp_path / "wheels"
    # With the two adapters that it is put together from.
    ours = (ROOT / "adapters" / name for name in ("encryption", "folder", "testing"))
    program = ROOT / "tests" / "tools" / "build_from_sdists.py"
    _run(sys.executable, program, wheels, ROOT, *ours, folder)
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    apart = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    apart["PIP_CONSTRAINT"] = str(ROOT / "constraints.txt")
    example, *others = sorted(
        wheels.glob("*.whl"), key=lambda wheel: not wheel.name.startswith("lckm_json")
    )
    _run(python, "-m", "pip", "install", "--quiet", *others, f"{example}[test]", env=apart)
    _run(python, "-m", "pip", "check", env=apart)
    # The tests alone, far from the source: what they import is what was installed.
    tests = tmp_path / "tests"
    (folder / "tests").rename(tests)
    said = _run(
        python, "-m", "pytest", "-q", "--import-mode=importlib", tests, cwd=tmp_path, env=apart
    )
    assert "failed" not in said
    assert "skipped" not in said
