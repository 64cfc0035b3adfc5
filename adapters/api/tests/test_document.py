"""The OpenAPI document: valid, whole, and true of what is answered."""

import re

import pytest
from api_city import FORM, SECRETS, City, kind_of
from openapi_spec_validator import OpenAPIV31SpecValidator

from lckm_api._schemas import components
from lckm_api._table import ENDPOINTS
from lckm_core import schema
from tests.helpers.asgi_client import asgi_client


def document(city):
    return city.ask("GET", "/openapi.json").json()


def test_it_is_valid_openapi(city):
    found = document(city)
    assert found["openapi"] == "3.1.1"
    assert not list(OpenAPIV31SpecValidator(found).iter_errors())
    assert found["servers"] == [{"url": "http://testserver"}]
    assert city.ask("GET", "/").json() == found


def test_it_has_each_endpoint_once(city):
    found = document(city)
    described = {(method.upper(), path) for path, item in found["paths"].items() for method in item}
    assert described == {(one.method, one.path) for one in ENDPOINTS}
    assert len({one.id for one in ENDPOINTS}) == len(ENDPOINTS)
    assert {one["name"] for one in found["tags"]} == {one.tag for one in ENDPOINTS}


def test_each_parameter_of_a_path_is_described():
    for endpoint in ENDPOINTS:
        named = set(re.findall(r"\{(\w+)\}", endpoint.path))
        assert named == {one.name for one in endpoint.parameters if one.place == "path"}


def test_its_schemas_are_those_of_the_library():
    found = components()
    for name in ("report-form", "procedure", "routes"):
        own = schema(name)
        assert found[name]["properties"].keys() == own["properties"].keys()
        assert {one for one in found if one.startswith(f"{name}.")} == {
            f"{name}.{part}" for part in own["$defs"]
        }
    assert "personal" not in found["report"]["properties"]
    assert not [one for one in found if re.match(r"report\.(Reporter|PersonalPart|Consent)", one)]


def test_what_is_registered_leads_to_all_that_is_done_with_it(city):
    put = document(city)["paths"]["/reports/by-key/{key}"]["put"]
    assert {"show_report", "put_outcome", "erase_personal"} <= put["responses"]["201"][
        "links"
    ].keys()


def test_what_everybody_may_read_is_counted_and_made_once(monkeypatch):
    made = []
    monkeypatch.setattr(
        "lckm_api._face.document", lambda *of: made.append(of) or {"paths": {}, "of": len(made)}
    )
    city = City(reading_rates=[{"times": 4, "seconds": 60}])
    host = {"host": "once.example.org"}
    paths = ("/", "/openapi.json", "/problems/unknown-key", "/openapi.json", "/", "/problems/x")
    found = [city.client.get(path, headers=host).status_code for path in paths]
    assert found == [200] * 4 + [429] * 2
    assert len(made) == 1


def test_a_request_for_another_host_is_told_without_its_address():
    city = City(public_url="https://lckm.example.org")
    response = city.client.get("/reports", headers={"host": "evil.example.org"})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "about:blank"
    assert "evil" not in response.text


def test_a_form_without_a_boundary_is_told_in_words_of_a_program(city):
    headers = {"Content-Type": "multipart/form-data"}
    wrong = city.ask("PUT", "/reports/by-key/a", "sender", content=b"x", headers=headers)
    assert kind_of(wrong) == (415, "wrong-media-type")
    assert "boundary" in wrong.json()["detail"]
    long = {"form": '{"description": "' + "x" * 300_000 + '"}'}
    files = {"files": ("a.jpg", b"x")}
    wrong = city.ask("PUT", "/reports/by-key/a", "sender", data=long, files=files)
    assert kind_of(wrong) == (413, "too-large")
    assert "form" in wrong.json()["detail"]
    assert "Wróciło" not in wrong.text


def test_files_that_are_listed_and_do_not_come_are_not_lost_unseen(city):
    form = {**FORM, "attachments": [{"name": "a.jpg", "size": 10}]}
    wrong = city.ask("PUT", "/reports/by-key/a", "sender", json=form)
    assert kind_of(wrong) == (422, "invalid")
    assert "multipart" in wrong.json()["detail"]
    form["attachments"] = []
    assert city.ask("PUT", "/reports/by-key/a", "sender", json=form).status_code == 201


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        *(("", "pl"), ("en", "en"), ("en-GB, pl;q=0.5", "en"), ("pl, en;q=0.9", "pl")),
        *(("EN", "en"), ("En-gb", "en"), ("DE, EN;Q=0.3, pl;q=0.2", "en")),
        *(("en;q=0", "pl"), ("da, frenzy", "pl"), ("en;q=0.1, pl;q=0.2", "pl")),
        *(("pl;q=0, en", "en"), ("en;q=x", "pl"), ("de, en;q=0.3", "en"), ("pl-PL,pl;q=0.9", "pl")),
    ],
)
def test_messages_are_in_the_language_that_is_wanted_most(city, asked, language):
    response = city.ask("GET", "/reports", headers={"Accept-Language": asked})
    assert response.headers["content-language"] == language


def test_each_kind_of_problem_has_an_address(city):
    type_of = city.ask("GET", "/reports").json()["type"]
    assert type_of == "http://testserver/problems/unknown-key"
    assert city.ask("GET", "/problems/unknown-key").json()["status"] == 401
    assert kind_of(city.ask("GET", "/problems/other")) == (404, "not-found")


def test_another_method_is_told_which_there_are(city):
    response = city.ask("PATCH", "/reports", "reader")
    assert kind_of(response) == (405, "wrong-method")
    assert set(response.headers["allow"].replace(" ", "").split(",")) >= {"GET", "POST"}
    assert city.client.head("/openapi.json").status_code == 200


def test_addresses_have_the_path_that_it_is_mounted_at(city):
    from starlette.applications import Starlette
    from starlette.routing import Mount

    client = asgi_client(Starlette(routes=[Mount("/api/v1", app=city.face.app)]))
    found = client.get("/api/v1/openapi.json").json()
    assert found["servers"] == [{"url": "http://testserver/api/v1"}]
    assert client.get("/api/v1/reports").json()["type"].startswith("http://testserver/api/v1/p")
    headers = {"Authorization": f"Bearer {SECRETS['sender']}"}
    sent = client.put("/api/v1/reports/by-key/a", json=FORM, headers=headers)
    assert sent.headers["location"].startswith("http://testserver/api/v1/reports/API-")
