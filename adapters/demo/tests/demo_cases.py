"""What the tests of the demo share: the samples, and the command as a process."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
Run = Callable[..., Result]


def spawn(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run lckm in a process of its own."""
    command = [sys.executable, "-c", "from lckm_cli.main import main; main()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **options.pop("env", {})}
    return subprocess.run(command, capture_output=True, timeout=120, env=environment, **options)
