"""The whole flow, at a provider that somebody else wrote."""

import re
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from mock_server import mock_server
from oidc_desk import SITE, OidcDesk, begun


@pytest.fixture(scope="module")
def mock():
    with mock_server() as address:
        yield address


def agreed(address, subject):
    """Pick a user at the provider; return the path to which it sends back."""
    answer = httpx2.post(address, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    back = answer.headers["location"]
    assert back.startswith(f"{SITE}/logowanie/powrot?")
    return back.removeprefix(SITE)


def test_staff_sign_in_and_out(mock) -> None:
    desk = OidcDesk(mock)
    client = desk.client()
    asked = client.get("/")
    assert asked.headers["location"] == "/logowanie?dalej=%2F"
    address, parameters = begun(client)
    assert parameters["redirect_uri"] == f"{SITE}/logowanie/powrot"
    assert parameters["response_type"] == "code"
    assert parameters["code_challenge_method"] == "S256"
    back = client.get(agreed(address, "ewa"))
    assert (back.status_code, back.headers["location"]) == (303, "/")
    assert client.get("/").text == "Ewa Pokazowa"
    client.post("/wyloguj", headers={"Sec-Fetch-Site": "same-origin"})
    assert client.get("/").status_code == 303
    assert f'href="{mock}/oauth2/end_session?client_id=lckm' in client.get("/wylogowano").text


def test_who_comes_back_from_a_sign_out_there_is_led_to_a_sign_in(mock) -> None:
    client = OidcDesk(mock).client()
    address = re.search(r'href="([^"]+)"', client.get("/wylogowano").text)[1]
    form = httpx2.get(unescape(address)).text
    back = unescape(re.search(r'name="redirect_uri"[^>]* value="([^"]+)"', form)[1])
    assert back.startswith(f"{SITE}/wylogowano")
    page = client.get(back.removeprefix(SITE)).text
    assert "end_session" not in page
    assert 'href="/logowanie?' in page


def test_two_tabs_sign_in_beside_one_another(mock) -> None:
    client = OidcDesk(mock).client()
    first, second = begun(client, "/dane")[0], begun(client, "/")[0]
    assert client.get(agreed(first, "ewa")).headers["location"] == "/dane"
    assert client.get(agreed(second, "ewa")).headers["location"] == "/"


def test_an_address_that_was_used_signs_nobody_in_again(mock) -> None:
    desk = OidcDesk(mock)
    client = desk.client()
    cookies = None
    address, _ = begun(client)
    back = agreed(address, "ewa")
    cookies = dict(client.cookies)
    assert client.get(back).status_code == 303
    # Out of the history, with the session or without it.
    assert client.get(back).status_code == 403
    # By a thief of the address and of all cookies of then: the provider takes a code once.
    thief = desk.client()
    for name, value in cookies.items():
        thief.cookies.set(name, value, domain="lckm.example.org")
    refused = thief.get(back)
    assert refused.status_code == 403
    assert "__Host-lckm" not in thief.cookies


def test_a_code_of_another_browser_is_refused(mock) -> None:
    desk = OidcDesk(mock)
    thief, ewa = desk.client(), desk.client()
    own, stolen = begun(thief), begun(ewa)
    code = parse_qs(urlsplit(agreed(stolen[0], "ewa")).query)["code"][0]
    # In one's own attempt: PKCE and the nonce are another's.
    refused = thief.get("/logowanie/powrot", params={"code": code, "state": own[1]["state"]})
    assert refused.status_code == 403
    assert "__Host-lckm" not in thief.cookies


def test_an_address_of_another_browser_is_refused(mock) -> None:
    desk = OidcDesk(mock)
    attacker, victim = desk.client(), desk.client()
    back = agreed(begun(attacker)[0], "jan")
    refused = victim.get(back)
    assert refused.status_code == 403
    assert "innej przeglądarce" in refused.text
    assert victim.get("/").status_code == 303


def test_who_is_in_no_directory_has_no_role(mock) -> None:
    client = OidcDesk(mock, login_claim="sub").client()
    client.get(agreed(begun(client)[0], "obcy"))
    assert client.get("/").status_code == 403


def test_a_login_that_is_not_told_signs_nobody_in(mock) -> None:
    client = OidcDesk(mock).client()
    refused = client.get(agreed(begun(client)[0], "obcy"))
    assert refused.status_code == 403
    assert "nie podał loginu" in refused.text


def test_a_sign_in_that_is_denied_is_said_so(mock) -> None:
    client = OidcDesk(mock).client()
    address, asked = begun(client)
    answer = httpx2.post(address, data={"action": "deny"})
    query = urlsplit(answer.headers["location"]).query
    path = f"/logowanie/powrot?{query}" + ("" if "state=" in query else f"&state={asked['state']}")
    refused = client.get(path)
    assert refused.status_code == 403
    assert "odmówił" in refused.text


@pytest.mark.slow(reason="starts the mock twice; test_tokens has a provider with new keys")
def test_keys_that_the_provider_changed_are_fetched() -> None:
    with mock_server() as address:
        desk = OidcDesk(address)
        client = desk.client()
        client.get(agreed(begun(client)[0], "ewa"))
        assert client.get("/").text == "Ewa Pokazowa"
    provider = desk.sign_in._provider
    with mock_server(urlsplit(address).port) as again:
        # The same provider, set up anew: it has other keys.
        assert again == address
        client = desk.client()
        refused = client.get(agreed(begun(client)[0], "jan"))
        assert refused.status_code == 403
        # Just fetched, they are not fetched again; a minute later they are.
        provider._monotonic = lambda: time.monotonic() + 61
        client.get(agreed(begun(client)[0], "jan"))
        assert client.get("/").text == "Jan Próbny"
