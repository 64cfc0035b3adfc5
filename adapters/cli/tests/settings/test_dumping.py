"""A process with reports in hand leaves no core dump, whatever it dies of."""

import subprocess
import sys

import pytest

DIES = """
import os, resource, signal
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
{before}
os.kill(os.getpid(), signal.SIGABRT)
"""


GUARDED = """
import ctypes, resource
from lckm_cli.settings import leave_no_core_dump
leave_no_core_dump()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl({get_dumpable}, 0, 0, 0, 0))
"""
PR_GET_DUMPABLE = 3


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux whether a process may be dumped")
def test_neither_a_file_nor_a_program_is_given_the_memory():
    """Also where the machine itself lets no process leave a dump."""
    program = GUARDED.format(get_dumpable=PR_GET_DUMPABLE)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "(0, 0) 0\n", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads how Linux tells of a core dump")
@pytest.mark.parametrize("guarded", [False, True])
def test_no_memory_is_left_in_a_file(tmp_path, guarded):
    """First seen to leave one, where the machine lets processes do so at all."""
    import os
    import resource

    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("this machine lets no process leave a core dump")
    guard = (
        "from lckm_cli.settings import leave_no_core_dump; leave_no_core_dump()" if guarded else ""
    )
    died = subprocess.Popen([sys.executable, "-c", DIES.format(before=guard)], cwd=tmp_path)
    _, status = os.waitpid(died.pid, 0)
    died.returncode = 0  # it was waited for
    assert os.WIFSIGNALED(status)
    assert os.WCOREDUMP(status) is not guarded
