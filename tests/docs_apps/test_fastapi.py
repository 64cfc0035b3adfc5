"""docs/embedding-fastapi.md does what it says."""

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from lckm_core import Channel, Handover, Role, civil_day, read

PAGES = ("embedding-fastapi.md",)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def client(host):
    from city.api import api

    return TestClient(api, raise_server_exceptions=False)


def test_a_report_is_registered_under_the_callers_number(client, host):
    answer = client.put("/reports/ZG-2026-000001", json={"description": "Dziura."})
    assert answer.status_code == 201
    report = host.centre.plugins.reports.get("ZG-2026-000001")
    assert answer.json() == {"number": "ZG-2026-000001", "registered_at": report.registered_at.isoformat()}
    assert report.terms_version == "2023-01-19"


def test_every_finding_comes_at_once_with_its_place(client, host):
    form = {"category": "Nie tak", "place": {"point": {"latitude": 0, "longitude": 0}}, "reporter": {"email": "anna"}}
    answer = client.put("/reports/ZG-2026-000002", json=form)
    assert answer.status_code == 422
    paths = [finding["path"] for finding in answer.json()["findings"]]
    assert paths == ["/description", "/category", "/place/point", "/reporter/email"]
    assert host.centre.plugins.reports.get("ZG-2026-000002") is None


@pytest.mark.parametrize("body", [[], "tekst", 7])
def test_what_is_no_form_is_a_finding_too(client, body):
    answer = client.put("/reports/ZG-2026-000002", json=body)
    assert answer.status_code == 422
    assert [finding["path"] for finding in answer.json()["findings"]] == [""]


def test_a_number_that_is_taken_is_a_conflict_and_what_is_kept_stays(client, host):
    first = client.put("/reports/ZG-2026-000003", json={"description": "Pierwsze."})
    second = client.put("/reports/ZG-2026-000003", json={"description": "Drugie."})
    assert (first.status_code, second.status_code) == (201, 409)
    assert "ZG-2026-000003" in second.json()["message"]
    assert host.centre.plugins.reports.get("ZG-2026-000003").description == "Pierwsze."


def test_a_withdrawal_leaves_nothing_and_may_be_repeated(client, host, canary):
    client.put("/reports/ZG-2026-000004", json={**canary.form(), "attachments": []})
    for _ in range(2):
        assert client.delete("/reports/ZG-2026-000004/personal").status_code == 204
    report = host.centre.plugins.reports.get("ZG-2026-000004")
    assert report.is_anonymous
    assert not canary.search(repr(report) + report.description)
    assert client.delete("/reports/ZG-2026-999999/personal").status_code == 404


def test_a_procedure_is_shown_once_it_is_published(client, host):
    procedure = read((ROOT / "samples" / "procedures" / "KA-02764.yaml").read_bytes()).procedure()
    assert client.get(f"/procedures/{procedure.id}").status_code == 404
    handover = Handover(
        unit=procedure.unit, role=Role.HEAD_OF_UNIT, channel=Channel.EPUAP, received_on=civil_day(host.now())
    )
    host.centre.hand_in(procedure, handover=handover, now=host.now())
    host.centre.confirm(procedure.id, role=Role.MONITORING_STAFF, now=host.now())
    host.centre.publish(procedure.id, role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=host.now())
    assert client.get(f"/procedures/{procedure.id}").json()["title"] == procedure.title


def test_the_answer_on_the_page_is_the_answer(client):
    page = (ROOT / "docs" / PAGES[0]).read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert client.put("/reports/ZG-2026-000005", json={"description": " "}).json() == json.loads(shown)


def test_no_word_of_a_form_is_logged_or_sent_back(client, host, canary, logged, monkeypatch):
    form = canary.form()
    answers = [
        client.put("/reports/ZG-2026-000006", json={**form, "attachments": []}),
        client.put("/reports/ZG-2026-000006", json={**form, "attachments": [], "category": "inne"}),
        client.put("/reports/ZG-2026-000007", json={**form, "category": "Nie tak"}),
        client.put("/reports/ZG-2026-000007", json=[form]),
        client.put("/reports/none", json=form),
        client.put("/reports/ZG-2026-000007", content=json.dumps(form)[:-1]),
    ]
    monkeypatch.setattr(host.centre.plugins.reports, "add", _disk_full)
    answers.append(client.put("/reports/ZG-2026-000008", json={**form, "attachments": []}))
    assert [answer.status_code for answer in answers] == [201, 409, 422, 422, 422, 422, 500]
    assert not canary.search(logged())
    assert not any(canary.search(answer.content) for answer in answers)


def _disk_full(report, dispatch):
    raise OSError("no space left")
