"""The promise that no report is lost, doubled or stuck, in its short form; and broken workers and clients, which it notices."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def chaos(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return the figures of a run, and how it ended."""
    to = folder / "result.json"
    command = [sys.executable, "-m", "promises.chaos", "--seconds", "300", "--to", str(to), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=400)
    assert done.returncode in (0, 1), done.stdout[-3000:] + done.stderr[-3000:]
    return {**json.loads(to.read_text(encoding="utf-8")), "code": done.returncode}


@pytest.mark.parametrize("arguments", [("--database", "sqlite"), ("--database", "postgresql", "--repeats")])
def test_a_thousand_reports_and_25_kills(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = chaos(tmp_path, "--reports", "1000", "--kills", "25", *arguments)
    assert result["faults"] == []
    assert result["code"] == 0
    figures = result["figures"]
    assert figures["reports"]["acknowledged registrations"] == 1000
    assert figures["kills"] > 20
    assert sum(count for name, count in figures["reports"].items() if name.startswith("outcome")) == 1000


@pytest.mark.parametrize(
    ("broken", "victim", "noticed"),
    [
        ("settles-first", "worker", "lost: noted as sent, and not in the mailbox"),
        ("sends-blindly", "mail server", "twice in the mailbox"),
        ("acknowledges-first", "client", "lost: acknowledged, and not there"),
    ],
)
def test_what_breaks_the_promise_is_noticed(tmp_path: Path, broken: str, victim: str, noticed: str) -> None:
    more = ("--lost-answers", "0.2") if broken == "sends-blindly" else ()
    result = chaos(tmp_path, "--broken", broken, "--victims", victim, "--reports", "120", "--kills", "16", *more)
    assert result["code"] == 1
    assert any(fault.startswith(noticed) for fault in result["faults"])
