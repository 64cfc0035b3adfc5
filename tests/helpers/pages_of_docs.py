"""Blocks of code on pages of the documentation, and what they do."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_ADAPTERS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "sqlite:///reports.sqlite"
encryption = false
without = ["notices", "procedures"]
[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = { path = "base" }
"""


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of a page that are in a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def run_commands(commands: str, **environment: str) -> str:
    """Run commands of a shell, and return what they print."""
    run = subprocess.run(
        ["bash", "-e", "-c", commands],
        env={**environment, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def faces_of_settings(faces: str, folder: Path, *secrets: str) -> Mapping[str, Any]:
    """Return the faces that a table of settings makes, in an office of its own.

    *secrets* names the files below ``/etc/lckm`` that the settings read.
    """
    from lckm_cli.settings import open_session
    from lckm_sql import SqlAdapter

    for name in secrets:
        (folder / name).write_text(f"not-a-secret-{name}-" * 3, "utf-8")
    (folder / "base").mkdir()
    (folder / "base" / "routes.yaml").write_bytes((SAMPLES / "routes/routes.yaml").read_bytes())
    SqlAdapter(url=f"sqlite:///{folder}/reports.sqlite", encryption=False).migrate()
    settings = folder / "lckm.toml"
    settings.write_text(_ADAPTERS + faces.replace("/etc/lckm/", f"{folder}/"), "utf-8")
    return open_session(str(settings)).faces()
