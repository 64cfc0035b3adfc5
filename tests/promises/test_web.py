"""The promise that no form is lost or doubled while ``lckm serve`` is killed, in its short form."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONG = pytest.mark.slow(reason="minutes of killing; thirty forms and three kills stand for it")


def chaos(folder: Path, forms: int, kills: int, database: str = "sqlite") -> dict:
    to = folder / "result.json"
    command = [sys.executable, "-m", "promises.web", "chaos", "--to", str(to)]
    command += ["--database", database, "--forms", str(forms), "--kills", str(kills)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    figures: dict = json.loads(to.read_text(encoding="utf-8"))["figures"]
    assert sum(figures["kills"].values()) == kills
    assert figures["acknowledged"] == figures["registered"] == figures["delivered"] == forms
    names = ("lost", "doubled", "files missing", "files of no report after the sweep")
    bytes_left = ("bytes found after withdrawal", "bytes found after the term")
    assert [figures[name] for name in (*names, *bytes_left)] == [0] * 6
    assert figures["files of reports"] > 0
    return figures


def test_thirty_forms_and_three_kills(tmp_path: Path) -> None:
    chaos(tmp_path, 30, 3)


@LONG
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_thousand_forms_and_fifty_kills(tmp_path: Path, database: str) -> None:
    assert chaos(tmp_path, 1000, 50, database)["lost answers, repeated"] > 0
