"""Other people's clients: `three` and `georeport` for real, and what FixMyStreet sends."""

import itertools
from io import BytesIO

import pytest
import requests
from georeport import GeoReport
from open311_city import SECRET, City, xml

from tests.helpers.photos import GPS_JPEG, JPEG
from tests.helpers.served_app import listener, served

# It was written for Python 2, which had filter twice.
itertools.ifilter = filter
from three import Three  # noqa: E402


@pytest.fixture
def city():
    return City()


@pytest.fixture
def three(city):
    with listener() as (listening, address), served(city.face.app, listening):
        client = Three(f"{address}/v2", api_key=SECRET, jurisdiction="lodz.pl")
        yield client
        client.session.close()


# ── three ───────────────────────────────────────────────────────────────────────────────────────


def test_three_discovers_and_lists_services(three):
    found = three.discovery()
    assert found["endpoints"][0]["url"] == three.endpoint.rstrip("/")
    assert three.services()[0]["service_code"] == "dziura-w-jezdni"
    (asked,) = three.services("drzewo")["attributes"]
    assert asked["code"] == "wiek-drzewa"


def test_three_sends_a_report_with_a_photo_and_follows_it(three, city):
    photo = BytesIO(GPS_JPEG)
    photo.name = "IMG_0001.jpg"
    (sent,) = three.post(
        "drzewo",
        name="Idalia Kanarek",
        email="kanarek@example.com",
        phone="601 333 444",
        address="ul. Przykładowa 9",
        description="Drzewo się chwieje.",
        media=photo,
        **{"attribute[wiek-drzewa]": "60"},
    )
    number = sent["service_request_id"]
    report = city.memory.reports.get(number)
    assert report.personal.reporter.name == "Idalia Kanarek"
    assert city.memory.attachments.read(report.attachments[0].reference) == JPEG
    (found,) = three.request(number)
    assert found["status"] == "open"
    assert three.token(number)[0]["service_request_id"] == number
    city.close(number)
    assert three.request(number)[0]["status"] == "closed"


def test_three_lists_reports_by_service_day_and_page(three, city):
    numbers = [city.sent() for _ in range(3)]
    found = three.requests("oswietlenie", count=2, between=["11-30-2026", "12-02-2026"])
    assert [one["service_request_id"] for one in found] == numbers[:0:-1]
    assert three.requests("oswietlenie", count=2, page=2) == [city.request(numbers[0])]
    assert three.requests("trawa") == []


def test_three_reads_what_was_wrong(three):
    (error,) = three.post("none", address="ul. Przykładowa 9", description="x")
    assert error["code"] == 404


def test_three_gets_xml(three):
    xml_client = Three(three.endpoint, format="xml", api_key=SECRET)
    content = xml_client.get("services", convert=False)
    xml_client.session.close()
    assert content.startswith(b"<?xml")


# ── georeport ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=["json", "xml"])
def georeport(city, request):
    with listener() as (listening, address), served(city.face.app, listening):
        yield GeoReport(f"{address}/v2", jurisdiction="lodz.pl", output_format=request.param)


def test_georeport_lists_services_and_their_definitions(georeport):
    services = {one["service_code"]: one for one in georeport.get_service_list()}
    assert str(services["drzewo"]["metadata"]).lower() == "true"
    definition = georeport.get_service_definition("drzewo")
    assert definition["service_code"] == "drzewo"
    assert "wiek-drzewa" in str(definition["attributes"])


def test_georeport_follows_reports(georeport, city):
    numbers = [city.sent() for _ in range(3)]
    city.close(numbers[0])
    found = georeport.get_service_requests(service_code="oswietlenie", status="open")
    assert [one["service_request_id"] for one in found] == numbers[:0:-1]
    period = {"start_date": "2026-11-30T00:00:00Z", "end_date": "2026-12-02T00:00:00+01:00"}
    assert len(georeport.get_service_requests(**period)) == 3
    found = georeport.get_service_requests(service_request_id=",".join(numbers[:2]))
    assert [one["status"] for one in found] == ["open", "closed"]
    one = georeport.get_service_request(numbers[0])
    assert (one["status"], one["status_notes"]) == ("closed", "Załatwione. Wymieniono żarówkę.")


def test_georeport_is_told_what_is_not_there(georeport):
    georeport.jurisdiction = "other.pl"
    with pytest.raises(requests.HTTPError, match="404"):
        georeport.get_service_list()


# ── FixMyStreet ─────────────────────────────────────────────────────────────────────────────────

# As its Open311.pm writes them: a form, names that may be empty, places with six digits, the
# parameters of the query in any order, and an empty jurisdiction where none is set.
FMS_POST = {
    "jurisdiction_id": "lodz.pl",
    "api_key": SECRET,
    "lat": "51.776531",
    "long": "19.454722",
    "email": "kanarek@example.com",
    "description": (
        "title: Lampa\n\ndetail: Nie świeci od tygodnia.\n\n"
        "url: https://fixmystreet.example.org/report/1\n\nSubmitted via FixMyStreet\n"
    ),
    "service_code": "oswietlenie",
    "first_name": "Idalia",
    "last_name": "",
    "media_url": "https://fixmystreet.example.org/photo/1.jpeg?2",
}


def test_fixmystreet_sends_a_report(city):
    response = city.client.post("/v2/requests.xml", data=FMS_POST)
    number = xml(response).findtext("request/service_request_id")
    report = city.memory.reports.get(number)
    assert report.personal.reporter.name == "Idalia"
    assert (report.place.point.latitude, report.place.point.longitude) == (51.776531, 19.454722)
    shown = city.request(number)["description"]
    assert "Nie świeci od tygodnia." in shown
    assert "media_url: https://fixmystreet.example.org/photo/1.jpeg?2" in shown


def test_fixmystreet_sends_several_pictures_and_attributes_without_a_value(city):
    links = [f"https://fixmystreet.example.org/photo/1.{at}.jpeg" for at in range(2)]
    fields = {
        **FMS_POST,
        "service_code": "drzewo",
        "media_url": links,
        "deviceid": "iOS",
        "attribute[wiek-drzewa]": "",
    }
    response = city.client.post("/v2/requests.xml", data=fields)
    shown = city.request(xml(response).findtext("request/service_request_id"))
    assert all(f"media_url: {link}" in shown["description"] for link in links)


def test_fixmystreet_reads_services_and_reports(city):
    number = city.sent()
    root = xml(city.get("/v2/services.xml?jurisdiction_id="))
    codes = root.xpath("service/service_code/text()")
    assert "oswietlenie" in codes
    assert root.xpath("service/metadata/text()")[0] in ("true", "false")
    root = xml(city.get(f"/v2/requests.xml?jurisdiction_id=&service_request_id={number}"))
    assert root.xpath("request/status/text()") == ["open"]
    period = "start_date=2026-11-30T11:00:00%2B01:00&end_date=2026-12-02T11:00:00%2B01:00"
    root = xml(city.get(f"/v2/requests.xml?jurisdiction_id=lodz.pl&api_key=&{period}"))
    assert root.xpath("request/service_request_id/text()") == [number]


def test_fixmystreet_fetches_updates(city):
    """With its key, which may be empty, and the last two hours."""
    number = city.sent()
    city.close(number)
    period = "start_date=2026-12-01T09:00:00Z&end_date=2026-12-01T11:00:00Z"
    root = xml(city.get(f"/v2/servicerequestupdates.xml?api_key=&jurisdiction_id=&{period}"))
    (update,) = root.findall("request_update")
    # Without each of these it passes an update over.
    assert update.findtext("service_request_id") == number
    assert update.findtext("update_id") == f"{number}.1"
    assert update.findtext("updated_datetime") == "2026-12-01T11:00:00Z"
    assert update.findtext("status") == "CLOSED"
    assert update.findtext("description")


def test_fixmystreet_is_told_that_a_comment_is_not_taken(city):
    comment = {
        "api_key": SECRET,
        "jurisdiction_id": "lodz.pl",
        "updated_datetime": "2026-12-01T12:00:00+01:00",
        "service_request_id": city.sent(),
        "status": "OPEN",
        "description": "Nadal ciemno.",
        "first_name": "Idalia",
        "last_name": "-",
        "email": "kanarek@example.com",
        "update_id": "42",
    }
    response = city.client.post("/v2/servicerequestupdates.xml", data=comment)
    assert response.status_code == 403
    assert [one.tag for one in xml(response).find("error")] == ["code", "description"]


def test_fixmystreet_is_told_what_is_wrong(city):
    response = city.client.post("/v2/requests.xml", data={**FMS_POST, "api_key": "x"})
    assert response.status_code == 403
    assert [one.tag for one in xml(response).find("error")] == ["code", "description"]
