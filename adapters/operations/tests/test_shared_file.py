"""The settings name a file of another application: every command says so and leaves it."""

import sqlite3
from contextlib import closing

import pytest

NUMBER = "LCKM-2026-000001"
COMMANDS = [
    ("migrate",),
    ("reports", "list"),
    ("reports", "show", NUMBER),
    ("outbox",),
    ("verify",),
    ("audit",),
    ("erase", "due"),
    ("restored",),
]


@pytest.fixture
def others(city):
    """Their file, where ours would be."""
    file = city.data / "lckm.sqlite"
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY)")
        database.execute("CREATE TABLE report (id INTEGER PRIMARY KEY)")
    return file


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_names_the_tables_and_says_what_to_do(others, run, arguments):
    before = others.read_bytes()
    done = run(*arguments)
    assert (done.exit_code, "django_migrations, report" in done.output) == (2, True)
    assert "podaj inny w url" in done.output
    assert others.read_bytes() == before


def test_the_settings_say_so_too(others, run):
    before = others.read_bytes()
    done = run("settings")
    assert "Uwaga: " in done.output
    assert "django_migrations, report" in done.output
    assert others.read_bytes() == before
