"""The host has lost its key, or has another: what is withdrawn goes all the same, and those who hold data are asked to erase them."""

import base64
import json
import os

import pytest

JAN = {"description": "Kot bez opieki", "reporter": {"email": "jan@example.com"}}
CONTACT = "bezpanskie-zwierze"
NAMED = 'use = "lckm_sql:SqlAdapter"\n'


def new_key():
    return base64.b64encode(os.urandom(32)).decode()


def given(city, key):
    path = city.folder / "lckm.toml"
    city.settings()
    keys = f'keys = ["{key}"]\n' if key else ""
    path.write_text(path.read_text(encoding="utf-8").replace(NAMED, f"{NAMED}{keys}"), encoding="utf-8")


@pytest.fixture(params=["lost", "another"])
def keyless(city, run, request):
    """Two reports with contact data, one in its mailbox; the key is not the one they were encrypted with. Returns that one."""
    key = new_key()
    given(city, key)
    city.register("ZG-1", JAN, category=CONTACT)
    city.work()
    city.register("ZG-2", {**JAN, "attachments": [{"name": "kot.jpg", "size": 32}]}, category=CONTACT)
    given(city, None if request.param == "lost" else new_key())
    return key


def test_a_withdrawal_is_carried_out_and_its_receiver_asked(keyless, city, run):
    before = json.loads(run("erase", "withdraw", "ZG-1", "--dry-run", "--format", "json").output)
    assert (before["personal_part"], before["notices"]) == (True, ["mailbox-notice"])
    done = run("erase", "withdraw", "ZG-1", "--format", "json")
    assert (done.exit_code, json.loads(done.output)["personal_part"]) == (0, True)
    assert "Usunięcia danych nie potwierdził: 1" in run("outbox").output
    assert json.loads(run("erase", "withdraw", "ZG-2", "--dry-run", "--format", "json").output)["files"] == 1
    assert run("erase", "withdraw", "ZG-2").exit_code == 0
    given(city, keyless)
    city.work()
    letters = [path.read_text(encoding="utf-8") for path in city.letters() if "ZG-2" in path.name]
    assert letters
    assert not [one for one in letters if "jan@example.com" in one], "the right key back, nothing of it is sent"


def test_a_report_is_shown(keyless, run):
    done = run("reports", "show", "ZG-2")
    assert done.exit_code == 0
    assert "Treść: Kot bez opieki" in done.output
    assert "Dane osobowe: są, do " in done.output
    assert json.loads(run("reports", "show", "ZG-2", "--format", "json").output)["personal_part"] is True


def test_a_copy_that_was_put_back_is_made_fit_for_use(keyless, city, run):
    city.close()
    done = run("restored", "--withdrawn", "ZG-2", "--format", "json")
    assert (done.exit_code, json.loads(done.output)["withdrawn"]) == (0, 1)
