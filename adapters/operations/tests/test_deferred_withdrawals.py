"""Consent that is withdrawn while a dump holds the table: recorded, told, carried out later."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from lckm_core.reports import first_clean_day
from lckm_sql import SqlReports, StoreUnavailableError
from lckm_sql.failure_kinds import FailureKind
from lckm_testing import PersonalDataCanary
from tests.helpers.rows import some_in_every_change

LATER = {
    "pl": "a dane znikną, gdy inny program, np. pg_dump, zwolni bazę",
    "en": "the data go once another program, such as pg_dump, frees the database",
}

AWAY = {
    "pl": "a dane znikną, gdy będą tam, gdzie trzyma je baza, np. z jej dyskiem",
    "en": "the data go once they are where the database keeps them, such as with its disk",
}

TO_ERASE = {
    "pl": "Dane osobowe: zgodę cofnięto, znikną, gdy pozwoli na to baza",
    "en": "Personal data: consent withdrawn, they go once the database allows",
}


@pytest.fixture
def dump(city, postgresql, monkeypatch) -> Iterator[psycopg.Connection]:
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
        yield dump


@pytest.fixture
def dumped(dump) -> str:
    """The report whose table the dump reads."""
    return "ZG-1"


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
    assert (shown["personal_part"], shown["awaits_erasure"]) == (False, True)
    status = json.loads(run("reports", "status", dumped, "--format", "json").output)
    assert (status["first_clean_day"], status["awaits_erasure"]) == (None, True)
    for lang, words in TO_ERASE.items():
        for command in ("show", "status"):
            assert words in run("reports", command, dumped, "--lang", lang).output


def test_what_need_not_wait_is_erased_after_a_restore_and_the_rest_is_named(city, run, dumped):
    asked = ("--withdrawn", dumped, "--withdrawn", "ZG-2")
    done = run("restored", *asked, "--format", "json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["withdrawn"], told["deferred"]) == (1, [dumped])
    trail = json.loads(run("audit", "--verb", "withdraw_consent", "--format", "json").output)
    assert sorted((one["subject"], one["outcome"]) for one in trail) == sorted(
        [(dumped, "recorded"), ("ZG-2", "anonymised")]
    )


def test_a_restore_repeated_during_the_dump_goes_on_and_says_what_is_left(city, run, dumped):
    asked = ("--withdrawn", dumped, "--format", "json")
    first = json.loads(run("restored", *asked).output)
    again = run("restored", *asked, "--withdrawn", "ZG-2")
    assert again.exit_code == 0, again.output
    told = json.loads(again.output)
    assert (told["erased"], told["withdrawn"], told["deferred"]) == (0, 1, [dumped])
    assert (told["due_later"], told["left_out"]) == (1, first["left_out"])
    assert "due_later" not in first, "nothing was due yet"
    for lang, words in {"pl": "zapisano to i zrobi to lckm worker", "en": "it is recorded"}.items():
        done = run("restored", "--lang", lang)
        assert (done.exit_code, words in done.output) == (0, True), done.output


def test_once_the_dump_is_done_nothing_of_it_is_lost(city, run, dump):
    for _ in range(2):
        assert run("restored", "--withdrawn", "ZG-1").exit_code == 0
    dump.close()
    told = json.loads(run("erase", "due", "--format", "json").output)
    assert told["erased"] == 1
    report = city.centre().plugins.reports.outline("ZG-1")
    assert (report.has_personal, report.awaits_erasure) == (False, False)


def test_a_store_that_is_away_for_another_reason_still_stops_it(run, dumped, monkeypatch):
    def away(self, *, now):
        raise StoreUnavailableError("OperationalError", FailureKind.NO_SPACE)

    monkeypatch.setattr(SqlReports, "erase_due", away)
    assert run("restored").exit_code != 0


@pytest.mark.parametrize(
    ("lang", "words"), some_in_every_change(LATER.items(), 0, reason="in another language")
)
def test_the_receipt_of_a_restore_ends_with_those_that_wait(run, dumped, lang, words):
    done = run("restored", "--withdrawn", dumped, "--lang", lang)
    assert done.exit_code == 0, done.output
    last = done.output.splitlines()[-1]
    assert words in last
    assert last.endswith(f": {dumped}")


def test_a_withdrawal_says_that_the_disk_of_the_data_is_away(city, run):
    city.register("ZG-1", PersonalDataCanary("away").form(), now=datetime.now(UTC))
    city.close()
    (months,) = city.data.glob("*-months")
    months.rename(city.data / "aside")
    months.mkdir()
    told = json.loads(run("erase", "withdraw", "ZG-1", "--format", "json").output)
    assert (told["deferred_away"], "deferred" in told) == (["ZG-1"], False)
    for lang, words in AWAY.items():
        done = run("erase", "withdraw", "ZG-1", "--lang", lang)
        assert (done.exit_code, words in done.output) == (0, True), done.output
