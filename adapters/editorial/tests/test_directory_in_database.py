"""The directory in a database: loaded by a command, asked by all the others."""

import pytest
import yaml
from an_office import CHIEF, STAFF

from lckm_core.organisation import DIRECTORY
from lckm_sql.schema import VERSIONS

IN_DATABASE = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"

[[adapter]]
use = "lckm_sql:SqlDirectoryAdapter"
url = "{own}"
"""


@pytest.fixture
def in_database(any_office, url):
    """An office whose directory is in its database, where none is loaded yet."""
    (any_office.folder / "lckm.toml").write_text(
        IN_DATABASE.format(url=url, own=url), encoding="utf-8"
    )
    return any_office


def test_whoever_is_in_the_file_that_was_loaded_may_act(in_database, run):
    act = ("procedure", "confirm", "KA-00056", "--as", STAFF)
    waiting = run(*act)
    assert (waiting.exit_code, "lckm directory load PLIK" in waiting.output) == (2, True), (
        waiting.output
    )
    loaded = run("directory", "load", "directory.yaml")
    people = len(
        yaml.safe_load((in_database.folder / "directory.yaml").read_text(encoding="utf-8"))[
            "people"
        ]
    )
    assert (loaded.exit_code, loaded.output) == (
        0,
        f"Wczytano. Jednostek: {len(DIRECTORY.units)}, osób: {people}\n",
    )
    assert in_database.centre().plugins.directory.suggest_person(STAFF.lower()) == STAFF
    assert in_database.centre().plugins.directory.suggest_person(CHIEF) == CHIEF
    told = run(*act)
    assert (told.exit_code, "KA-00056" in told.output) == (1, True), told.output
    assert "replace_directory" in run("audit").output


def test_a_file_with_errors_changes_nothing(in_database, run):
    run("directory", "load", "directory.yaml")
    (in_database.folder / "d.yaml").write_text(
        "units:\n  - {name: A}\npeople:\n  - {name: B, roles: [soltys]}\n"
    )
    refused = run("directory", "load", "d.yaml")
    assert (refused.exit_code, "d.yaml:4:" in refused.output) == (2, True), refused.output
    assert in_database.centre().plugins.directory.suggest_person(STAFF) == STAFF


def test_where_it_is_a_file_the_command_says_so(office, run):
    refused = run("directory", "load", "directory.yaml")
    assert (refused.exit_code, "lckm_sql:SqlDirectoryAdapter" in refused.output) == (2, True), (
        refused.output
    )
    assert (
        "lckm_sql:SqlDirectoryAdapter"
        in run("directory", "load", "directory.yaml", "--lang", "en").output
    )


def test_migrate_brings_up_every_database_of_the_settings(office, run):
    own = f"sqlite:///{office.folder}/directory.sqlite"
    text = IN_DATABASE.format(url=f"sqlite:///{office.folder}/lckm.sqlite", own=own)
    (office.folder / "lckm.toml").write_text(text, encoding="utf-8")
    missing = run("directory", "load", "directory.yaml")
    assert (missing.exit_code, "lckm migrate" in missing.output) == (2, True), missing.output
    assert run("migrate").output.count(VERSIONS[-1]) == 1
    assert run("directory", "load", "directory.yaml").exit_code == 0
