"""How the programs of ``promises/`` are run: each goes on in a copy of a process that has loaded
most of what they load.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.forking import ForkServer
from tests.helpers.places import ROOT

_LONGEST = 1500


@pytest.fixture
def run_promise(fork_server: ForkServer | None, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Run a program with arguments; return its result, and its ``code``, 1 for any fault."""
    if fork_server is None:
        pytest.skip("the promises are tried on Linux only")

    # What it forks its own processes from looks for modules where this says, and not in its folder.
    places = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))

    def run(program: str, *arguments: str) -> dict[str, Any]:
        to = tmp_path / "result.json"
        words = ("-m", f"promises.{program}", *arguments, "--to", str(to))
        process = fork_server.start_python(
            *words, cwd=ROOT, env={**os.environ, "PYTHONPATH": places}
        )
        try:
            said = "".join(text[-3000:] for text in process.communicate(timeout=_LONGEST))
        finally:
            process.kill()
        assert process.returncode in (0, 1), said
        assert to.exists(), said
        return {**json.loads(to.read_text(encoding="utf-8")), "code": process.returncode}

    return run
