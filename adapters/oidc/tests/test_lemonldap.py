"""The whole of it at LemonLDAP::NG, a provider that offices in Poland and France run."""

import re
import socket
import time
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

import attrs
import httpx2
import pytest
from lemonldap_server import is_installed, lemonldap
from oidc_desk import OidcDesk

from lckm_core.organisation import Official, Role
from tests.helpers.served_app import listener, served

pytestmark = [
    pytest.mark.skipif(not is_installed(), reason="LemonLDAP::NG is not installed"),
    pytest.mark.slow(reason="a provider in Perl; the mock and one of our own stand for it"),
]
# Of the sample people that come with it: their passwords are their logins.
DWHO, RTYLER = "dwho", "rtyler"
PEOPLE = tuple(
    Official(name, (Role.MONITORING_STAFF,), login=login)
    for name, login in (("Doktor Kto", DWHO), ("Róża Tyler", RTYLER))
)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A desk and its provider, each on a port of this machine."""
    with listener() as (listening, site), socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        with lemonldap(tmp_path_factory.mktemp("lemonldap"), port, site) as provider:
            desk = OidcDesk(provider.issuer, url=site, acr_values=["password"], people=PEOPLE)
            with served(desk.app, listening):
                yield desk, provider


@pytest.fixture
def desk(both):
    desk, _ = both
    desk.moved = timedelta(0)
    desk.sessions.sessions.clear()
    return desk


@pytest.fixture
def provider(both):
    return both[1]


@pytest.fixture
def visitor():
    """A browser as far as cookies and redirects go."""
    with httpx2.Client(follow_redirects=True, timeout=30) as client:
        yield client


def led_to_provider(visitor, desk, path="/"):
    """Come to a page of the desk, and be led to the provider."""
    page = visitor.get(f"{desk.url}{path}")
    address = unescape(re.search(r'content="0; url=([^"]*)"', page.text)[1])
    return address, visitor.get(address)


def agreed(visitor, page, **typed):
    """Fill in the provider's form."""
    found = re.findall(r'<input type="hidden"[^>]* name="([^"]+)"[^>]*value="([^"]*)"', page.text)
    fields = {name: unescape(value) for name, value in found}
    action = unescape(re.search(r'<form[^>]* action="([^"]*)"', page.text)[1])
    address = str(page.url) if action == "#" else urljoin(str(page.url), action)
    return visitor.post(address, data=fields | typed)


def sign_in(visitor, desk, login=DWHO, path="/"):
    _, page = led_to_provider(visitor, desk, path)
    return agreed(visitor, page, user=login, password=login)


def test_staff_sign_in_and_out_of_both(desk, provider, visitor) -> None:
    assert sign_in(visitor, desk).text == "Doktor Kto"
    (session,) = desk.sessions.sessions.values()
    assert session.provider_session
    assert session.proved_at is not None
    assert visitor.get(f"{desk.url}/dane").text == DWHO
    out = visitor.post(f"{desk.url}/wyloguj", headers={"Sec-Fetch-Site": "same-origin"})
    address = unescape(re.search(r'href="([^"]*logout[^"]*)"', out.text)[1])
    page = agreed(visitor, visitor.get(address))
    assert page.url == f"{desk.url}/wylogowano?state=signed-out"
    assert "logout" not in page.text
    # Signed out there, too: the provider asks again.
    assert 'name="password"' in led_to_provider(visitor, desk)[1].text


def test_a_sign_out_at_the_provider_is_told_to_the_desk(desk, provider, visitor) -> None:
    sign_in(visitor, desk)
    with httpx2.Client(follow_redirects=True, timeout=30) as other:
        sign_in(other, desk, RTYLER)
        assert other.get(desk.url).text == "Róża Tyler"
        visitor.get(f"{provider.issuer}?logout=1")
        assert "Doktor" not in visitor.get(desk.url).text
        assert [one.login for one in desk.sessions.sessions.values()] == [RTYLER]
        assert other.get(desk.url).text == "Róża Tyler"
        other.post(
            f"{desk.url}/wyloguj",
            data={"wszedzie": "1"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )


def test_personal_data_make_the_provider_ask_again(desk, provider, visitor) -> None:
    sign_in(visitor, desk)
    # As if that had been an hour ago; the provider itself takes a second for now.
    time.sleep(2)
    (key,) = desk.sessions.sessions
    session = desk.sessions.sessions[key]
    desk.sessions.sessions[key] = attrs.evolve(
        session, proved_at=session.proved_at - timedelta(hours=1)
    )
    _, page = led_to_provider(visitor, desk, "/dane")
    # It says first that it will ask.
    page = agreed(visitor, page)
    assert 'name="password"' in page.text
    assert agreed(visitor, page, user=DWHO, password=DWHO).text == DWHO


def test_another_sign_ins_code_is_refused(desk, provider, visitor) -> None:
    with httpx2.Client(timeout=30) as thief:
        _, page = led_to_provider(visitor, desk)
        visitor.follow_redirects = False
        back = agreed(visitor, page, user=DWHO, password=DWHO)
        code = dict(pair.split("=") for pair in urlsplit(back.headers["location"]).query.split("&"))
        own = unescape(re.search(r"state=([\w-]+)", thief.get(f"{desk.url}/logowanie").text)[1])
        refused = thief.get(
            f"{desk.url}/logowanie/powrot", params={"code": code["code"], "state": own}
        )
        assert refused.status_code == 403
        # The provider took the code for the other attempt, and takes it no more.
        assert visitor.get(back.headers["location"]).status_code == 403


def test_clocks_that_differ_too_much_sign_nobody_in(desk, provider, visitor) -> None:
    for minutes in (-3, 70):
        desk.moved = timedelta(minutes=minutes)
        visitor.cookies.clear()
        assert sign_in(visitor, desk).status_code == 403


def test_a_key_that_the_provider_changed_is_fetched(desk, provider, visitor) -> None:
    sign_in(visitor, desk)
    provider.change_key()
    time.sleep(2)
    desk.sign_in._provider._monotonic = lambda: time.monotonic() + 61
    with httpx2.Client(follow_redirects=True, timeout=30) as other:
        assert sign_in(other, desk, RTYLER).text == "Róża Tyler"
