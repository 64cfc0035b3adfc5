"""The host has lost its key, or has another: what is withdrawn goes all the same, and those
who hold data are asked to erase them.
"""

import base64
import json
import os

import pytest

from lckm_sql.partitions import live_partitions

JAN = {"description": "Kot bez opieki", "reporter": {"email": "jan@example.com"}}
CONTACT = "bezpanskie-zwierze"
NAMED = 'use = "lckm_sql:SqlAdapter"\n'


def new_key():
    return base64.b64encode(os.urandom(32)).decode()


def given(city, key):
    path = city.folder / "lckm.toml"
    city.settings()
    keys = f'keys = ["{key}"]\n' if key else ""
    path.write_text(
        path.read_text(encoding="utf-8").replace(NAMED, f"{NAMED}{keys}"), encoding="utf-8"
    )


@pytest.fixture(
    params=[
        "lost",
        pytest.param(
            "another",
            marks=pytest.mark.slow(reason="a key that opens nothing; none at all stands for it"),
        ),
    ]
)
def keyless(city, run, request):
    """Two reports with contact data, one in its mailbox; the key is not the one they were
    encrypted with. Returns that one.
    """
    key = new_key()
    given(city, key)
    city.register("ZG-1", JAN, category=CONTACT)
    city.work()
    city.register(
        "ZG-2", {**JAN, "attachments": [{"name": "kot.jpg", "size": 32}]}, category=CONTACT
    )
    given(city, None if request.param == "lost" else new_key())
    return key


def test_a_withdrawal_is_carried_out_and_its_receiver_asked(keyless, city, run):
    before = json.loads(run("erase", "withdraw", "ZG-1", "--dry-run", "--format", "json").output)
    assert (before["personal_part"], before["notices"]) == (True, ["mailbox-notice"])
    done = run("erase", "withdraw", "ZG-1", "--format", "json")
    assert (done.exit_code, json.loads(done.output)["personal_part"]) == (0, True)
    assert "Usunięcia danych nie potwierdził: 1" in run("outbox").output
    assert (
        json.loads(run("erase", "withdraw", "ZG-2", "--dry-run", "--format", "json").output)[
            "files"
        ]
        == 1
    )
    assert run("erase", "withdraw", "ZG-2").exit_code == 0
    given(city, keyless)
    city.work()
    letters = [path.read_text(encoding="utf-8") for path in city.letters() if "ZG-2" in path.name]
    assert letters
    assert not [one for one in letters if "jan@example.com" in one], (
        "the right key back, nothing of it is sent"
    )


def test_a_report_is_shown(keyless, run):
    done = run("reports", "show", "ZG-2")
    assert done.exit_code == 0
    assert "Treść: Kot bez opieki" in done.output
    assert "Dane osobowe: jeśli je podano, są do " in done.output
    assert (
        json.loads(run("reports", "show", "ZG-2", "--format", "json").output)["personal_part"]
        is True
    )


def test_one_key_that_is_missing_is_told_once(keyless, city, run):
    """Also where the month goes on in another partition, for one was taken for damaged."""
    given(city, keyless)
    store = city.centre().plugins.reports
    with store.database.reading() as connection:
        (month,) = live_partitions(connection)
    store._current.avoid(month)
    city.register("ZG-3", JAN, category=CONTACT)
    city.close()
    given(city, new_key())
    found = json.loads(run("verify", "--format", "json").output)
    assert [one["kind"] for one in found] == ["month whose key is missing"]


def test_files_whose_owner_nobody_can_tell_are_nobodys_strays(keyless, city, run):
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('{ path = "base" }', '{ path = "base" }\nattachments = { path = "files" }'),
        encoding="utf-8",
    )
    kept = city.folder / "files" / "ZG-2-1"
    kept.parent.mkdir(mode=0o700)
    kept.write_bytes(bytes(32))
    kept.chmod(0o600)
    os.utime(kept, (0, 0))
    done = run("verify", "--mend", "--format", "json")
    assert [one["kind"] for one in json.loads(done.stdout)] == ["month whose key is missing"]
    assert kept.exists()


def test_a_report_is_sent_another_way(keyless, run):
    """No table of routes asks who somebody is."""
    done = run("reports", "route-again", "ZG-2")
    assert (done.exit_code, done.output.partition(":")[0]) == (
        0,
        "ZG-2 → zgloszenia@schronisko.lodz.pl",
    )


def test_a_copy_that_was_put_back_is_made_fit_for_use(keyless, city, run):
    city.close()
    done = run("restored", "--withdrawn", "ZG-2", "--format", "json")
    assert (done.exit_code, json.loads(done.output)["withdrawn"]) == (0, 1)


FOLDER = '{ path = "base" }\n'


@pytest.fixture
def with_photo(city):
    """A report with a photo that waits, in settings with the host's own key; returns that key."""
    key = new_key()
    keyed_files(city, [key], [key])
    city.centre().plugins.attachments[0].keep("ZG-1-1", city.photo)
    city.register("ZG-1", {**JAN, "attachments": [{"name": "kot.jpg", "size": len(city.photo)}]})
    city.close()
    return key


def keyed_files(city, of_database, of_files):
    city.settings()
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8").replace(NAMED, f"{NAMED}keys = {of_database}\n")
    files = f'attachments = {{ path = "files" }}\nkeys = {of_files}\n'
    path.write_text(text.replace(FOLDER, FOLDER + files), encoding="utf-8")


def test_a_report_waits_for_the_key_of_its_file_and_somebody_is_told(with_photo, city, run):
    new = new_key()
    keyed_files(city, [new, with_photo], [new])
    done = run("worker", "--once")
    beat = json.loads((city.folder / "beat.json").read_text(encoding="utf-8"))
    assert beat["failing"]["looking for files"]["error"] == "LockedFilesError"
    assert (done.exit_code, city.letters()) == (1, [])
    found = json.loads(run("verify", "--format", "json").output)
    assert [one["subject"] for one in found] == ["ZG-1-1"]
    keyed_files(city, [new, with_photo], [new, with_photo])
    # Not `worker --once` alone: the attempts that failed may have put off the next.
    assert run("outbox", "--now").exit_code == 0
    assert run("worker", "--once").exit_code == 0
    (letter,) = city.letters()
    assert 'filename="ZG-1-1.jpg"' in letter.read_text(encoding="utf-8")


def test_a_change_of_the_key_counts_what_was_changed_and_the_files_that_were_not(
    with_photo, city, run
):
    new = new_key()
    keyed_files(city, [new, with_photo], [new, with_photo])
    first, again = run("rotate").output, run("rotate", "--lang", "en").output
    assert first.startswith("Zaszyfrowano nowym kluczem: 1\nPliki zgłoszeń, ")
    assert again.startswith("Encrypted with the new key: 0\nFiles of reports that only the old")
    assert "klucz: 1. " in first
    keyed_files(city, [new], [with_photo])
    assert run("rotate").output == "Zaszyfrowano nowym kluczem: 0\n"
