"""An export that is killed before a step on the disk, whichever it is, leaves both faces as
they were or as they are to be.
"""

import subprocess
import sys

import bip_samples as shared
import pytest


@pytest.mark.slow(
    reason="killed at many steps; tests/promises/test_publishing.py kills once", weekly=True
)
def test_before_steps_on_the_disk(tmp_path):
    """Each seventeenth: ``killed.py FOLDER 1`` tries all."""
    every = 17
    command = [sys.executable, str(shared.HERE / "killed.py"), str(tmp_path), str(every)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 360 / every
