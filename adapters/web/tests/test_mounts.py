"""The whole visit, below a path of a host, in six ways of mounting."""

import pytest
from starlette.testclient import TestClient

from tests.helpers.hosts import AT, HOSTS
from tests.helpers.photos import JPEG


@pytest.fixture(params=HOSTS, ids=list(HOSTS))
def host(request):
    return HOSTS[request.param]


EACH = pytest.mark.slow(reason="the whole visit once more; pictures and refusals are tried in each")


@pytest.mark.parametrize(
    "name",
    ["starlette", "django_wsgi"]
    + [pytest.param(one, marks=EACH) for one in HOSTS if one not in ("starlette", "django_wsgi")],
)
def test_a_visit_from_the_first_page_to_withdrawal(name, site):
    visitor = site.visitor(HOSTS[name](site.face))
    visitor.get(f"{AT}/uk/zgloszenie").press()
    assert visitor.status == 400
    visitor.type(description="Лампа").attach(("a.jpg", JPEG)).press("Polski").press().press()
    number, code = visitor.press().follow().receipt()

    assert site.memory.reports.get(number).language == "pl"
    assert str(visitor.response.url).partition("testserver")[2].startswith(f"{AT}/przyjete?r=")
    for address in visitor.page.xpath("//link/@href | //script/@src"):
        assert address.startswith(f"{AT}/static/")
        assert visitor.client.get(address).status_code == 200
    visitor.get(f"{AT}/en/sprawdz").type(number=number, code=code).press().press().press()
    assert visitor.heading == "Consent withdrawn"
    assert site.memory.reports.get(number).is_anonymous


def test_pictures_and_tiles_are_where_the_pages_say(host, tmp_path):
    import resident_site

    tile = tmp_path / "14" / "9077" / "5428.webp"
    tile.parent.mkdir(parents=True)
    tile.write_bytes(b"a tile")
    site = resident_site.site(city_map={"tiles": str(tmp_path)})
    visitor = site.visitor(host(site.face)).get(f"{AT}/en/zgloszenie")
    (address,) = visitor.page.xpath("//*[@id='map']/@data-tiles")
    assert visitor.client.get(address.format(z=14, x=9077, y=5428)).content == b"a tile"
    visitor.attach(("a.jpg", JPEG)).press()
    (address,) = visitor.page.xpath("//main//li//img/@src")
    answer = visitor.client.get(address)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_too_much_gives_every_word_back(host):
    import resident_site

    from lckm_core.reports import IntakeLimits

    site = resident_site.site(limits=IntakeLimits(most_bytes=1_000))
    visitor = site.visitor(host(site.face))
    visitor.get(f"{AT}/zgloszenie").type(description="Lampa", street="Zielona")
    visitor.attach(("film.mp4", bytes(2_500_000))).press()

    assert visitor.status == 413
    assert visitor.page.xpath("//textarea")[0].text_content().strip() == "Lampa"


def test_another_site_is_refused_with_every_word(host, site):
    client = TestClient(host(site.face), raise_server_exceptions=False)
    answer = client.post(
        f"{AT}/zgloszenie", data={"description": "Lampa"}, headers={"Origin": "https://evil.test"}
    )
    assert answer.status_code == 403
    assert "Lampa" in answer.text
