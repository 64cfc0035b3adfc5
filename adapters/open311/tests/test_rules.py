"""GeoReport v2, rule by rule."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from open311_city import LAMPS, NOON, SECRET, City, codes, read_sample, words, xml
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from lckm_core import Role
from lckm_core.delivery import ManualAction, Target
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import INTAKE_LIMITS, Outcome, Route, RouteTable
from lckm_http import Rate
from lckm_open311._parameters import Parameters
from lckm_open311._requests import w3c
from tests.helpers.photos import GPS_JPEG, JPEG

FIELDS = {
    *("service_request_id", "status", "status_notes", "service_name", "service_code"),
    *("description", "agency_responsible", "service_notice", "requested_datetime"),
    *("updated_datetime", "expected_datetime", "address", "address_id", "zipcode"),
    *("lat", "long", "media_url"),
}

# ── general ─────────────────────────────────────────────────────────────────────────────────────

PATHS = [
    "/discovery",
    "/v2/services",
    "/v2/services/drzewo",
    "/v2/requests",
    "/v2/requests/none",
    "/v2/tokens/none",
    "/v2/servicerequestupdates",
    "/v2/nothing",
]


@pytest.mark.parametrize("path", PATHS)
def test_each_answer_is_in_the_format_that_the_address_ends_with(city, path):
    response = city.get(f"{path}.xml")
    assert response.headers["content-type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<')
    assert xml(response).nsmap == {}
    response = city.get(f"{path}.json")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    response.json()


def test_another_format_is_not_found(city):
    for path in PATHS:
        assert city.get(f"{path}.yaml").status_code == 404
        assert xml(city.get(f"{path}.yaml")).findtext("error/code") == "404"


def test_json_and_xml_say_the_same(city):
    number = city.sent(lat="51.77", long="19.45")
    for path in ("/discovery", "/v2/services", "/v2/services/drzewo", f"/v2/requests/{number}"):
        root = xml(city.get(f"{path}.xml"))
        assert plain(root) == as_text(city.get(f"{path}.json").json()), path


LISTS = {"services", "service_requests", "attributes", "values", "endpoints", "formats"}


def plain(element):
    if element.tag in LISTS:
        return [plain(item) for item in element]
    if len(element):
        return {item.tag: plain(item) for item in element}
    return element.text


def as_text(value):
    if isinstance(value, dict):
        return {name: as_text(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return json.dumps(value) if isinstance(value, bool | int | float) else value


def test_an_empty_parameter_is_a_missing_one(city):
    number = city.sent(lat="", long=" ", media_url="", email="", jurisdiction_id="")
    assert city.numbers(service_code="", status="", start_date="", page="", jurisdiction_id="") == [
        number
    ]
    assert codes(city.post(service_code="")) == [400]


def test_a_jurisdiction_may_be_left_out_and_another_one_is_not_found(city):
    for path in ("/v2/services", "/v2/services/drzewo", "/v2/requests"):
        assert city.get(f"{path}.json?jurisdiction_id=lodz.pl").status_code == 200
        assert codes(city.get(f"{path}.json?jurisdiction_id=other.pl")) == [404]
    assert city.post(jurisdiction_id="lodz.pl").status_code == 200
    assert city.post(jurisdiction_id="other.pl").status_code == 404


def test_a_city_without_a_jurisdiction_ignores_it():
    assert City(jurisdiction=None).get("/v2/services.json?jurisdiction_id=x").status_code == 200


def test_another_method_is_not_allowed(city):
    response = city.client.put("/v2/requests.json")
    assert response.status_code == 405
    assert codes(response) == [405]
    assert "POST" in response.headers["allow"]


# ── discovery ───────────────────────────────────────────────────────────────────────────────────


def test_discovery_names_the_endpoint(city):
    found = city.get("/discovery.json").json()
    assert found["contact"] == found["key_service"] == "lckm@uml.lodz.pl"
    datetime.fromisoformat(found["changeset"])
    (endpoint,) = found["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"] == "http://testserver/v2"
    assert endpoint["type"] == "production"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert city.get("/v2/discovery.json").json() == found


def test_discovery_knows_where_it_is_mounted():
    host = TestClient(
        Starlette(routes=[Mount("/city/open311", City().face.app)]),
        base_url="https://lckm.example.org",
    )
    (endpoint,) = host.get("/city/open311/discovery.json").json()["endpoints"]
    assert endpoint["url"] == "https://lckm.example.org/city/open311/v2"
    assert host.get(f"{endpoint['url']}/services.json").status_code == 200
    assert host.get(f"{endpoint['url']}/requests.json").json() == []


def test_an_endpoint_may_be_for_tests_and_nothing_else():
    city = City(endpoint_type="test", key_service="https://lckm.example.org/keys")
    found = city.get("/discovery.json").json()
    assert found["endpoints"][0]["type"] == "test"
    assert found["key_service"] == "https://lckm.example.org/keys"
    with pytest.raises(ValueError, match="endpoint_type"):
        City(endpoint_type="beta")


# ── services ────────────────────────────────────────────────────────────────────────────────────


def test_services_are_the_categories_that_do_not_stop(city):
    services = city.get("/v2/services.json").json()
    assert [one["service_code"] for one in services][:2] == [
        "dziura-w-jezdni",
        "uszkodzony-chodnik",
    ]
    assert "zagrozenie-zycia" not in str(services)
    lamp = next(one for one in services if one["service_code"] == "oswietlenie")
    assert lamp == {
        "service_code": "oswietlenie",
        "service_name": "Nieczynne oświetlenie",
        "description": "Nieczynne oświetlenie",
        "metadata": False,
        "type": "realtime",
        "keywords": "Street lighting out of order,Не працює освітлення",
        "group": None,
    }


def test_services_are_named_in_the_language_asked_for(city):
    names = [one["service_name"] for one in city.get("/v2/services.json?locale=en").json()]
    assert names[0] == "Pothole"
    assert City(language="uk").get("/v2/services.json").json()[0]["service_name"].startswith("Яма")
    assert codes(city.get("/v2/services.json?locale=%3Cx%3E")) == [400]


def test_a_private_category_is_neither_a_service_nor_shown():
    city = City(private_categories=["oswietlenie"])
    assert codes(city.post()) == [404]
    assert "oswietlenie" not in city.get("/v2/services.json").text
    open_city = City()
    number = open_city.sent()
    hidden = type(open_city.face)(
        open_city.centre, **{**open_city.options, "private_categories": ["oswietlenie"]}
    )
    client = TestClient(hidden.app)
    assert client.get("/v2/requests.json").json() == []
    assert client.get(f"/v2/requests/{number}.json").status_code == 404


def test_metadata_says_whether_there_is_a_definition(city):
    for one in city.get("/v2/services.json").json():
        attributes = city.get(f"/v2/services/{one['service_code']}.json").json()["attributes"]
        assert bool(attributes) is one["metadata"], one


def test_a_definition_has_the_conditions_of_routes(city):
    found = city.get("/v2/services/drzewo.json?locale=en").json()
    assert found == {
        "service_code": "drzewo",
        "attributes": [
            {
                "variable": True,
                "code": "wiek-drzewa",
                "datatype": "number",
                "required": False,
                "datatype_description": "a whole number",
                "order": 1,
                "description": "Wiek drzewa",
            }
        ],
    }
    (place,) = city.get("/v2/services/uszkodzony-chodnik.json").json()["attributes"]
    assert (place["code"], place["datatype"]) == ("PLACE_KIND", "singlevaluelist")
    assert place["values"] == [{"key": "droga-publiczna", "name": "Droga publiczna"}]


@pytest.mark.parametrize(
    ("locale", "name"),
    [("pl", "Rodzaj miejsca"), ("pl-PL", "Rodzaj miejsca"), ("en-GB", "Kind of place")],
)
def test_a_locale_may_name_a_country(city, locale, name):
    found = city.get(f"/v2/services/uszkodzony-chodnik.json?locale={locale}").json()
    assert [one["description"] for one in found["attributes"]] == [name]


def test_names_of_attributes_are_the_hosts(city):
    named = City(names={"wiek-drzewa": {"pl": "Ile lat ma drzewo", "en": "Age of the tree"}})
    for locale, name in (
        ("pl", "Ile lat ma drzewo"),
        ("en", "Age of the tree"),
        ("en-GB", "Age of the tree"),
        ("uk", "Ile lat ma drzewo"),
    ):
        found = named.get(f"/v2/services/drzewo.json?locale={locale}").json()
        assert found["attributes"][0]["description"] == name


def test_names_of_attributes_are_those_of_the_source_of_routes(monkeypatch):
    shared = {"wiek-drzewa": {"pl": "Ile lat ma drzewo", "en": "Age of the tree"}}
    monkeypatch.setattr(MemoryAdapter, "asked_names", shared, raising=False)
    named = City(names={"wiek-drzewa": {"pl": "Rok posadzenia"}})
    for locale, name in (("pl", "Rok posadzenia"), ("en", "Age of the tree")):
        found = named.get(f"/v2/services/drzewo.json?locale={locale}").json()
        assert found["attributes"][0]["description"] == name


def test_an_unknown_service_is_not_found(city):
    for code in ("none", "zagrozenie-zycia"):
        assert codes(city.get(f"/v2/services/{code}.json")) == [404]


# ── sending ─────────────────────────────────────────────────────────────────────────────────────


def test_a_report_gets_its_id_at_once(city):
    response = city.post("/v2/requests.xml")
    assert response.status_code == 200
    root = xml(response)
    assert root.tag == "service_requests"
    assert root.findtext("request/service_request_id") == "LCKM-2026-000001"
    assert root.find("request/token") is None
    names = [field.tag for field in root.find("request")]
    assert names == ["service_request_id", "service_notice", "account_id"]
    report = city.memory.reports.get("LCKM-2026-000001")
    assert report.channel == "open311"
    assert report.category == "oswietlenie"
    assert report.place.address == "ul. Przykładowa 9"


def test_a_report_without_a_key_or_with_another_is_forbidden(city):
    for key in (None, "", "another-key-of-somebody"):
        response = city.post(api_key=key)
        assert response.status_code == 403
        assert codes(response) == [403]
    assert not city.memory.reports.reports
    assert City(api_keys=[]).post().status_code == 403


def test_a_key_may_stand_in_the_address(city):
    assert city.post(f"/v2/requests.json?api_key={SECRET}", api_key=None).status_code == 200


def test_reading_needs_no_key_and_minds_none(city):
    assert city.get("/v2/requests.json?api_key=").status_code == 200
    assert city.get("/v2/services.json?api_key=x").status_code == 200


def test_a_key_may_be_for_some_services(city):
    assert city.post(api_key=LAMPS).status_code == 200
    response = city.post(api_key=LAMPS, service_code="trawa")
    assert response.status_code == 403


def test_a_key_has_its_rate(city):
    for _ in range(3):
        assert city.post(api_key=LAMPS).status_code == 200
    response = city.post(api_key=LAMPS)
    assert (response.status_code, codes(response)) == (400, [429])
    assert city.post().status_code == 200
    city.wait(seconds=int(response.headers["retry-after"]) - 2)
    assert city.post(api_key=LAMPS).status_code == 400
    city.wait(seconds=2)
    assert city.post(api_key=LAMPS).status_code == 200


def test_a_key_has_to_be_long_and_its_name_its_own():
    with pytest.raises(ValueError, match=r"api_keys\[1\]\.secret: .*16 znaków"):
        City(api_keys=[{"name": "a", "secret": "short"}])
    with pytest.raises(ValueError, match="per_hour"):
        City(api_keys=[{"name": "a", "secret": SECRET, "per_hour": 0}])
    with pytest.raises(ValueError, match="jedną nazwę"):
        City(api_keys=[{"name": "a", "secret": mark * 20} for mark in "xy"])
    with pytest.raises(ValueError, match="dwa klucze są takie same") as refused:
        City(api_keys=[{"name": "a", "secret": SECRET}, {"name": "b", "secret": f"{SECRET} "}])
    assert SECRET not in str(refused.value)
    assert SECRET not in repr(City().options["api_keys"])


def test_a_key_may_end_with_the_line_of_the_file_that_it_was_read_from():
    key = {"name": "an application", "secret": f" {SECRET}\n"}
    assert City(api_keys=[key]).sent()


def test_without_a_service_it_is_400_and_with_an_unknown_one_404(city):
    assert (city.post(service_code=None).status_code, codes(city.post(service_code=None))) == (
        400,
        [400],
    )
    assert city.post(service_code="none").status_code == 404


def test_danger_to_life_is_told_what_to_do(city):
    response = city.post(service_code="zagrozenie-zycia")
    assert response.status_code == 404
    assert "112" in words(response)
    assert not city.memory.reports.reports


def test_a_place_is_needed_in_one_of_three_ways(city):
    assert codes(city.post(address_string=None)) == [400]
    for place in (
        {"address_string": "ul. Przykładowa 9"},
        {"address_id": "9 ul. Przykładowa", "address_string": None},
        {"lat": "51.77", "long": "19.45", "address_string": None},
    ):
        assert city.post(**place).status_code == 200, place
    assert codes(city.post(lat="51.77")) == [400]
    assert codes(city.post(lat="north", long="west")) == [400, 400]
    outside = city.post(lat="52.2", long="21.0")
    assert outside.status_code == 400
    assert "lat, long" in words(outside)


def test_several_errors_come_at_once(city):
    response = city.post("/v2/requests.xml", service_code="", address_string="", lat="x")
    assert response.status_code == 400
    found = [one.findtext("description") for one in xml(response)]
    assert len(found) == 3
    assert "service_code was not provided." in found
    polish = city.post("/v2/requests.json?locale=pl", service_code="", address_string="")
    assert "Brakuje parametru service_code." in words(polish)


@pytest.mark.parametrize(
    "name", ["attribute[wiek-drzewa]", "attribute[wiek-drzewa][]", "attribute[wiek-drzewa][0]"]
)
def test_attributes_come_in_each_form_of_their_name(city, name):
    number = city.sent(service_code="drzewo", **{name: "60"})
    report = city.memory.reports.get(number)
    assert [(one.name, one.value) for one in report.attributes] == [("wiek-drzewa", "60")]
    assert city.request(number)["agency_responsible"] == "Zarząd Zieleni Miejskiej w Łodzi"


def test_an_attribute_may_come_twice_with_one_value(city):
    attribute = {"attribute[wiek-drzewa]": ["60", "60"], "attribute[wiek-drzewa][]": " 60 "}
    report = city.memory.reports.get(city.sent(service_code="drzewo", **attribute))
    assert [(one.name, one.value) for one in report.attributes] == [("wiek-drzewa", "60")]
    wrong = city.post(service_code="drzewo", **{"attribute[wiek-drzewa]": ["60", "61"]})
    assert (wrong.status_code, codes(wrong)) == (400, [400])


def test_attributes_choose_the_kind_of_place(city):
    number = city.sent(
        service_code="uszkodzony-chodnik", **{"attribute[PLACE_KIND]": "droga-publiczna"}
    )
    assert city.memory.reports.get(number).place.kind == "droga-publiczna"
    assert city.request(number)["agency_responsible"] == "Zarząd Dróg i Transportu"


def test_attributes_choose_the_part_of_the_city():
    table = read_sample("routes/routes.yaml", RouteTable)
    own = Route(
        name="Śródmieście", helpdesk=True, categories=("odpady",), areas=("srodmiescie", "widzew")
    )
    city = City(table=attrs.evolve(table, routes=(own, *table.routes)))
    (asked,) = city.get("/v2/services/odpady.json").json()["attributes"]
    assert (asked["code"], [one["key"] for one in asked["values"]]) == (
        "AREA",
        ["srodmiescie", "widzew"],
    )
    number = city.sent(service_code="odpady", **{"attribute[AREA]": "srodmiescie"})
    assert city.memory.reports.get(number).place.area == "srodmiescie"
    assert city.post(service_code="odpady", **{"attribute[AREA]": "moon"}).status_code == 400


@pytest.mark.parametrize(
    ("service", "name", "value"),
    [
        ("drzewo", "attribute[wiek-drzewa]", "old"),
        ("drzewo", "attribute[wiek-drzewa]", "٣"),
        ("drzewo", "attribute[wiek-drzewa][]", ["1", "2"]),
        ("drzewo", "attribute[other]", "1"),
        ("uszkodzony-chodnik", "attribute[PLACE_KIND]", "moon"),
        ("oswietlenie", "attribute[PLACE_KIND]", "droga-publiczna"),
    ],
)
def test_an_attribute_that_does_not_fit_is_refused(city, service, name, value):
    response = city.post(service_code=service, **{name: value})
    assert response.status_code == 400
    assert "attribute" in words(response)
    assert not city.memory.reports.reports


def test_a_description_may_be_left_out_and_has_4000_characters(city):
    number = city.sent(description=None)
    assert city.request(number)["description"] == "Nieczynne oświetlenie"
    assert city.post(description="ż" * 4000).status_code == 200
    response = city.post(description="ż" * 4001)
    assert response.status_code == 400
    assert words(response).startswith("description:")


def test_a_description_keeps_its_lines_and_signs(city):
    number = city.sent(description="Lampa\r\n<b>nie</b> świeci & mruga")
    assert city.request(number)["description"] == "Lampa\n<b>nie</b> świeci & mruga"
    root = xml(city.get(f"/v2/requests/{number}.xml"))
    assert root.findtext("request/description") == "Lampa\n<b>nie</b> świeci & mruga"


@pytest.mark.parametrize("field", ["media", "media[]"])
def test_a_file_comes_with_the_report_and_without_its_metadata(city, field):
    number = city.sent(files={field: ("IMG_1.jpg", GPS_JPEG, "image/jpeg")})
    report = city.memory.reports.get(number)
    (attachment,) = report.attachments
    assert city.memory.attachments.read(attachment.reference) == JPEG
    assert city.request(number)["media_url"] is None


def test_a_file_that_cannot_be_taken_is_told(city):
    files = [("media", ("a.jpg", JPEG)), ("media", ("b.jpg", b"<html>"))]
    response = city.post(files=files)
    assert response.status_code == 400
    assert words(response).startswith("media:")
    assert not city.memory.reports.reports
    assert not city.memory.attachments.files
    assert not city.memory.drafts.drafts


def test_each_file_may_be_the_one_that_is_too_large(city):
    large = ("media", ("a.jpg", JPEG + bytes(INTAKE_LIMITS.most_bytes)))
    good = ("media", ("b.jpg", JPEG))
    for files in ([large, good], [good, large]):
        response = city.post(files=files)
        assert (response.status_code, codes(response)) == (400, [413])
    assert not city.memory.reports.reports


def test_moments_are_told_in_utc_whatever_zone_they_come_in():
    at_home = datetime(2026, 12, 1, 12, 0, 0, 999_999, tzinfo=ZoneInfo("Europe/Warsaw"))
    assert w3c(at_home) == w3c(at_home.astimezone(UTC)) == "2026-12-01T11:00:00Z"


def test_a_file_that_is_too_large_is_told_with_whatever_else_is_wrong(city):
    large = ("media", ("a.jpg", JPEG + bytes(INTAKE_LIMITS.most_bytes)))
    response = city.post(files=[large], description="ż" * 4001)
    assert codes(response) == [400, 413]
    assert words(response).endswith("media: a file is too large.")


def test_an_address_of_a_picture_is_kept_as_words(city):
    number = city.sent(media_url="https://photos.example.org/1.jpg")
    assert "media_url: https://photos.example.org/1.jpg" in city.request(number)["description"]


def test_the_language_of_a_report_is_the_one_asked_for(city):
    number = city.sent(locale="en", description=None)
    assert city.memory.reports.get(number).language == "en"
    assert city.memory.reports.get(number).description == "Street lighting out of order"


def test_without_terms_nothing_is_taken(caplog):
    city = City()
    city.memory.notices._terms.clear()
    response = city.post()
    assert (response.status_code, codes(response)) == (400, [503])
    assert "Open311: NoTermsError" in caplog.text
    files = [("media", ("a.jpg", JPEG)), ("media", ("b.jpg", GPS_JPEG)), ("media", ("c.jpg", JPEG))]
    assert codes(city.post(files=files)) == [503]
    assert not city.memory.drafts.drafts


# ── tokens ──────────────────────────────────────────────────────────────────────────────────────


def test_a_token_is_the_id(city):
    number = city.sent()
    assert city.get(f"/v2/tokens/{number}.json").json() == [
        {"service_request_id": number, "token": number}
    ]
    assert codes(city.get("/v2/tokens/none.json")) == [404]


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def test_a_request_has_every_field(city):
    number = city.sent(lat="51.77", long="19.45")
    found = city.request(number)
    assert set(found) == FIELDS
    assert found["service_request_id"] == number
    assert found["status"] == "open"
    assert found["requested_datetime"] == found["updated_datetime"] == "2026-12-01T11:00:00Z"
    assert (found["lat"], found["long"]) == (51.77, 19.45)
    assert found["address"] == "ul. Przykładowa 9"


def test_a_request_is_closed_by_its_outcome_and_open_once_reopened(city):
    number = city.sent()
    city.wait(days=2)
    city.close(number)
    found = city.request(number)
    assert (found["status"], found["updated_datetime"]) == ("closed", "2026-12-03T11:00:00Z")
    city.wait(days=1)
    city.centre.settle_by_hand(number, Target.HELPDESK, ManualAction.TOLD, now=city.now)
    assert city.request(number) == found
    assert found["status_notes"] == "Załatwione. Wymieniono żarówkę."
    city.wait(days=1)
    city.centre.reopen(number, words="Znów.", role=Role.CALL_CENTRE_STAFF, now=city.now)
    found = city.request(number)
    assert (found["status"], found["updated_datetime"]) == ("open", "2026-12-05T11:00:00Z")
    assert found["status_notes"] is None


@pytest.mark.parametrize("target", Target)
def test_a_request_was_updated_when_somebody_got_it(city, target):
    number = city.sent(service_code="trawa", address_string="ul. Zielona 5, Polesie")
    city.wait(days=1)
    city.centre.settle_by_hand(number, target, ManualAction.TOLD, now=city.now)
    assert city.request(number)["updated_datetime"] == "2026-12-02T11:00:00Z"


def test_what_the_helpdesk_handles_is_the_contact_centres(city):
    assert city.request(city.sent())["agency_responsible"] == (
        "Łódzkie Centrum Kontakt z Mieszkańcami"
    )


def test_a_list_of_ids_overrides_everything_else(city):
    numbers = [city.sent() for _ in range(3)]
    asked = f"{numbers[0]}, {numbers[2]},none"
    assert city.numbers(
        service_request_id=asked, status="closed", start_date="1999-01-01T00:00:00Z", page="9"
    ) == [numbers[2], numbers[0]]


def test_services_and_states_choose(city):
    lamp, grass, tree = (city.sent(service_code=one) for one in ("oswietlenie", "trawa", "drzewo"))
    city.close(grass)
    assert city.numbers(service_code="oswietlenie,drzewo") == [tree, lamp]
    assert city.numbers(status="closed") == [grass]
    assert city.numbers(status="open") == city.numbers(status="open,, open") == [tree, lamp]
    assert city.numbers(status="open,closed") == [tree, grass, lamp]
    assert codes(city.get("/v2/requests.json?status=done")) == [400]
    assert codes(city.get("/v2/requests.json?service_code=none")) == [404]


def test_a_report_of_no_service_is_not_shown(city):
    city.centre.register({"description": "Sprawa."}, number="A-1", now=city.now)
    city.centre.register(
        {"description": "Wisi.", "category": "zagrozenie-zycia"}, number="A-2", now=city.now
    )
    assert city.numbers() == []
    for number in ("A-1", "A-2"):
        assert city.get(f"/v2/requests/{number}.json").status_code == 404


def test_a_number_with_slashes_is_found(city):
    form = {"description": "Lampa.", "category": "oswietlenie"}
    city.centre.register(form, number="LCKM/2026/1.a", now=city.now)
    assert city.request("LCKM/2026/1.a")["service_request_id"] == "LCKM/2026/1.a"


def test_by_default_it_is_the_last_90_days(city):
    old = city.sent()
    city.wait(days=90, seconds=1)
    new = city.sent()
    assert city.numbers() == [new]
    assert city.numbers(end_date="2026-12-02T00:00:00Z") == [old]
    assert city.numbers(start_date="2026-11-01T00:00:00Z") == [old]


def test_a_period_includes_its_first_and_last_second(city):
    number = city.sent()
    at = "2026-12-01T11:00:00Z"
    assert city.numbers(start_date=at, end_date=at) == [number]
    assert city.numbers(start_date="2026-12-01T12:00:00+01:00", end_date=at) == [number]
    assert city.numbers(start_date="2026-12-01T11:00:01Z") == []
    assert city.numbers(end_date="2026-12-01T10:59:59Z") == []


def test_a_plus_sign_that_was_not_escaped_is_understood(city):
    number = city.sent()
    response = city.get("/v2/requests.json?start_date=2026-12-01T12:00:00+01:00")
    assert [one["service_request_id"] for one in response.json()] == [number]


def test_a_period_of_more_than_90_days_is_refused(city):
    first = "2026-01-01T00:00:00Z"
    assert city.numbers(start_date=first, end_date="2026-04-01T00:00:00Z") == []
    for last in ("2026-04-01T00:00:01Z", "2025-12-31T00:00:00Z"):
        response = city.get("/v2/requests.json", params={"start_date": first, "end_date": last})
        assert codes(response) == [400]


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "2026-12-01T00:00:00",
        "yesterday",
        "2026-13-01T00:00:00Z",
        "0",
        "0001-01-01T00:00:00+12:00",
    ],
)
def test_a_date_without_its_zone_is_refused(city, text):
    for name in ("start_date", "end_date"):
        response = city.get("/v2/requests.json", params={name: text})
        assert codes(response) == [400]
        assert name in words(response)


def test_of_a_form_and_its_address_the_form_counts(city):
    assert city.post("/v2/requests.json?service_code=none&description=x").status_code == 200
    assert [one["description"] for one in city.get("/v2/requests.json").json()] == [
        "Lampa nie świeci."
    ]


def test_pages_follow_one_another(city):
    numbers = []
    for _ in range(5):
        numbers.insert(0, city.sent())
        city.wait(minutes=1)
    assert city.numbers(page_size=2) == numbers[:2]
    assert city.numbers(page=2, page_size=2) == numbers[2:4]
    assert city.numbers(page=3, page_size=2) == numbers[4:]
    assert city.numbers(page=4, page_size=2) == []
    assert city.numbers(page_size=5000) == numbers
    for name in ("page", "page_size"):
        for text in ("0", "-1", "x", "1.5", "9" * 50):
            assert codes(city.get("/v2/requests.json", params={name: text})) == [400]


def test_it_is_1000_at_most(city):
    form = {"description": "Lampa.", "category": "oswietlenie"}
    report = city.centre.register(form, number="A-0", now=city.now)
    dispatch = city.memory.reports.dispatch("A-0")
    for at in range(1, 1003):
        city.memory.reports.add(
            attrs.evolve(report, number=f"A-{at}", registered_at=NOON - timedelta(seconds=at)),
            attrs.evolve(dispatch, report_number=f"A-{at}"),
        )
    assert len(city.numbers()) == len(city.numbers(page_size="5000")) == 1000
    assert city.numbers(page=2) == ["A-1000", "A-1001", "A-1002"]


def test_one_network_reads_so_often():
    city = City(reading_rates=[Rate(2, 60)])
    answers = [city.get("/v2/requests.json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 400]
    assert codes(answers[-1]) == [429]
    city.wait(seconds=int(answers[-1].headers["retry-after"]))
    assert city.get("/v2/requests.json").status_code == 200


def test_other_sites_may_read_in_a_browser(city):
    response = city.get("/v2/requests.json")
    assert response.headers["access-control-allow-origin"] == "*"


def test_every_outcome_is_told(city):
    for outcome in (Outcome.DONE, Outcome.NOT_OURS, Outcome.NOTHING_TO_DO, Outcome.NOT_FOUND):
        number = city.sent()
        city.close(number, outcome, "Słowa.")
        assert city.request(number)["status_notes"] == f"{outcome.message.pl} Słowa."


def test_an_attribute_may_be_named_in_each_of_its_spellings():
    pairs = [("attribute[a]", "1"), ("attribute[a][]", " 2 "), ("attribute[b]", "x"), ("a", "y")]
    pairs.append(("attribute[a]", "3"))
    assert Parameters.of(pairs).attributes == {"a": ["1", "3", "2"], "b": ["x"]}
