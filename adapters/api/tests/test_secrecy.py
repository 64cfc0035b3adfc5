"""No answer has a reporter's datum, and after withdrawal no store has one."""

import json
import logging

import attrs
import pytest
from api_city import FORM, NOW, SECRETS, City, kind_of, sqlite_city

from lckm_api import Scope
from lckm_api._table import ENDPOINTS
from lckm_core.errors import StoreUnavailableError
from lckm_folder import FolderAdapter
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.announced_length import LENGTHS, refused_unread

READING = [one for one in ENDPOINTS if one.scope is Scope.READ_REPORTS]
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300"
    + "10" * 64
    + "ffc0000b080001000101011100ffc40014000100000000000000000000000000000009"
    "ffc40014100100000000000000000000000000000000ffda0008010100003f0054ffd9"
)


def test_each_canary_stays_in_its_store():
    """Whatever a report has in its personal part, however it came in."""
    canary = PersonalDataCanary()
    city = City()
    report = attrs.evolve(
        samples.full_report(canary, "A-1"), registered_at=NOW, category="oswietlenie"
    )
    city.memory.reports.add(report, samples.opened("A-1", now=NOW))
    assert len(READING) == 3
    for endpoint in READING:
        response = city.ask("GET", endpoint.path.replace("{number}", "A-1"), "reader")
        assert response.status_code == 200
        assert not canary.search(response.content), endpoint.id


def test_files_come_without_their_names_and_are_shown_nowhere():
    city = City()
    sent = city.ask(
        "PUT",
        "/reports/by-key/a-1",
        "sender",
        data={"form": json.dumps(FORM)},
        files={"files": ("Idalia-Kanarek.jpg", JPEG, "image/jpeg")},
    )
    assert sent.status_code == 201, sent.text
    number = sent.json()["number"]
    shown = city.ask("GET", f"/reports/{number}", "reader")
    assert "Kanarek" not in shown.text
    (file,) = city.memory.reports.get(number).attachments
    assert file.media_type == "image/jpeg"
    assert file.reference not in shown.text


@pytest.mark.parametrize(
    ("fields", "files"),
    [
        ({}, {"files": ("a.jpg", JPEG)}),
        ({"form": "{}", "other": "Kanarek"}, {"files": ("a.jpg", JPEG)}),
        ({"form": "Kanarek"}, {"files": ("a.jpg", JPEG)}),
        ({"form": json.dumps(FORM)}, {"file": ("Kanarek.jpg", JPEG)}),
        ({"form": json.dumps(FORM)}, {"files": ("Kanarek.jpg", b"Kanarek")}),
        ({"form": json.dumps(FORM)}, [("files", (f"{at}.jpg", JPEG)) for at in range(9)]),
        ({"form": json.dumps(FORM)}, {"files": ("a.jpg", b"x" * 12_000_000)}),
    ],
)
def test_a_form_that_does_not_fit_is_refused_without_a_word_of_it(fields, files):
    city = City()
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", data=fields, files=files)
    assert response.status_code in (400, 413, 422), response.text
    assert "Kanarek" not in response.text
    assert not city.memory.reports.find_reports(limit=1)
    assert not city.memory.drafts.drafts


@pytest.mark.parametrize("form", [FORM, {**FORM, "description": ""}], ids=["taken", "refused"])
def test_no_file_is_left_among_the_drafts(form):
    city = City()
    saved = []
    save = city.memory.drafts.save
    city.memory.drafts.save = lambda key, *args, **kwargs: (
        saved.append(key),
        save(key, *args, **kwargs),
    )
    city.ask(
        "PUT",
        "/reports/by-key/a-1",
        "sender",
        data={"form": json.dumps(form)},
        files={"files": ("a.jpg", JPEG)},
    )
    assert len(saved) == 1
    assert not city.memory.drafts.drafts


def test_a_store_that_gives_whole_reports_gives_none_away():
    city = City()
    number = city.sent()
    reports = city.memory.reports
    find = reports.find_reports
    reports.find_reports = lambda *args, **kwargs: [
        attrs.evolve(found, report=reports.get(found.report.number))
        for found in find(*args, **kwargs)
    ]
    assert reports.find_reports(limit=1)[0].report.personal is not None
    for endpoint in READING:
        response = city.ask("GET", endpoint.path.replace("{number}", number), "reader")
        assert response.status_code == 200
        assert "anarek" not in response.text, endpoint.id


def read_personal(city, number):
    path, purpose = f"/reports/{number}/personal/readings", {"purpose": "own request"}
    return city.ask("POST", path, "call-centre", json=purpose)


def test_after_withdrawal_no_byte_is_in_any_file(tmp_path):
    files = FolderAdapter(tmp_path / "f", attachments=tmp_path / "files", encryption=False)
    city = sqlite_city(tmp_path, attachments=files.attachments)
    sent = city.ask(
        "PUT",
        "/reports/by-key/a-1",
        "call-centre",
        data={"form": json.dumps(FORM)},
        files={"files": ("plik-kanarek.jpg", JPEG, "image/jpeg")},
    )
    number = sent.json()["number"]
    reading = read_personal(city, number)
    assert "kanarek@example.com" in reading.text
    assert city.ask("DELETE", f"/reports/{number}/personal", "call-centre").status_code == 204
    assert read_personal(city, number).json() == {"personal": None, "awaits_erasure": False}
    city.sql.close()
    found = b"\0".join(
        path.read_bytes() + str(path).encode() for path in tmp_path.rglob("*") if path.is_file()
    )
    assert b"Lampa" in found
    for trace in ("Kanarek", "kanarek", "601 111 222", *SECRETS.values()):
        assert trace.encode() not in found


def test_nothing_typed_is_in_a_log(caplog):
    caplog.set_level(logging.DEBUG)
    # The client of these tests logs addresses.
    caplog.set_level(logging.WARNING, "httpx2")
    city = City()
    number = city.sent()
    city.ask("GET", f"/reports/{number}?Kanarek=Kanarek", "reader")
    city.memory.table = lambda: {}["Idalia Kanarek"]
    response = city.ask("PUT", "/reports/by-key/a-2", "sender", json={**FORM, "kind": "other"})
    assert response.status_code == 201
    response = city.ask("GET", f"/reports/{number}/explanation", "reader")
    assert kind_of(response) == (500, "failed")
    assert "Kanarek" not in caplog.text
    assert "KeyError" in caplog.text


def test_a_store_that_is_away_is_told(caplog):
    city = City()

    def away(*_, **__):
        raise StoreUnavailableError("of lckm.example.org")

    city.memory.reports.find_reports = away
    response = city.ask("GET", "/reports", "reader")
    assert kind_of(response) == (503, "unavailable")
    assert "example.org" not in response.text + caplog.text


@pytest.mark.parametrize(("length", "status"), LENGTHS.values(), ids=LENGTHS)
def test_a_body_of_no_possible_length_is_refused_at_once(city, length, status):
    found, text = refused_unread(city.face.app, "/reports", length)
    assert (found, json.loads(text)["status"]) == (status, status)
