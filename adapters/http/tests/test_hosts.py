"""One face mounted in six ways: addresses, redirects, languages and refusals are right."""

import pytest
from small_face import SmallFace
from starlette.testclient import TestClient

from tests.helpers.hosts import AT, HOSTS

SITE = "https://lckm.example.org"


@pytest.fixture(params=HOSTS, ids=list(HOSTS))
def host(request):
    return HOSTS[request.param]


def client(host, **options):
    app = host(SmallFace(words="numer", **options))
    return TestClient(app, base_url=SITE, follow_redirects=False, raise_server_exceptions=False)


@pytest.mark.parametrize("public_url", [None, SITE])
def test_addresses_are_those_below_the_prefix(host, public_url):
    site = client(host, public_url=public_url)
    assert f'action="{SITE}{AT}/"' in site.get(f"{AT}/").text
    assert f'action="{SITE}{AT}/en/"' in site.get(f"{AT}/en/").text
    assert site.get(f"{AT}/przyjete/7").text == "numer 7"
    assert site.get(f"{AT}/nie-ma").status_code == 404
    assert site.get("/przyjete/7").status_code == 404


def test_a_form_leads_to_the_next_page(host):
    site = client(host, public_url=SITE)
    files = {"foto": ("ż.jpg", b"\xff\xd8" + bytes(100_000))}
    answer = site.post(
        f"{AT}/", data={"opis": "dziura"}, files=files, headers={"sec-fetch-site": "same-origin"}
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{SITE}{AT}/przyjete/1"
    in_english = site.post(f"{AT}/en/", data={"opis": "hole"})
    assert in_english.headers["location"] == f"{SITE}{AT}/en/przyjete/1"


def test_a_form_that_is_too_large_gives_its_words_back(host):
    answer = client(host).post(
        f"{AT}/", data={"opis": "dziura"}, files={"foto": ("a.jpg", bytes(2_000_000))}
    )
    assert answer.status_code == 413
    assert "<textarea>dziura</textarea>" in answer.text
    assert f'action="{SITE}{AT}/"' in answer.text


def test_a_form_of_another_site_gives_its_words_back(host):
    answer = client(host, public_url=SITE).post(
        f"{AT}/en/", data={"opis": "dziura"}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert "<textarea>dziura</textarea>" in answer.text
    assert f'action="{SITE}{AT}/en/"' in answer.text


def test_another_host_is_refused(host):
    answer = client(host, public_url=SITE).get(f"{AT}/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_each_answer_has_the_security_headers(host):
    headers = client(host, public_url=SITE).get(f"{AT}/").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers


def test_the_client_is_known(host):
    site = client(host, trusted_proxies=["127.0.0.1"])
    site._transport.client = ("127.0.0.1", 1)
    assert site.get(f"{AT}/kto", headers={"x-forwarded-for": "198.51.100.1"}).text == (
        "198.51.100.1"
    )
    site._transport.client = ("203.0.113.9", 1)
    assert site.get(f"{AT}/kto", headers={"x-forwarded-for": "198.51.100.1"}).text == (
        "203.0.113.9"
    )
