"""Ways of signing in: a proxy's header, the host's session, the list of the demo."""

import json
from base64 import urlsafe_b64encode

import attrs
import httpx2
import pytest
from small_desk import MINUTE, NOON, SITE, AnySignIn, Desk, hidden_fields, post
from starlette.requests import Request

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_sign_in import (
    DemoSignIn,
    HeaderSignIn,
    HostSignIn,
    Identity,
    SignInFailedError,
    SignInFault,
    SignInPage,
    show_plainly,
)
from tests.helpers.asgi_client import asgi_client
from tests.helpers.rows import in_one_test

PROXY = "10.0.0.1"
NO_FRESH = {"limits": {"fresh_minutes": 0}}
LOCAL = "http://127.0.0.1:8000"


def header_desk(**settings) -> Desk:
    return Desk(HeaderSignIn(trusted_proxies=[PROXY, "fd00::/8"], **settings), **NO_FRESH)


# ── a proxy's header ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("proxy", [PROXY, "fd00::7"])
def test_a_trusted_proxy_names_who_it_is(proxy: str) -> None:
    client = header_desk().client(proxy)
    client.headers["Remote-User"] = "e.pokazowa"
    # The proxy tells whose request it passes on, too; that changes nothing.
    client.headers["X-Forwarded-For"] = "192.0.2.7"
    assert client.get("/logowanie").status_code == 303
    assert client.get("/").text.startswith("Ewa Pokazowa")


def test_a_proxy_may_write_a_login_in_capitals() -> None:
    client = header_desk().client(PROXY)
    client.headers["Remote-User"] = "E.Pokazowa"
    client.get("/logowanie")
    assert client.get("/").text.startswith("Ewa Pokazowa")


@pytest.mark.parametrize("forwarded", [None, PROXY, f"{PROXY}, {PROXY}", "127.0.0.1"])
def test_nobody_else_is_believed(forwarded) -> None:
    desk = header_desk()
    client = desk.client("192.0.2.7")
    client.headers["Remote-User"] = "e.pokazowa"
    if forwarded is not None:
        client.headers["X-Forwarded-For"] = forwarded
    assert client.get("/logowanie").status_code == 403
    assert desk.sessions.sessions == {}


def test_a_session_goes_with_the_header_alone() -> None:
    desk = header_desk()
    client = desk.client(PROXY)
    client.headers["Remote-User"] = "e.pokazowa"
    client.get("/logowanie")
    stolen = client.cookies["__Host-lckm"]
    thief = desk.client("192.0.2.7")
    thief.headers["Remote-User"] = "e.pokazowa"
    thief.cookies.set("__Host-lckm", stolen, domain="lckm.example.org")
    assert thief.get("/").status_code == 303
    assert desk.sessions.sessions == {}


def test_another_person_at_the_proxy_is_another_session() -> None:
    desk = header_desk()
    client = desk.client(PROXY)
    client.headers["Remote-User"] = "e.pokazowa"
    client.get("/logowanie")
    client.headers["Remote-User"] = "j.odchodzacy"
    assert client.get("/").status_code == 303
    client.get("/logowanie")
    assert client.get("/").text.startswith("Jan Odchodzący")
    del client.headers["Remote-User"]
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "values",
    [["e.pokazowa", "j.odchodzacy"], ["e.pokazowa", "e.pokazowa"], [""], [" "], ["a" * 201]],
    ids=str,
)
def test_a_header_that_is_not_one_login_names_nobody(values) -> None:
    desk = header_desk()
    headers = [("Remote-User", value) for value in values]
    assert desk.client(PROXY).get("/logowanie", headers=headers).status_code == 403
    assert desk.sessions.sessions == {}


def test_a_login_may_have_polish_letters() -> None:
    desk = header_desk()
    client = desk.client(PROXY)
    client.get("/logowanie", headers=[(b"Remote-User", "ż.Próbna".encode())])
    (session,) = desk.sessions.sessions.values()
    assert session.login == "ż.próbna"


@pytest.mark.parametrize(
    "login",
    ["e.po\u212aazowa", "E.PO\u212aAZOWA", "ｅ.pokazowa", "e.pokazowa\u0301", "e.pok\u00adazowa"],
    ids=ascii,
)
def test_a_login_that_only_looks_alike_is_another(login: str) -> None:
    desk = header_desk()
    client = desk.client(PROXY)
    headers = [(b"Remote-User", login.encode())]
    client.get("/logowanie", headers=headers)
    assert client.get("/", headers=headers).status_code in (303, 403)
    client.get("/logowanie", headers=[(b"Remote-User", b"e.pokazowa")])
    assert client.get("/", headers=headers).status_code == 303


@pytest.mark.parametrize(
    "login", ["e.poka\x7fzowa", "e.pokazowa\x01", "e.poka\u2028zowa"], ids=ascii
)
def test_a_login_that_cannot_be_printed_is_none(login: str) -> None:
    desk = header_desk()
    answer = desk.client(PROXY).get("/logowanie", headers=[(b"Remote-User", login.encode())])
    assert answer.status_code == 403
    assert desk.sessions.sessions == {}


def test_no_proxy_no_sign_in_by_header() -> None:
    with pytest.raises(InvalidSettingError, match="trusted_proxies"):
        HeaderSignIn(trusted_proxies=[])


def test_a_proxy_without_a_time_cannot_ask_for_a_fresh_sign_in() -> None:
    with pytest.raises(InvalidSettingError, match="fresh_minutes"):
        Desk(HeaderSignIn(trusted_proxies=[PROXY]))
    for one in ({"time_header": "X-Auth-Time"}, {"again_url": "https://sso.example.org"}):
        with pytest.raises(InvalidSettingError, match="time_header"):
            HeaderSignIn(trusted_proxies=[PROXY], **one)


def test_a_proxy_that_tells_the_time_is_asked_for_a_fresh_sign_in() -> None:
    sign_in = HeaderSignIn(
        trusted_proxies=[PROXY],
        time_header="X-Auth-Time",
        again_url="https://sso.example.org/again?to={back}",
    )
    desk = Desk(sign_in)
    client = desk.client(PROXY)
    client.headers["Remote-User"] = "e.pokazowa"
    client.headers["X-Auth-Time"] = f"{NOON.timestamp():.0f}"
    client.get("/logowanie")
    assert client.get("/dane").status_code == 200
    desk.now += 16 * MINUTE
    asked = client.get("/dane").headers["location"]
    page = client.get(asked)
    back = "https%3A%2F%2Flckm.example.org%2Flogowanie"
    assert f"https://sso.example.org/again?to={back}" in page.text
    state = page.text.partition("state%3D")[2][:43]
    # Back without having signed in anew:
    refused = client.get(f"/logowanie/powrot?state={state}")
    assert refused.status_code == 403
    assert "Max-Age=0" in refused.headers["set-cookie"]
    page = client.get(asked)
    state = page.text.partition("state%3D")[2][:43]
    # Nor as nobody:
    del client.headers["Remote-User"]
    assert client.get(f"/logowanie/powrot?state={state}").status_code == 403
    client.headers["Remote-User"] = "e.pokazowa"
    page = client.get(asked)
    state = page.text.partition("state%3D")[2][:43]
    client.headers["X-Auth-Time"] = f"{desk.now.timestamp():.0f}"
    returned = client.get(f"/logowanie/powrot?state={state}")
    assert returned.headers["location"] == "/dane"
    assert client.get("/dane").status_code == 200
    # The same address out of the browser's history:
    assert client.get(f"/logowanie/powrot?state={state}").status_code == 403


@pytest.mark.parametrize("told", ["yesterday", "-1", "1e9", "9" * 30, "٣"])
def test_a_time_that_is_none_is_not_fresh(told: str) -> None:
    sign_in = HeaderSignIn(
        trusted_proxies=[PROXY], time_header="X-Auth-Time", again_url="https://sso.example.org"
    )
    client = Desk(sign_in).client(PROXY)
    headers = [(b"Remote-User", b"e.pokazowa"), (b"X-Auth-Time", told.encode())]
    client.get("/logowanie", headers=headers)
    assert client.get("/dane", headers=headers).status_code == 303


# ── the host's own session ───────────────────────────────────────────────────────────────────


class Host:
    """A host with a session of its own."""

    def __init__(self) -> None:
        self.login: str | None = None
        self.proved_at = NOON

    def who_is(self, request):
        return self.login and Identity(login=self.login, proved_at=self.proved_at)


def host_desk(host: Host) -> Desk:
    return Desk(
        HostSignIn(
            host.who_is,
            sign_in_url="/accounts/login/?next={back}",
            again_url="/accounts/again/?next={back}",
            sign_out_url="/accounts/logout/",
        )
    )


def test_whom_the_host_knows_is_signed_in() -> None:
    host = Host()
    desk = host_desk(host)
    client = desk.client()
    page = client.get("/logowanie?dalej=/dane")
    assert "/accounts/login/?next=https%3A%2F%2Flckm.example.org%2Flogowanie" in page.text
    state = page.text.partition("state%3D")[2][:43]
    assert client.get(f"/logowanie/powrot?state={state}").status_code == 403
    page = client.get("/logowanie?dalej=/dane")
    state = page.text.partition("state%3D")[2][:43]
    host.login = "E.Pokazowa"
    assert client.get(f"/logowanie/powrot?state={state}").headers["location"] == "/dane"
    assert client.get("/dane").text == "dane dla e.pokazowa"


def test_a_host_may_tell_the_login_alone() -> None:
    desk = Desk(HostSignIn(lambda _: "E.Pokazowa", sign_in_url="/accounts/login/"), **NO_FRESH)
    client = desk.client()
    client.get("/logowanie")
    assert client.get("/").text.startswith("Ewa Pokazowa")


def test_a_session_ends_with_that_of_the_host() -> None:
    host = Host()
    desk = host_desk(host)
    client = desk.client()
    host.login = "e.pokazowa"
    client.get("/logowanie")
    assert client.get("/").status_code == 200
    host.login = None
    assert client.get("/").status_code == 303
    host.login = "j.odchodzacy"
    assert client.get("/").status_code == 303
    page = client.get("/wylogowano").text
    assert "/accounts/logout/" in page


def test_a_session_is_good_for_whom_the_host_knows_alone() -> None:
    host = Host()
    client = host_desk(host).client()
    host.login = "e.pokazowa"
    client.get("/logowanie")
    assert client.get("/").status_code == 200
    host.login = "j.odchodzacy"
    assert client.get("/").status_code == 303
    # Whoever was signed in before has to sign in again.
    host.login = "e.pokazowa"
    assert client.get("/").status_code == 303


def test_whoever_signs_out_is_led_to_the_sign_out_of_the_host() -> None:
    page = host_desk(Host()).client().get("/wylogowano").text
    assert "/accounts/logout/" in page
    assert "Na wspólnym komputerze" in page


def test_the_host_is_asked_for_a_fresh_sign_in() -> None:
    host = Host()
    desk = host_desk(host)
    client = desk.client()
    host.login = "e.pokazowa"
    client.get("/logowanie")
    desk.now += 16 * MINUTE
    page = client.get(client.get("/dane").headers["location"])
    assert "/accounts/again/" in page.text
    state = page.text.partition("state%3D")[2][:43]
    assert client.get(f"/logowanie/powrot?state={state}").status_code == 403
    page = client.get(client.get("/dane").headers["location"])
    host.proved_at = desk.now
    state = page.text.partition("state%3D")[2][:43]
    client.get(f"/logowanie/powrot?state={state}")
    assert client.get("/dane").status_code == 200


@in_one_test(
    "kept",
    [
        *("[]", "[1]", "[" * 100_000, '{"a": 1}', "x", "1"),
        *(f'[{began}, "{32 * "00"}", 0, "/"]' for began in ("NaN", "1e300", "1e16", '"x"', "null")),
        *('[1780000000, "00", 0, "/"]', '[1780000000, "x", 0, "/"]', '[1780000000, 1, 0, "/"]'),
    ],
    ids=lambda kept: kept[:30],
)
def test_a_cookie_that_is_none_of_ours_is_no_attempt(kept: str) -> None:
    client = host_desk(Host()).client()
    value = urlsafe_b64encode(kept.encode()).rstrip(b"=").decode()
    client.headers["Cookie"] = f"__Host-lckm-sign-in-{'a' * 43}={value}"
    assert client.get(f"/logowanie/powrot?state={'a' * 43}").status_code == 403
    assert client.get("/logowanie").status_code == 200


def test_a_host_may_tell_a_login_alone() -> None:
    desk = Desk(HostSignIn(lambda request: "e.pokazowa", sign_in_url="/login"), **NO_FRESH)
    client = desk.client()
    client.get("/logowanie")
    assert client.get("/").status_code == 200


# ── several ways at once ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            HeaderSignIn(trusted_proxies=[PROXY]),
            HeaderSignIn(trusted_proxies=[PROXY], header="X-User"),
        ),
        (
            HostSignIn(lambda request: None, sign_in_url="/login"),
            HostSignIn(lambda request: None, sign_in_url="/office/login"),
        ),
        (HeaderSignIn(trusted_proxies=[PROXY]), DemoSignIn(staff=["e.pokazowa"])),
    ],
    ids=["header", "host", "classes"],
)
def test_ways_are_told_apart(one, other) -> None:
    assert one.way != other.way


# ── the list of the demo ─────────────────────────────────────────────────────────────────────


def demo_desk(url: str = LOCAL) -> Desk:
    staff = ["e.pokazowa=Ewa Pokazowa, Monitoring", "j.odchodzacy"]
    # The clock of the demo can be moved.
    return Desk(DemoSignIn(staff=staff, clock=lambda: NOON), url=url)


def picked(client: httpx2.Client, login: str):
    page = client.get("/logowanie")
    assert page.status_code == 200
    action = page.text.partition('action="')[2].partition('"')[0].removeprefix(LOCAL)
    return post(client, action, login=login)


def test_one_picks_whom_to_be_on_the_machine_itself() -> None:
    desk = demo_desk()
    client = desk.client("127.0.0.1")
    assert "Ewa Pokazowa, Monitoring" in client.get("/logowanie").text
    assert picked(client, "e.pokazowa").status_code == 303
    assert client.get("/").text.startswith("Ewa Pokazowa")
    assert client.get("/dane").status_code == 200


@pytest.mark.parametrize(
    ("minutes", "status"), [(-1, 403), (0, 303), (10, 303), (10.1, 403)], ids=str
)
def test_an_attempt_lasts_ten_minutes_from_its_beginning(minutes: float, status: int) -> None:
    desk = demo_desk()
    client = desk.client("127.0.0.1")
    page = client.get("/logowanie")
    action = page.text.partition('action="')[2].partition('"')[0].removeprefix(LOCAL)
    # Before its beginning, too: a cookie that says so would last for ever.
    desk.now += minutes * MINUTE
    assert post(client, action, login="e.pokazowa").status_code == status


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", "x", ""])
def test_a_cookie_of_an_attempt_leads_to_no_other_site(back: str) -> None:
    host = Host()
    host.login = "e.pokazowa"
    client = host_desk(host).client()
    state, began = "a" * 43, NOON.timestamp()
    value = urlsafe_b64encode(json.dumps([began, "00" * 32, False, back]).encode()).decode()
    client.headers["Cookie"] = f"__Host-lckm-sign-in-{state}={value.rstrip('=')}"
    answer = client.get(f"/logowanie/powrot?state={state}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_of_too_many_attempts_the_oldest_is_forgotten() -> None:
    desk = demo_desk()
    client = desk.client("127.0.0.1")
    actions = []
    for _ in range(6):
        page = client.get("/logowanie")
        actions.append(page.text.partition('action="')[2].partition('"')[0].removeprefix(LOCAL))
        desk.now += MINUTE
    statuses = [post(client, action, login="e.pokazowa").status_code for action in actions]
    assert statuses == [403, 303, 303, 303, 303, 303]


def test_one_picks_nobody_who_is_not_in_the_list() -> None:
    desk = demo_desk()
    assert picked(desk.client("127.0.0.1"), "a.obca").status_code == 403
    assert desk.sessions.sessions == {}


_OF_PROXIES = (
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Port",
    "X-Forwarded",
    "X-Original-Forwarded-For",
    "X-Original-Host",
    "X-Client-IP",
    "X-Cluster-Client-IP",
    "True-Client-IP",
    "Fastly-Client-IP",
    "CF-Connecting-IP",
    "X-Envoy-External-Address",
    "X-ProxyUser-IP",
)


@pytest.mark.parametrize(
    ("host", "url", "headers"),
    [
        ("192.0.2.7", LOCAL, {}),
        ("127.0.0.1", SITE, {}),
        ("192.0.2.7", SITE, {}),
        ("127.0.0.1", LOCAL, {"X-Forwarded-For": "192.0.2.7"}),
        ("127.0.0.1", LOCAL, {"X-Real-IP": "192.0.2.7"}),
        ("127.0.0.1", LOCAL, {"Forwarded": "for=192.0.2.7"}),
        ("127.0.0.1", LOCAL, {"Via": "1.1 proxy"}),
        *(("127.0.0.1", LOCAL, {name: "192.0.2.7"}) for name in _OF_PROXIES),
        # nginx with proxy_pass alone
        ("127.0.0.1", LOCAL, {"Connection": "close"}),
        ("127.0.0.1", LOCAL, {"Origin": "https://lckm.example.org"}),
        (PROXY, LOCAL, {"X-Forwarded-For": "127.0.0.1"}),
    ],
    ids=str,
)
def test_the_demo_is_open_to_the_machine_itself_alone(host: str, url: str, headers) -> None:
    desk = demo_desk(url)
    client = desk.client(host)
    client.headers.update(headers)
    assert client.get("/logowanie").status_code == 403
    assert desk.sessions.sessions == {}


def test_the_demo_is_not_open_by_the_http_that_proxies_speak() -> None:
    desk = demo_desk()

    async def old_http(scope, receive, send):
        await desk.app({**scope, "http_version": "1.0"}, receive, send)

    client = asgi_client(old_http, LOCAL, client=("127.0.0.1", 5000))
    assert client.get("/logowanie").status_code == 403


def test_the_demo_is_open_neither_for_a_client_nor_for_a_peer_elsewhere() -> None:
    desk = demo_desk()
    for peer, client in (("127.0.0.1", "192.0.2.7"), ("192.0.2.7", "127.0.0.1")):

        async def behind_another(scope, receive, send, peer=peer):
            # Its headers may be gone, as where a host has read and removed them.
            await desk.app({**scope, "lckm_http.peer": peer}, receive, send)

        site = asgi_client(behind_another, LOCAL, client=(client, 5000))
        assert site.get("/logowanie").status_code == 403


def test_a_session_of_the_demo_is_open_to_nobody_else() -> None:
    desk = demo_desk()
    client = desk.client("127.0.0.1")
    picked(client, "e.pokazowa")
    thief = desk.client("192.0.2.7")
    thief.cookies.set("lckm", client.cookies["lckm"], domain="127.0.0.1")
    assert thief.get("/").status_code == 303


def test_a_list_without_hidden_fields_has_one_button_each() -> None:
    page = demo_desk().client("127.0.0.1").get("/logowanie").text
    assert page.count("<button") == 2
    assert hidden_fields(page) == {}


def test_a_page_in_both_languages_leads_on_or_opens_a_tab_as_it_says() -> None:
    link = ("https://sso.example.org/?a=1&b=<", Message("Dalej", "Go on"))
    for leads_on, opens_tab in ((True, False), (False, True), (False, False)):
        page = SignInPage(
            title=Message("<Tytuł>", "<Title>"), link=link, leads_on=leads_on, opens_tab=opens_tab
        )
        text = bytes(show_plainly(Request({"type": "http"}), page).body).decode()
        address = "https://sso.example.org/?a=1&amp;b=&lt;"
        refresh = f'<meta http-equiv="refresh" content="0; url={address}">'
        assert (refresh in text) is leads_on
        assert (f'<a href="{address}" target="_blank" rel="noopener">' in text) is opens_tab
        assert 'Dalej <span lang="en">(Go on)</span>' in text
        assert "<Ty" not in text
    same = attrs.evolve(page, link=(link[0], Message("Ewa Pokazowa", "Ewa Pokazowa")))
    assert bytes(show_plainly(Request({"type": "http"}), same).body).count(b"Ewa Pokazowa") == 1


@pytest.mark.parametrize(
    ("fault", "status"), [(SignInFault.AWAY, 503), (SignInFault.NO_LOGIN, 403)]
)
def test_a_provider_that_is_away_is_no_refusal(fault: SignInFault, status: int) -> None:
    class Failing(AnySignIn):
        async def begin(self, request, attempt):
            raise SignInFailedError(fault)

    desk = Desk(Failing())
    answer = desk.client().get("/logowanie?dalej=/dane")
    assert answer.status_code == status
    assert fault.message.pl in answer.text
    assert "dalej=%2Fdane" in answer.text
    assert desk.sessions.sessions == {}
