"""Completion as a person meets it: a line begun in a real shell, and the Tab key."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from lckm_core import schema_names
from tests.helpers.rows import some_in_every_change

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(lckm completion bash)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -U compinit && compinit -u && eval "$(lckm completion zsh)"',
    ),
}
CLEAR = "\x15"  # Ctrl-U


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with two files, a plain prompt, and this interpreter's lckm first on the path."""
    home = tmp_path_factory.mktemp("home")
    for name in ("karta.yaml", "kasa.yaml"):
        (home / name).touch()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {"PATH": path, "HOME": str(home), "TERM": "dumb", "LANG": "C.UTF-8", "PS1": "> "}


@pytest.fixture(
    params=some_in_every_change(START, 0, reason="another shell; bash stands for it"),
    scope="module",
)
def started(request: pytest.FixtureRequest, environment: dict[str, str]) -> Iterator[pexpect.spawn]:
    """A shell in that home which has been told of lckm."""
    (command, *arguments), setup = START[request.param]
    if shutil.which(command) is None:
        pytest.skip(f"no {command} here")
    screen = {"encoding": "utf-8", "dimensions": (50, 200), "timeout": 30}
    shell = pexpect.spawn(command, arguments, env=environment, cwd=environment["HOME"], **screen)
    shell.sendline(setup)
    yield shell
    shell.close(force=True)


@pytest.fixture
def shell(started: pexpect.spawn) -> pexpect.spawn:
    """The shell with nothing typed and all its former words read."""
    started.sendline(CLEAR + "echo rea''dy")
    started.expect_exact("ready")
    return started


def test_a_command_is_completed(shell: pexpect.spawn) -> None:
    shell.send("lckm tim\t")
    shell.expect_exact("lckm timeline")


def test_the_values_of_an_option_are_offered(shell: pexpect.spawn) -> None:
    shell.send("lckm show x --audience \t\t")
    for audience in ("portal", "bip", "call-centre", "editors"):
        shell.expect(rf"\b{audience}\b")


def test_options_are_offered(shell: pexpect.spawn) -> None:
    shell.send("lckm show x --\t\t")
    for option in ("--audience", "--on", "--format"):
        shell.expect_exact(option)


def test_names_of_schemas_are_offered(shell: pexpect.spawn) -> None:
    shell.send("lckm schema \t\t")
    shell.expect_exact("announcement")
    shell.send(CLEAR + "lckm schema update\t")
    shell.expect_exact("lckm schema update-request")


@pytest.mark.slow(reason="other values; names of schemas stand for them")
def test_codes_and_keys_are_completed(shell: pexpect.spawn) -> None:
    shell.send("lckm explain additional\t")
    shell.expect_exact("lckm explain additional_info")
    shell.send(CLEAR + "lckm explain LCKM-T00\t\t")
    for code in ("LCKM-T001", "LCKM-T002"):
        shell.expect_exact(code)


@pytest.mark.parametrize(
    "begun",
    some_in_every_change(
        ["lckm check ka", "lckm show ka", "lckm check x --baseline ka", "lckm diff x ka"],
        1,
        reason="another command; one stands for them",
    ),
)
def test_files_are_completed(shell: pexpect.spawn, begun: str) -> None:
    shell.send(begun + "r\t")
    shell.expect_exact("karta.yaml")
    shell.send(CLEAR + begun + "\t\t")
    shell.expect(r"(karta|kasa)\.yaml +(karta|kasa)\.yaml")


@pytest.mark.slow(reason="another shell; bash stands for it")
@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("lckm sh", ["show"]),
        ("lckm show x --audience ", ["bip", "call-centre", "editors", "portal"]),
        ("lckm schema ", list(schema_names())),
        ("lckm check ka", ["karta.yaml", "kasa.yaml"]),
        ("lckm show --aud", ["--audience\tOdbiorcy: portal, bip, call-centre, editors."]),
    ],
)
def test_fish(environment: dict[str, str], begun: str, offered: list[str]) -> None:
    """Fish says what it would offer, with the explanation after a tab."""
    code = f"lckm completion fish | source; complete --do-complete '{begun}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", code],
        env=environment,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = done.stdout.splitlines()
    explained = any("\t" in line for line in offered)
    assert sorted(lines if explained else [re.sub(r"\t.*", "", line) for line in lines]) == offered
