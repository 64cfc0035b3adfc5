"""``lckm`` run in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from click.testing import Result

    from tests.helpers.forking import ForkServer

Run = Callable[..., "Result"]
Spawn = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run() -> Run:
    """Run lckm in this process."""
    # Not every session of tests has installed the command line.
    from click.testing import CliRunner

    from lckm_cli.main import cli
    from tests.helpers.languages import look_at_data, look_at_polish, look_at_signs

    def call(*arguments: object, **options: Any) -> "Result":
        result = CliRunner().invoke(cli, [str(one) for one in arguments], **options)
        environment = {**os.environ, **(options.get("env") or {})}
        if _is_in_polish(arguments, environment):
            look_at_polish(result.output)
        look_at_data(result.stdout, _language(arguments, environment))
        look_at_signs(result.output)
        return result

    return call


def _is_in_polish(arguments: Sequence[object], environment: Mapping[str, object]) -> bool:
    """Return whether a command speaks Polish, and prints little of documents and pages."""
    if {"explain", "diff", "amend", "show"}.intersection(arguments):
        return False
    return "LCKM_LANG" not in environment and not any("--lang" in str(one) for one in arguments)


def _language(arguments: Sequence[object], environment: Mapping[str, object]) -> str:
    """Return the language that a command speaks."""
    line = " ".join(map(str, arguments)).replace("--lang=", "--lang ")
    asked = "en" if environment.get("LCKM_LANG") == "en" and "--lang" not in line else "pl"
    return "en" if "--lang en" in line else asked


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the working folder, too."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what would change a command's colours, language or directory."""
    for name in ("NO_COLOR", "FORCE_COLOR", "LCKM_LANG", "LCKM_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


def spawn(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run lckm in a process of its own."""
    command = [sys.executable, "-c", "from lckm_cli.main import main; main()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **options.pop("env", {})}
    return subprocess.run(command, capture_output=True, timeout=120, env=environment, **options)


@pytest.fixture(name="spawn")
def spawn_forked(fork_server: "ForkServer | None") -> Spawn:
    """Run lckm in a process of its own that is forked, where its start is not what is tested."""

    def call(
        *arguments: object, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        if fork_server is None:
            return spawn(*arguments, env=env or {})
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})}
        process = fork_server.start(*map(str, arguments), cwd=Path.cwd(), env=environment)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.wait(), out.encode(), err.encode())

    return call
