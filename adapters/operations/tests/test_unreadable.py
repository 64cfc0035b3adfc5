"""A report or delivery that the program cannot read: a newer one wrote it in a rolling
upgrade, or it was damaged. It hides no other.
"""

import json
import sqlite3
from contextlib import closing

import pytest

from lckm_core.delivery import DispatchState


@pytest.fixture(params=["dispatch", "report"])
def damaged(request, city, run):
    for at in (1, 2, 3):
        city.register(f"ZG-{at}")
    city.settings()
    with closing(sqlite3.connect(city.data / "lckm.sqlite")) as database, database:
        column = "id" if request.param == "dispatch" else "number"
        count = database.execute(
            f"UPDATE {request.param} SET data = '{{}}' WHERE {column} = 'ZG-2'"
        ).rowcount
    assert count == 1
    return request.param


@pytest.mark.parametrize(
    "form", ["text", pytest.param("json", marks=pytest.mark.slow(reason="text stands for it"))]
)
def test_the_list_shows_the_others_and_names_it(damaged, run, form):
    done = run("reports", "list", "--format", form)
    assert done.exit_code == 0
    assert "ZG-2: ten program nie umie tego odczytać" in done.stderr
    assert ("ZG-1" in done.stdout, "ZG-2" in done.stdout, "ZG-3" in done.stdout) == (
        True,
        False,
        True,
    )


def test_it_is_shown_as_far_as_it_can_be_read(damaged, run):
    done = run("reports", "show", "ZG-2")
    assert "ZG-2: tego wpisu ten program nie umie odczytać" in done.stderr
    assert done.exit_code == (0 if damaged == "dispatch" else 2)
    assert ("Treść: Dziura" in done.stdout) is (damaged == "dispatch")


def test_the_outbox_shows_the_others_and_names_it(damaged, run):
    done = run("outbox")
    assert (done.exit_code, "ZG-1" in done.output, "ZG-3" in done.output) == (0, True, True)
    if damaged == "dispatch":
        assert "ZG-2: ten program nie umie" in done.output
        assert json.loads(run("outbox", "--format", "json").output)["unreadable"] == ["ZG-2"]


def test_the_others_are_delivered(damaged, city):
    city.work()
    city.work()
    states = {at: city.centre().plugins.reports.dispatch(f"ZG-{at}").state for at in (1, 3)}
    assert states == {1: DispatchState.SENT, 3: DispatchState.SENT}


def test_a_notice_that_nobody_confirmed_is_named_though_it_waits_no_more(city, run):
    form = {"description": "Pies", "reporter": {"email": "a@example.com"}}
    city.register("ZG-1", form, category="bezpanskie-zwierze")
    city.work()
    run("erase", "withdraw", "ZG-1")
    city.work()
    with closing(sqlite3.connect(city.data / "lckm.sqlite")) as database, database:
        count = database.execute(
            "UPDATE dispatch SET data = '{}' WHERE id = 'ZG-1:mailbox-notice' AND due_at IS NULL"
        ).rowcount
    assert count == 1
    told = json.loads(run("outbox", "--format", "json").output)
    assert (told["unconfirmed"], told["unreadable"]) == ([], ["ZG-1:mailbox-notice"])
