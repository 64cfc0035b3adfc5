"""An export that is killed before a step on the disk, whichever it is, leaves both faces as
they were or as they are to be.
"""

import subprocess
import sys

import bip_samples as shared


def test_before_steps_on_the_disk(tmp_path):
    """Each ninth: ``killed.py FOLDER 1`` tries all."""
    command = [sys.executable, str(shared.HERE / "killed.py"), str(tmp_path), "9"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 40
