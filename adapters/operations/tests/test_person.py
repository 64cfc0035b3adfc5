"""``lckm reports person``: the personal part, once it is written down who reads it."""

import json
from itertools import product

import pytest

from lckm_core.organisation import Role
from lckm_core.ports import AccessPurpose
from lckm_testing import PersonalDataCanary

READER = ("--as", "Anna Nowak", "--role", "call-centre-staff", "--purpose", "call-back")


@pytest.fixture
def canary(city):
    """Somebody who sent a report."""
    someone = PersonalDataCanary("person")
    city.register("ZG-1", someone.form(), category="oswietlenie")
    return someone


def readings(run):
    trail = json.loads(run("audit", "--format", "json").output)
    return [one for one in trail if one["verb"] == "read_personal"]


@pytest.mark.parametrize(("lang", "name"), [("pl", "Imię i nazwisko"), ("en", "Name")])
def test_it_shows_who_wrote_and_the_trail_says_who_read(canary, run, lang, name, caplog):
    shown = run("reports", "person", "ZG-1", *READER, "--lang", lang)
    assert shown.exit_code == 0
    assert f"{name}: {canary.name}\n" in shown.output
    assert canary.phone in shown.output
    [line] = readings(run)
    assert (line["subject"], line["by"], line["role"]) == (
        "ZG-1",
        "Anna Nowak",
        "pracownik Oddziału Call Center",
    )
    assert not canary.search(caplog.text.encode())
    trail = run("audit", "--lang", lang).output
    assert {"pl": "kontakt ze zgłaszającym", "en": "to contact the reporter"}[lang] in trail
    assert not canary.search(trail.encode())


def test_the_trail_has_the_role_and_the_purpose_that_were_given(canary, run):
    roles = (Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE)
    for role, purpose in product(roles, AccessPurpose):
        given = ("--role", role.name.lower().replace("_", "-"))
        given += ("--purpose", purpose.value.replace(" ", "-"))
        assert run("reports", "person", "ZG-1", "--as", "Anna Nowak", *given).exit_code == 0
        *_, line = readings(run)
        assert (line["role"], line["outcome"]) == (role.value, purpose.value)
    assert len(readings(run)) == len(roles) * len(AccessPurpose)


HOSTILE = "Dzwoń: 601 234 567.\u202e i \x9b31m nazwisko"
EACH = {
    "description": f"{HOSTILE}\n\x85",
    "place": {"address": HOSTILE},
    "attributes": [{"name": "uwaga", "value": HOSTILE}],
    "attachments": [{"name": f"{HOSTILE}.jpg", "size": 2_000}],
    "reporter": dict.fromkeys(("name", "email", "phone", "address"), HOSTILE),
}


@pytest.mark.parametrize("field", EACH)
def test_what_a_resident_wrote_steers_no_terminal(city, run, field):
    city.register("ZG-1", {"description": "Lampa nie świeci.", field: EACH[field]})
    shown = run("reports", "person", "ZG-1", *READER)
    count = len(EACH[field]) if field == "reporter" else 1
    assert shown.output.count("Dzwoń: 601 234 567.") == count
    assert not {"\u202e", "\x9b", "\x85"} & set(shown.output)


@pytest.mark.parametrize("missing", ["--as", "--role", "--purpose"])
def test_without_person_role_and_purpose_nothing_is_shown(canary, run, missing):
    at = READER.index(missing)
    refused = run("reports", "person", "ZG-1", *READER[:at], *READER[at + 2 :])
    assert refused.exit_code == 2
    assert missing in refused.output
    assert readings(run) == []


def test_what_is_no_report_is_said_and_leaves_no_line(canary, run):
    assert run("reports", "person", "601234567", *READER).exit_code == 2
    assert readings(run) == []


def test_what_is_erased_is_said(canary, run):
    assert run("erase", "withdraw", "ZG-1").exit_code == 0
    shown = run("reports", "person", "ZG-1", *READER, "--lang", "en")
    assert (shown.exit_code, shown.output) == (0, "ZG-1: the report has no personal data.\n")
