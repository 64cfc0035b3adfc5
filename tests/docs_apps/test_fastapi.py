"""docs/embedding-fastapi.md does what it says."""

import json
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from lckm_core import (
    Channel,
    Handover,
    Role,
    civil_day,
    read,
)
from lckm_sql import StoreUnavailableError
from tests.helpers.pages_of_docs import blocks

PAGES = ("embedding-fastapi.md",)
ROOT = Path(__file__).parent.parent.parent


def city_intake():
    from city.reports import intake

    return intake


@pytest.fixture
def client(host):
    from city.api import api

    return TestClient(api, raise_server_exceptions=False)


@pytest.fixture
def put(client):
    """Hand a form in, with its files, as the page says."""

    def handed_in(number, form, files=()):
        parts = [("files", file) for file in files]
        return client.put(
            f"/reports/{number}", data={"form": json.dumps(form)}, files=parts or None
        )

    return handed_in


def test_a_report_is_registered_under_the_callers_number(put, host):
    answer = put("ZG-2026-000001", {"description": "Dziura."})
    assert answer.status_code == 201
    report = host.centre.plugins.reports.get("ZG-2026-000001")
    assert answer.json() == {
        "number": "ZG-2026-000001",
        "code": city_intake().code("ZG-2026-000001"),
        "registered_at": report.registered_at.isoformat(),
        "notes": [],
    }
    assert report.terms_version == "2026-11"


def test_every_finding_comes_at_once_with_its_place(put, host):
    form = {
        "category": "Nie tak",
        "place": {"point": {"latitude": 0, "longitude": 0}},
        "reporter": {"name": "x" * 201, "email": "anna"},
    }
    answer = put("ZG-2026-000002", form)
    assert answer.status_code == 422
    paths = [finding["path"] for finding in answer.json()["findings"]]
    assert paths == [
        "/description",
        "/category",
        "/place/point",
        "/reporter/name",
        "/reporter/email",
    ]
    assert host.centre.plugins.reports.get("ZG-2026-000002") is None


def test_contact_data_that_cannot_be_used_are_kept_and_told(put, host):
    answer = put("ZG-2026-000077", {"description": "Dziura.", "reporter": {"email": "anna"}})
    assert answer.status_code == 201
    assert [note["code"] for note in answer.json()["notes"]] == ["LCKM-Z016"]
    assert host.centre.plugins.reports.get("ZG-2026-000077").personal.reporter.email == "anna"


@pytest.mark.parametrize("body", [[], "tekst", 7])
def test_what_is_no_form_is_refused(put, host, body):
    assert put("ZG-2026-000002", body).status_code == 422
    assert host.centre.plugins.reports.get("ZG-2026-000002") is None


def test_brackets_without_end_are_refused(client, host):
    answer = client.put("/reports/ZG-2026-000002", data={"form": "[" * 100_000})
    assert answer.status_code == 422
    assert host.centre.plugins.reports.get("ZG-2026-000002") is None


def test_a_photo_comes_along_and_goes_with_the_personal_part(client, put, host, canary, photo):
    data, clean = photo
    answer = put("ZG-2026-000009", {"description": "Dziura."}, [(f"{canary.words}.jpg", data)])
    assert answer.status_code == 201
    (file,) = host.centre.plugins.reports.get("ZG-2026-000009").attachments
    assert (file.reference, file.media_type, file.size) == (
        "ZG-2026-000009-1",
        "image/jpeg",
        len(clean),
    )
    assert b"Anna Testowa" in data
    assert b"Anna Testowa" not in clean
    assert host.attachments.read(file.reference) == clean
    assert (
        put(
            "ZG-2026-000009", {"description": "Dziura."}, [(f"{canary.words}.jpg", data)]
        ).status_code
        == 201
    )
    client.delete("/reports/ZG-2026-000009/personal")
    assert host.attachments.read(file.reference) is None


def test_of_a_form_with_faults_no_file_is_kept(put, host, photo):
    """Neither when the words are missing, nor when a file is none of those that are taken."""
    for form, data in (({}, photo[0]), ({"description": "Dziura."}, b"MZ")):
        answer = put("ZG-2026-000010", form, [("zdjecie.jpg", data)])
        assert answer.status_code == 422
        assert host.attachments.read("ZG-2026-000010-1") is None


def test_other_files_under_a_number_that_is_taken_are_kept_nowhere(put, host, photo):
    put("ZG-2026-000011", {"description": "Dziura."})
    assert (
        put("ZG-2026-000011", {"description": "Dziura."}, [("a.jpg", photo[0])]).status_code == 409
    )
    assert host.attachments.read("ZG-2026-000011-1") is None


def test_after_an_attempt_that_ended_halfway_another_file_is_another_report(put, host, photo):
    data, clean = photo
    other = BytesIO()
    Image.new("L", (8, 8)).save(other, "JPEG")
    host.attachments.keep("ZG-2026-000012-1", clean)
    answers = [
        put("ZG-2026-000012", {"description": "Dziura."}, [("a.jpg", one)])
        for one in (other.getvalue(), data)
    ]
    assert [answer.status_code for answer in answers] == [409, 201]
    assert host.attachments.read("ZG-2026-000012-1") == clean


def test_without_terms_in_force_the_caller_is_told_to_come_again(put, host, monkeypatch):
    monkeypatch.setattr(host.centre.plugins.notices, "terms", list)
    answer = put("ZG-2026-000013", {"description": "Dziura."})
    assert answer.status_code == 503
    assert "regulamin" in answer.json()["message"]


def test_while_the_store_is_out_of_reach_the_caller_is_told_to_come_again(put, host, monkeypatch):
    def fails(*arguments, **named):
        raise StoreUnavailableError("OperationalError", where="db.example.org/city")

    with monkeypatch.context() as patch:
        patch.setattr(host.centre.plugins.reports, "add", fails)
        answer = put("ZG-2026-000014", {"description": "Dziura."})
    assert answer.status_code == 503
    assert "db.example.org" not in answer.text
    assert put("ZG-2026-000014", {"description": "Dziura."}).status_code == 201


def test_a_number_that_is_taken_is_a_conflict_and_what_is_kept_stays(put, host):
    first = put("ZG-2026-000003", {"description": "Pierwsze."})
    second = put("ZG-2026-000003", {"description": "Drugie."})
    assert (first.status_code, second.status_code) == (201, 409)
    assert "ZG-2026-000003" in second.json()["message"]
    assert host.centre.plugins.reports.get("ZG-2026-000003").description == "Pierwsze."


def test_a_withdrawal_leaves_nothing_and_may_be_repeated(client, put, host, canary):
    put("ZG-2026-000004", canary.form())
    for _ in range(2):
        assert client.delete("/reports/ZG-2026-000004/personal").status_code == 204
    report = host.centre.plugins.reports.get("ZG-2026-000004")
    assert report.is_anonymous
    assert not canary.search(repr(report) + report.description)
    assert client.delete("/reports/ZG-2026-999999/personal").status_code == 404


def test_a_procedure_is_shown_once_it_is_published(client, host):
    sample = read((ROOT / "samples" / "procedures" / "KA-02764.yaml").read_bytes()).procedure()
    procedure = attrs.evolve(sample, other_documents=())  # the page's host keeps no files
    assert client.get(f"/procedures/{procedure.id}").status_code == 404
    handover = Handover(
        unit=procedure.unit,
        role=Role.HEAD_OF_UNIT,
        asked_by="Jan Przykładowy",
        channel=Channel.EPUAP,
        received_on=civil_day(host.now()),
    )
    host.centre.hand_in(procedure, handover=handover, by="Ewa Pokazowa", now=host.now())
    host.centre.confirm(procedure.id, role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=host.now())
    host.centre.publish(procedure.id, role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=host.now())
    assert client.get(f"/procedures/{procedure.id}").json()["title"] == procedure.title


def test_the_answer_on_the_page_is_the_answer(put):
    page = (ROOT / "docs" / PAGES[0]).read_text(encoding="utf-8")
    (shown,) = blocks(page, "json")
    assert put("ZG-2026-000005", {"description": " "}).json() == json.loads(shown)


def test_no_word_of_a_form_is_logged_or_sent_back(client, put, host, canary, logged, monkeypatch):
    form = canary.form()
    answers = [
        put("ZG-2026-000006", form),
        put("ZG-2026-000006", {**form, "category": "inne"}),
        put("ZG-2026-000007", {**form, "category": "Nie tak"}),
        put("ZG-2026-000007", [form]),
        put("none", form),
        client.put("/reports/ZG-2026-000007", data={"form": json.dumps(form)[:-1]}),
        client.put("/reports/ZG-2026-000007", json=form),
    ]
    monkeypatch.setattr(host.centre.plugins.reports, "add", _disk_full)
    answers.append(put("ZG-2026-000008", form))
    assert [answer.status_code for answer in answers] == [201, 409, 422, 422, 422, 422, 422, 500]
    assert not canary.search(logged())
    assert not any(canary.search(answer.content) for answer in answers)


def _disk_full(report, dispatch):
    raise OSError("no space left")
