"""Hostile requests: each is answered in its format, never as a failure of the server."""

import random
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree
from open311_city import SECRET, City, codes, xml

from lckm_core.errors import StoreUnavailableError
from lckm_core.memory import MemoryReports
from lckm_open311._answers import Answer, Format
from tests.helpers.announced_length import LENGTHS, refused_unread
from tests.helpers.rows import some_in_every_change
from tests.helpers.tiers import examples

GET = (
    *("/v2/requests", "/v2/services", "/v2/services/drzewo", "/v2/requests/a", "/v2/tokens/a"),
    "/v2/servicerequestupdates",
)
NAMES = (
    *("start_date", "end_date", "page", "page_size", "status", "service_code", "locale"),
    *("service_request_id", "jurisdiction_id", "api_key", "lat", "long", "description", "email"),
    *("address_string", "attribute[wiek-drzewa]", "attribute[]", "attribute[[", "media_url"),
    *("first_name", "phone", "extensions", "media"),
)
VALUES = (
    *("", " ", "\0", "a\0b", "'; DROP TABLE report; --", "%", "%%s", "{}", "x" * 5000, "-1", "1e9"),
    *("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "NaN", "inf"),
    *("9999-12-31T23:59:59-23:59", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "٣٤"),
    *("2026-01-01T00:00:00+99:99", ",,,,", "open,closed,x", "LCKM-2026-000001," * 2000, "\ud800"),
    *("\x0b\x1f\ufffe", "]]>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "../../etc/passwd", "1" * 400),
)


@pytest.fixture(scope="module")
def city():
    # No rate stops what is tried here.
    key = {"name": "an application", "secret": SECRET, "per_hour": 1_000_000}
    return City(reading_rates=[], api_keys=[key])


@pytest.fixture(scope="module")
def client(city):
    return city.client


def is_told(response, suffix):
    """Whether an answer is whole in its format, and no failure."""
    assert response.status_code in (200, 400, 403, 404), (response.status_code, response.text)
    if suffix == "json":
        return isinstance(response.json(), list | dict)
    return ElementTree.fromstring(response.content).tag


@pytest.mark.parametrize(
    "suffix", some_in_every_change(["xml", "json"], 1, reason="in XML; JSON stands for it")
)
def test_values_of_every_kind_in_every_parameter(client, long_run, suffix):
    for path in GET:
        for name in NAMES:
            values = [one.encode("utf-8", "surrogatepass") for one in VALUES]
            chance = random.Random(f"{path} {name} {suffix}")
            for value in chance.sample(values, 6 if long_run else 1):
                assert is_told(client.get(f"{path}.{suffix}", params={name: value}), suffix)


@pytest.mark.parametrize("at", range(len(VALUES)))
def test_each_value_in_each_parameter_of_a_report(client, long_run, at):
    """A sixth of the pairs in every change, with each value and each parameter among them."""
    data = VALUES[at].encode("utf-8", "surrogatepass")
    for name in NAMES if long_run else NAMES[at % 6 :: 6]:
        fields = {
            "api_key": SECRET,
            "service_code": "drzewo",
            "address_string": "ul. Przykładowa 9",
            name: data,
        }
        assert is_told(client.post("/v2/requests.xml", data=fields), "xml")


@pytest.mark.parametrize(
    "value",
    some_in_every_change(
        [(value,) for value in VALUES],
        *range(0, len(VALUES), 3),
        reason="another value; every third, and each of them in a report, stand for it",
    ),
)
def test_each_value_in_each_parameter_of_an_update(value):
    keys = [{"name": "unit", "secret": SECRET, "updates": "unit", "categories": ["oswietlenie"]}]
    city = City(api_keys=keys)
    number = city.sent()
    data = value.encode("utf-8", "surrogatepass")
    for name in ("service_request_id", "status", "description", "updated_datetime", "api_key"):
        fields = {
            "api_key": SECRET,
            "service_request_id": number,
            "status": "OPEN",
            "description": "Znów.",
            name: data,
        }
        assert is_told(city.client.post("/v2/servicerequestupdates.xml", data=fields), "xml")
    headers = {"Idempotency-Key": value.encode("utf-8", "replace").replace(b"\0", b"")}
    fields = {"api_key": SECRET, "service_code": "drzewo", "address_string": "ul. Przykładowa 9"}
    assert is_told(city.client.post("/v2/requests.xml", data=fields, headers=headers), "xml")


@pytest.mark.parametrize("path", ["requests", "servicerequestupdates"])
@pytest.mark.parametrize("value", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_moments_at_the_ends_of_time(client, value, path):
    for name in ("start_date", "end_date"):
        assert client.get(f"/v2/{path}.json", params={name: value}).status_code in (200, 400)


@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=40)), max_size=6))
def test_any_text_in_any_parameters(client, pairs):
    pairs = [(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs]
    assert is_told(client.get("/v2/requests.xml", params=pairs), "xml")


def test_thousands_of_parameters(client):
    many = "&".join(f"attribute[a{at}]=1&service_code=drzewo" for at in range(5000))
    assert is_told(client.get(f"/v2/requests.json?{many[:60_000]}"), "json")
    response = client.post(
        "/v2/requests.json",
        content=f"api_key={SECRET}&{many}",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert response.status_code == 400
    assert codes(response) == [413]


def test_a_thousand_ids_and_no_more(client):
    ids = ",".join(f"A-{at}" for at in range(1000))
    assert client.get("/v2/requests.json", params={"service_request_id": ids}).json() == []
    response = client.get("/v2/requests.json", params={"service_request_id": f"{ids},B-1"})
    assert codes(response) == [400]


BODIES = {
    "application/x-www-form-urlencoded": [b"\xff\xfe", b"a=%ff%fe&api_key=%00", b"=&&=;", b"%"],
    "application/xml": [b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"],
    "application/json": [b'{"api_key":"x"}', b"[" * 100_000],
    "multipart/form-data; boundary=x": [
        b"",
        b"--x\r\n\r\n",
        b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="media"; filename="a"\r\n\r\nhalf',
        b"--x--\r\n",
    ],
    "multipart/form-data": [b"--x--"],
    "text/plain; charset=utf-7": [b"+AGE-"],
    "": [b"api_key=1"],
}


@pytest.mark.parametrize("media_type", BODIES)
def test_bodies_that_are_no_form(client, media_type):
    for body in BODIES[media_type]:
        for suffix in ("xml", "json"):
            response = client.post(
                f"/v2/requests.{suffix}", content=body, headers={"content-type": media_type}
            )
            assert response.status_code in (400, 403)
            assert is_told(response, suffix)


def test_a_body_that_is_too_large(client):
    response = client.post(
        "/v2/requests.json", files={"media": ("a.jpg", b"\xff" * 14_000_000, "image/jpeg")}
    )
    assert response.status_code == 400
    assert codes(response) == [413]


def test_more_files_than_are_taken(city):
    files = [("media", (f"{at}.jpg", b"\xff\xd8", "image/jpeg")) for at in range(6)]
    response = city.post(files=files)
    assert response.status_code == 400


def test_a_form_of_another_site_is_forbidden(city):
    for path in ("/v2/requests.xml", "/v2/requests.json"):
        response = city.client.post(path, headers={"sec-fetch-site": "cross-site"})
        assert response.status_code == 403
        assert is_told(response, path.rpartition(".")[2])


def test_signs_that_xml_does_not_have(city):
    number = city.sent(description="Lampa \ufffe nie świeci ]]> &amp; \U0001f4a1")
    text = xml(city.get(f"/v2/requests/{number}.xml")).findtext("request/description")
    assert text.endswith("nie świeci ]]> &amp; \U0001f4a1")
    assert city.get(f"/v2/requests/{number}.json").status_code == 200
    every = "".join(map(chr, [*range(0x20), 0x7F, 0x85, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x10FFFF]))
    written = Answer("errors", [{"code": 400, "description": every}]).write(Format.XML)
    assert len(etree.fromstring(written).findtext("error/description")) == len(every)


def test_a_store_that_is_away_is_told(caplog):
    city = City()

    def away(*_, **__):
        raise StoreUnavailableError("of lckm.example.org")

    city.memory.reports.find_reports = away
    response = city.get("/v2/requests.json")
    assert (response.status_code, codes(response)) == (400, [503])
    assert "example.org" not in response.text + caplog.text
    assert "Open311: StoreUnavailableError" in caplog.text


def test_what_fails_here_is_told_without_its_words(caplog):
    city = City()

    def fail():
        raise RuntimeError("Idalia Kanarek")

    city.memory.table = fail
    response = city.get("/v2/services.xml")
    assert response.status_code == 500
    assert xml(response).findtext("error/code") == "500"
    assert "Kanarek" not in response.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_a_store_that_cannot_be_searched_takes_reports_all_the_same():
    city = City()

    class Plain(MemoryReports):
        find_reports = None

    city.memory.reports = Plain()
    city = City(city.memory)
    assert city.post().status_code == 200
    assert codes(city.get("/v2/requests.json")) == [503]


@pytest.mark.parametrize(("length", "status"), LENGTHS.values(), ids=LENGTHS)
def test_a_body_of_no_possible_length_is_refused_at_once(city, length, status):
    found, text = refused_unread(city.face.app, "/v2/requests.json", length)
    # GeoReport knows no 413.
    assert found == 400
    assert ("too large" if status == 413 else "damaged") in text
