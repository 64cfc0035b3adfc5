"""The README is true: its script runs, its commands print what is shown, its units call what there is."""

import configparser
import contextlib
import io
import os
import re
import shlex
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from celery import Celery

from lckm_cli.main import cli
from lckm_core import civil_day, first_clean_day

PAGE = Path(__file__).parents[1] / "README.md"
README = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```([\w-]+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^\$ lckm (.+)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)


def steady(printed: str) -> str:
    """Return what was printed with the page's moments, machine and process in place of those of this run."""
    now = datetime.now(UTC)
    for pattern, instead in (
        (r"\d{4}-\d\d-\d\d \d\d:\d\d", "2026-11-25 13:00"),
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", "2026-11-25T12:00:00+00:00"),
        (rf"{civil_day(now)}", "2026-11-25"),
        (rf"{first_clean_day(now)}", "2027-06-01"),
        (r'"worker": ".*"', '"worker": "lckm1-4711"'),
        (r'"pid": \d+', '"pid": 4711'),
    ):
        printed = re.sub(pattern, instead, printed)
    return printed


def test_its_settings_script_and_commands_are_as_shown(city, run):
    """With WRITE_DOCS=1 the page is given what they print now."""
    settings, *_ = [text for language, text in BLOCKS if language == "toml"]
    (city.folder / "lckm.toml").write_text(settings, encoding="utf-8")
    names: dict[str, object] = {"__name__": "readme"}
    page = README
    for language, text in BLOCKS:
        if language == "py":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, "README.md", "exec"), names)
        if language == "shell-session":
            for command, printed in SHOWN.findall(text):
                arguments = shlex.split(command)
                if arguments[0] == "worker":  # it takes the logs and signals of its process
                    found = steady(city.lckm(*arguments).stdout)
                else:
                    found = steady(run(*arguments).output)
                page = page.replace(f"$ lckm {command}\n{printed}", f"$ lckm {command}\n{found}")
    if os.environ.get("WRITE_DOCS"):
        PAGE.write_text(page, encoding="utf-8")
    else:
        assert page == README, "run this test with WRITE_DOCS=1"
    assert len(SHOWN.findall(page)) > 12
    task = Celery("city").task(names["work"], name="work")
    assert task.apply().get()["erased"] == 0


def test_its_tables_of_settings_can_be_read():
    for language, text in BLOCKS:
        if language == "toml":
            tomllib.loads(text)


def test_the_units_call_what_there_is():
    units = [text for language, text in BLOCKS if language == "ini"]
    assert len(units) == 2
    for text in units:
        unit = configparser.ConfigParser(interpolation=None)
        unit.optionxform = str
        unit.read_string(text)
    options = {name for parameter in cli.get_command(None, "worker").params for name in parameter.opts}
    called = re.findall(r"lckm worker((?: --?[a-z]+(?: [^-\s][^\s`]*)?)+)", README)
    assert called
    assert {word for call in called for word in re.findall(r"--[a-z]+", call)} <= options
