"""``lckm`` forked from a process that has it loaded is as one that a shell starts."""

import os
import signal
import subprocess
import sys

import pytest

from tests.helpers.rows import some_in_every_change

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is forked on Windows")

COMMAND = [sys.executable, "-c", "from lckm_cli.main import main; main()"]


@pytest.mark.parametrize(
    ("arguments", "more"),
    some_in_every_change(
        [
            (("check", "zly.yaml"), {"LCKM_LANG": "en"}),
            (("chek",), {}),
            (("show", "nie-ma.yaml", "--audience", "portal"), {}),
        ],
        0,
        reason="another command; one that says much and fails stands for them",
    ),
)
def test_it_says_and_returns_the_same(fork_server, tmp_path, arguments, more):
    (tmp_path / "zly.yaml").write_text("id: KA-1\ntitle: 7\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **more}
    started = subprocess.run(
        [*COMMAND, *arguments],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    forked = fork_server.start(*arguments, cwd=tmp_path, env=environment)
    assert forked.communicate(timeout=60) == (started.stdout, started.stderr)
    assert forked.returncode == started.returncode


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_signal_ends_it_and_no_other(fork_server, tmp_path, number):
    first, second = (
        fork_server.start_python(
            "-c", "import signal; signal.pause()", cwd=tmp_path, env=os.environ
        )
        for _ in range(2)
    )
    assert first.poll() is second.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        first.wait(0)
    first.send_signal(number)
    first.communicate(timeout=60)
    assert (first.returncode, second.poll()) == (-number, None)
    second.kill()
    second.communicate(timeout=60)
