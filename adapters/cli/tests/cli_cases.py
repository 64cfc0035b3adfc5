"""What the tests of the command line share: samples, a clean procedure, and the command as a process."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CLEAN = re.sub(r"related:\n  - .*\n", "", (SAMPLES / "procedures" / "KA-01478.yaml").read_text(encoding="utf-8"))
Run = Callable[..., Result]


def procedure(number: str = "KA-01478", **fields: str) -> str:
    """Return the YAML of a clean procedure; *fields* replace or add plain one-line fields."""
    text = CLEAN.replace("KA-01478", number)
    for key, value in fields.items():
        text, count = re.subn(rf"(?m)^{key}: .*$", lambda _, key=key, value=value: f"{key}: {value}", text, count=1)
        if not count:
            text = text.rstrip("\n") + f"\n{key}: {value}\n"
    return text


def spawn(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run lckm in a process of its own."""
    command = [sys.executable, "-c", "from lckm_cli.main import main; main()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **options.pop("env", {})}
    return subprocess.run(command, capture_output=True, timeout=120, env=environment, **options)
