"""The README is true: its script runs, its commands print what is shown, its settings can be
read.
"""

import contextlib
import io
import re
import tomllib

import click
import running_pages as pages
from celery import Celery  # type: ignore[import-untyped]

from lckm_cli.main import cli
from lckm_operations.adapter import OperationsAdapter

TEXT = pages.README.read_text(encoding="utf-8")


def test_its_settings_script_and_commands_are_as_shown(city, run):
    """With WRITE_DOCS=1 the page is given what they print now."""
    pages.first_settings(city)
    registering, calling = pages.blocks(TEXT, "py")
    names: dict[str, object] = {"__name__": "readme"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(registering, "README.md", "exec"), names)
    pages.hold(pages.README, TEXT, pages.run_all(TEXT, city, run))
    assert len(pages.SHOWN.findall(TEXT)) > 3
    exec(compile(calling, "README.md", "exec"), names)
    task = Celery("city").task(names["work"], name="work")
    assert task.apply().get()["erased"] == 0


def test_its_tables_of_settings_can_be_read():
    for text in pages.blocks(TEXT, "toml"):
        tomllib.loads(text)


def test_every_command_is_named():
    rows = re.findall(r"^\| (`lckm (?:[^|\\]|\\\|)+)", TEXT, re.MULTILINE)
    commands = OperationsAdapter().contribute_commands()
    assert commands
    context = click.Context(cli)
    for command in commands:
        named = " ".join(row for row in rows if f"`lckm {command.name}" in row)
        assert named, command.name
        group = cli.get_command(context, command.name)
        if isinstance(group, click.Group):
            words = re.findall(r"[\w-]+", named)
            missing = [name for name in group.list_commands(context) if name not in words]
            assert missing == [], command.name
