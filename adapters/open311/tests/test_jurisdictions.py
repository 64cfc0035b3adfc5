"""Several cities at one address, and more than GeoReport has where it is asked for."""

import pytest
from open311_city import KEY, LAMPS, SECRET, City, words, xml

from lckm_core.errors import InvalidSettingError
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import INTAKE_LIMITS, Area, IntakeLimits
from lckm_open311 import ApiKey, Jurisdiction
from tests.helpers.photos import JPEG

OTHER_SECRET = "key-of-the-other-city"
PATHS = (
    *("/v2/services", "/v2/services/drzewo", "/v2/requests", "/v2/servicerequestupdates"),
    *("/v2/requests/LCKM-2026-000001", "/v2/tokens/LCKM-2026-000001"),
)


@pytest.fixture
def other():
    return City()


@pytest.fixture
def city(other):
    second = Jurisdiction(
        id="zgierz.pl",
        centre=other.centre,
        keys=KEY,
        api_keys=[ApiKey("an application", OTHER_SECRET)],
        private_categories=["drzewo"],
        agency="Zgierz",
    )
    return City(other_jurisdictions=[second])


def test_of_several_each_request_says_which(city):
    city.sent(jurisdiction_id="lodz.pl")
    for path in PATHS:
        for suffix in ("json", "xml"):
            named = city.get(f"{path}.{suffix}?jurisdiction_id=lodz.pl")
            assert named.status_code == 200, path
            assert city.get(f"{path}.{suffix}").status_code == 400, path
            assert city.get(f"{path}.{suffix}?jurisdiction_id=").status_code == 400, path
            assert city.get(f"{path}.{suffix}?jurisdiction_id=x.pl").status_code == 404, path
    assert city.post(jurisdiction_id=None).status_code == 400
    assert "jurisdiction_id was not provided" in city.post(jurisdiction_id="").text
    assert city.post(jurisdiction_id="x.pl").status_code == 404
    update = {"api_key": SECRET, "status": "CLOSED"}
    assert city.client.post("/v2/servicerequestupdates.json", data=update).status_code == 400


def test_the_discovery_needs_none(city):
    assert len(city.get("/discovery.json").json()["endpoints"]) == 1


def test_each_has_its_own_reports_services_and_keys(city, other):
    first = city.sent(jurisdiction_id="lodz.pl")
    second = city.sent(jurisdiction_id="zgierz.pl", api_key=OTHER_SECRET)
    assert city.memory.reports.get(first).number == first
    assert other.memory.reports.get(second).number == second
    assert city.numbers(jurisdiction_id="lodz.pl") == [first]
    (shown,) = city.get("/v2/requests.json?jurisdiction_id=zgierz.pl").json()
    assert shown["agency_responsible"] == "Zgierz"
    assert city.post(jurisdiction_id="zgierz.pl", api_key=SECRET).status_code == 403
    assert city.post(jurisdiction_id="lodz.pl", api_key=OTHER_SECRET).status_code == 403
    services = [
        city.get(f"/v2/services.json?jurisdiction_id={name}").text
        for name in ("lodz.pl", "zgierz.pl")
    ]
    assert ["drzewo" in text for text in services] == [True, False]


@pytest.mark.parametrize("strict", ["lodz.pl", "zgierz.pl"])
def test_each_has_limits_of_its_own(other, strict):
    """What one takes neither widens nor narrows those of another."""
    narrow = IntakeLimits(
        area=Area(51.8, 19.3, 51.9, 19.5), most_attachments=1, most_bytes=len(JPEG)
    )
    first, second = (
        narrow if strict == name else INTAKE_LIMITS for name in ("lodz.pl", "zgierz.pl")
    )
    zgierz = Jurisdiction(
        id="zgierz.pl",
        centre=other.centre,
        keys=KEY,
        api_keys=[ApiKey("an application", SECRET)],
        limits=second,
    )
    city = City(limits=first, other_jurisdictions=[zgierz])
    photo, larger = (("media", ("a.jpg", data)) for data in (JPEG, JPEG + bytes(4_000_000)))
    for name, fields, files in (
        ("media", {}, [photo] * 5),
        ("media", {}, [larger]),
        ("lat, long", {"lat": "51.77", "long": "19.45"}, None),
    ):
        for id in ("lodz.pl", "zgierz.pl"):
            answer = city.post(files=files, jurisdiction_id=id, **fields)
            assert answer.status_code == (400 if id == strict else 200)
            assert id != strict or words(answer).startswith(f"{name}: ")
    assert city.post(files=[photo], jurisdiction_id=strict).status_code == 200


@pytest.mark.parametrize("distinct_forms", [False, True])
def test_a_city_may_lie_anywhere(distinct_forms):
    key = {"name": "an application", "secret": SECRET, "distinct_forms": distinct_forms}
    city = City(api_keys=[key], limits=IntakeLimits(area=Area(54.2, 18.4, 54.5, 18.9)))
    there = {"lat": "54.35", "long": "18.65"}
    number = city.sent(**there)
    assert city.request(number)["lat"] == 54.35
    assert (city.sent(**there) == number) is distinct_forms
    assert city.post(lat="51.77", long="19.45").status_code == 400


def test_each_has_an_id_of_its_own(other):
    def second(id):
        return Jurisdiction(id=id, centre=other.centre, keys=KEY)

    with pytest.raises(ValueError, match="jurisdiction"):
        City(other_jurisdictions=[second("lodz.pl")])
    with pytest.raises(ValueError, match="jurisdiction"):
        City(other_jurisdictions=[second("")])
    with pytest.raises(ValueError, match="jurisdiction"):
        City(jurisdiction=None, other_jurisdictions=[second("zgierz.pl")])
    with pytest.raises(Exception, match="32"):
        City(other_jurisdictions=[Jurisdiction(id="x.pl", centre=other.centre, keys="short")])


# ── extensions ──────────────────────────────────────────────────────────────────────────────────


def test_extensions_show_attributes_channel_and_notes():
    city = City()
    number = city.sent(service_code="drzewo", **{"attribute[wiek-drzewa]": "60"})
    city.close(number)
    plain = city.request(number)
    (shown,) = city.get(f"/v2/requests/{number}.json?extensions=true&locale=en").json()
    assert shown.pop("extended_attributes") == {
        "channel": "open311",
        "attributes": [{"code": "wiek-drzewa", "value": "60"}],
    }
    assert shown.pop("notes") == [
        {
            "datetime": "2026-12-01T11:00:00Z",
            "type": "done",
            "description": "Done. Wymieniono żarówkę.",
        }
    ]
    assert set(shown) == set(plain)
    (listed,) = city.get("/v2/requests.json?extensions=TRUE").json()
    assert listed["extended_attributes"]["channel"] == "open311"
    root = xml(city.get(f"/v2/requests/{number}.xml?extensions=true"))
    path = "request/extended_attributes/attributes/attribute/value"
    assert root.findtext(path) == "60"
    assert root.findtext("request/notes/note/type") == "done"


@pytest.mark.parametrize("value", ["", "false", "0", "x"])
def test_without_extensions_there_are_none(value):
    city = City()
    number = city.sent()
    (shown,) = city.get(f"/v2/requests/{number}.json?extensions={value}").json()
    assert shown == city.request(number)
    assert "notes" not in shown


def test_a_misspelt_private_category_is_refused_and_one_of_a_key_is_told():
    """Of a private one everybody could read the reports."""
    with pytest.raises(InvalidSettingError, match="private_categories") as caught:
        City(private_categories=["mieszkanie-komunlne"])
    assert "Czy chodzi o „mieszkanie-komunalne”?" in caught.value.text("pl")
    keys = [{"name": "lamps", "secret": LAMPS, "categories": ["oswietlene", "drzewo"]}]
    (remark,) = City(api_keys=keys).face.remarks
    assert remark.pl == (
        "api_keys: lamps: w tabeli tras nie ma kategorii „oswietlene”. Czy chodzi o „oswietlenie”?"
    )


def test_without_a_table_nothing_is_told_of_categories():
    assert City(MemoryAdapter(), private_categories=["x"]).face.remarks == []
