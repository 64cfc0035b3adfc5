"""What a provider may send, and what of it signs somebody in."""

import hashlib
import logging
import time
from base64 import b64decode, urlsafe_b64encode
from threading import Barrier, Event, Thread
from typing import NamedTuple

import anyio
import attrs
import pytest
from oidc_desk import SITE, OidcDesk, begun, came_back
from signing_provider import LOGOUT, SECOND

from lckm_core.errors import InvalidSettingError
from lckm_oidc import OidcSignIn
from lckm_oidc._problems import Problem, ProviderError
from lckm_sign_in import SignInFailedError, SignInFault


def is_signed_in(client) -> bool:
    return client.get("/").status_code == 200


def test_the_token_says_who_and_the_directory_what(provider) -> None:
    desk = OidcDesk(provider.issuer)
    client = desk.client()
    assert came_back(client, provider).headers["location"] == "/"
    assert client.get("/").text == "Ewa Pokazowa"
    (session,) = desk.sessions.sessions.values()
    assert (session.login, session.subject, session.provider_session) == (
        "e.pokazowa",
        "sub-1",
        "session-1",
    )


def test_the_code_goes_with_the_verifier_and_the_secret_in_the_head(provider) -> None:
    client = OidcDesk(provider.issuer, client_secret="a:b c").client()
    _, asked = begun(client)
    provider.nonce = asked["nonce"]
    client.get("/logowanie/powrot", params={"code": "a-code", "state": asked["state"]})
    ((form, authorization),) = provider.forms
    verifier = form["code_verifier"][0]
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    assert challenge.decode() == asked["code_challenge"]
    assert form["redirect_uri"] == [f"{SITE}/logowanie/powrot"] == [asked["redirect_uri"]]
    assert b64decode(authorization.removeprefix("Basic ")).decode() == "lckm:a%3Ab+c"
    assert "client_secret" not in form


@pytest.mark.parametrize("others", [[], ["client_secret_basic"]], ids=str)
def test_the_secret_goes_in_the_form_where_the_provider_takes_it_there(provider, others) -> None:
    methods = [*others, "client_secret_post"]
    provider.metadata = {"token_endpoint_auth_methods_supported": methods}
    came_back(OidcDesk(provider.issuer, client_secret="geheim").client(), provider)
    ((form, authorization),) = provider.forms
    assert (form["client_id"], form["client_secret"], authorization) == (["lckm"], ["geheim"], None)


def test_without_a_secret_there_is_pkce_alone(provider) -> None:
    client = OidcDesk(provider.issuer, client_secret=None).client()
    came_back(client, provider)
    assert is_signed_in(client)
    ((form, authorization),) = provider.forms
    assert (form["client_id"], authorization) == (["lckm"], None)
    assert "client_secret" not in form


def test_addresses_of_a_provider_may_have_queries(provider) -> None:
    """As where one provider has several policies."""
    names = {
        "authorization": "authorize",
        "token": "token",
        "userinfo": "userinfo",
        "end_session": "logout",
    }
    provider.metadata = {
        f"{name}_endpoint": f"{provider.issuer}/{path}?p=staff" for name, path in names.items()
    } | {"jwks_uri": f"{provider.issuer}/keys?p=staff"}
    provider.left_out = {"preferred_username"}
    provider.userinfo = {"sub": "sub-1", "preferred_username": "e.pokazowa"}
    client = OidcDesk(provider.issuer).client()
    address, asked = begun(client)
    assert address.startswith(f"{provider.issuer}/authorize?p=staff&")
    assert asked["response_type"] == "code"
    came_back(client, provider)
    assert is_signed_in(client)
    asked_for = {f"/{path}?p=staff" for path in ("token", "keys", "userinfo")}
    assert asked_for <= set(provider.addresses)
    assert f"{provider.issuer}/logout?p=staff&amp;client_id=" in client.get("/wylogowano").text


class FromNow(NamedTuple):
    """So many seconds from the moment when a token is made.

    A moment would give the test another name in each process.
    """

    seconds: int

    def __repr__(self) -> str:
        return f"{self.seconds:+} s"


def with_moments(claims: dict) -> dict:
    now = int(time.time())
    return {
        name: now + it.seconds if isinstance(it, FromNow) else it for name, it in claims.items()
    }


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another-attempt"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"aud": ["another-client"], "azp": "lckm"},
        {"aud": ["lckm", "another-client"]},
        {"aud": ["lckm", "another-client"], "azp": "another-client"},
        {"azp": "another-client"},
        {"iss": "https://evil.example"},
        {"exp": FromNow(-3600), "iat": FromNow(-7200)},
        {"exp": "never"},
        {"iat": FromNow(3600)},
        {"nbf": FromNow(3600)},
        {"exp": True},
        {"sub": 7},
        {"sub": ""},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"at_hash": 7},
        {"aud": 7},
        {"nonce": ["x"]},
        {"preferred_username": 7},
        {"preferred_username": "  "},
    ],
    ids=str,
)
def test_a_token_with_wrong_claims_signs_nobody_in(provider, claims) -> None:
    provider.claims = with_moments(claims)
    client = OidcDesk(provider.issuer).client()
    refused = came_back(client, provider)
    assert refused.status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_a_token_without_a_claim_signs_nobody_in(provider, claim: str) -> None:
    provider.left_out = {claim}
    client = OidcDesk(provider.issuer).client()
    assert came_back(client, provider).status_code == 403
    assert not is_signed_in(client)


def test_a_token_of_an_earlier_sign_in_signs_nobody_in_again(provider) -> None:
    desk = OidcDesk(provider.issuer)
    came_back(desk.client(), provider)
    earlier = provider.id_token()
    thief = desk.client()
    provider.more = {"id_token": earlier}
    assert came_back(thief, provider).status_code == 403
    assert not is_signed_in(thief)


@pytest.mark.parametrize(
    ("seconds", "signs_in"), [(-300, False), (-50, True), (0, True), (50, True), (400, False)]
)
def test_clocks_may_differ_by_a_minute(provider, seconds: int, signs_in: bool) -> None:
    desk = OidcDesk(provider.issuer)
    now = int(time.time())
    provider.claims = {"iat": now - seconds, "exp": now - seconds + 300, "auth_time": now - seconds}
    client = desk.client()
    came_back(client, provider)
    assert is_signed_in(client) == signs_in


def test_a_clock_that_is_fast_makes_no_sign_in_fresh_for_longer(provider) -> None:
    desk = OidcDesk(provider.issuer)
    provider.claims = {"auth_time": int(time.time()) + 3000}
    came_back(desk.client(), provider)
    (session,) = desk.sessions.sessions.values()
    assert session.proved_at <= desk.clock()


def test_a_clock_that_is_fast_makes_no_sign_in_a_fresh_one(provider) -> None:
    client = OidcDesk(provider.issuer).client()
    provider.claims = {"auth_time": int(time.time()) + 3000}
    _, asked = begun(client, again="&ponownie=1")
    provider.nonce = asked["nonce"]
    answer = {"code": "a-code", "state": asked["state"]}
    assert client.get("/logowanie/powrot", params=answer).status_code == 403


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anybody_can_sign_signs_nobody_in(provider, algorithm: str) -> None:
    provider.header = {"alg": algorithm}
    client = OidcDesk(provider.issuer).client()
    assert came_back(client, provider).status_code == 403
    assert not is_signed_in(client)


def test_a_key_that_the_provider_does_not_show_signs_nobody_in(provider) -> None:
    provider.key = SECOND
    client = OidcDesk(provider.issuer).client()
    assert came_back(client, provider).status_code == 403
    assert provider.requests.count("/keys") == 1


def test_a_key_that_names_itself_as_another_signs_nobody_in(provider) -> None:
    provider.key = SECOND
    provider.header = {"alg": "RS256", "kid": "1", "jku": "https://evil.example", "jwk": {}}
    client = OidcDesk(provider.issuer).client()
    assert came_back(client, provider).status_code == 403


def test_a_new_key_is_fetched_when_the_known_ones_are_a_minute_old(provider) -> None:
    desk = OidcDesk(provider.issuer)
    came_back(desk.client(), provider)
    provider.key, provider.shown = SECOND, [SECOND]
    desk.sign_in._provider._monotonic = lambda: time.monotonic() + 61
    client = desk.client()
    came_back(client, provider)
    assert is_signed_in(client)
    assert provider.requests.count("/keys") == 2


def test_what_is_no_token_signs_nobody_in(provider) -> None:
    for number, token in enumerate([None, "", "a.b", "a.b.c", "ą.b.c", 7, ["x"], "x" * 200_000]):
        provider.more = {"id_token": token}
        client = OidcDesk(provider.issuer).client()
        assert came_back(client, provider).status_code == 403, number
        assert not is_signed_in(client)


# ── ways of proving oneself ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("acr", "signs_in"), [("mfa", True), ("0", False), (None, False)])
def test_a_stronger_sign_in_may_be_required(provider, acr, signs_in: bool) -> None:
    client = OidcDesk(provider.issuer, acr_values=["mfa", "card"]).client()
    provider.claims = {"acr": acr}
    assert begun(client)[1]["acr_values"] == "mfa card"
    answer = came_back(client, provider)
    assert is_signed_in(client) == signs_in
    if not signs_in:
        assert "silniej" in answer.text


def test_a_token_that_tells_no_strength_is_not_strong_enough(provider) -> None:
    client = OidcDesk(provider.issuer, acr_values=["mfa"]).client()
    provider.claims, provider.left_out = {}, {"acr"}
    assert "silniej" in came_back(client, provider).text
    assert not is_signed_in(client)


@pytest.mark.parametrize(("earlier", "status"), [(50, 303), (100, 403)])
def test_a_fresh_sign_in_may_seem_a_minute_older_than_it_is(provider, earlier, status) -> None:
    client = OidcDesk(provider.issuer).client()
    _, asked = begun(client, again="&ponownie=1")
    provider.nonce, provider.claims = asked["nonce"], {"auth_time": int(time.time()) - earlier}
    answer = {"code": "a-code", "state": asked["state"]}
    assert client.get("/logowanie/powrot", params=answer).status_code == status


def test_personal_data_ask_the_provider_for_a_fresh_sign_in(provider) -> None:
    desk = OidcDesk(provider.issuer)
    provider.claims = {"auth_time": int(time.time()) - 3600}
    client = desk.client()
    came_back(client, provider)
    asked = client.get("/dane")
    assert asked.headers["location"] == "/logowanie?dalej=%2Fdane&ponownie=1"
    _, again = begun(client, "/dane", "&ponownie=1")
    assert (again["prompt"], again["max_age"]) == ("login", "0")
    answer = {"code": "a-code", "state": again["state"]}
    provider.nonce = again["nonce"]
    # Whoever takes „prompt” out of the address is not asked, and comes back as before.
    refused = client.get("/logowanie/powrot", params=answer)
    assert refused.status_code == 403
    assert "ponownego logowania" in refused.text
    _, again = begun(client, "/dane", "&ponownie=1")
    provider.nonce, provider.claims = again["nonce"], {}
    answer = {"code": "a-code", "state": again["state"]}
    assert client.get("/logowanie/powrot", params=answer).headers["location"] == "/dane"
    assert client.get("/dane").text == "e.pokazowa"


@pytest.mark.parametrize("auth_time", [None, "today", True])
def test_an_unknown_time_of_sign_in_is_not_fresh(provider, auth_time) -> None:
    provider.claims, provider.left_out = {}, {"auth_time"}
    if auth_time is not None:
        provider.claims, provider.left_out = {"auth_time": auth_time}, set()
    client = OidcDesk(provider.issuer).client()
    came_back(client, provider)
    assert client.get("/dane").status_code == 303


@pytest.mark.parametrize("auth_time", [None, True])
def test_an_unknown_time_is_told_where_a_fresh_sign_in_was_asked_for(provider, auth_time) -> None:
    """Else whoever asks for personal data is sent round and round, and nobody says why."""
    provider.claims, provider.left_out = {}, {"auth_time"}
    if auth_time is not None:
        provider.claims, provider.left_out = {"auth_time": auth_time}, set()
    client = OidcDesk(provider.issuer).client()
    _, asked = begun(client, "/dane", "&ponownie=1")
    provider.nonce = asked["nonce"]
    answer = {"code": "a-code", "state": asked["state"]}
    refused = client.get("/logowanie/powrot", params=answer)
    assert refused.status_code == 403
    assert SignInFault.NOT_ANEW.message.pl in refused.text


# ── what comes back ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"error": "access_denied"}, SignInFault.DENIED),
        ({"code": ""}, SignInFault.INVALID),
        ({"iss": "https://evil.example"}, SignInFault.INVALID),
        ({"state": "x" * 43}, SignInFault.NOT_BEGUN),
        ({"state": "../x"}, SignInFault.NOT_BEGUN),
        ({"code": ["a", "b"]}, SignInFault.INVALID),
    ],
    ids=str,
)
def test_an_answer_that_does_not_fit_signs_nobody_in(provider, changed, fault) -> None:
    client = OidcDesk(provider.issuer).client()
    answer = came_back(client, provider, **changed)
    assert answer.status_code == 403
    assert fault.message.pl in answer.text
    assert provider.forms == []


def test_a_provider_that_names_itself_has_to(provider) -> None:
    provider.metadata = {"authorization_response_iss_parameter_supported": True}
    desk = OidcDesk(provider.issuer)
    assert came_back(desk.client(), provider).status_code == 403
    assert came_back(desk.client(), provider, iss=provider.issuer).status_code == 303


def test_an_attempt_lasts_ten_minutes(provider) -> None:
    desk = OidcDesk(provider.issuer)
    client = desk.client()
    _, asked = begun(client)
    provider.nonce = asked["nonce"]
    desk.moved += type(desk.moved)(minutes=11)
    answer = client.get("/logowanie/powrot", params={"code": "a", "state": asked["state"]})
    assert answer.status_code == 403
    assert SignInFault.NOT_BEGUN.message.pl in answer.text
    assert provider.forms == []


def test_a_browser_keeps_five_attempts(provider) -> None:
    client = OidcDesk(provider.issuer).client()
    states = [begun(client)[1]["state"] for _ in range(8)]
    kept = {name.removeprefix("__Host-lckm-sign-in-") for name in client.cookies}
    assert kept == set(states[3:])


def test_a_call_other_than_get_takes_no_code(provider) -> None:
    client = OidcDesk(provider.issuer).client()
    _, asked = begun(client)
    answer = {"code": "a", "state": asked["state"]}
    client.head("/logowanie/powrot", params=answer)
    client.post("/logowanie/powrot", params=answer, headers={"Sec-Fetch-Site": "same-origin"})
    assert provider.forms == []


# ── userinfo ─────────────────────────────────────────────────────────────────────────────────


def test_a_login_that_the_token_lacks_comes_from_userinfo(provider) -> None:
    provider.left_out = {"preferred_username"}
    provider.userinfo = {"sub": "sub-1", "preferred_username": "j.probny"}
    client = OidcDesk(provider.issuer).client()
    came_back(client, provider)
    assert client.get("/").text == "Jan Próbny"


@pytest.mark.parametrize(
    "userinfo",
    [
        {"sub": "another", "preferred_username": "j.probny"},
        {"preferred_username": "j.probny"},
        {"sub": "sub-1", "preferred_username": 7},
        {"sub": "sub-1"},
        [],
    ],
    ids=str,
)
def test_userinfo_about_somebody_else_signs_nobody_in(provider, userinfo) -> None:
    provider.left_out = {"preferred_username"}
    provider.userinfo = userinfo
    client = OidcDesk(provider.issuer).client()
    assert came_back(client, provider).status_code == 403


# ── the provider itself ──────────────────────────────────────────────────────────────────────


def test_a_provider_that_is_away_is_said_to_be() -> None:
    client = OidcDesk("http://127.0.0.1:9").client()
    answer = client.get("/logowanie")
    assert answer.status_code == 503
    assert "nie odpowiada" in answer.text


def waiting(desk: OidcDesk, seconds: float) -> None:
    """Let the desk wait so long for an answer of the provider."""
    desk.sign_in._provider.connection = type(desk.sign_in._provider.connection)("", seconds)


def test_a_provider_that_hangs_is_left(provider) -> None:
    desk = OidcDesk(provider.issuer)
    waiting(desk, 0.3)
    provider.may_answer.clear()
    assert desk.client().get("/logowanie").status_code == 503


def ask_at_once(desk: OidcDesk, paths: list[str]) -> None:
    """Ask for pages at once; return when each was answered."""
    threads = [Thread(target=desk.client().get, args=(path,)) for path in paths]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def test_a_provider_that_hangs_holds_up_all_only_once(provider) -> None:
    desk = OidcDesk(provider.issuer)
    waiting(desk, 0.5)
    provider.may_answer.clear()
    for _ in range(2):
        ask_at_once(desk, ["/wylogowano", "/logowanie"] * 6)
        assert provider.requests == ["/.well-known/openid-configuration"]


def outdated(desk: OidcDesk) -> None:
    """Let what the desk knows of the provider be too old."""
    begun(desk.client())
    desk.sign_in._provider._monotonic = lambda: time.monotonic() + 4000


def test_while_one_asks_a_provider_that_hangs_others_have_what_is_known(provider) -> None:
    desk = OidcDesk(provider.issuer)
    outdated(desk)
    waiting(desk, 60)
    provider.may_answer.clear()
    asking = Thread(target=begun, args=(desk.client(),))
    asking.start()
    while len(provider.requests) < 2:
        time.sleep(0.01)
    begun(desk.client())
    assert asking.is_alive()
    provider.may_answer.set()
    asking.join()
    assert len(provider.requests) == 2


def test_a_provider_that_was_asked_in_vain_is_not_asked_at_once_again(provider) -> None:
    desk = OidcDesk(provider.issuer)
    outdated(desk)
    waiting(desk, 0.3)
    provider.may_answer.clear()
    for _ in range(3):
        begun(desk.client())
        assert len(provider.requests) == 2


def test_codes_without_an_answer_hold_up_nothing_else(provider) -> None:
    desk = OidcDesk(provider.issuer)
    all_hang, released, answers = Barrier(9), Event(), []

    def hang(*_) -> None:
        all_hang.wait(20)
        released.wait(20)
        raise ProviderError(Problem.NO_ANSWER)

    def come_back(client, state) -> None:
        answers.append(client.get(f"/logowanie/powrot?code=a-code&state={state}").status_code)

    desk.sign_in._identity = hang
    with desk.serving_client() as client:
        staff = [desk.serving_client() for _ in range(8)]
        for each in staff:
            # In one event loop, as in a process that serves.
            each.portal = client.portal
        states = [begun(each)[1]["state"] for each in staff]
        threads = [Thread(target=come_back, args=pair) for pair in zip(staff, states, strict=True)]
        for each in threads:
            each.start()
        all_hang.wait(20)
        others = [told(client, provider.logout_token()), client.get("/logowanie").status_code]
        hanging = sum(each.is_alive() for each in threads)
        released.set()
        for each in threads:
            each.join()
    assert (others, hanging, answers) == ([200, 200], 8, [503] * 8)


def test_nobody_waits_for_a_thread_longer_than_for_an_answer(provider) -> None:
    desk = OidcDesk(provider.issuer)
    waiting(desk, 0.5)
    calls, released, faults = [], Event(), []

    def hang() -> None:
        calls.append(1)
        released.wait(20)

    async def ask() -> None:
        try:
            await desk.sign_in._ask(hang)
        except SignInFailedError as error:
            faults.append(error.fault)
        if len(faults) == 4:
            released.set()

    async def ask_at_once() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(12):
                group.start_soon(ask)

    anyio.run(ask_at_once)
    assert (len(calls), faults) == (8, [SignInFault.AWAY] * 4)


def test_a_provider_that_was_away_is_asked_again_in_a_while(provider) -> None:
    desk = OidcDesk(provider.issuer)
    later = 0.0
    desk.sign_in._provider._monotonic = lambda: time.monotonic() + later
    provider.metadata = {"issuer": "https://evil.example"}
    assert desk.client().get("/logowanie").status_code != 200
    provider.metadata = {}
    assert desk.client().get("/logowanie").status_code != 200
    later = 11.0
    begun(desk.client())


def test_keys_known_an_hour_ago_hold_for_nobody(provider) -> None:
    """One of them may have been taken back meanwhile, as one that was stolen."""
    desk = OidcDesk(provider.issuer)
    later = 0.0
    desk.sign_in._provider._monotonic = lambda: time.monotonic() + later
    came_back(desk.client(), provider)
    provider.shown = None
    later = 3500.0
    client = desk.client()
    came_back(client, provider)
    assert is_signed_in(client)
    later = 3700.0
    client = desk.client()
    assert came_back(client, provider).status_code == 503
    assert not is_signed_in(client)


def test_keys_that_cannot_be_had_are_asked_for_once(provider) -> None:
    desk = OidcDesk(provider.issuer)
    begun(desk.client())
    provider.shown = None
    token = provider.logout_token()
    assert [told(desk.client(), token) for _ in range(3)] == [400] * 3
    assert provider.requests.count("/keys") == 1


@pytest.mark.parametrize("status", [302, 400, 401, 500])
def test_a_refusal_for_a_code_signs_nobody_in_and_is_not_followed(provider, status: int) -> None:
    provider.token_status = status
    client = OidcDesk(provider.issuer).client()
    assert came_back(client, provider).status_code == (503 if status == 500 else 403)
    assert "/elsewhere" not in provider.requests
    assert not is_signed_in(client)


def test_an_answer_that_breaks_off_signs_nobody_in(provider) -> None:
    """Though what came of it can be read."""
    provider.announced = 5
    client = OidcDesk(provider.issuer).client()
    assert client.get("/logowanie").status_code == 503
    provider.announced = 0
    later = OidcDesk(provider.issuer).client()
    _, asked = begun(later)
    provider.nonce, provider.announced = asked["nonce"], 5
    answer = {"code": "a-code", "state": asked["state"]}
    assert later.get("/logowanie/powrot", params=answer).status_code == 503
    assert not is_signed_in(later)


def test_an_answer_without_an_end_is_not_read_to_it(provider) -> None:
    provider.more = {"padding": "x" * 2_000_000}
    client = OidcDesk(provider.issuer).client()
    assert came_back(client, provider).status_code == 503


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://sso.example.org/#x"},
        {"jwks_uri": None},
        {"userinfo_endpoint": "file:///etc/passwd"},
        {"end_session_endpoint": "https://a@evil.example"},
    ],
    ids=str,
)
def test_metadata_that_lead_elsewhere_are_refused(provider, metadata) -> None:
    provider.metadata = metadata
    answer = OidcDesk(provider.issuer).client().get("/logowanie")
    assert answer.status_code in (403, 503)
    assert "evil" not in answer.text


def test_a_provider_without_a_sign_out_leads_to_the_sign_in(provider) -> None:
    provider.metadata = {"end_session_endpoint": None}
    page = OidcDesk(provider.issuer).client().get("/wylogowano")
    assert page.status_code == 200
    assert 'href="/logowanie?' in page.text
    assert provider.issuer not in page.text


def test_metadata_known_before_hold_while_the_provider_is_away(provider) -> None:
    desk = OidcDesk(provider.issuer)
    begun(desk.client())
    provider.metadata = {"issuer": "https://evil.example"}
    desk.sign_in._provider._monotonic = lambda: time.monotonic() + 4000
    begun(desk.client())


@pytest.mark.parametrize(
    "settings",
    [
        {"issuer": "http://sso.example.org"},
        {"issuer": "sso.example.org"},
        {"issuer": "https://sso.example.org/?x"},
        {"scopes": ["profile"]},
        {"clock_skew": 301},
    ],
    ids=str,
)
def test_settings_that_do_not_fit_are_refused(settings) -> None:
    with pytest.raises(InvalidSettingError):
        OidcSignIn(**{"issuer": "https://sso.example.org", "client_id": "lckm"} | settings)


# ── back-channel logout ──────────────────────────────────────────────────────────────────────


def told(client, token: str) -> int:
    return client.post("/logowanie/koniec", data={"logout_token": token}).status_code


def test_a_sign_out_at_the_provider_ends_the_session_here(provider) -> None:
    desk = OidcDesk(provider.issuer)
    client, other = desk.client(), desk.client()
    came_back(client, provider)
    provider.claims = {"sub": "sub-2", "sid": "session-2", "preferred_username": "j.probny"}
    came_back(other, provider)
    assert told(desk.client(), provider.logout_token()) == 200
    assert (is_signed_in(client), is_signed_in(other)) == (False, True)
    assert told(desk.client(), provider.logout_token(sub="sub-2", sid=None)) == 200
    assert not is_signed_in(other)


def test_a_sign_out_ends_also_a_session_whose_token_named_none(provider) -> None:
    desk = OidcDesk(provider.issuer)
    client, other, same = desk.client(), desk.client(), desk.client()
    came_back(other, provider)
    provider.claims = {"sid": "session-2"}
    came_back(same, provider)
    provider.claims, provider.left_out = {}, {"sid"}
    came_back(client, provider)
    assert told(desk.client(), provider.logout_token()) == 200
    assert (is_signed_in(client), is_signed_in(other), is_signed_in(same)) == (False, False, True)


def test_a_provider_ends_no_session_of_another(provider) -> None:
    desk = OidcDesk(provider.issuer)
    client = desk.client()
    came_back(client, provider)
    (key, session), *_ = desk.sessions.sessions.items()
    desk.sessions.sessions[key] = attrs.evolve(session, issuer="https://another.example.org")
    assert told(desk.client(), provider.logout_token()) == 200
    assert key in desk.sessions.sessions


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "https://another.example.org"},
        {"client_id": "another"},
        {"acr_values": ["mfa"]},
        {"login_claim": "email"},
    ],
    ids=str,
)
def test_a_session_is_good_for_the_same_provider_and_strength_alone(changed) -> None:
    settings = {"issuer": "https://sso.example.org", "client_id": "lckm"}
    assert OidcSignIn(**settings).way == OidcSignIn(**settings, timeout=1).way
    assert OidcSignIn(**settings).way != OidcSignIn(**settings | changed).way


def test_a_session_is_good_for_the_same_strengths_in_whatever_order() -> None:
    def way(*acr_values: str) -> str:
        settings = {"issuer": "https://sso.example.org", "client_id": "lckm"}
        return OidcSignIn(**settings, acr_values=acr_values).way

    assert way("mfa", "card") == way("card", "mfa")
    assert len({way(), way("mfa"), way("mfa", "card"), way("mfa", "password")}) == 4


def test_a_sign_out_that_is_told_again_ends_no_later_session(provider) -> None:
    desk = OidcDesk(provider.issuer, clock_skew=0)
    token = provider.logout_token(iat=int(time.time()) - 30)
    client = desk.client()
    came_back(client, provider)
    assert told(desk.client(), token) == 200
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"events": None},
        {"events": {LOGOUT: None}},
        {"events": {"another": {}}},
        {"nonce": "x"},
        {"sub": None, "sid": None},
        {"sub": 7},
        {"jti": None},
        {"iat": None},
        {"iat": FromNow(-3600)},
        {"iat": FromNow(3600)},
        {"exp": FromNow(-3600)},
        {"iat": float("1e300")},
    ],
    ids=str,
)
def test_a_token_that_is_none_of_a_sign_out_ends_no_session(provider, changed) -> None:
    desk = OidcDesk(provider.issuer)
    client = desk.client()
    came_back(client, provider)
    assert told(desk.client(), provider.logout_token(**with_moments(changed))) == 400
    assert is_signed_in(client)


def test_neither_an_id_token_nor_a_foreign_one_ends_a_session(provider) -> None:
    desk = OidcDesk(provider.issuer)
    client = desk.client()
    came_back(client, provider)
    assert told(client, provider.id_token()) == 400
    provider.key = SECOND
    assert told(client, provider.logout_token()) == 400
    assert told(client, "") == 400
    assert client.post("/logowanie/koniec", json={}).status_code == 400
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("kind", "status"),
    [("logout+jwt", 200), ("JWT", 200), ("at+jwt", 400), ("secevent+jwt", 400)],
)
def test_a_token_of_another_kind_ends_no_session(provider, kind, status: int) -> None:
    desk = OidcDesk(provider.issuer)
    client = desk.client()
    came_back(client, provider)
    provider.header = {"alg": "RS256", "typ": kind}
    assert told(desk.client(), provider.logout_token()) == status
    provider.header = {"alg": "RS256"}
    assert is_signed_in(client) == (status == 400)


def test_a_token_of_a_sign_out_signs_nobody_in(provider) -> None:
    client = OidcDesk(provider.issuer).client()
    provider.more = {"id_token": provider.logout_token()}
    assert came_back(client, provider).status_code == 403


# ── secrecy ──────────────────────────────────────────────────────────────────────────────────


def test_no_token_code_or_claim_is_in_a_log_or_a_page(provider, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    desk = OidcDesk(provider.issuer)
    pages = []
    for claims in ({}, {"nonce": "x"}, {"exp": 1}, {"aud": "other-canary"}, {"sub": 7}):
        provider.claims = {"name": "Canary-Kowalska"} | claims
        client = desk.client()
        pages.append(came_back(client, provider, code="canary-code").text)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("lckm")]
    assert any("nonce" in line for line in ours)
    everything = "\n".join(ours + pages).lower()
    for secret in ("canary", "pokazowa", "sub-1", "an-access-token", "a secret of", "eyj"):
        assert secret not in everything
    assert "secret" not in repr(desk.sign_in).lower()
