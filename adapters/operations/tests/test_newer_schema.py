"""A program finds a database that a newer one has upgraded: every command says so, and leaves
all as it is.
"""

import sqlite3
from contextlib import closing

import pytest

NUMBER = "LCKM-2026-000001"
NEWER = "0999"
COMMANDS = [
    ("reports", "list"),
    ("reports", "show", NUMBER),
    ("reports", "route-again", NUMBER),
    ("reports", "settle", NUMBER, "--has", "mailbox", "--reason", "told"),
    ("reports", "try"),
    ("outbox",),
    ("outbox", "--now"),
    ("verify",),
    ("verify", "--mend"),
    ("stats",),
    ("audit",),
    ("metrics",),
    ("erase", "due"),
    ("erase", "withdraw", NUMBER),
    ("confirm", NUMBER),
    ("backup", "another"),
    ("restore", "copy", "--yes"),
    ("restored",),
    ("migrate",),
    ("encrypt",),
    ("rotate",),
]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def newer(city, run):
    """The folder of a database of a newer program, with a report and a copy of before."""
    run("migrate")
    city.register(NUMBER)
    city.close()
    assert run("backup", "copy").exit_code == 0
    city.close()
    with closing(sqlite3.connect(city.data / "lckm.sqlite")) as database:
        database.execute("UPDATE lckm_version SET version_num = ?", [NEWER])
        database.commit()
    return city.data


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_each_command_says_so_and_leaves_it(newer, city, run, arguments):
    before = contents(newer)
    done = run(*arguments)
    city.close()
    assert (done.exit_code, NEWER in done.output) == (2, True), done.output
    assert "Zainstaluj nowszy lckm-sql" in done.output
    assert contents(newer) == before
    assert not (city.folder / "another").exists()


def test_the_settings_say_so_before_anything_is_started(newer, city, run):
    before = contents(newer)
    done = run("settings")
    assert f"Uwaga: Baza danych ma schemat {NEWER}" in done.output
    assert contents(newer) == before


def test_a_worker_leaves_it_and_says_so(newer, city, run):
    before = contents(newer)
    done = run("worker", "--once")
    city.close()
    assert (done.exit_code, "NewerSchemaError" in done.stdout) == (1, True)
    assert contents(newer) == before


def test_a_copy_of_a_newer_program_is_not_put_back(city, run):
    run("migrate")
    city.register(NUMBER)
    city.close()
    assert run("backup", "copy").exit_code == 0
    with closing(sqlite3.connect(city.folder / "copy" / "reports.sqlite")) as database:
        database.execute("UPDATE lckm_version SET version_num = ?", [NEWER])
        database.commit()
    (city.folder / "copy" / "manifest.json").unlink()
    before = contents(city.data)
    done = run("restore", "copy", "--yes", "--without-manifest")
    city.close()
    assert (done.exit_code, NEWER in done.output) == (2, True), done.output
    assert contents(city.data) == before
