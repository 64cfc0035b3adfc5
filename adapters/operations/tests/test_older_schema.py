"""A program that was upgraded finds a database of the schema before: what looks leaves it as
it is, and says how to bring it up.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lckm_sql.schema import VERSIONS

RELEASED = Path(__file__).parents[2] / "sql" / "tests" / "files" / "released"
NUMBER = "LCKM-2026-000001"
LOOKS = [
    ("reports", "list"),
    ("reports", "show", NUMBER),
    ("outbox",),
    ("verify",),
    ("stats",),
    ("audit",),
    ("erase", "due", "--dry-run"),
    ("erase", "withdraw", NUMBER, "--dry-run"),
    ("restored",),
]


def version(file):
    with closing(sqlite3.connect(file)) as database:
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
        table = next(name for name in ("lckm_version", "alembic_version") if name in tables)
        return database.execute(f"SELECT version_num FROM {table}").fetchone()[0]


@pytest.fixture
def older(city):
    """The file of a database that the first release has made."""
    shutil.copytree(RELEASED / "0001" / "reports.sqlite-months", city.data / "lckm.sqlite-months")
    return Path(shutil.copy(RELEASED / "0001" / "reports.sqlite", city.data / "lckm.sqlite"))


@pytest.mark.parametrize("arguments", LOOKS, ids=" ".join)
def test_what_looks_leaves_it_and_says_what_to_do(older, city, run, arguments):
    done = run(*arguments)
    assert (done.exit_code, "0001" in done.output, "Uruchom lckm migrate" in done.output) == (
        2,
        True,
        True,
    )
    assert version(older) == "0001"


@pytest.mark.slow(reason="two workers; what looks leaves it in every change")
def test_a_worker_leaves_it_and_goes_on_once_it_is_brought_up(older, city, run):
    done = run("worker", "--once")
    assert (done.exit_code, "OlderSchemaError" in done.stdout, version(older)) == (1, True, "0001")
    run("migrate")
    assert run("worker", "--once").exit_code == 0


@pytest.mark.slow(
    reason="a restore; adapters/sql puts a copy of the first version back in every change"
)
def test_a_copy_is_of_the_schema_that_it_has_and_can_be_put_back(older, city, run):
    assert run("backup", "copy").output == "Kopia: copy\n"
    assert [version(one) for one in (older, city.folder / "copy" / "reports.sqlite")] == [
        "0001",
        "0001",
    ]
    assert run("migrate").exit_code == 0
    assert version(older) == VERSIONS[-1]
    assert run("reports", "show", NUMBER).exit_code == 0
    city.close()
    assert run("restore", "copy", "--yes").exit_code == 0
    assert run("reports", "show", NUMBER).exit_code == 0
    assert version(city.folder / "copy" / "reports.sqlite") == "0001"


def test_a_restore_that_is_refused_leaves_it(older, run, long_run):
    """For a number that nobody can have been given since, also where it is written as one of
    ours.
    """
    run("backup", "copy")
    numbers = ("LCKM-2026-900000", "LCKM-2025-000001", "LCKM-2026-90")
    for strange in numbers if long_run else numbers[:1]:
        refused = run("restore", "copy", "--yes", "--withdrawn", strange)
        assert (refused.exit_code, strange in refused.output) == (2, True)
        assert version(older) == "0001", strange
