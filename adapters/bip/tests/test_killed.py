"""An export that is killed before a step on the disk, whichever it is, leaves both faces as
they were or as they are to be.
"""

import subprocess
import sys

import bip_samples as shared


def test_before_steps_on_the_disk(tmp_path, all_tests):
    """Each ninth or eighty-first: ``killed.py FOLDER 1`` tries all."""
    every = 9 if all_tests else 81
    command = [sys.executable, str(shared.HERE / "killed.py"), str(tmp_path), str(every)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 360 / every
