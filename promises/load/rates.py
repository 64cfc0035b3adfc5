"""How much is done in a second, beside what one would write instead.

These are the rows of ``benchmarks/`` that are about stores.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from promises.figures import ROOT


def rates(month: int, seconds: float) -> list[dict[str, Any]]:
    """Return the rows, measured in one run, with *month* reports in a month."""
    with tempfile.TemporaryDirectory(prefix="lckm-load-") as folder:
        to = Path(folder) / "rows.json"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "benchmarks/test_stores_speed.py",
            "--benchmark-enable",
            "-q",
            "--capture=no",
            # Rows stand in the order in which they are written.
            "--order=0",
            # Other runs of pytest clear the folder that they share.
            f"--basetemp={folder}/tests",
        ]
        environment = {
            **os.environ,
            "LCKM_BENCHMARK_REPORTS": str(month),
            "LCKM_BENCHMARK_ROWS": str(to),
        }
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=seconds)
        rows: list[dict[str, Any]] = json.loads(to.read_text(encoding="utf-8"))
        return rows
