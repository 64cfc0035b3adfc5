"""The README is true: its script runs, its commands print what is shown, its settings can be
read.
"""

import contextlib
import io
import tomllib

import running_pages as pages
from celery import Celery  # type: ignore[import-untyped]

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
    rows = [line for line in TEXT.splitlines() if line.startswith("| `lckm ")]
    commands = OperationsAdapter().contribute_commands()
    assert commands
    for command in commands:
        assert any(f"`lckm {command.name}" in row for row in rows), command.name
