"""An export that is killed, whenever that is, leaves both faces as they were or as they are to be."""

import subprocess
import sys

import bip_samples as shared


def died(*arguments):
    command = [sys.executable, str(shared.HERE / "killed.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_before_steps_on_the_disk(tmp_path):
    """Each ninth: ``killed.py steps FOLDER 1`` tries all."""
    assert died("steps", tmp_path, 9) > 40


def test_at_moments_picked_by_chance(tmp_path):
    assert died("moments", tmp_path, 25, 102) == 25
