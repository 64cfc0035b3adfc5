"""Consent that is withdrawn while a dump holds the table: recorded, told, carried out later."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from lckm_core.reports import first_clean_day
from lckm_testing import PersonalDataCanary

LATER = {
    "pl": "a dane znikną, gdy inny program, np. pg_dump, zwolni bazę",
    "en": "the data go once another program, such as pg_dump, frees the database",
}


@pytest.fixture
def dumped(city, postgresql, monkeypatch) -> Iterator[str]:
    """Two reports of different months, and a dump that reads the table of ZG-1."""
    monkeypatch.setattr("lckm_sql.table_rewrite.LOCK_TIMEOUT", "SET LOCAL lock_timeout = '200ms'")
    city.settings(url=postgresql)
    now = datetime.now(UTC)
    canary = PersonalDataCanary("dumped")
    city.register("ZG-2", canary.form(), now=now - timedelta(days=40))
    held = city.register("ZG-1", canary.form(), now=now)
    term = first_clean_day(held.registered_at)
    with psycopg.connect(postgresql.replace("+psycopg", "")) as dump:
        named = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        (table,) = [
            name
            for (name,) in dump.execute(named).fetchall()
            if name.startswith(f"personal_{term:%Y_%m}_")
        ]
        dump.execute(f"LOCK TABLE {table} IN ACCESS SHARE MODE")
        yield "ZG-1"


def test_a_withdrawal_that_has_to_wait_is_no_failure(city, run, dumped, monkeypatch):
    opened = []
    centre = type(city.centre())
    own = centre.open_erasure_notices

    def noted(self, *, now):
        opened.append(now)
        return own(self, now=now)

    monkeypatch.setattr(centre, "open_erasure_notices", noted)
    done = run("erase", "withdraw", dumped, "--as", "Zofia Wrona", "--format", "json")
    told = json.loads(done.output)
    assert (done.exit_code, told["deferred"], told["files_left"]) == (0, [dumped], 0)
    assert len(opened) == 1, "those of others are opened all the same"
    for lang, words in LATER.items():
        done = run("erase", "withdraw", dumped, "--lang", lang)
        assert (done.exit_code, words in done.output) == (0, True), done.output
    assert city.centre().plugins.reports.get(dumped).is_anonymous
    shown = json.loads(run("reports", "show", dumped, "--format", "json").output)
    assert shown["personal_part"] is False


def test_what_need_not_wait_is_erased_after_a_restore_and_the_rest_is_named(city, run, dumped):
    asked = ("--withdrawn", dumped, "--withdrawn", "ZG-2")
    done = run("restored", *asked, "--format", "json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["withdrawn"], told["deferred"]) == (1, [dumped])
    trail = json.loads(run("audit", "--verb", "withdraw_consent", "--format", "json").output)
    assert {(one["subject"], one["outcome"]) for one in trail} == {
        (dumped, "decided"),
        (dumped, "recorded"),
        ("ZG-2", "anonymised"),
    }


@pytest.mark.parametrize(("lang", "words"), LATER.items())
def test_the_receipt_of_a_restore_ends_with_those_that_wait(run, dumped, lang, words):
    done = run("restored", "--withdrawn", dumped, "--lang", lang)
    assert done.exit_code == 0, done.output
    last = done.output.splitlines()[-1]
    assert words in last
    assert last.endswith(f": {dumped}")
